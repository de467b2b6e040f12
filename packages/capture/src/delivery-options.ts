// What a page says to have events delivered: where they go, whose they are and who is calling.

import type { CapturedEvent } from './captured-event.ts';

export interface DeliveryOptions {
  /** Where batches are posted: `/api/v1/courses/1/quizzes/2/submissions/3/events`, of Quizwire or of Canvas. */
  eventsUrl: string;
  /** Whose events these are; anything that tells users of one browser apart. Buffers of two users never mix. */
  userKey: string;
  /** Which attempt they belong to, from 1. Buffers of two attempts never mix; without it a new attempt gets what is left. */
  attempt?: number;
  /**
   * Whether what is left of this user's other attempts at `eventsUrl` is sent too, each with the attempt it belongs to.
   * Quizwire files it there. Canvas would file it under the attempt under way: hence false by default.
   */
  sendsOtherAttempts?: boolean;

  /** An access token. Without one, the browser's cookies say who is calling. */
  token?: string;
  /** `same-origin` by default. */
  credentials?: RequestCredentials;
  /** More headers, asked for at each request. A session by cookie needs `csrfHeaders`, which reads them from `_csrf_token`. */
  headers?: () => Record<string, string>;

  /** Milliseconds between flushes; 15,000 by default, as Canvas's own client. */
  flushEveryMs?: number;

  /** These arrived. Like all callbacks, never called within what the user does. */
  onSent?: (events: readonly CapturedEvent[]) => void;
  /** The server will not take events of this caller (401, 403 …): nothing more is sent, but all is kept. */
  onRefused?: (status: number) => void;
}
