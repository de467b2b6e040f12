// Times as places in the feed, to the second. See feed-times.ts.

import type { Query } from './database.ts';
import { findLastPosition } from './live-events.ts';

/** The place of the first event that got one in the second of `atMs` or later; where the next comes when there is none. */
export async function findPositionSince(query: Query, atMs: number): Promise<number> {
  // Before it is looked for: what comes in between is either found or behind this.
  const last = await findLastPosition(query);
  const found = await query
    .selectFrom('feedTimes')
    .select('position')
    .where('atMs', '>=', Math.floor(atMs / 1_000) * 1_000)
    .orderBy('atMs')
    .limit(1)
    .executeTakeFirst();
  return found?.position ?? last + 1;
}

/** The place of the last event that got one in the second of `atMs` or before; 0 when there is none. */
export async function findPositionBy(query: Query, atMs: number): Promise<number> {
  return (await findPositionSince(query, atMs + 1_000)) - 1;
}
