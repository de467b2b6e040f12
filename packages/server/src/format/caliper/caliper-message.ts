// A live event in Caliper as its standard wants it. Has no forms yet.

import type { LiveEvent } from '../../model/live-event.ts';

/** An envelope as JSON text; null where the event has no form. `baseUrl` is without a slash at its end. */
export function caliperMessage(_event: LiveEvent, _sendTimeMs: number, _baseUrl: string): string | null {
  return null;
}
