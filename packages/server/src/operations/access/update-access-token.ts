// An access token is changed, given a new value, activated by its owner, or ended.

import { type AccessToken, scopesOf } from '../../model/access-token.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasUserRight } from '../../model/policy.ts';
import { invalidField, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import { type AccessTokenChanges, updateAccessToken as updateTokenRow } from '../../store/access-tokens.ts';
import type { Database, Query } from '../../store/database.ts';
import { digestOf } from '../digest.ts';
import { userStanding } from '../people/user-standing.ts';
import type { Random } from '../random.ts';
import {
  assertPurpose,
  assertReach,
  checkedScopes,
  expiryFor,
  type KnownScopes,
} from './access-token-rules.ts';
import { type MadeAccessToken, tokenCharsCount, tokenHintCharsCount } from './create-access-token.ts';
import { findAccessTokenNamed, type TokenName } from './show-access-tokens.ts';

/** Undefined leaves as it is. */
export interface AccessTokenEdit {
  purpose: string | undefined;
  /** Text as it came; null is never. */
  expiresAt: string | null | undefined;
  scopes: readonly string[] | undefined;
  isRegenerated: boolean;
  /** Ours: how the owner of a pending token makes it usable. */
  isActive: boolean;
}

export interface UpdateAccessToken {
  /**
   * A new value ends the old one at once; unless its owner asked for it, the token then waits to be activated.
   * Raises, in Canvas's order: not_found (user; token of somebody else), not_permitted, what `readEdit` raises,
   * argument_invalid (expiry), record_invalid; not_permitted for activating somebody else's token or one's own while
   * acting as its owner, and when the token would reach further than the caller's own.
   */
  change(
    caller: Caller,
    user: Lookup,
    name: TokenName,
    readEdit: () => AccessTokenEdit,
  ): Promise<MadeAccessToken>;
  /** The next request with it is refused. Raises not_found. */
  end(caller: Caller, user: Lookup, name: TokenName): Promise<AccessToken>;
}

export function updateAccessToken(
  database: Database,
  knownScopes: KnownScopes,
  clock: Clock,
  random: Random,
): UpdateAccessToken {
  return {
    change: (caller, user, name, readEdit) =>
      database.transaction(async (transaction) => {
        const nowMs = clock();
        const token = await findForChange(transaction, caller, user, name);
        const edit = readEdit();
        const changes: AccessTokenChanges = { updatedAtMs: nowMs };
        if (edit.expiresAt !== undefined) {
          changes.expiresAtMs = await expiryFor(transaction, caller, edit.expiresAt, nowMs);
        }
        if (edit.purpose !== undefined) {
          changes.purpose = edit.purpose.trim();
          if (changes.purpose === '') throw invalidField('purpose', 'blank', "can't be blank");
          assertPurpose(changes.purpose);
        }
        const scopes = edit.scopes === undefined ? scopesOf(token) : checkedScopes(edit.scopes, knownScopes);
        assertReach(scopes, caller);
        changes.scopes = JSON.stringify(scopes);
        const isByOwner = caller.userId === token.userId && caller.realUserId === null;
        const value = edit.isRegenerated ? random.characters(tokenCharsCount) : null;
        if (value !== null) {
          assertRenewable(token, edit, nowMs);
          changes.tokenDigest = digestOf(value);
          changes.tokenHint = value.slice(0, tokenHintCharsCount);
          if (!isByOwner) changes.workflowState = 'pending';
        }
        if (edit.isActive && token.workflowState === 'pending') {
          if (!isByOwner) throw notPermitted();
          changes.workflowState = 'active';
        }
        return { token: await saved(transaction, token.id, changes), value };
      }),

    end: (caller, user, name) =>
      database.transaction(async (transaction) => {
        const token = await findForChange(transaction, caller, user, name);
        return saved(transaction, token.id, { workflowState: 'deleted', updatedAtMs: clock() });
      }),
  };

  async function findForChange(
    query: Query,
    caller: Caller,
    user: Lookup,
    name: TokenName,
  ): Promise<AccessToken> {
    const standing = await userStanding(query, caller, user);
    // Canvas: somebody else's token looks as if it were not there.
    if (!hasUserRight(standing, 'manage_access_tokens', clock())) throw notFound();
    const token = await findAccessTokenNamed(query, standing.userId, name);
    if (token === undefined) throw notFound();
    return token;
  }
}

/** Canvas: an expired token gets a new value only together with a new expiry. */
function assertRenewable(token: AccessToken, edit: AccessTokenEdit, nowMs: number): void {
  if (token.expiresAtMs === null || token.expiresAtMs > nowMs || edit.expiresAt !== undefined) return;
  throw new Refusal({
    kind: 'argument_invalid',
    shape: 'errors',
    message: 'cannot regenerate an expired token without a new expiration date',
  });
}

async function saved(query: Query, id: number, changes: AccessTokenChanges): Promise<AccessToken> {
  const token = await updateTokenRow(query, id, changes);
  if (token === undefined) throw notFound();
  return token;
}
