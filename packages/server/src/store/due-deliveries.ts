// The deliveries of one subscription that are to be sent, with their events, oldest first. What came of them is settlement.ts.

import { type RawBuilder, sql } from 'kysely';
import type { Delivery } from '../model/delivery.ts';
import { dueReadFirst } from '../model/delivery-limits.ts';
import type { LiveEvent } from '../model/live-event.ts';
import type { Database, KeyValue } from './database.ts';

export interface DueDelivery
  extends Pick<Delivery, 'tries' | 'firstTriedAtMs' | 'dueAtMs' | 'createdAtMs' | 'userId' | 'position'> {
  deliveryId: number;
  event: LiveEvent;
  /** Of the texts of the event. */
  chars: number;
}

export interface DueWanted {
  subscriptionId: number;
  /** Of a student those are left out that are behind one that was tried and waits, until it is settled. */
  isOrdered: boolean;
  dueByMs: number;
  /** Deliveries that the caller has already. */
  knownIds: Iterable<number>;
  limit: number;
  /** Reading ends with the delivery that brings the bytes of events to this. */
  bytesMax: number;
}

/** At most `limit`, in the order of `due_at_ms, position`, and whether there may be more. */
export async function readDue(
  database: Database,
  wanted: DueWanted,
): Promise<{ due: DueDelivery[]; isAll: boolean }> {
  const limit = wanted.limit <= dueReadFirst ? wanted.limit : await fitting(database, wanted);
  const rows = await database.rows(dueQuery(database, { ...wanted, limit }));
  return { due: rows.map(dueDeliveryOf), isAll: rows.length < limit };
}

/** How many of them the bytes allow; at least one. */
async function fitting(database: Database, wanted: DueWanted): Promise<number> {
  const { query } = database;
  const sizes = await database.rows(
    sql`
    select octet_length(e.metadata) + octet_length(e.body) + coalesce(octet_length(e.details), 0)
    ${dueRows(database, wanted)}`.compile(query),
  );
  let bytes = 0;
  const last = sizes.findIndex(([size]) => {
    bytes += size as number;
    return bytes >= wanted.bytesMax;
  });
  return last === -1 ? wanted.limit : last + 1;
}

function dueQuery(database: Database, wanted: DueWanted) {
  return sql`
    select d.id, d.tries, d.first_tried_at_ms, d.due_at_ms, d.created_at_ms,
      e.id as event_id, e.position, e.uuid, e.source, e.event_name, e.event_time_ms, e.course_id, e.assignment_id,
      e.user_id, e.metadata, e.body, e.details
    ${dueRows(database, wanted)}`.compile(database.query);
}

function dueRows(
  { kind }: Database,
  { subscriptionId, isOrdered, dueByMs, knownIds, limit }: DueWanted,
): RawBuilder<unknown> {
  const known = [...knownIds];
  const isKnown =
    kind === 'postgres'
      ? sql`d.id = any(${known}::bigint[])`
      : sql`d.id in (select value from json_each(${JSON.stringify(known)}))`;
  // Not only until that is due: whoever came after it in the meantime would otherwise be read, and those between them not.
  const isBlocked = sql`exists (
    select 1 from deliveries p
    where p.subscription_id = d.subscription_id and p.user_id = d.user_id and p.state = 'waiting'
      and p.position < d.position and (p.due_at_ms <> p.created_at_ms or p.due_at_ms > d.due_at_ms))`;
  return sql`
    from deliveries d join live_events e on e.position = d.position
    where d.subscription_id = ${subscriptionId} and d.state = 'waiting' and d.due_at_ms <= ${dueByMs}
      and not (${isKnown}) ${isOrdered ? sql`and not ${isBlocked}` : sql``}
    order by d.due_at_ms, d.position
    limit ${limit}`;
}

function dueDeliveryOf(row: KeyValue[]): DueDelivery {
  const metadata = row[14] as string;
  const body = row[15] as string;
  const details = row[16] as string | null;
  const userId = row[13] as number | null;
  const position = row[6] as number;
  return {
    deliveryId: row[0] as number,
    tries: row[1] as number,
    firstTriedAtMs: row[2] as number | null,
    dueAtMs: row[3] as number,
    createdAtMs: row[4] as number,
    userId,
    position,
    event: {
      id: row[5] as number,
      position,
      uuid: row[7] as string,
      source: row[8] as LiveEvent['source'],
      eventName: row[9] as string,
      eventTimeMs: row[10] as number,
      courseId: row[11] as number | null,
      assignmentId: row[12] as number | null,
      userId,
      metadata,
      body,
      details,
    },
    chars: metadata.length + body.length + (details?.length ?? 0),
  };
}
