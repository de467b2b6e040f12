// Somebody changes a subscription, pauses it or takes it up again, or ends it.

import type { Clock } from '../../model/clock.ts';
import { deliveriesRemovedAtOnce } from '../../model/delivery-limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { type Subscription, targetOf } from '../../model/subscription.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import { noSecrets, type OpenedTarget } from '../../model/target-parameters.ts';
import type { Database } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import {
  deleteUnwantedDeliveries,
  forgiveTarget,
  updateSubscription as saveSubscription,
} from '../../store/subscriptions.ts';
import type { Random } from '../random.ts';
import {
  type AskedSubscription,
  type JudgedSubscription,
  judgeSubscription,
  type TargetJudge,
} from './asked-subscription.ts';
import { configuredSecrets, openSecrets, sealSecrets } from './configured-secrets.ts';
import { managedSubscription } from './managed-subscription.ts';
import type { Sending } from './sending.ts';
import { type SubscriptionView, viewSubscription } from './subscription-view.ts';

interface Changed {
  view: SubscriptionView;
  /** The secret that was made, never shown again; null when none was. */
  newSecret: string | null;
}

export interface UpdateSubscription {
  /**
   * What is not asked for stays. With another state or target it is as one that never failed; what waits goes out once active.
   * Raises what `managedSubscription` and `judgeSubscription` do, subscriptions_not_configured, and what `readAsked` does.
   */
  change(subscriber: Subscriber, lookup: Lookup, readAsked: () => AskedSubscription): Promise<Changed>;

  /** Nothing more is sent, and what waited is removed. As it was at its end. Raises as `change` does. */
  end(subscriber: Subscriber, lookup: Lookup): Promise<SubscriptionView>;
}

export function updateSubscription(
  database: Pick<Database, 'query' | 'transaction'>,
  secrets: SecretBox | null,
  sending: Sending,
  judge: TargetJudge,
  clock: Clock,
  random: Random,
): UpdateSubscription {
  return {
    change,
    async end(subscriber, lookup) {
      const { view } = await change(subscriber, lookup, () => ({
        state: 'deleted',
        namesContext: false,
        contextOf: () => null,
      }));
      return view;
    },
  };

  async function change(
    subscriber: Subscriber,
    lookup: Lookup,
    readAsked: () => AskedSubscription,
  ): Promise<Changed> {
    await managedSubscription(database.query, subscriber, lookup);
    const box = configuredSecrets(secrets);
    const asked = readAsked();
    const { saved, ...changed } = await database.transaction(async (transaction) => {
      const subscription = await managedSubscription(transaction, subscriber, lookup, 'change');
      const target = targetOf(subscription);
      const before = { subscription, target, secrets: openSecrets(box, subscription.secrets) };
      const judged = await judgeSubscription(transaction, subscriber, before, asked, judge, random);
      const after = changedBy(judged, before, box);
      const { workflowState } = after;
      const isOther = after.target !== subscription.target || after.secrets !== subscription.secrets;
      const isRenewed =
        workflowState !== subscription.workflowState || (isOther && workflowState !== 'disabled');
      if (isRenewed && workflowState !== 'deleted') await forgiveTarget(transaction, subscription.id);
      const saved = await saveSubscription(transaction, touched(after, clock()));
      const view = await viewSubscription(transaction, box, saved);
      return { saved, view, newSecret: judged.newSecret };
    });
    if (saved.workflowState === 'deleted') await removeWaiting(saved.id);
    sending.wake();
    return changed;
  }

  /** Bit by bit: there may be more than a transaction should hold. What is left by a stop goes with the upkeep. */
  async function removeWaiting(id: number): Promise<void> {
    while ((await deleteUnwantedDeliveries(database.query, id, deliveriesRemovedAtOnce)) > 0);
  }
}

/** Secrets are sealed anew only when they are others. */
function changedBy(
  { target, secrets, contextId, newSecret: _, ...fields }: JudgedSubscription,
  before: OpenedTarget & { subscription: Subscription },
  box: SecretBox,
): Subscription {
  const kept = fields.workflowState === 'deleted' ? noSecrets : secrets;
  const isSame = JSON.stringify(kept) === JSON.stringify(before.secrets);
  return {
    ...before.subscription,
    ...fields,
    contextId,
    target: JSON.stringify(target),
    secrets: isSame ? before.subscription.secrets : sealSecrets(box, kept),
  };
}

/** `updatedAtMs` grows even within a millisecond, and when a clock goes back. */
export function touched(subscription: Subscription, nowMs: number): Subscription {
  return { ...subscription, updatedAtMs: Math.max(nowMs, subscription.updatedAtMs + 1) };
}
