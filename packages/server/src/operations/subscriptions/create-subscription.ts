// Somebody subscribes, and sees at once whether their target takes anything.

import { rootAccountId } from '../../model/account.ts';
import type { Clock } from '../../model/clock.ts';
import { subscriptionsMax, subscriptionsOfToolMax } from '../../model/delivery-limits.ts';
import { notPermitted, Refusal, subscriptionInvalid } from '../../model/refusal.ts';
import { isTool, maySubscribeAtAll, type Subscriber } from '../../model/subscription-policy.ts';
import type { Database, Query } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { countSubscriptions, insertSubscription, lockSubscriptionsOf } from '../../store/subscriptions.ts';
import { isToolActive } from '../../store/tool-proxies.ts';
import type { Random } from '../random.ts';
import { type AskedSubscription, judgeSubscription, type TargetJudge } from './asked-subscription.ts';
import { configuredSecrets, sealSecrets } from './configured-secrets.ts';
import type { Sending } from './sending.ts';
import { type SubscriptionView, viewSubscription } from './subscription-view.ts';

export type TestOutcome = Awaited<ReturnType<Sending['sendTest']>>;

export interface CreatedSubscription {
  view: SubscriptionView;
  /** The secret that was made, never shown again; null when none was. */
  newSecret: string | null;
  test: TestOutcome;
}

export type CreateSubscription = (
  subscriber: Subscriber,
  readAsked: () => AskedSubscription,
) => Promise<CreatedSubscription>;

/**
 * It gets what has its place in the feed from its commit on; the test event is sent after that, and the subscription stays
 * whatever comes of it. Raises not_permitted, subscriptions_not_configured, what `readAsked` does, subscription_invalid,
 * subscription_unauthorized. Canvas: live events reference §6.2.
 */
export function createSubscription(
  database: Pick<Database, 'query' | 'transaction'>,
  secrets: SecretBox | null,
  sending: Sending,
  judge: TargetJudge,
  clock: Clock,
  random: Random,
): CreateSubscription {
  return async (subscriber, readAsked) => {
    if (!maySubscribeAtAll(subscriber)) throw notPermitted();
    const box = configuredSecrets(secrets);
    const asked = readAsked();
    const { newSecret, ...judged } = await judgeSubscription(
      database.query,
      subscriber,
      null,
      asked,
      judge,
      random,
    );
    const { target, secrets: ofTarget, ...fields } = judged;
    const nowMs = clock();
    const subscription = await database.transaction(async (transaction) => {
      await assertRoom(transaction, subscriber);
      return insertSubscription(transaction, {
        ...fields,
        uuid: random.uuid(),
        accountId: rootAccountId,
        toolProxyId: isTool(subscriber) ? subscriber.toolProxyId : null,
        userId: isTool(subscriber) ? null : subscriber.userId,
        target: JSON.stringify(target),
        secrets: sealSecrets(box, ofTarget),
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
    });
    const test = await sending.sendTest(subscription);
    return { view: await viewSubscription(database.query, box, subscription), newSecret, test };
  };
}

async function assertRoom(transaction: Query, subscriber: Subscriber): Promise<void> {
  await lockSubscriptionsOf(transaction, rootAccountId);
  const all = { accountId: rootAccountId, toolProxyId: null };
  if ((await countSubscriptions(transaction, all)) >= subscriptionsMax)
    throw subscriptionInvalid(
      `there are ${subscriptionsMax} subscriptions, which is as many as there may be`,
    );
  if (!isTool(subscriber)) return;
  // It may have been deleted since its token was looked at.
  if (!(await isToolActive(transaction, subscriber.toolProxyId)))
    throw new Refusal({ kind: 'access_token_revoked' });
  const ofTool = { ...all, toolProxyId: subscriber.toolProxyId };
  if ((await countSubscriptions(transaction, ofTool)) >= subscriptionsOfToolMax)
    throw subscriptionInvalid(`a tool has at most ${subscriptionsOfToolMax} subscriptions`);
}
