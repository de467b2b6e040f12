// Deliveries on the wire: what may be asked of the log, and one delivery with its sends and its event.

import { type Static, Type } from 'typebox';
import type { DeliveryState, Send } from '../../model/delivery.ts';
import { sendsShownMax } from '../../model/delivery-limits.ts';
import { feedEventNamesMax } from '../../model/feed-limits.ts';
import { malformed } from '../../model/refusal.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { AllDeliveriesWanted } from '../../operations/subscriptions/list-all-deliveries.ts';
import type { DeliveriesWanted, DeliveryShown } from '../../operations/subscriptions/list-deliveries.ts';
import type { DeliveryInFull } from '../../operations/subscriptions/show-delivery.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { stringParam, timeParam } from '../canvas-wire/params.ts';
import { eventNamesOf } from './live-event.ts';

export const deliveriesPath = '/api/v1/subscriptions/:id/deliveries';
export const allDeliveriesPath = '/api/v1/deliveries';
export const deliveryPath = '/api/v1/deliveries/:id';
export const redeliverPath = '/api/v1/deliveries/:id/redeliver';

const deliveryStates: readonly DeliveryState[] = ['waiting', 'delivered', 'dead', 'left_out'];

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));
const nullable = <Value>(type: string, description?: string) =>
  Type.Unsafe<Value | null>({ type: [type, 'null'], ...(description === undefined ? {} : { description }) });

export const deliveryParams = Type.Object({ id: Type.String({ description: 'Delivery id' }) });

export const deliveriesQuery = Type.Object({
  state: optional(`\`${deliveryStates.join('`, `')}\`; all if absent`),
  event_name: optional(`\`event_name[]=…\`, at most ${feedEventNamesMax}: of events of these names only`),
  from: optional('Of events announced at that time or later, to the second'),
  until: optional('Of events announced at that time or before, to the second'),
  before: optional('A `cursor` of this log: what comes behind it'),
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const allDeliveriesQuery = Type.Object({
  state: deliveriesQuery.properties.state,
  from: deliveriesQuery.properties.from,
  until: deliveriesQuery.properties.until,
  before: optional('A `cursor`: deliveries of events that come before it in the feed'),
  cursor: optional('Only deliveries of the event at this place in the feed'),
  behind: optional(
    'What comes behind a delivery of this list, as its header `Link` says it; from the beginning if absent',
  ),
  per_page: optional('1 to 100, 10 if absent'),
});

const shownSend = Type.Object({
  started_at: Type.String({ description: 'UTC, with milliseconds, as all times here' }),
  duration_ms: Type.Integer(),
  outcome: Type.Unsafe<Send['outcome']>({ enum: ['delivered', 'failed', 'gone'] }),
  status: nullable<number>('integer', 'Of the answer; null where there was none'),
  response_head: nullable<string>('string', 'The beginning of the answer'),
  reason: nullable<string>('string', 'Why it was no success'),
  next_try_at: nullable<string>('string', 'Null when it was the last'),
});

const deliveryFields = {
  id: Type.Integer(),
  subscription_id: Type.String({ description: '`Id` of the subscription' }),
  cursor: Type.String({ description: "The event's place in the feed" }),
  event_id: Type.String({ format: 'uuid', description: 'The id of the message, the same in every send' }),
  event_name: Type.String(),
  event_time: Type.String(),
  user_id: nullable<number>('integer', 'Whom it is about'),
  state: Type.Unsafe<DeliveryState>({
    enum: [...deliveryStates],
    description: '`left_out`: the event has no form in the format of the subscription',
  }),
  tries: Type.Integer({ description: 'Since it was made or was sent for again' }),
  next_try_at: nullable<string>(
    'string',
    'When it is due and its target is not held back; null when it is settled',
  ),
  created_at: Type.String(),
  settled_at: nullable<string>('string'),
};

export const shownDelivery = Type.Object({
  ...deliveryFields,
  last_send: Type.Unsafe<Static<typeof shownSend> | null>({ anyOf: [shownSend, { type: 'null' }] }),
});

export const shownDeliveryInFull = Type.Object({
  ...deliveryFields,
  sends: Type.Array(shownSend, { description: `The latest first, at most ${sendsShownMax}` }),
  message: Type.Unsafe<object | null>({
    type: ['object', 'null'],
    description: 'As it would be sent now; null where the event has no form in the format',
  }),
});

/** Raises malformed, naming the parameter. */
export function deliveriesWantedOf(query: Record<string, unknown>): DeliveriesWanted {
  return {
    state: stateOf(query.state),
    eventNames: eventNamesOf(query.event_name),
    fromMs: timeParam(query.from, 'from') ?? null,
    untilMs: timeParam(query.until, 'until') ?? null,
    before: cursorParam(query.before, 'before'),
    ...pagination(query),
  };
}

/** Raises malformed, naming the parameter. */
export function allDeliveriesWantedOf(query: Record<string, unknown>): AllDeliveriesWanted {
  return {
    state: stateOf(query.state),
    fromMs: timeParam(query.from, 'from') ?? null,
    untilMs: timeParam(query.until, 'until') ?? null,
    before: cursorParam(query.before, 'before'),
    at: cursorParam(query.cursor, 'cursor'),
    behind: behindOf(query.behind),
    perPage: pagination({ per_page: query.per_page }).perPage,
  };
}

/** A place in the feed, 0 for before its beginning; null when absent or blank. Raises malformed. */
export function cursorParam(value: unknown, name: string): number | null {
  const text = stringParam(value, name) || null;
  if (text === null) return null;
  const position = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(position)) throw malformed(`${name} must be a cursor of the feed`);
  return position;
}

/** `cursor.id` of a delivery. Raises malformed. */
function behindOf(value: unknown): AllDeliveriesWanted['behind'] {
  const text = stringParam(value, 'behind') || null;
  if (text === null) return null;
  const [position, id] = /^(\d{1,16})\.(\d{1,16})$/.exec(text)?.slice(1).map(Number) ?? [];
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(id))
    throw malformed('behind must be what a Link header of this list has');
  return { position: Number(position), id: Number(id) };
}

