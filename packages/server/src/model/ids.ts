// Global ids: a local id with the number of its shard before it, as Canvas names records across its cloud.

/** Local ids stay below this; above it the leading digits name the shard. */
export const globalIdFactor = 10_000_000_000_000;

/** `shard · 10^13 + localId`, as digits, because it may exceed what a number holds exactly. */
export function globalIdOf(shard: number, localId: number): string {
  return `${shard}${String(localId).padStart(13, '0')}`;
}
