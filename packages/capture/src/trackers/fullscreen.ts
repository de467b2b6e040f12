// Ours, only if asked for: that the page filled the screen, or does so no longer.

import type { Tracking } from '../tracking.ts';

export function trackFullscreen({ record, on }: Tracking): void {
  on(document, 'fullscreenchange', () =>
    record(document.fullscreenElement ? 'fullscreen_entered' : 'fullscreen_left'),
  );
}
