// Subscriptions, one or a page of them, for whoever they belong to and for admins.

import { rootAccountId } from '../../model/account.ts';
import { subscriptionPageRows } from '../../model/delivery-limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notPermitted, subscriptionInvalid } from '../../model/refusal.ts';
import { isTool, maySubscribeAtAll, type Subscriber } from '../../model/subscription-policy.ts';
import type { Query } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { findSubscriptionId, listSubscriptions } from '../../store/subscriptions.ts';
import { configuredSecrets } from './configured-secrets.ts';
import { managedSubscription } from './managed-subscription.ts';
import { type SubscriptionView, viewSubscription, viewSubscriptions } from './subscription-view.ts';

export interface ReadSubscriptions {
  /** Raises what `managedSubscription` does, and subscriptions_not_configured. */
  one(subscriber: Subscriber, lookup: Lookup): Promise<SubscriptionView>;
  /**
   * Oldest first, behind the one with a UUID, which may be deleted by now; null begins. `hasMore`: there are others behind them.
   * Raises not_permitted, subscriptions_not_configured, what `readAfter` does, and subscription_invalid for a UUID of none.
   */
  page(
    subscriber: Subscriber,
    readAfter: () => string | null,
  ): Promise<{ views: SubscriptionView[]; hasMore: boolean }>;
}

export function readSubscriptions(query: Query, secrets: SecretBox | null): ReadSubscriptions {
  return {
    async one(subscriber, lookup) {
      const subscription = await managedSubscription(query, subscriber, lookup);
      return viewSubscription(query, configuredSecrets(secrets), subscription);
    },

    async page(subscriber, readAfter) {
      if (!maySubscribeAtAll(subscriber)) throw notPermitted();
      const box = configuredSecrets(secrets);
      const after = readAfter();
      const afterId = after === null ? 0 : await findSubscriptionId(query, after);
      if (afterId === undefined) throw subscriptionInvalid('StartKey must be an EndKey of this list');
      const toolProxyId = isTool(subscriber) ? subscriber.toolProxyId : null;
      const selection = { accountId: rootAccountId, toolProxyId };
      const found = await listSubscriptions(query, selection, afterId, subscriptionPageRows + 1);
      const views = await viewSubscriptions(query, box, found.slice(0, subscriptionPageRows));
      return { views, hasMore: found.length > subscriptionPageRows };
    },
  };
}
