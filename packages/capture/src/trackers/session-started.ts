// Canvas: `session_started`, once for each page load.

import type { Tracking } from '../tracking.ts';

export function trackSession({ record }: Tracking): void {
  // At once: with the first batch the server learns when this page session began by its own clock.
  record('session_started', { user_agent: navigator.userAgent }, true);
}
