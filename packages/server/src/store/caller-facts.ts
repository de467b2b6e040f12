// Who an access token speaks for: the one lookup that every request makes.

import type { AccessToken } from '../model/access-token.ts';
import type { Database, Query } from './database.ts';

export interface TokenFacts
  extends Pick<
    AccessToken,
    'id' | 'userId' | 'workflowState' | 'expiresAtMs' | 'lastUsedAtMs' | 'tokenDigest'
  > {
  scopes: readonly string[];
  adminAccountIds: readonly number[];
}

interface Row {
  id: number;
  user_id: number;
  workflow_state: AccessToken['workflowState'];
  expires_at_ms: number | null;
  last_used_at_ms: number | null;
  token_digest: string;
  scopes: string;
  admin_account_ids: string | null;
}

export type FindTokenFacts = (digest: string) => Promise<TokenFacts | undefined>;

/** Finds a token by its digest. Tokens of deleted users are not found. */
export function tokenFactsLookup(database: Database): FindTokenFacts {
  const lookup = database.lookup<Row>({
    name: 'token-facts',
    keys: { digest: 'text' },
    sql: (keys) => `
      select k.ord, t.id, t.user_id, t.workflow_state, t.expires_at_ms, t.last_used_at_ms, t.token_digest, t.scopes,
        (select string_agg(cast(a.account_id as text), ',') from account_users a where a.user_id = t.user_id)
          as admin_account_ids
      from ${keys}
      join access_tokens t on t.token_digest = k.digest
      join users u on u.id = t.user_id and u.workflow_state <> 'deleted'`,
  });
  return async (digest) => {
    const row = await lookup([digest]);
    return row && factsOf(row);
  };
}

function factsOf(row: Row): TokenFacts {
  return {
    id: row.id,
    userId: row.user_id,
    workflowState: row.workflow_state,
    expiresAtMs: row.expires_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    tokenDigest: row.token_digest,
    scopes: row.scopes === '[]' ? [] : (JSON.parse(row.scopes) as string[]),
    adminAccountIds: row.admin_account_ids === null ? [] : row.admin_account_ids.split(',').map(Number),
  };
}

/** The accounts of which a living user is an admin; undefined when there is no such user. */
export async function findAdminAccountIds(query: Query, userId: number): Promise<number[] | undefined> {
  const rows = await query
    .selectFrom('users')
    .leftJoin('accountUsers', 'accountUsers.userId', 'users.id')
    .select('accountUsers.accountId')
    .where('users.id', '=', userId)
    .where('users.workflowState', '<>', 'deleted')
    .execute();
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
}
