// How long to leave a server alone that did not take a batch.

const firstMs = 1_000;
const longestMs = 300_000;

/**
 * Milliseconds to wait after so many failures in a row (from 1): anywhere between nothing and a bound that doubles from 2 s to
 * 5 min ("full jitter"), so that a thousand pages that failed together do not come back together. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(longestMs, firstMs * 2 ** failures);
}
