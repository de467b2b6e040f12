// Replays: rows and their changes.

import { sql } from 'kysely';
import type { Replay } from '../model/delivery.ts';
import type { Query } from './database.ts';
import { locked } from './row-lock.ts';

export type ReplayChanges = Partial<
  Pick<Replay, 'donePosition' | 'deliveries' | 'nextAtMs' | 'state' | 'finishedAtMs'>
>;

// Written out in queries, because an index of one state is no use to SQLite for a value that is bound.
const running = sql.lit('running' as const);
const waiting = sql.lit('waiting' as const);
const dead = sql.lit('dead' as const);

export async function insertReplay(query: Query, replay: Omit<Replay, 'id'>): Promise<Replay> {
  return query.insertInto('replays').values(replay).returningAll().executeTakeFirstOrThrow();
}

/** With `lock`, until the transaction ends nobody else changes it; waits for whoever does. */
export async function findReplay(
  query: Query,
  id: number,
  lock?: 'change' | 'change_if_free',
): Promise<Replay | undefined> {
  return locked(query, query.selectFrom('replays').selectAll().where('id', '=', id), lock).executeTakeFirst();
}

/** One page of those of a subscription's events, the latest first. */
export async function listReplays(
  query: Query,
  subscriptionId: number,
  limit: number,
  offset: number,
): Promise<Replay[]> {
  return query
    .selectFrom('replays')
    .selectAll()
    .where('subscriptionId', '=', subscriptionId)
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** Ids of those that may be taken further by now; who has waited longest first. */
export async function listDueReplays(query: Query, nowMs: number): Promise<number[]> {
  const rows = await query
    .selectFrom('replays')
    .select('id')
    .where('state', '=', running)
    .where('nextAtMs', '<=', nowMs)
    .orderBy('nextAtMs')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** How many run: in all, to a subscription, and of those that a tool has started to its own. */
export async function countRunningReplays(
  query: Query,
  { toSubscriptionId, toolProxyId }: { toSubscriptionId: number; toolProxyId: number | null },
): Promise<{ inAll: number; toSubscription: number; ofTool: number }> {
  const rows = await query
    .selectFrom('replays')
    .innerJoin('subscriptions', 'subscriptions.id', 'replays.toSubscriptionId')
    .select(['replays.toSubscriptionId', 'replays.userId', 'subscriptions.toolProxyId'])
    .where('replays.state', '=', running)
    .execute();
  return {
    inAll: rows.length,
    toSubscription: rows.filter((row) => row.toSubscriptionId === toSubscriptionId).length,
    ofTool: rows.filter((row) => row.toolProxyId === toolProxyId && row.userId === null).length,
  };
}

const onlyPaceId = 1;

/** When what all replays have made is made up for; undefined while another transaction has it. */
export async function holdReplayPace(transaction: Query): Promise<number | undefined> {
  const rows = transaction.selectFrom('replayPaces').select('nextAtMs').where('id', '=', onlyPaceId);
  const held = await locked(transaction, rows, 'change_if_free').executeTakeFirst();
  return held?.nextAtMs;
}

export async function moveReplayPace(transaction: Query, nextAtMs: number): Promise<void> {
  await transaction.updateTable('replayPaces').set({ nextAtMs }).where('id', '=', onlyPaceId).execute();
}

export async function saveReplay(query: Query, id: number, changes: ReplayChanges): Promise<Replay> {
  return query
    .updateTable('replays')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Deliveries that wait to be sent to a subscription, those after the first `countMax` uncounted. */
export async function countWaiting(query: Query, subscriptionId: number, countMax: number): Promise<number> {
  const some = query
    .selectFrom('deliveries')
    .select('id')
    .where('subscriptionId', '=', subscriptionId)
    .where('state', '=', waiting)
    .limit(countMax);
  const { count } = await query
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The place in the feed of what was delivered last; null when nothing was. */
export async function findLastSuccess(query: Query, subscriptionId: number): Promise<number | null> {
  const health = await query
    .selectFrom('targetHealths')
    .select('lastSuccessPosition')
    .where('subscriptionId', '=', subscriptionId)
    .executeTakeFirst();
  return health?.lastSuccessPosition ?? null;
}

/** The places of the first and the last of a subscription's dead deliveries in a range; null when there is none. */
export async function findDeadRange(
  query: Query,
  subscriptionId: number,
  { fromPosition, toPosition }: Pick<Replay, 'fromPosition' | 'toPosition'>,
): Promise<Pick<Replay, 'fromPosition' | 'toPosition'> | null> {
  const { first, last } = await query
    .selectFrom('deliveries')
    .select(({ fn }) => [fn.min('position').as('first'), fn.max('position').as('last')])
    .where('subscriptionId', '=', subscriptionId)
    .where('state', '=', dead)
    .where('position', '>=', fromPosition)
    .where('position', '<=', toPosition)
    .executeTakeFirstOrThrow();
  return first === null || last === null ? null : { fromPosition: first, toPosition: last };
}
