// Comparing what somebody presents with what they should know.

import { timingSafeEqual } from 'node:crypto';

/** Whether the two are the same text, in a time that does not tell where they differ. Null is never the same. */
export function isSameSecret(presented: string | null, secret: string): boolean {
  if (presented === null) return false;
  const [a, b] = [Buffer.from(presented), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