/** What `behind` is to have for what comes next. */
export function behindText({ delivery: { position, id } }: Pick<DeliveryShown, 'delivery'>): string {
  return `${position}.${id}`;
}

function stateOf(value: unknown): DeliveryState | null {
  const text = stringParam(value, 'state') || null;
  const state = deliveryStates.find((known) => known === text);
  if (text !== null && state === undefined)
    throw malformed(`state must be one of ${deliveryStates.join(', ')}`);
  return state ?? null;
}

export function deliveryJson({ lastSend, ...shown }: DeliveryShown): Static<typeof shownDelivery> {
  return { ...fieldsOf(shown), last_send: lastSend === null ? null : sendJson(lastSend) };
}

/** As JSON text, with the message as it is. */
export function deliveryInFullJson({ sends, message, ...shown }: DeliveryInFull): string {
  const fields = JSON.stringify({ ...fieldsOf(shown), sends: sends.map(sendJson) });
  return `${fields.slice(0, -1)},"message":${message}}`;
}

function fieldsOf({ delivery, subscription }: Pick<DeliveryShown, 'delivery' | 'subscription'>) {
  return {
    id: delivery.id,
    subscription_id: subscription.uuid,
    cursor: String(delivery.position),
    event_id: delivery.uuid,
    event_name: delivery.eventName,
    event_time: wireTimeMs(delivery.eventTimeMs),
    user_id: delivery.userId,
    state: delivery.state,
    tries: delivery.tries,
    next_try_at: nextTryOf(delivery),
    created_at: wireTimeMs(delivery.createdAtMs),
    settled_at: wireTimeMs(delivery.settledAtMs),
  };
}

function nextTryOf({ state, dueAtMs, heldUntilMs }: DeliveryShown['delivery']): string | null {
  return state === 'waiting' ? wireTimeMs(Math.max(dueAtMs, heldUntilMs)) : null;
}

function sendJson(send: Send): Static<typeof shownSend> {
  return {
    started_at: wireTimeMs(send.startedAtMs),
    duration_ms: send.durationMs,
    outcome: send.outcome,
    status: send.status,
    response_head: send.responseHead,
    reason: send.reason,
    next_try_at: wireTimeMs(send.nextAtMs),
  };
}
