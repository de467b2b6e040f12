// Sessions: rows and their changes. Looking one up by its cookie is in caller-facts.ts.

import type { Session } from '../model/session.ts';
import type { Query } from './database.ts';

export async function insertSession(query: Query, session: Session): Promise<void> {
  await query.insertInto('sessions').values(session).execute();
}

/** Whether there was one to delete: of several who try, one did it. */
export async function deleteSession(query: Query, tokenDigest: string): Promise<boolean> {
  const { numDeletedRows } = await query
    .deleteFrom('sessions')
    .where('tokenDigest', '=', tokenDigest)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Those that have expired. */
export async function deleteSessionsUntil(query: Query, nowMs: number): Promise<void> {
  await query.deleteFrom('sessions').where('expiresAtMs', '<=', nowMs).execute();
}
