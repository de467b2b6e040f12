// Whose log somebody may look into: everything about deliveries begins with it.

import type { Lookup } from '../../model/lookup.ts';
import { declined, notFound, notPermitted } from '../../model/refusal.ts';
import type { Subscription } from '../../model/subscription.ts';
import {
  mayManageSubscription,
  maySubscribeAtAll,
  type Subscriber,
} from '../../model/subscription-policy.ts';
import type { Query } from '../../store/database.ts';
import { findLoggedSubscription } from '../../store/delivery-log.ts';
import { findSubscription } from '../../store/subscriptions.ts';

/**
 * A subscription, also a deleted one, whose log stays until it is old. A tool is told nothing of those of others. Raises
 * not_permitted, not_found.
 */
export async function loggedSubscription(
  query: Query,
  subscriber: Subscriber,
  lookup: Lookup,
): Promise<Subscription> {
  if (!maySubscribeAtAll(subscriber)) throw notPermitted();
  const found = await findLoggedSubscription(query, lookup);
  if (found === undefined || !mayManageSubscription(subscriber, found)) throw notFound();
  return found;
}

/** A record of a log and whose it is. Raises not_permitted, not_found. */
export async function ofLoggedSubscription<Row extends { subscriptionId: number }>(
  query: Query,
  subscriber: Subscriber,
  findRow: () => Promise<Row | undefined>,
): Promise<{ row: Row; subscription: Subscription }> {
  if (!maySubscribeAtAll(subscriber)) throw notPermitted();
  const row = await findRow();
  if (row === undefined) throw notFound();
  const lookup = { by: 'id', id: row.subscriptionId } as const;
  return { row, subscription: await loggedSubscription(query, subscriber, lookup) };
}

/** As it is now, for whoever makes deliveries to it: it cannot be deleted until the transaction ends. Raises declined. */
export async function holdReceiver(transaction: Query, id: number): Promise<Subscription> {
  const found = await findSubscription(transaction, { by: 'id', id }, 'share');
  if (found === undefined)
    throw declined('conflict', 'the subscription is deleted: nothing is sent to it any more');
  return found;
}
