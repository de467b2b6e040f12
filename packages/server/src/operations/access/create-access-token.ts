// An access token is made, by its owner or by an admin for somebody else.

import type { AccessToken } from '../../model/access-token.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasUserRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import { insertAccessToken } from '../../store/access-tokens.ts';
import type { Database } from '../../store/database.ts';
import { digestOf } from '../digest.ts';
import { userStanding } from '../people/user-standing.ts';
import type { Random } from '../random.ts';
import {
  assertPurpose,
  assertReach,
  checkedScopes,
  expiryFor,
  type KnownScopes,
  tokenArgumentInvalid,
} from './access-token-rules.ts';

export interface AccessTokenDraft {
  purpose: string | null;
  /** Text as it came. */
  expiresAt: string | null;
  /** Empty is everything. */
  scopes: readonly string[];
  /** Ours: an admin's token for somebody else is usable at once. */
  isActive: boolean;
}

/** A token and, only when it was just made, its value: nobody can have that again. */
export interface MadeAccessToken {
  token: AccessToken;
  value: string | null;
}

export const tokenCharsCount = 64;
export const tokenHintCharsCount = 5;

export type CreateAccessToken = (
  caller: Caller,
  user: Lookup,
  readDraft: () => AccessTokenDraft,
) => Promise<MadeAccessToken>;

/**
 * One's own token is active; one for another user, or made while acting as another, waits to be activated by its owner,
 * unless an admin who acts as nobody asks for an active one. Unlike Canvas, scopes are enforced wherever they are given.
 *
 * Raises, in Canvas's order: not_found (user), what `readDraft` raises, argument_invalid (purpose), not_permitted,
 * argument_invalid (expiry), record_invalid (purpose, scopes), not_permitted when the caller's own token reaches less.
 */
export function createAccessToken(
  database: Database,
  knownScopes: KnownScopes,
  clock: Clock,
  random: Random,
): CreateAccessToken {
  return (caller, lookup, readDraft) =>
    database.transaction(async (transaction) => {
      const nowMs = clock();
      const standing = await userStanding(transaction, caller, lookup);
      const draft = readDraft();
      const purpose = draft.purpose?.trim() ?? '';
      if (purpose === '') throw tokenArgumentInvalid('token[purpose] is missing');
      if (!hasUserRight(standing, 'manage_access_tokens', nowMs)) throw notPermitted();
      const expiresAtMs = await expiryFor(transaction, caller, draft.expiresAt, nowMs);
      assertPurpose(purpose);
      const scopes = checkedScopes(draft.scopes, knownScopes);
      assertReach(scopes, caller);
      const isActing = caller.realUserId !== null;
      const isOwn = caller.userId === standing.userId;
      const value = random.characters(tokenCharsCount);
      const token = await insertAccessToken(transaction, {
        userId: standing.userId,
        realUserId: caller.realUserId ?? (isOwn ? null : caller.userId),
        tokenDigest: digestOf(value),
        tokenHint: value.slice(0, tokenHintCharsCount),
        purpose,
        scopes: JSON.stringify(scopes),
        expiresAtMs,
        lastUsedAtMs: null,
        workflowState: !isActing && (isOwn || draft.isActive) ? 'active' : 'pending',
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
      return { token, value };
    });
}
