// How sure the time of an event is, in words. Pure.

import { lastedText } from '../shell/zoned-time.ts';
import type { LogEvent } from './attempt-log.ts';

/** Less is no more than the network's own delay. */
const exactMs = 1;

/** `± 40 ms`; what the server or staff did has the server's own time. */
export function uncertaintyText({
  source,
  uncertaintyMs,
}: Pick<LogEvent, 'source' | 'uncertaintyMs'>): string {
  if (source !== 'page') return 'exact';
  if (uncertaintyMs === null) return 'unknown';
  if (uncertaintyMs < exactMs) return '± 1 ms';
  return `± ${uncertaintyMs < 1000 ? `${Math.round(uncertaintyMs)} ms` : lastedText(uncertaintyMs)}`;
}
