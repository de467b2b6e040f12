// Access tokens: who a request speaks for and what it may reach. Only a digest of a token is ever stored.

import { tokenUseResolutionMs } from './limits.ts';
import { Refusal } from './refusal.ts';

export interface AccessToken {
  id: number;
  userId: number;
  /** Who made it, when that is not the user themself. */
  realUserId: number | null;
  /** SHA-256 of the token, hex. The token has 64 random characters, so a slow hash would protect nothing more. */
  tokenDigest: string;
  /** The first five characters, by which people recognise it. */
  tokenHint: string;
  purpose: string;
  /** JSON array of scopes; `[]` means unscoped. */
  scopes: string;
  expiresAtMs: number | null;
  lastUsedAtMs: number | null;
  workflowState: 'active' | 'pending' | 'deleted';
  createdAtMs: number;
  updatedAtMs: number;
}

/**
 * Refuses a token that cannot be used at `nowMs`: pending and unknown ones are invalid, deleted ones revoked.
 * Raises access_token_invalid, access_token_revoked, access_token_expired. Canvas: form C of the reference.
 */
export function assertUsable(
  token: Pick<AccessToken, 'workflowState' | 'expiresAtMs'> | undefined,
  nowMs: number,
): asserts token is NonNullable<typeof token> {
  if (!token || token.workflowState === 'pending') throw new Refusal({ kind: 'access_token_invalid' });
  if (token.workflowState === 'deleted') throw new Refusal({ kind: 'access_token_revoked' });
  if (token.expiresAtMs !== null && token.expiresAtMs <= nowMs) {
    throw new Refusal({ kind: 'access_token_expired', expiredAtMs: token.expiresAtMs });
  }
}

/** Whether `assertUsable` would let it pass. */
export function isUsable(token: Pick<AccessToken, 'workflowState' | 'expiresAtMs'>, nowMs: number): boolean {
  return token.workflowState === 'active' && (token.expiresAtMs === null || nowMs < token.expiresAtMs);
}

/** Canvas: `last_used_at` is moved only every ten minutes, so that reading does not mean writing. */
export function isUseWorthNoting(lastUsedAtMs: number | null, nowMs: number): boolean {
  return lastUsedAtMs === null || nowMs - lastUsedAtMs >= tokenUseResolutionMs;
}

/**
 * Whether a token with `scopes` reaches no further than one with `holderScopes`; an empty list is everything. Who holds a
 * scoped token cannot make another that does more.
 */
export function reachesNoFurther(scopes: readonly string[], holderScopes: readonly string[]): boolean {
  if (holderScopes.length === 0) return true;
  return scopes.length > 0 && scopes.every((scope) => holderScopes.includes(scope));
}

/** The scopes as the record keeps them, read. */
export function scopesOf(token: Pick<AccessToken, 'scopes'>): string[] {
  return JSON.parse(token.scopes) as string[];
}

/** Every token belongs to this developer key, the one of tokens that people make for themselves. It has no row. */
export const userGeneratedKeyId = 1;
