// Who an access token or a session speaks for: the one lookup that every request makes, alone or with what else it needs.

import type { AccessToken } from '../model/access-token.ts';
import type { Session } from '../model/session.ts';
import type { Database, Query } from './database.ts';
import { integerOrNull, rowText, valuesOf } from './row-text.ts';

export interface TokenFacts
  extends Pick<
    AccessToken,
    'id' | 'userId' | 'workflowState' | 'expiresAtMs' | 'lastUsedAtMs' | 'tokenDigest'
  > {
  scopes: readonly string[];
  adminAccountIds: readonly number[];
}

export interface SessionFacts extends Pick<Session, 'sessionId' | 'tokenDigest' | 'expiresAtMs'> {
  /** Of the access token that it was made from. */
  accessToken: TokenFacts;
}

/** By the digest of an access token. */
export type FindTokenFacts = (digest: string) => Promise<TokenFacts | undefined>;

/** Each finds by the digest of what somebody presents. Tokens and sessions of deleted users are not found. */
export interface FindCallerFacts {
  byToken: FindTokenFacts;
  /** Not found either once the access token has another value. */
  bySession(digest: string): Promise<SessionFacts | undefined>;
}

/** What `tokenFactsOf` reads, of the tokens of `livingTokens`. */
export const tokenColumns = [
  't.id',
  't.user_id',
  't.workflow_state',
  't.expires_at_ms',
  't.last_used_at_ms',
  't.token_digest',
  't.scopes',
  "(select string_agg(cast(a.account_id as text), ',') from account_users a where a.user_id = t.user_id)",
];

const sessionColumns = ['s.session_id', 's.token_digest', 's.expires_at_ms'];

/** Joins the access token with this digest, `t`, if its user lives. */
export const livingTokens = (digest: string): string => `
      join access_tokens t on t.token_digest = ${digest}
      join users u on u.id = t.user_id and u.workflow_state <> 'deleted'`;

export function callerFactsLookup(database: Database): FindCallerFacts {
  const byToken = database.lookup<{ token: string }>({
    name: 'token-facts',
    keys: { digest: 'text' },
    sql: (keys) => `
      select k.ord, ${rowText(tokenColumns)} as token
      from ${keys} ${livingTokens('k.digest')}`,
  });
  const bySession = database.lookup<{ session: string; token: string }>({
    name: 'session-facts',
    keys: { digest: 'text' },
    sql: (keys) => `
      select k.ord, ${rowText(sessionColumns)} as session, ${rowText(tokenColumns)} as token
      from ${keys}
      join sessions s on s.token_digest = k.digest ${livingTokens('s.access_token_digest')}`,
  });
  return {
    async byToken(digest) {
      const row = await byToken([digest]);
      return row && tokenFactsOf(valuesOf(row.token));
    },
    async bySession(digest) {
      const row = await bySession([digest]);
      if (row === undefined) return undefined;
      const [sessionId = '', tokenDigest = '', expiresAtMs] = valuesOf(row.session);
      const accessToken = tokenFactsOf(valuesOf(row.token));
      return { sessionId, tokenDigest, expiresAtMs: Number(expiresAtMs), accessToken };
    },
  };
}

export function tokenFactsOf(values: readonly string[]): TokenFacts {
  const [id, userId, state, expiresAtMs, lastUsedAtMs, tokenDigest = '', scopes = '', adminAccountIds = ''] =
    values;
  return {
    id: Number(id),
    userId: Number(userId),
    workflowState: state as AccessToken['workflowState'],
    expiresAtMs: integerOrNull(expiresAtMs),
    lastUsedAtMs: integerOrNull(lastUsedAtMs),
    tokenDigest,
    scopes: scopes === '[]' ? [] : (JSON.parse(scopes) as string[]),
    adminAccountIds: adminAccountIds === '' ? [] : adminAccountIds.split(',').map(Number),
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
