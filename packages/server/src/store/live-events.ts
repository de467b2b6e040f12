// The feed: live events are added in the transaction that caused them, numbered once everybody sees them, never changed.
//
// An id is drawn when a row is added and seen when its transaction commits, so ids become visible out of order. Positions
// are given afterwards by one server at a time to rows that are committed: whoever has read up to a position has missed
// nothing before it, for ever.

import { sql } from 'kysely';
import type { LiveEvent } from '../model/live-event.ts';
import type { Query } from './database.ts';
import { advisoryLocks } from './dialect/advisory-locks.ts';
import { insertDeliveries, tellOfDeliveries } from './fan-out.ts';
import { insertFeedTime } from './feed-times.ts';
import { rowChunks } from './row-chunks.ts';

export type NewLiveEvent = Omit<LiveEvent, 'id' | 'position'>;

export async function insertLiveEvents(query: Query, events: readonly NewLiveEvent[]): Promise<void> {
  for (const some of rowChunks(events, 11)) {
    await query
      .insertInto('liveEvents')
      .values(some.map((event) => ({ ...event, position: null })))
      .execute();
  }
}

/**
 * Gives the next positions to committed events without one, at most `rowsMax`, oldest first, and makes their deliveries. How
 * many it gave. The caller sees to it that no other transaction does it at the same time.
 */
export async function numberLiveEvents(transaction: Query, rowsMax: number, nowMs: number): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    update live_events set position = numbered.position
    from (
      select id, (select coalesce(max(position), 0) from live_events)
        + row_number() over (order by id) as position
      from live_events where position is null order by id limit ${rowsMax}
    ) as numbered
    where live_events.id = numbered.id
    returning live_events.position`.execute(transaction);
  if (rows.length === 0) return 0;
  const last = rows.reduce((max, { position }) => Math.max(max, position), 0);
  const first = last - rows.length + 1;
  await insertFeedTime(transaction, first, nowMs);
  const deliveries = await insertDeliveries(transaction, first, last, nowMs);
  if (deliveries > 0) await tellOfDeliveries(transaction);
  return rows.length;
}

/** Until the transaction ends no other numbers. Only PostgreSQL needs it. */
export async function lockNumbering(transaction: Query): Promise<void> {
  await sql`select pg_advisory_xact_lock(${advisoryLocks.numbering})`.execute(transaction);
}

/** 0 while the feed is empty. */
export async function findLastPosition(query: Query): Promise<number> {
  const { position } = await query
    .selectFrom('liveEvents')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirstOrThrow();
  return position ?? 0;
}
