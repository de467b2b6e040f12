// Access tokens: rows and their changes. Looking a token up by its digest is in caller-facts.ts.

import type { AccessToken } from '../model/access-token.ts';
import type { Query } from './database.ts';

export async function findAccessTokenByDigest(query: Query, tokenDigest: string): Promise<AccessToken | undefined> {
  return query.selectFrom('accessTokens').selectAll().where('tokenDigest', '=', tokenDigest).executeTakeFirst();
}

export async function insertAccessToken(query: Query, token: Omit<AccessToken, 'id'>): Promise<AccessToken> {
  return query.insertInto('accessTokens').values(token).returningAll().executeTakeFirstOrThrow();
}

/** Ends all active tokens of a user that were made for `purpose`. */
export async function deleteAccessTokensFor(query: Query, userId: number, purpose: string, nowMs: number): Promise<void> {
  await query
    .updateTable('accessTokens')
    .set({ workflowState: 'deleted', updatedAtMs: nowMs })
    .where('userId', '=', userId)
    .where('purpose', '=', purpose)
    .where('workflowState', '=', 'active')
    .execute();
}

/** Moves `last_used_at` of each token (id → time). */
export async function noteTokenUses(query: Query, uses: ReadonlyMap<number, number>): Promise<void> {
  for (const [id, lastUsedAtMs] of uses) {
    await query.updateTable('accessTokens').set({ lastUsedAtMs }).where('id', '=', id).execute();
  }
}
