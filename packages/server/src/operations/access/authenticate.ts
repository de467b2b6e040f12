// Turns an access token into a caller, and a caller who may into the user they act as.

import { hash } from 'node:crypto';
import { assertUsable, isUseWorthNoting } from '../../model/access-token.ts';
import { rootAccountId } from '../../model/account.ts';
import type { Person } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { Refusal } from '../../model/refusal.ts';
import { type FindTokenFacts, findAdminAccountIds } from '../../store/caller-facts.ts';
import type { Query } from '../../store/database.ts';
import { findUserId } from '../../store/users.ts';
import { isSameSecret } from './same-secret.ts';
import type { TokenUses } from './token-uses.ts';

/** How a token is kept and looked up: SHA-256, hex. */
export function tokenDigestOf(token: string): string {
  return hash('sha256', token, 'hex');
}

export interface Authenticate {
  /** Raises access_token_invalid, access_token_revoked, access_token_expired. */
  byToken(token: string): Promise<Person>;
  /** The caller acting as another user (`as_user_id`); admins of the root account may. Raises masquerade_invalid. */
  masquerade(caller: Person, as: Lookup): Promise<Person>;
}

export function authenticate(
  findTokenFacts: FindTokenFacts,
  query: Query,
  uses: TokenUses,
  clock: Clock,
): Authenticate {
  return {
    async byToken(token) {
      const nowMs = clock();
      const digest = tokenDigestOf(token);
      const found = await findTokenFacts(digest);
      const known = found && isSameSecret(digest, found.tokenDigest) ? found : undefined;
      assertUsable(known, nowMs);
      if (isUseWorthNoting(known.lastUsedAtMs, nowMs)) uses.note(known.id, nowMs);
      return {
        userId: known.userId,
        realUserId: null,
        accessTokenId: known.id,
        scopes: known.scopes,
        adminAccountIds: known.adminAccountIds,
      };
    },

    async masquerade(caller, as) {
      if (!caller.adminAccountIds.includes(rootAccountId)) throw new Refusal({ kind: 'masquerade_invalid' });
      const userId = as.by === 'self' ? caller.userId : await findUserId(query, as);
      const adminAccountIds = userId === undefined ? undefined : await findAdminAccountIds(query, userId);
      if (userId === undefined || adminAccountIds === undefined)
        throw new Refusal({ kind: 'masquerade_invalid' });
      if (userId === caller.userId) return caller;
      return { ...caller, userId, realUserId: caller.userId, adminAccountIds };
    },
  };
}
