// A live event in Caliper as Canvas sends it. Canvas: live events reference §7.

import type { LiveEvent } from '../../model/live-event.ts';

/** An envelope of one event as JSON text; null where Canvas has no Caliper form. */
export function canvasCaliperMessage(_event: LiveEvent, _sendTimeMs: number): string | null {
  return null;
}
