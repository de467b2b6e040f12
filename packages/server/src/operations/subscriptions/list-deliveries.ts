// The log of a subscription's deliveries, each with what became of it last.

import type { DeliveryState, Send } from '../../model/delivery.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Subscription } from '../../model/subscription.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import type { Query } from '../../store/database.ts';
import {
  type DeliverySelection,
  type LoggedDelivery,
  listLastSends,
  listDeliveries as listRows,
} from '../../store/delivery-log.ts';
import { findPositionBy, findPositionSince } from '../../store/feed-positions.ts';
import { loggedSubscription } from './logged-subscription.ts';

export interface DeliveriesWanted {
  /** Null does not limit. */
  state: DeliveryState | null;
  /** Empty for all. */
  eventNames: readonly string[];
  /** Only what was announced in that second and later, in that second and before; null does not limit. */
  fromMs: number | null;
  untilMs: number | null;
  /** Only what is before that place in the feed; null does not limit. */
  before: number | null;
  page: number;
  perPage: number;
}

export interface DeliveryShown {
  delivery: LoggedDelivery;
  subscription: Pick<Subscription, 'uuid'>;
  /** Null before the first. */
  lastSend: Send | null;
}

export type ListDeliveries = (
  subscriber: Subscriber,
  lookup: Lookup,
  readWanted: () => DeliveriesWanted,
) => Promise<{ deliveries: DeliveryShown[]; page: number; perPage: number; hasNext: boolean }>;

/** By place in the feed, the latest first. Raises not_permitted, not_found, then what `readWanted` does. */
export function listDeliveries({ query }: { query: Query }): ListDeliveries {
  return async (subscriber, lookup, readWanted) => {
    const subscription = await loggedSubscription(query, subscriber, lookup);
    const wanted = readWanted();
    const { page, perPage } = wanted;
    const selection = await selectionOf(query, subscription, wanted);
    const rows = await listRows(query, selection, perPage + 1, (page - 1) * perPage);
    const deliveries = await withLastSends(query, rows.slice(0, perPage), () => subscription);
    return { deliveries, page, perPage, hasNext: rows.length > perPage };
  };
}

async function selectionOf(
  query: Query,
  { id }: Subscription,
  { state, eventNames, ...wanted }: DeliveriesWanted,
): Promise<DeliverySelection> {
  return { subscriptionId: id, state, eventNames, ...(await placesWanted(query, wanted)) };
}

/** Times and a cursor as places in the feed, both included; null does not limit. */
export async function placesWanted(
  query: Query,
  { fromMs, untilMs, before }: Pick<DeliveriesWanted, 'fromMs' | 'untilMs' | 'before'>,
): Promise<Pick<DeliverySelection, 'fromPosition' | 'toPosition'>> {
  const through = [
    ...(untilMs === null ? [] : [await findPositionBy(query, untilMs)]),
    ...(before === null ? [] : [before - 1]),
  ];
  return {
    fromPosition: fromMs === null ? null : await findPositionSince(query, fromMs),
    toPosition: through.length === 0 ? null : Math.min(...through),
  };
}

/** In the same order. */
export async function withLastSends(
  query: Query,
  deliveries: readonly LoggedDelivery[],
  subscriptionOf: (delivery: LoggedDelivery) => DeliveryShown['subscription'],
): Promise<DeliveryShown[]> {
  const sends = await listLastSends(
    query,
    deliveries.map(({ id }) => id),
  );
  const lastSends = new Map(sends.map((send) => [send.deliveryId, send]));
  return deliveries.map((delivery) => ({
    delivery,
    subscription: subscriptionOf(delivery),
    lastSend: lastSends.get(delivery.id) ?? null,
  }));
}
