// The log of deliveries of all subscriptions that somebody may see, each delivery with what became of it last.

import { rootAccountId } from '../../model/account.ts';
import type { DeliveryState } from '../../model/delivery.ts';
import { notPermitted } from '../../model/refusal.ts';
import { isTool, maySubscribeAtAll, type Subscriber } from '../../model/subscription-policy.ts';
import { listAllDeliveries as listRows } from '../../store/all-deliveries.ts';
import type { Query } from '../../store/database.ts';
import { findSubscriptionUuids } from '../../store/delivery-log.ts';
import { type DeliveryShown, placesWanted, withLastSends } from './list-deliveries.ts';

export interface AllDeliveriesWanted {
  /** Null does not limit. */
  state: DeliveryState | null;
  /** Only what was announced in that second and later, in that second and before; null does not limit. */
  fromMs: number | null;
  untilMs: number | null;
  /** Only what is before that place in the feed; null does not limit. */
  before: number | null;
  /** Only of the event at that place; null for all. */
  at: number | null;
  /** Only what this list has behind that delivery; null begins. */
  behind: { position: number; id: number } | null;
  perPage: number;
}

export type ListAllDeliveries = (
  subscriber: Subscriber,
  readWanted: () => AllDeliveriesWanted,
) => Promise<{ deliveries: DeliveryShown[]; perPage: number; hasNext: boolean }>;

/**
 * By place in the feed, the latest first; of subscriptions that are not deleted, of a tool its own. Raises not_permitted, then what
 * `readWanted` does.
 */
export function listAllDeliveries({ query }: { query: Query }): ListAllDeliveries {
  return async (subscriber, readWanted) => {
    if (!maySubscribeAtAll(subscriber)) throw notPermitted();
    const { state, at, behind, perPage, ...wanted } = readWanted();
    const { fromPosition, toPosition } = at === null ? await placesWanted(query, wanted) : placeOf(at);
    const subscriptions = {
      accountId: rootAccountId,
      toolProxyId: isTool(subscriber) ? subscriber.toolProxyId : null,
    };
    const selection = { subscriptions, state, fromPosition, toPosition, behind };
    const rows = await listRows(query, selection, perPage + 1);
    const shown = rows.slice(0, perPage);
    const uuids = await findSubscriptionUuids(
      query,
      shown.map(({ subscriptionId }) => subscriptionId),
    );
    const deliveries = await withLastSends(query, shown, ({ subscriptionId }) => ({
      uuid: uuids.get(subscriptionId) ?? '',
    }));
    return { deliveries, perPage, hasNext: rows.length > perPage };
  };
}

function placeOf(position: number): { fromPosition: number; toPosition: number } {
  return { fromPosition: position, toPosition: position };
}
