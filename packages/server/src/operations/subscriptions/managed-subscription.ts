// The subscription that a request names, if whoever asks may have to do with it.

import type { Lookup } from '../../model/lookup.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import type { Subscription } from '../../model/subscription.ts';
import {
  mayManageSubscription,
  maySubscribeAtAll,
  type Subscriber,
} from '../../model/subscription-policy.ts';
import type { Query } from '../../store/database.ts';
import type { RowLock } from '../../store/row-lock.ts';
import { findSubscription } from '../../store/subscriptions.ts';

/**
 * Raises not_permitted for a person who is no admin of the root account, and then not_found: to a tool those of others are not
 * there. A lock needs a transaction.
 */
export async function managedSubscription(
  query: Query,
  subscriber: Subscriber,
  lookup: Lookup,
  lock?: RowLock,
): Promise<Subscription> {
  if (!maySubscribeAtAll(subscriber)) throw notPermitted();
  const subscription = await findSubscription(query, lookup, lock);
  if (subscription === undefined || !mayManageSubscription(subscriber, subscription)) throw notFound();
  return subscription;
}
