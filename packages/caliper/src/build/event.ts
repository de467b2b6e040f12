// Events from what only the caller knows.

import type { CaliperEvent, EventOf } from '../events/event.ts';
import { caliperContext } from '../vocabulary/contexts.ts';

type WithoutContext<Event> = Event extends unknown ? Omit<Event, '@context'> : never;

/** An event without its `@context`. */
export type EventInput<Type extends CaliperEvent['type'] = CaliperEvent['type']> = WithoutContext<
  EventOf<Type>
>;

/**
 * The event with the Caliper 1.1 `@context` before its other keys. Keys that are `undefined` are left out of JSON.
 * The caller brings the id (`urn:uuid:${crypto.randomUUID()}`) and keeps it when it sends again.
 */
export function event<Type extends CaliperEvent['type']>(
  input: { type: Type } & EventInput<Type>,
): EventOf<Type>;
export function event(input: EventInput): object {
  return { '@context': caliperContext, ...input };
}
