// The one way live events get into the database.

import type { Database, Query } from '../../store/database.ts';
import { insertLiveEvents, type NewLiveEvent, numberLiveEvents } from '../../store/live-events.ts';

/**
 * In the caller's transaction, in the order given. Who has committed then calls `FeedNumbering.announced`. A transaction
 * of SQLite is alone, so its rows come next in the feed; on PostgreSQL their place shows only after the commit.
 */
export async function appendLiveEvents(
  transaction: Query,
  kind: Database['kind'],
  events: readonly NewLiveEvent[],
  nowMs: number,
): Promise<void> {
  await insertLiveEvents(transaction, events);
  if (kind === 'sqlite') await numberLiveEvents(transaction, events.length, nowMs);
}
