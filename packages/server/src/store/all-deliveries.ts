// The log of deliveries of all subscriptions together, which reads only the last few of each, however many there are.

import { type RawBuilder, sql } from 'kysely';
import type { DeliveryState } from '../model/delivery.ts';
import type { Query } from './database.ts';
import type { LoggedDelivery } from './delivery-log.ts';
import { isOnPostgres } from './row-lock.ts';
import type { SubscriptionSelection } from './subscriptions.ts';

/** Of subscriptions that are not deleted. Null does not limit. */
export interface AllDeliveriesSelection {
  subscriptions: SubscriptionSelection;
  state: DeliveryState | null;
  /** Places in the feed, both included. */
  fromPosition: number | null;
  toPosition: number | null;
  /** Only what comes behind that delivery. */
  behind: { position: number; id: number } | null;
}

/** At most `limit`, by place in the feed, the latest first; of one event those that were made last come first. */
export async function listAllDeliveries(
  query: Query,
  { subscriptions: { accountId, toolProxyId }, ...selection }: AllDeliveriesSelection,
  limit: number,
): Promise<LoggedDelivery[]> {
  const ofTool = toolProxyId === null ? sql`` : sql`and s.tool_proxy_id = ${toolProxyId}`;
  const { rows } = await sql<LoggedDelivery>`
    select d.id, d.subscription_id, d.position, d.user_id, d.state, d.tries, d.first_tried_at_ms, d.due_at_ms,
      d.created_at_ms, d.settled_at_ms, e.uuid, e.event_name, e.event_time_ms, h.held_until_ms
    from ${deliveriesOfEach(query, lastOfOne(selection, limit))}
    join live_events e on e.position = d.position
    join target_healths h on h.subscription_id = d.subscription_id
    where s.account_id = ${accountId} and s.workflow_state <> 'deleted' ${ofTool}
    order by d.position desc, d.id desc limit ${limit}`.execute(query);
  return rows;
}

/** SQLite has no lateral joins, and PostgreSQL looks up no rows by a list that depends on another table. */
function deliveriesOfEach(query: Query, last: RawBuilder<unknown>): RawBuilder<unknown> {
  return isOnPostgres(query)
    ? sql`subscriptions s cross join lateral (select x.* ${last}) d`
    : sql`subscriptions s cross join deliveries d on d.id in (select x.id ${last})`;
}

function lastOfOne(
  { state, fromPosition, toPosition, behind }: Omit<AllDeliveriesSelection, 'subscriptions'>,
  count: number,
): RawBuilder<unknown> {
  // Written out, because an index of one state is no use to SQLite for a value that is bound.
  const inState = state === null ? sql`` : sql`and x.state = ${sql.lit(state)}`;
  const from = fromPosition === null ? sql`` : sql`and x.position >= ${fromPosition}`;
  const to = toPosition === null ? sql`` : sql`and x.position <= ${toPosition}`;
  // The first half is what an index is read by.
  const after =
    behind === null
      ? sql``
      : sql`and x.position <= ${behind.position} and (x.position < ${behind.position} or x.id < ${behind.id})`;
  return sql`from deliveries x where x.subscription_id = s.id ${inState} ${from} ${to} ${after}
    order by x.position desc limit ${count}`;
}
