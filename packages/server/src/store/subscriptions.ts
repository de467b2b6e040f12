// Subscriptions as those who make them see them: rows with their event names and their targets' health. What is sent to them
// is read elsewhere.

import type { Lookup } from '../model/lookup.ts';
import { type Subscription, type TargetHealth, untriedHealth } from '../model/subscription.ts';
import type { Query } from './database.ts';
import { locked, type RowLock } from './row-lock.ts';

/** With its names, and a target that nothing is known of yet. */
export async function insertSubscription(
  transaction: Query,
  subscription: Omit<Subscription, 'id'>,
): Promise<Subscription> {
  const inserted = await transaction
    .insertInto('subscriptions')
    .values(subscription)
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertEventNames(transaction, inserted);
  await transaction.insertInto('targetHealths').values(untriedHealth(inserted.id)).execute();
  return inserted;
}

/** With its names. The caller holds the row. */
export async function updateSubscription(
  transaction: Query,
  { id, ...changes }: Subscription,
): Promise<Subscription> {
  const updated = await transaction
    .updateTable('subscriptions')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await transaction.deleteFrom('subscriptionEvents').where('subscriptionId', '=', id).execute();
  await insertEventNames(transaction, updated);
  return updated;
}

/** One that is not deleted, by id or UUID; undefined when there is none. A lock needs a transaction. */
export async function findSubscription(
  query: Query,
  lookup: Lookup,
  lock?: RowLock,
): Promise<Subscription | undefined> {
  const rows = query.selectFrom('subscriptions').selectAll().where('workflowState', '<>', 'deleted');
  switch (lookup.by) {
    case 'id':
      return locked(query, rows.where('id', '=', lookup.id), lock).executeTakeFirst();
    case 'uuid':
      return locked(query, rows.where('uuid', '=', lookup.value), lock).executeTakeFirst();
    default:
      return undefined;
  }
}

/** Its id, deleted or not; undefined when there never was one. */
export async function findSubscriptionId(query: Query, uuid: string): Promise<number | undefined> {
  const found = await query
    .selectFrom('subscriptions')
    .select('id')
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return found?.id;
}

export interface SubscriptionSelection {
  accountId: number;
  /** Null for all, those of tools and of admins. */
  toolProxyId: number | null;
}

/** Those that are not deleted, behind an id, oldest first, at most `limit`. */
export async function listSubscriptions(
  query: Query,
  selection: SubscriptionSelection,
  afterId: number,
  limit: number,
): Promise<Subscription[]> {
  return selected(query, selection)
    .selectAll()
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function countSubscriptions(query: Query, selection: SubscriptionSelection): Promise<number> {
  const { count } = await selected(query, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Whoever counts to decide whether there may be one more does so one at a time. */
export async function lockSubscriptionsOf(transaction: Query, accountId: number): Promise<void> {
  const account = transaction.selectFrom('accounts').select('id').where('id', '=', accountId);
  await locked(transaction, account, 'change').executeTakeFirst();
}

/** In any order. */
export async function listTargetHealths(query: Query, ids: readonly number[]): Promise<TargetHealth[]> {
  if (ids.length === 0) return [];
  return query.selectFrom('targetHealths').selectAll().where('subscriptionId', 'in', ids).execute();
}

/**
 * Nothing is held against the target any more, and what was tried before is tried anew, the oldest first. The server that sends to
 * it has it no longer: what comes of sends under way says nothing of the target as it is now. The caller holds the
 * subscription's row.
 */
export async function forgiveTarget(transaction: Query, subscriptionId: number): Promise<void> {
  await transaction
    .updateTable('targetHealths')
    .set({
      owner: null,
      ownedUntilMs: 0,
      failuresInARow: 0,
      failingSinceMs: null,
      heldUntilMs: 0,
      disabledReason: null,
      disabledAtMs: null,
    })
    .where('subscriptionId', '=', subscriptionId)
    .execute();
  await transaction
    .updateTable('deliveries')
    .set(({ ref }) => ({ dueAtMs: ref('createdAtMs'), firstTriedAtMs: null }))
    .where('subscriptionId', '=', subscriptionId)
    .where('state', '=', 'waiting')
    .where('tries', '>', 0)
    .execute();
}

/** Of what waits for deleted subscriptions, of one (null: of all), at most `rowsMax` deliveries. How many there were. */
export async function deleteUnwantedDeliveries(
  query: Query,
  subscriptionId: number | null,
  rowsMax: number,
): Promise<number> {
  let deleted = query.selectFrom('subscriptions').select('id').where('workflowState', '=', 'deleted');
  if (subscriptionId !== null) deleted = deleted.where('id', '=', subscriptionId);
  const { numDeletedRows } = await query
    .deleteFrom('deliveries')
    .where('id', 'in', (where) =>
      where
        .selectFrom('deliveries')
        .select('id')
        .where('subscriptionId', 'in', deleted)
        .where('state', '=', 'waiting')
        .limit(rowsMax),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function insertEventNames(transaction: Query, { id, eventNames }: Subscription): Promise<void> {
  const names = JSON.parse(eventNames) as string[];
  await transaction
    .insertInto('subscriptionEvents')
    .values(names.map((eventName) => ({ subscriptionId: id, eventName })))
    .execute();
}

function selected(query: Query, { accountId, toolProxyId }: SubscriptionSelection) {
  const rows = query
    .selectFrom('subscriptions')
    .where('accountId', '=', accountId)
    .where('workflowState', '<>', 'deleted');
  return toolProxyId === null ? rows : rows.where('toolProxyId', '=', toolProxyId);
}
