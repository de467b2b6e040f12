// A subscription as somebody asks for it, and what it is then. Its target is in target-draft.ts.

import { subscriptionEventNamesMax } from './delivery-limits.ts';
import type { Flag } from './flag.ts';
import type { MessageFormat } from './live-event.ts';
import { Refusal, subscriptionInvalid } from './refusal.ts';
import { allEvents, type Subscription, type SubscriptionState } from './subscription.ts';
import type { TargetDraft } from './target-parameters.ts';

/** What is undefined is not asked for. */
export interface SubscriptionDraft {
  name?: string | null | undefined;
  contextType?: Subscription['contextType'] | undefined;
  eventNames?: readonly string[] | undefined;
  format?: MessageFormat | undefined;
  transportType?: Subscription['transportType'] | undefined;
  target?: TargetDraft | undefined;
  isOrdered?: boolean | undefined;
  state?: SubscriptionState | undefined;
}

/** What of a subscription is said in one word. */
export type SubscriptionFields = Pick<
  Subscription,
  'name' | 'contextType' | 'eventNames' | 'format' | 'transportType' | 'isOrdered' | 'workflowState'
>;

/**
 * Canvas's own message, active and in no order unless the draft says otherwise; `before` is null for a new one. Kafka is always in
 * order. Raises subscription_invalid.
 */
export function applySubscriptionDraft(
  before: SubscriptionFields | null,
  draft: SubscriptionDraft,
  isEventName: (name: string) => boolean,
): SubscriptionFields {
  const contextType = draft.contextType ?? before?.contextType;
  if (contextType === undefined) throw contextTypeUnknown();
  const transportType = draft.transportType ?? before?.transportType;
  if (transportType === undefined) throw subscriptionInvalid('TransportType is missing');
  const isOrdered: Flag = transportType === 'kafka' || draft.isOrdered ? 1 : 0;
  return {
    name: draft.name === undefined ? (before?.name ?? null) : draft.name,
    contextType,
    eventNames:
      draft.eventNames === undefined && before !== null
        ? before.eventNames
        : JSON.stringify(checkedEventNames(draft.eventNames ?? [], isEventName)),
    format: draft.format ?? before?.format ?? 'canvas',
    transportType,
    isOrdered:
      draft.isOrdered === undefined && transportType !== 'kafka' ? (before?.isOrdered ?? 0) : isOrdered,
    workflowState: stateAfter(before?.workflowState ?? null, draft.state),
  };
}

/** What a `ContextType` is answered with that is none, and one that is not given. */
export function contextTypeUnknown(): Refusal {
  const message = 'ContextType must be root_account, course or assignment';
  return new Refusal({ kind: 'subscription_invalid', fault: 'context_type', message });
}

/** Each once; `*` stands for all others. */
function checkedEventNames(names: readonly string[], isEventName: (name: string) => boolean): string[] {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) throw subscriptionInvalid('EventTypes must name at least one event');
  if (wanted.length > subscriptionEventNamesMax)
    throw subscriptionInvalid(`EventTypes must be at most ${subscriptionEventNamesMax} names`);
  const unknown = wanted.find((name) => name !== allEvents && !isEventName(name));
  if (unknown !== undefined) throw subscriptionInvalid(`EventTypes: there is no event "${unknown}"`);
  return wanted.includes(allEvents) ? [allEvents] : wanted;
}

/** Only the server disables; to say of a disabled one that it is disabled changes nothing. */
function stateAfter(
  before: SubscriptionState | null,
  asked: SubscriptionState | undefined,
): SubscriptionState {
  if (asked === undefined) return before ?? 'active';
  if (asked === 'disabled' && before !== 'disabled')
    throw subscriptionInvalid('State can be Active or Inactive; only the server disables a subscription');
  if (asked === 'deleted' && before === null)
    throw subscriptionInvalid('State of a new subscription can be Active or Inactive');
  return asked;
}
