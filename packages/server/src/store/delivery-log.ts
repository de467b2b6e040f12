// The log of deliveries: rows with the events they are of, and their sends.

import { type ExpressionBuilder, sql } from 'kysely';
import type { Delivery, DeliveryState, Send } from '../model/delivery.ts';
import type { LiveEvent } from '../model/live-event.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Subscription, TargetHealth } from '../model/subscription.ts';
import type { Query } from './database.ts';
import type { Schema } from './schema.ts';

/** A delivery, what its event is, and until when its target is left alone. */
export type LoggedDelivery = Delivery &
  Pick<LiveEvent, 'uuid' | 'eventName' | 'eventTimeMs'> &
  Pick<TargetHealth, 'heldUntilMs'>;

/** Null does not limit. */
export interface DeliverySelection {
  subscriptionId: number;
  state: DeliveryState | null;
  /** Empty for all. */
  eventNames: readonly string[];
  /** Places in the feed, both included. */
  fromPosition: number | null;
  toPosition: number | null;
}

/** One page, by place in the feed, the latest first. */
export async function listDeliveries(
  query: Query,
  selection: DeliverySelection,
  limit: number,
  offset: number,
): Promise<LoggedDelivery[]> {
  return selectLog(query, selection, limit, offset).execute();
}

/** The query, which reads no more than the page where it can: an index has the events of one name in order, not of several. */
function selectLog(query: Query, selection: DeliverySelection, limit: number, offset: number) {
  const [first, ...others] = selection.eventNames.map((name) =>
    query
      .selectFrom(
        selected(query, selection)
          .where('liveEvents.eventName', '=', name)
          .orderBy('liveEvents.position', 'desc')
          .limit(offset + limit)
          .as('one'),
      )
      .selectAll(),
  );
  if (first === undefined)
    return selected(query, selection).orderBy('deliveries.position', 'desc').limit(limit).offset(offset);
  const all = others.reduce((some, one) => some.unionAll(one), first);
  return query
    .selectFrom(all.as('named'))
    .selectAll()
    .orderBy('position', 'desc')
    .limit(limit)
    .offset(offset);
}

/** Of whatever name. */
function selected(query: Query, { subscriptionId, state, fromPosition, toPosition }: DeliverySelection) {
  let rows = loggedDeliveries(query).where('deliveries.subscriptionId', '=', subscriptionId);
  // Written out, because an index of one state is no use to SQLite for a value that is bound.
  if (state !== null) rows = rows.where('deliveries.state', '=', sql.lit(state));
  if (fromPosition !== null) rows = rows.where('liveEvents.position', '>=', fromPosition);
  if (toPosition !== null) rows = rows.where('liveEvents.position', '<=', toPosition);
  return rows;
}

export async function findDelivery(query: Query, id: number): Promise<LoggedDelivery | undefined> {
  return loggedDeliveries(query).where('deliveries.id', '=', id).executeTakeFirst();
}

function loggedDeliveries(query: Query) {
  return query
    .selectFrom('deliveries')
    .innerJoin('liveEvents', 'liveEvents.position', 'deliveries.position')
    .innerJoin('targetHealths', 'targetHealths.subscriptionId', 'deliveries.subscriptionId')
    .selectAll('deliveries')
    .select([
      'liveEvents.uuid',
      'liveEvents.eventName',
      'liveEvents.eventTimeMs',
      'targetHealths.heldUntilMs',
    ]);
}

/** The event at a place in the feed; undefined beyond its end. */
export async function findEventAt(query: Query, position: number): Promise<LiveEvent | undefined> {
  return query.selectFrom('liveEvents').selectAll().where('position', '=', position).executeTakeFirst();
}

/** The latest first. */
export async function listSends(query: Query, deliveryId: number, limit: number): Promise<Send[]> {
  return query
    .selectFrom('sends')
    .selectAll()
    .where('deliveryId', '=', deliveryId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** The latest of each delivery that has any. */
export async function listLastSends(query: Query, deliveryIds: readonly number[]): Promise<Send[]> {
  if (deliveryIds.length === 0) return [];
  const lastIds = ({ selectFrom }: ExpressionBuilder<Schema, 'sends'>) =>
    selectFrom('sends as last')
      .select(({ fn }) => fn.max('last.id').as('id'))
      .where('last.deliveryId', 'in', deliveryIds)
      .groupBy('last.deliveryId');
  return query.selectFrom('sends').selectAll().where('id', 'in', lastIds).execute();
}

/** By id or UUID; also one that is deleted, whose log stays. */
export async function findLoggedSubscription(
  query: Query,
  lookup: Lookup,
): Promise<Subscription | undefined> {
  const rows = query.selectFrom('subscriptions').selectAll();
  switch (lookup.by) {
    case 'id':
      return rows.where('id', '=', lookup.id).executeTakeFirst();
    case 'uuid':
      return rows.where('uuid', '=', lookup.value).executeTakeFirst();
    default:
      return undefined;
  }
}

/** What subscriptions are called outside, by id. */
export async function findSubscriptionUuids(
  query: Query,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await query
    .selectFrom('subscriptions')
    .select(['id', 'uuid'])
    .where('id', 'in', [...new Set(ids), 0])
    .execute();
  return new Map(rows.map(({ id, uuid }) => [id, uuid]));
}
