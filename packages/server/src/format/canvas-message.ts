// Canvas's own message of a live event. Canvas: live events reference §1.

import type { LiveEvent } from '../model/live-event.ts';

/**
 * `{"metadata":…,"body":…}`, both as they were announced or received, byte for byte. Null for what Canvas has no message of:
 * our own `quizwire.` events and a sensor's.
 */
export function canvasMessage(event: LiveEvent): string | null {
  if (event.source === 'caliper' || event.eventName.startsWith('quizwire.')) return null;
  return `{"metadata":${event.metadata},"body":${event.body}}`;
}
