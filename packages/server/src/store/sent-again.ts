// Makes deliveries wait again, or for the first time, for events that have their place in the feed already. A row stays the
// same, and so does the id of its message: whoever gets it twice can tell. It knows nothing of pace.

import { type RawBuilder, sql } from 'kysely';
import type { Replay } from '../model/delivery.ts';
import type { Query } from './database.ts';
import { isWanted, mayBeTold } from './fan-out.ts';

/** What is being sent already keeps its turn; whoever sends it settles it, and then it has arrived once more. */
function waitingAgain(nowMs: number): RawBuilder<unknown> {
  return sql`state = 'waiting', tries = 0, first_tried_at_ms = null, settled_at_ms = null,
    due_at_ms = case when deliveries.state = 'waiting' and deliveries.due_at_ms < ${nowMs}
      then deliveries.due_at_ms else ${nowMs} end`;
}

export async function sendAgain(transaction: Query, deliveryId: number, nowMs: number): Promise<void> {
  await sql`update deliveries set ${waitingAgain(nowMs)} where id = ${deliveryId}`.execute(transaction);
}

/** A stretch of a replay. */
export interface Stretch
  extends Pick<Replay, 'subscriptionId' | 'toSubscriptionId' | 'fromPosition' | 'toPosition'> {
  /** Empty for all. */
  eventNames: readonly string[];
}

/** Of the events there that the subscription's filter lets through, the first `rowsMax`. Their places, in any order. */
export async function replayEvents(
  transaction: Query,
  { subscriptionId, toSubscriptionId, fromPosition, toPosition, eventNames }: Stretch,
  rowsMax: number,
  nowMs: number,
): Promise<number[]> {
  const events = sql`
    select cast(${toSubscriptionId} as bigint), e.position, e.user_id, 'waiting', 0, cast(${nowMs} as bigint), cast(${nowMs} as bigint)
    from live_events e, subscriptions s, subscriptions receiver
    where s.id = ${subscriptionId} and receiver.id = ${toSubscriptionId} and e.position between ${fromPosition} and ${toPosition}
      and ${isWanted} and ${mayBeTold('receiver')} and ${isNamed(eventNames)}
    order by e.position limit ${rowsMax}`;
  return insertOrSendAgain(transaction, events, nowMs);
}

/** Of the subscription's deliveries there that are dead, the first `rowsMax`. Their places, in any order. */
export async function replayDead(
  transaction: Query,
  { subscriptionId, toSubscriptionId, fromPosition, toPosition, eventNames }: Stretch,
  rowsMax: number,
  nowMs: number,
): Promise<number[]> {
  const dead = sql`
    select cast(${toSubscriptionId} as bigint), d.position, d.user_id, 'waiting', 0, cast(${nowMs} as bigint), cast(${nowMs} as bigint)
    from deliveries d
      join live_events e on e.position = d.position
      join subscriptions receiver on receiver.id = ${toSubscriptionId}
    where d.subscription_id = ${subscriptionId} and d.state = 'dead'
      and d.position between ${fromPosition} and ${toPosition}
      and ${mayBeTold('receiver')} and ${isNamed(eventNames)}
    order by d.position limit ${rowsMax}`;
  return insertOrSendAgain(transaction, dead, nowMs);
}

async function insertOrSendAgain(
  transaction: Query,
  chosen: RawBuilder<unknown>,
  nowMs: number,
): Promise<number[]> {
  const { rows } = await sql<{ position: number }>`
    insert into deliveries (subscription_id, position, user_id, state, tries, due_at_ms, created_at_ms) ${chosen}
    on conflict (subscription_id, position) do update set ${waitingAgain(nowMs)}
    returning position`.execute(transaction);
  return rows.map(({ position }) => position);
}

function isNamed(eventNames: readonly string[]): RawBuilder<unknown> {
  return eventNames.length === 0 ? sql`1 = 1` : sql`e.event_name in (${sql.join(eventNames)})`;
}
