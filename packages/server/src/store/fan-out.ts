// Makes the deliveries of live events, in the transaction that gives them their places in the feed: so each event gets exactly
// one delivery for each subscription that wants it, and whoever caused the event never waits for it.

import { type RawBuilder, sql } from 'kysely';
import { allEvents } from '../model/subscription.ts';
import { targetEventNames } from '../model/target-events.ts';
import type { Query } from './database.ts';
import { isOnPostgres } from './row-lock.ts';

/** What `Database.listen` hears of new deliveries on. */
export const deliveriesChannel = 'quizwire_deliveries';

/**
 * Whether the subscription of that alias may be told of the live event `e` at all. What is told of targets is for admins, and
 * never goes to the target that it is about: it could cause what it tells. The body is JSON, in which no value can hold these
 * quotes.
 */
export function mayBeTold(alias: 's' | 'receiver'): RawBuilder<boolean> {
  const subscription = sql.raw(alias);
  return sql<boolean>`(e.event_name not in (${sql.join(targetEventNames)})
    or ${subscription}.tool_proxy_id is null
      and e.body not like '%"subscription_uuid":"' || ${subscription}.uuid || '"%')`;
}

/** Whether the filter of the subscription `s` lets the live event `e` through. */
export const isWanted = sql<boolean>`(s.context_type = 'root_account'
        or s.context_type = 'course' and s.context_id = e.course_id
        or s.context_type = 'assignment' and s.context_id = e.assignment_id)
      and exists (
        select 1 from subscription_events n
        where n.subscription_id = s.id and n.event_name in (e.event_name, ${allEvents}))
      and ${mayBeTold('s')}`;

/** Deliveries of the events at these places, both included, for whoever is subscribed now. How many there are. */
export async function insertDeliveries(
  transaction: Query,
  fromPosition: number,
  toPosition: number,
  nowMs: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into deliveries (subscription_id, position, user_id, state, tries, due_at_ms, created_at_ms)
    select s.id, e.position, e.user_id, 'waiting', 0, cast(${nowMs} as bigint), cast(${nowMs} as bigint)
    from live_events e, subscriptions s
    where e.position between ${fromPosition} and ${toPosition} and s.workflow_state in ('active', 'disabled')
      and ${isWanted}
    order by e.position, s.id`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}

/** Once the transaction commits, wakes every server that shares the database. SQLite has one, which knows. */
export async function tellOfDeliveries(transaction: Query): Promise<void> {
  if (isOnPostgres(transaction)) await sql`select pg_notify(${deliveriesChannel}, '')`.execute(transaction);
}
