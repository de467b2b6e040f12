// Who an access token or a session speaks for: the one lookup that every request makes.

import type { AccessToken } from '../model/access-token.ts';
import type { Session } from '../model/session.ts';
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

export interface SessionFacts extends Pick<Session, 'sessionId' | 'tokenDigest' | 'expiresAtMs'> {
  /** Of the access token that it was made from. */
  accessToken: TokenFacts;
}

interface SessionRow extends Row {
  session_id: string;
  session_token_digest: string;
  session_expires_at_ms: number;
}

/** Each finds by the digest of what somebody presents. Tokens and sessions of deleted users are not found. */
export interface FindCallerFacts {
  byToken(digest: string): Promise<TokenFacts | undefined>;
  /** Not found either once the access token has another value. */
  bySession(digest: string): Promise<SessionFacts | undefined>;
}

const tokenColumns = `t.id, t.user_id, t.workflow_state, t.expires_at_ms, t.last_used_at_ms, t.token_digest, t.scopes,
        (select string_agg(cast(a.account_id as text), ',') from account_users a where a.user_id = t.user_id)
          as admin_account_ids`;

const livingUser = "join users u on u.id = t.user_id and u.workflow_state <> 'deleted'";

export function callerFactsLookup(database: Database): FindCallerFacts {
  const byToken = database.lookup<Row>({
    name: 'token-facts',
    keys: { digest: 'text' },
    sql: (keys) => `
      select k.ord, ${tokenColumns}
      from ${keys}
      join access_tokens t on t.token_digest = k.digest
      ${livingUser}`,
  });
  const bySession = database.lookup<SessionRow>({
    name: 'session-facts',
    keys: { digest: 'text' },
    sql: (keys) => `
      select k.ord, s.session_id, s.token_digest as session_token_digest,
        s.expires_at_ms as session_expires_at_ms, ${tokenColumns}
      from ${keys}
      join sessions s on s.token_digest = k.digest
      join access_tokens t on t.token_digest = s.access_token_digest
      ${livingUser}`,
  });
  return {
    async byToken(digest) {
      const row = await byToken([digest]);
      return row && factsOf(row);
    },
    async bySession(digest) {
      const row = await bySession([digest]);
      return (
        row && {
          sessionId: row.session_id,
          tokenDigest: row.session_token_digest,
          expiresAtMs: row.session_expires_at_ms,
          accessToken: factsOf(row),
        }
      );
    },
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
