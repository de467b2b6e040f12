// Which events of other servers were taken, for ever, so that none is taken twice.

import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';
import type { ReceivedEvent } from './schema.ts';

/**
 * Remembers those that are not yet there, of which no two have the same key, and returns the keys of these. Waits for
 * other transactions that are remembering one of them, and counts it as there if they commit.
 */
export async function insertNewReceivedEvents(
  query: Query,
  events: readonly ReceivedEvent[],
): Promise<Set<string>> {
  const inserted = new Set<string>();
  // In one order everywhere, so that two that have the same events do not wait for each other.
  const sorted = events.toSorted((a, b) => (a.eventKey < b.eventKey ? -1 : 1));
  for (const some of rowChunks(sorted, 3)) {
    const rows = await query
      .insertInto('receivedEvents')
      .values([...some])
      .onConflict((conflict) => conflict.column('eventKey').doNothing())
      .returning('eventKey')
      .execute();
    for (const { eventKey } of rows) inserted.add(eventKey);
  }
  return inserted;
}

/** The digests of what was taken, by key. */
export async function findReceivedDigests(
  query: Query,
  eventKeys: readonly string[],
): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  for (const some of rowChunks(eventKeys, 1)) {
    const rows = await query
      .selectFrom('receivedEvents')
      .select(['eventKey', 'contentDigest'])
      .where('eventKey', 'in', some)
      .execute();
    for (const { eventKey, contentDigest } of rows) digests.set(eventKey, contentDigest);
  }
  return digests;
}
