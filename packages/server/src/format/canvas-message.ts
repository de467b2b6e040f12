// Canvas's own message of a live event. Canvas: live events reference §1.

import type { LiveEvent } from '../model/live-event.ts';
import { targetEventNames, testEventName } from '../model/target-events.ts';

/** Of our own events those that a subscriber in any format can be sent. */
const oursInEveryFormat: ReadonlySet<string> = new Set([...targetEventNames, testEventName]);

/**
 * `{"metadata":…,"body":…}`, both as they were announced or received, byte for byte. Null for what Canvas has no message of:
 * our own `quizwire.` events, but for those about subscriptions, and a sensor's.
 */
export function canvasMessage(event: LiveEvent): string | null {
  const { source, eventName } = event;
  if (source === 'caliper') return null;
  if (eventName.startsWith('quizwire.') && !oursInEveryFormat.has(eventName)) return null;
  return `{"metadata":${event.metadata},"body":${event.body}}`;
}
