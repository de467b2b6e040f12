// One delivery: its sends, and its event as its message is now.

import type { Clock } from '../../model/clock.ts';
import type { Send } from '../../model/delivery.ts';
import { sendsShownMax } from '../../model/delivery-limits.ts';
import type { RenderMessage } from '../../model/live-event.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import type { Query } from '../../store/database.ts';
import { findDelivery, findEventAt, listSends } from '../../store/delivery-log.ts';
import type { DeliveryShown } from './list-deliveries.ts';
import { ofLoggedSubscription } from './logged-subscription.ts';

export interface DeliveryInFull extends DeliveryShown {
  /** The latest first, bounded. */
  sends: Send[];
  /** JSON text, as it would be sent now; null where the event has no form in the format. */
  message: string | null;
}

/** `baseUrl`, without a slash at its end, begins the ids in standard Caliper. */
export type ShowDelivery = (
  subscriber: Subscriber,
  deliveryId: number,
  baseUrl: string,
) => Promise<DeliveryInFull>;

/** Raises not_permitted, not_found. */
export function showDelivery(
  { query }: { query: Query },
  renderMessage: RenderMessage,
  clock: Clock,
): ShowDelivery {
  return async (subscriber, deliveryId, baseUrl) => {
    const { row: delivery, subscription } = await ofLoggedSubscription(query, subscriber, () =>
      findDelivery(query, deliveryId),
    );
    const sends = await listSends(query, delivery.id, sendsShownMax);
    const event = await findEventAt(query, delivery.position);
    if (event === undefined) throw new Error(`delivery ${delivery.id} is of no event`);
    const message = renderMessage(event, subscription.format, clock(), baseUrl);
    return { delivery, subscription, lastSend: sends[0] ?? null, sends, message };
  };
}
