// When something that failed is tried again: exponential with full jitter, so that many that failed together do not come back
// together.

import { retryBaseMs, retryCeilingMs, retryFloorMs } from './delivery-limits.ts';

/** How long to wait after the failure that is the `failures`th, from 1. `lot` is drawn from 0 to below 1. */
export function retryDelayMs(failures: number, lot: number): number {
  const ceilingMs = Math.min(retryCeilingMs, retryBaseMs * 2 ** (failures - 1));
  return Math.max(retryFloorMs, Math.floor(ceilingMs * lot));
}

/**
 * When a delivery is tried again whose `tries`th send failed at `nowMs`; null when it has been tried for `retryMs` since its
 * first. The last try is at that time, or the first after it that its target allows.
 */
export function nextTryAtMs(
  { tries, firstTriedAtMs }: { tries: number; firstTriedAtMs: number },
  nowMs: number,
  retryMs: number,
  lot: number,
): number | null {
  const lastTryAtMs = firstTriedAtMs + retryMs;
  if (nowMs >= lastTryAtMs) return null;
  return Math.min(nowMs + retryDelayMs(tries, lot), Math.max(lastTryAtMs, nowMs + retryFloorMs));
}
