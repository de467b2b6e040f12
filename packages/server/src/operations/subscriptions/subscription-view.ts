// Subscriptions as their owners see them, which is without their secrets.

import type { Subscription, Target, TargetHealth } from '../../model/subscription.ts';
import { targetOf } from '../../model/subscription.ts';
import { findAccount } from '../../store/accounts.ts';
import type { Query } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { listTargetHealths } from '../../store/subscriptions.ts';
import { openSecrets } from './configured-secrets.ts';

export interface SubscriptionView {
  subscription: Subscription;
  /** The UUID of the root account, or the local id of the course or the assignment. */
  contextName: string;
  target: Target;
  /** Which secrets there are, not what they are. */
  has: {
    signingSecret: boolean;
    bearerToken: boolean;
    awsCredentials: boolean;
    sasl: boolean;
  };
  health: TargetHealth;
}

/** In the same order, all of one account. Raises CannotUnseal. */
export async function viewSubscriptions(
  query: Query,
  box: SecretBox,
  subscriptions: readonly Subscription[],
): Promise<SubscriptionView[]> {
  const [first] = subscriptions;
  if (first === undefined) return [];
  const account = await findAccount(query, first.accountId);
  const healths = await listTargetHealths(
    query,
    subscriptions.map(({ id }) => id),
  );
  const healthOf = new Map(healths.map((health) => [health.subscriptionId, health]));
  return subscriptions.map((subscription) => {
    const health = healthOf.get(subscription.id);
    if (account === undefined || health === undefined)
      throw new Error(`subscription ${subscription.id} is not whole`);
    const { signing, bearerToken, awsCredentials, sasl } = openSecrets(box, subscription.secrets);
    return {
      subscription,
      contextName: subscription.contextId === null ? account.uuid : String(subscription.contextId),
      target: targetOf(subscription),
      has: {
        signingSecret: signing.length > 0,
        bearerToken: bearerToken !== null,
        awsCredentials: awsCredentials !== null,
        sasl: sasl !== null,
      },
      health,
    };
  });
}

export async function viewSubscription(
  query: Query,
  box: SecretBox,
  subscription: Subscription,
): Promise<SubscriptionView> {
  const [view] = await viewSubscriptions(query, box, [subscription]);
  if (view === undefined) throw new Error('a subscription has no view');
  return view;
}
