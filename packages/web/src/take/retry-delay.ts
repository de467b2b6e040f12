// How long to wait before the next try after so many failures in a row.

const firstMs = 2000;
const longestMs = 30_000;

/** Milliseconds: doubling, with half of it by chance, so that a class does not come back all at once; never below what the server asked for. */
export function retryDelay(failures: number, random: () => number, askedSeconds: number | null): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.max(fullMs / 2 + (random() * fullMs) / 2, (askedSeconds ?? 0) * 1000);
}
