// One delivery is sent again, whatever became of it: the same row and the same message id.

import type { Clock } from '../../model/clock.ts';
import { notFound } from '../../model/refusal.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import type { Database } from '../../store/database.ts';
import { findDelivery, listLastSends } from '../../store/delivery-log.ts';
import { tellOfDeliveries } from '../../store/fan-out.ts';
import { sendAgain } from '../../store/sent-again.ts';
import type { DeliveryShown } from './list-deliveries.ts';
import { holdReceiver, ofLoggedSubscription } from './logged-subscription.ts';
import type { Sending } from './sending.ts';

export type Redeliver = (subscriber: Subscriber, deliveryId: number) => Promise<DeliveryShown>;

/**
 * It is tried from now on as a new one is. One that is waiting is due at once, one that is under way is sent no other time. What
 * holds the whole target back holds it, too. Raises not_permitted, not_found, declined (the subscription is deleted).
 */
export function redeliver(
  database: Pick<Database, 'transaction'>,
  sending: Pick<Sending, 'wake'>,
  clock: Clock,
): Redeliver {
  return async (subscriber, deliveryId) => {
    const shown = await database.transaction(async (transaction) => {
      const { row } = await ofLoggedSubscription(transaction, subscriber, () =>
        findDelivery(transaction, deliveryId),
      );
      const subscription = await holdReceiver(transaction, row.subscriptionId);
      await sendAgain(transaction, row.id, clock());
      await tellOfDeliveries(transaction);
      const delivery = await findDelivery(transaction, row.id);
      // What is old is deleted at any time.
      if (delivery === undefined) throw notFound();
      const [lastSend = null] = await listLastSends(transaction, [row.id]);
      return { delivery, subscription, lastSend };
    });
    sending.wake();
    return shown;
  };
}
