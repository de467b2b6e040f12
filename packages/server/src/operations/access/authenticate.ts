// Turns an access token or a session into a caller, and a caller who may into the user they act as.

import { assertUsable, isUsable, isUseWorthNoting } from '../../model/access-token.ts';
import { rootAccountId } from '../../model/account.ts';
import type { Person } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { Refusal } from '../../model/refusal.ts';
import { isRunning } from '../../model/session.ts';
import {
  type FindCallerFacts,
  type FindTokenFacts,
  findAdminAccountIds,
  type TokenFacts,
} from '../../store/caller-facts.ts';
import type { Query } from '../../store/database.ts';
import { findUserId } from '../../store/users.ts';
import { digestOf } from '../digest.ts';
import { isSameSecret } from './same-secret.ts';
import { isSessionToken } from './session-secrets.ts';
import type { TokenUses } from './token-uses.ts';

/** Who is logged in, in a session that live events call `sessionId`. */
export interface LoggedIn {
  person: Person;
  sessionId: string;
}

export interface Authenticate {
  /**
   * Who the access token speaks for. `find` is for who looks up more than the token by its digest. Raises
   * access_token_invalid, access_token_revoked, access_token_expired.
   */
  byToken(token: string, find?: FindTokenFacts): Promise<Person>;
  /** Undefined for a session that there is not, that has expired, or whose access token ended or got scopes. */
  bySession(sessionToken: string): Promise<LoggedIn | undefined>;
  /** The caller acting as another user (`as_user_id`); admins of the root account may. Raises masquerade_invalid. */
  masquerade(caller: Person, as: Lookup): Promise<Person>;
}

export function authenticate(
  findCallerFacts: FindCallerFacts,
  query: Query,
  uses: TokenUses,
  clock: Clock,
): Authenticate {
  return {
    async byToken(token, find = findCallerFacts.byToken) {
      const nowMs = clock();
      const digest = digestOf(token);
      const found = await find(digest);
      const known = found && isSameSecret(digest, found.tokenDigest) ? found : undefined;
      assertUsable(known, nowMs);
      return { ...holderOf(known, nowMs), accessTokenId: known.id };
    },

    async bySession(sessionToken) {
      if (!isSessionToken(sessionToken)) return undefined;
      const nowMs = clock();
      const digest = digestOf(sessionToken);
      const found = await findCallerFacts.bySession(digest);
      if (found === undefined || !isSameSecret(digest, found.tokenDigest)) return undefined;
      const { sessionId, accessToken } = found;
      // A token with scopes makes no session, so one that gets them later ends those it made.
      const isCounting = isUsable(accessToken, nowMs) && accessToken.scopes.length === 0;
      if (!isRunning(found, nowMs) || !isCounting) return undefined;
      return { person: { ...holderOf(accessToken, nowMs), accessTokenId: null }, sessionId };
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

  /** Who holds the access token, which counts as used now. */
  function holderOf(token: TokenFacts, nowMs: number): Omit<Person, 'accessTokenId'> {
    if (isUseWorthNoting(token.lastUsedAtMs, nowMs)) uses.note(token.id, nowMs);
    const { userId, scopes, adminAccountIds } = token;
    return { userId, realUserId: null, scopes, adminAccountIds };
  }
}
