// Ours: whether the browser has a network. Whether the server answers is another matter, which the recorder's state says.

import type { Tracking } from '../tracking.ts';

export function trackConnection({ record, on }: Tracking): void {
  on(window, 'offline', () => record('connection_lost'));
  on(window, 'online', () => record('connection_regained'));
}
