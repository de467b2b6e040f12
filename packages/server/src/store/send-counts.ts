// Counts of sends, and what a target owes: all that charts of deliveries are drawn from. They are written with the outcomes,
// by dialect/*-settlement.ts.

import { sql } from 'kysely';
import { backlogCountedMax } from '../model/delivery-limits.ts';
import type { SendCount } from '../model/send-statistics.ts';
import type { Query } from './database.ts';

/** Of these subscriptions, from one moment until before another, joined to bars of one width; in any order. */
export async function listSendCounts(
  query: Query,
  subscriptionIds: readonly number[],
  { fromMs, untilMs, barMs }: { fromMs: number; untilMs: number; barMs: number },
): Promise<SendCount[]> {
  if (subscriptionIds.length === 0) return [];
  const bar = sql<number>`at_ms - at_ms % ${sql.lit(barMs)}`;
  return query
    .selectFrom('sendCounts')
    .select(['subscriptionId', 'isDelivered', 'durationClass'])
    .select([bar.as('atMs'), sql<number>`cast(sum(sends) as bigint)`.as('sends')])
    .where('subscriptionId', 'in', subscriptionIds)
    .where('atMs', '>=', fromMs)
    .where('atMs', '<', untilMs)
    .groupBy(['subscriptionId', bar, 'isDelivered', 'durationClass'])
    .execute();
}

/** How many are dead, counted so far only as is of use, by subscription; those that have none may be absent. */
export async function countDead(
  query: Query,
  subscriptionIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (subscriptionIds.length === 0) return new Map();
  const { rows } = await sql<{ id: number; dead: number }>`
    select s.id, (select count(*) from (
      select 1 as one from deliveries d where d.subscription_id = s.id and d.state = 'dead' limit ${backlogCountedMax}
    ) counted) as dead
    from subscriptions s where s.id in (${sql.join(subscriptionIds)})`.execute(query);
  return new Map(rows.map(({ id, dead }) => [id, dead]));
}

/** Of all subscriptions. */
export async function deleteSendCountsBefore(query: Query, beforeMs: number): Promise<void> {
  await query.deleteFrom('sendCounts').where('atMs', '<', beforeMs).execute();
}
