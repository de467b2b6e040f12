// Somebody logs in as one of the people of the demo, with nothing but a click.

import type { Clock } from '../../model/clock.ts';
import { notFound } from '../../model/refusal.ts';
import type { RequestFacts } from '../../model/request-facts.ts';
import { findUnscopedTokenOf } from '../../store/access-tokens.ts';
import { findAdminAccountIds } from '../../store/caller-facts.ts';
import type { Query } from '../../store/database.ts';
import type { ListDemoPeople } from './demo-people.ts';
import type { StartedSession, StartSession } from './start-session.ts';

export type StartDemoSession = (
  userId: number,
  request: RequestFacts,
  redirectUrl: string | null,
) => Promise<StartedSession>;

/**
 * As if they had brought the newest of their access tokens that can be used and has no scopes; the session ends with it.
 * Raises not_found for anybody else, and for one of them without such a token.
 */
export function startDemoSession(
  query: Query,
  listDemoPeople: ListDemoPeople,
  startSession: StartSession,
  clock: Clock,
): StartDemoSession {
  return async (userId, request, redirectUrl) => {
    const people = await listDemoPeople();
    if (!people.some(({ user }) => user.id === userId)) throw notFound();
    const token = await findUnscopedTokenOf(query, userId, clock());
    const adminAccountIds = await findAdminAccountIds(query, userId);
    if (token === undefined || adminAccountIds === undefined) throw notFound();
    const person = { userId, realUserId: null, accessTokenId: token.id, scopes: [], adminAccountIds };
    return startSession({ ...person, sessionId: null, request }, redirectUrl);
  };
}
