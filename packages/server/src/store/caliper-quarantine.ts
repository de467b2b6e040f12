// Items of Caliper envelopes that were refused, with why.

import { sql } from 'kysely';
import type { QuarantinedItem } from '../model/received-caliper.ts';
import type { Query } from './database.ts';
import { advisoryLocks } from './dialect/advisory-locks.ts';
import { rowChunks } from './row-chunks.ts';

/**
 * Until the transaction ends no other adds to the quarantine: two that have the same items, each in the order they came,
 * would wait for each other. Only PostgreSQL needs it.
 */
export async function lockQuarantine(transaction: Query): Promise<void> {
  await sql`select pg_advisory_xact_lock(${advisoryLocks.quarantining})`.execute(transaction);
}

/** Keeps those whose text is not there yet. On PostgreSQL `lockQuarantine` comes first. */
export async function insertQuarantinedItems(
  query: Query,
  items: readonly Omit<QuarantinedItem, 'id'>[],
): Promise<void> {
  for (const some of rowChunks(items, 6)) {
    await query
      .insertInto('caliperQuarantine')
      .values([...some])
      .onConflict((conflict) => conflict.column('itemDigest').doNothing())
      .execute();
  }
}

/** One page, latest first. */
export async function listQuarantinedItems(
  query: Query,
  limit: number,
  offset: number,
): Promise<QuarantinedItem[]> {
  return query
    .selectFrom('caliperQuarantine')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countQuarantinedItems(query: Query): Promise<number> {
  const { count } = await query
    .selectFrom('caliperQuarantine')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
