// Somebody logs in: an access token is exchanged for a session.

import { loggedIn } from '../../facts/signed-in.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { sessionMs } from '../../model/limits.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import type { User } from '../../model/user.ts';
import { findAccessTokenOf } from '../../store/access-tokens.ts';
import { insertSession } from '../../store/sessions.ts';
import { findUserWithLogin } from '../../store/users.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { digestOf } from '../digest.ts';
import type { Random } from '../random.ts';
import { csrfTokenOf, newSessionToken } from './session-secrets.ts';

const sessionIdCharsCount = 32;

/** A session and its secrets, which nobody can have again. */
export interface StartedSession {
  user: User;
  token: string;
  csrfToken: string;
  startedAtMs: number;
  expiresAtMs: number;
}

export type StartSession = (caller: Caller, redirectUrl: string | null) => Promise<StartedSession>;

/**
 * Expires after `sessionMs`, or with the access token when that is sooner. Raises unauthenticated for a caller without an
 * access token, access_token_revoked when it ended on the way, not_permitted while acting as somebody else.
 */
export function startSession(database: AnnouncingDatabase, clock: Clock, random: Random): StartSession {
  return (caller, redirectUrl) => {
    const { userId, realUserId, accessTokenId } = caller;
    if (accessTokenId === null) throw new Refusal({ kind: 'unauthenticated' });
    if (realUserId !== null) throw notPermitted();
    const sessionId = random.hex(sessionIdCharsCount);
    // What happens now happens in the session already. Canvas: live events reference §2.4.
    const inSession: Caller = { ...caller, accessTokenId: null, sessionId };
    return database.transaction(inSession, async (transaction) => {
      const nowMs = clock();
      const accessToken = await findAccessTokenOf(transaction, userId, accessTokenId);
      const person = await findUserWithLogin(transaction, userId);
      if (accessToken === undefined || person === undefined)
        throw new Refusal({ kind: 'access_token_revoked' });
      const token = newSessionToken(random);
      const expiresAtMs = Math.min(nowMs + sessionMs, accessToken.expiresAtMs ?? Number.POSITIVE_INFINITY);
      await insertSession(transaction, {
        sessionId,
        tokenDigest: digestOf(token),
        accessTokenDigest: accessToken.tokenDigest,
        userId,
        createdAtMs: nowMs,
        expiresAtMs,
      });
      transaction.announce(loggedIn(userId, redirectUrl));
      return {
        user: person.user,
        token,
        csrfToken: csrfTokenOf(token),
        startedAtMs: nowMs,
        expiresAtMs,
      };
    });
  };
}
