// Global ids: a local id with the number of its shard before it, as Canvas names records across its cloud.

/** Local ids stay below this; above it the leading digits name the shard. */
export const globalIdFactor = 10_000_000_000_000;

/** Digits of a local id within a global one. */
const localDigits = 13;

/** `shard · 10^13 + localId`, as digits, because it may exceed what a number holds exactly. */
export function globalIdOf(shard: number, localId: number): string {
  return `${shard}${String(localId).padStart(localDigits, '0')}`;
}

/** The local id of a global id of `shard`, written as digits or as a number; null for anything else, a local id too. */
export function localIdOf(shard: number, globalId: unknown): number | null {
  // A number past 2^53 may be another than the one that was written.
  const digits = Number.isSafeInteger(globalId) ? String(globalId) : globalId;
  if (typeof digits !== 'string' || !/^[1-9]\d{13,18}$/.test(digits)) return null;
  const local = Number(digits.slice(-localDigits));
  return local > 0 && digits.slice(0, -localDigits) === String(shard) ? local : null;
}

/** The local id within a global id of this server's own, both as digits; what is no longer than a local id is one. */
export function localPart(id: string): string {
  return id.length <= localDigits ? id : String(Number(id.slice(-localDigits)));
}
