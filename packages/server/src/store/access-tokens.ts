// Access tokens: rows and their changes. Looking a token up by its digest is in caller-facts.ts.

import type { AccessToken } from '../model/access-token.ts';
import type { Query } from './database.ts';

export async function findAccessTokenByDigest(
  query: Query,
  tokenDigest: string,
): Promise<AccessToken | undefined> {
  return query
    .selectFrom('accessTokens')
    .selectAll()
    .where('tokenDigest', '=', tokenDigest)
    .executeTakeFirst();
}

export async function insertAccessToken(query: Query, token: Omit<AccessToken, 'id'>): Promise<AccessToken> {
  return query.insertInto('accessTokens').values(token).returningAll().executeTakeFirstOrThrow();
}

/** A token of this user by its id, unless it is deleted; undefined when there is none. */
export async function findAccessTokenOf(
  query: Query,
  userId: number,
  id: number,
): Promise<AccessToken | undefined> {
  return livingTokensOf(query, userId).where('id', '=', id).executeTakeFirst();
}

/** The newest token of this user with this hint, unless it is deleted. */
export async function findAccessTokenByHint(
  query: Query,
  userId: number,
  tokenHint: string,
): Promise<AccessToken | undefined> {
  return livingTokensOf(query, userId)
    .where('tokenHint', '=', tokenHint)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** The newest token of this user that can be used at `nowMs` and has no scopes. */
export async function findUnscopedTokenOf(
  query: Query,
  userId: number,
  nowMs: number,
): Promise<AccessToken | undefined> {
  return livingTokensOf(query, userId)
    .where('workflowState', '=', 'active')
    .where('scopes', '=', '[]')
    .where((where) => where.or([where('expiresAtMs', 'is', null), where('expiresAtMs', '>', nowMs)]))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** One page of the tokens of a user that are not deleted, oldest first. */
export async function listAccessTokensOf(
  query: Query,
  userId: number,
  limit: number,
  offset: number,
): Promise<AccessToken[]> {
  return livingTokensOf(query, userId)
    .orderBy('createdAtMs')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countAccessTokensOf(query: Query, userId: number): Promise<number> {
  const { count } = await query
    .selectFrom('accessTokens')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirstOrThrow();
  return count;
}

function livingTokensOf(query: Query, userId: number) {
  return query
    .selectFrom('accessTokens')
    .selectAll()
    .where('userId', '=', userId)
    .where('workflowState', '<>', 'deleted');
}

export type AccessTokenChanges = Partial<
  Pick<
    AccessToken,
    'purpose' | 'expiresAtMs' | 'scopes' | 'tokenDigest' | 'tokenHint' | 'workflowState' | 'updatedAtMs'
  >
>;

/** Changes a token that is not deleted; undefined when it was deleted meanwhile. */
export async function updateAccessToken(
  query: Query,
  id: number,
  changes: AccessTokenChanges,
): Promise<AccessToken | undefined> {
  return query
    .updateTable('accessTokens')
    .set(changes)
    .where('id', '=', id)
    .where('workflowState', '<>', 'deleted')
    .returningAll()
    .executeTakeFirst();
}

/** Ends all active tokens of a user that were made for `purpose`. */
export async function deleteAccessTokensFor(
  query: Query,
  userId: number,
  purpose: string,
  nowMs: number,
): Promise<void> {
  await query
    .updateTable('accessTokens')
    .set({ workflowState: 'deleted', updatedAtMs: nowMs })
    .where('userId', '=', userId)
    .where('purpose', '=', purpose)
    .where('workflowState', '=', 'active')
    .execute();
}

/** Tokens named in one statement; SQLite takes 32,766 parameters, and a longer list is not faster. */
const idsPerStatement = 500;

/** Moves `last_used_at` of the tokens to one time, in few statements. */
export async function noteTokenUses(
  query: Query,
  ids: readonly number[],
  lastUsedAtMs: number,
): Promise<void> {
  for (let at = 0; at < ids.length; at += idsPerStatement) {
    await query
      .updateTable('accessTokens')
      .set({ lastUsedAtMs })
      .where('id', 'in', ids.slice(at, at + idsPerStatement))
      .execute();
  }
}
