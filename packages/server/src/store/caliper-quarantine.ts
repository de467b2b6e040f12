// Items of Caliper envelopes that were refused, with why.

import type { QuarantinedItem } from '../model/received-caliper.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';

/** Keeps those whose text is not there yet; waits for other transactions that are keeping one of them. */
export async function insertQuarantinedItems(
  query: Query,
  items: readonly Omit<QuarantinedItem, 'id'>[],
): Promise<void> {
  // In one order everywhere, so that two that have the same items do not wait for each other.
  const sorted = items.toSorted((a, b) => (a.itemDigest < b.itemDigest ? -1 : 1));
  for (const some of rowChunks(sorted, 6)) {
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
