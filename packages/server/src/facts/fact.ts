// What happened, as whoever made it happen says it; facts/message-text.ts makes the wire's text of it.

import type { EventName } from './event-names.ts';

export type FactValue =
  | string
  | number
  | boolean
  | null
  | readonly FactValue[]
  | { readonly [key: string]: FactValue };

/** Keys as on Canvas's wire. Ids are the local numbers; null says that there is nothing, and is left out on the wire. */
export type FactBody = Readonly<Record<string, FactValue>>;

export interface Fact {
  eventName: EventName;
  body: FactBody;
  /** What Canvas's body leaves out and Caliper wants to know; keys as in `body`. */
  details?: FactBody;
  /** The course it happened in, if any. */
  courseId: number | null;
  assignmentId: number | null;
  /** Whom it is about. */
  userId: number | null;
  /** Where it happened when not now, in epoch milliseconds; the time of its transaction if absent. */
  eventTimeMs?: number;
}
