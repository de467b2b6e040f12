// A subscription as a request asks for it, judged: may this subscriber have it, and can it be.

import { isEventName } from '../../facts/subscribable-events.ts';
import { signingSecretBytes } from '../../model/delivery-limits.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Subscription } from '../../model/subscription.ts';
import {
  applySubscriptionDraft,
  type SubscriptionDraft,
  type SubscriptionFields,
} from '../../model/subscription-draft.ts';
import { isTool, maySubscribeTo, type Subscriber } from '../../model/subscription-policy.ts';
import { applyTargetDraft } from '../../model/target-draft.ts';
import type { OpenedTarget, TargetRules } from '../../model/target-parameters.ts';
import type { Query } from '../../store/database.ts';
import type { Random } from '../random.ts';
import { type ContextLookup, contextIdOf } from './subscription-context.ts';

/** What tells whether a target may be reached: delivery knows. */
export type TargetJudge = Pick<TargetRules, 'urlFault' | 'isAllowedTarget' | 'brokerFault'>;

export interface AskedSubscription extends SubscriptionDraft {
  /** Whether a context is named at all. */
  namesContext: boolean;
  contextOf: ContextLookup;
}

export interface JudgedSubscription extends SubscriptionFields, OpenedTarget {
  contextId: number | null;
  /** The secret that was made, to be shown this once; null when none was. */
  newSecret: string | null;
}

/**
 * `before` is null for a new one. Raises subscription_invalid, subscription_unauthorized (a tool without the capability, or not
 * installed there).
 */
export async function judgeSubscription(
  query: Query,
  subscriber: Subscriber,
  before: (OpenedTarget & { subscription: Subscription }) | null,
  { namesContext, contextOf, ...draft }: AskedSubscription,
  judge: TargetJudge,
  random: Random,
): Promise<JudgedSubscription> {
  const fields = applySubscriptionDraft(before?.subscription ?? null, draft, isEventName);
  const { contextType, transportType } = fields;
  const eventNames = JSON.parse(fields.eventNames) as string[];
  // Whatever became of its capabilities, a tool may end what it has.
  if (fields.workflowState !== 'deleted' && !maySubscribeTo(subscriber, contextType, eventNames))
    throw new Refusal({ kind: 'subscription_unauthorized' });
  const isThere = before?.subscription.contextType === contextType && !namesContext;
  const contextId = isThere
    ? before.subscription.contextId
    : await contextIdOf(query, subscriber, contextType, contextOf(contextType));
  let newSecret: string | null = null;
  const rules: TargetRules = {
    ...judge,
    newSecret: () => {
      newSecret = makeSecret(random);
      return newSecret;
    },
    mayUseOwnCredentials: !isTool(subscriber),
  };
  // What stays is not judged again: what is allowed may have changed since.
  const isSame = before?.target.type === transportType && draft.target === undefined;
  const { target, secrets } = isSame
    ? before
    : applyTargetDraft(before, transportType, draft.target ?? {}, rules);
  return { ...fields, target, secrets, contextId, newSecret };
}

/** Standard Webhooks: `whsec_` and base64. */
export function makeSecret(random: Random): string {
  return `whsec_${Buffer.from(random.hex(2 * signingSecretBytes), 'hex').toString('base64')}`;
}
