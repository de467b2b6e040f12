// Ours: whether the browser has a network. Whether the server answers is another matter, which the recorder's state says.

import type { Tracking } from '../tracking.ts';

export function trackConnection({ record, on }: Tracking): void {
  let lostAtMs: number | undefined;
  on(window, 'offline', () => {
    lostAtMs = performance.now();
    record('connection_lost');
  });
  on(window, 'online', () => {
    const lostMs = lostAtMs === undefined ? undefined : Math.round(performance.now() - lostAtMs);
    lostAtMs = undefined;
    record('connection_regained', { lost_ms: lostMs }, true);
  });
}
