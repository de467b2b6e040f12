// Subscriptions on the wire, in Canvas's own spelling: how one is written, and what became of a test event. Secrets are never
// written but a new one, once. Live events reference §6.2.

import { type Static, Type } from 'typebox';
import { warnedFailures } from '../../model/delivery-limits.ts';
import { globalIdOf } from '../../model/ids.ts';
import type { MessageFormat } from '../../model/live-event.ts';
import type { SubscriptionState } from '../../model/subscription.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { TestOutcome } from '../../operations/subscriptions/create-subscription.ts';
import type { SubscriptionView } from '../../operations/subscriptions/subscription-view.ts';

/** The last is ours: Caliper as its standard has it. */
export const formatNames: Readonly<Record<MessageFormat, string>> = {
  canvas: 'live-event',
  'canvas-caliper': 'caliper',
  caliper: 'caliper-1.1',
};

export const stateNames: Readonly<Record<SubscriptionState, string>> = {
  active: 'Active',
  inactive: 'Inactive',
  disabled: 'Disabled',
  deleted: 'Deleted',
};

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const nullableTime = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' });

const shownHealth = Type.Object({
  FailuresInARow: Type.Integer(),
  FailingSince: nullableTime,
  HeldUntil: nullableTime,
  LastSuccessAt: nullableTime,
  LastFailureAt: nullableTime,
  LastFailureReason: nullableText,
  WarningLevel: nullableInteger,
  DisabledReason: nullableText,
  DisabledAt: nullableTime,
});

export const shownSubscription = Type.Object({
  Id: Type.String({ format: 'uuid' }),
  ContextId: Type.String(),
  ContextType: Type.String(),
  EventTypes: Type.Array(Type.String()),
  Format: Type.String(),
  TransportType: Type.String(),
  TransportMetadata: Type.Record(Type.String(), Type.Unknown()),
  State: Type.String(),
  LocalId: Type.Integer({ description: 'Ours: by which logs and our own routes know it, too' }),
  Name: nullableText,
  Ordered: Type.Boolean(),
  ToolProxyId: nullableInteger,
  CreatedAt: Type.String({ format: 'date-time' }),
  UpdatedAt: Type.String({ format: 'date-time' }),
  Health: shownHealth,
});

export const shownTest = Type.Object({
  Delivered: Type.Boolean(),
  Status: nullableInteger,
  LatencyMs: Type.Integer(),
  Reason: nullableText,
});

export const shownNewSubscription = Type.Intersect([shownSubscription, Type.Object({ Test: shownTest })], {
  description: 'A secret that was made is in `TransportMetadata.Secret`, here and never again',
});

/** `newSecret` is null where none was made. */
export function subscriptionJson(
  view: SubscriptionView,
  newSecret: string | null = null,
): Static<typeof shownSubscription> {
  const { subscription, contextName, health } = view;
  return {
    Id: subscription.uuid,
    ContextId: contextName,
    ContextType: subscription.contextType,
    EventTypes: JSON.parse(subscription.eventNames) as string[],
    Format: formatNames[subscription.format],
    TransportType: subscription.transportType,
    TransportMetadata: targetJson(view, newSecret),
    State: stateNames[subscription.workflowState],
    LocalId: subscription.id,
    Name: subscription.name,
    Ordered: subscription.isOrdered === 1,
    ToolProxyId: subscription.toolProxyId,
    CreatedAt: wireTimeMs(subscription.createdAtMs),
    UpdatedAt: wireTimeMs(subscription.updatedAtMs),
    Health: {
      FailuresInARow: health.failuresInARow,
      FailingSince: wireTimeMs(health.failingSinceMs),
      HeldUntil: wireTimeMs(health.heldUntilMs === 0 ? null : health.heldUntilMs),
      LastSuccessAt: wireTimeMs(health.lastSuccessAtMs),
      LastFailureAt: wireTimeMs(health.lastFailureAtMs),
      LastFailureReason: health.lastFailureReason,
      WarningLevel: warnedFailures.findLast((level) => health.failuresInARow >= level) ?? null,
      DisabledReason: health.disabledReason,
      DisabledAt: wireTimeMs(health.disabledAtMs),
    },
  };
}

function targetJson({ target, has }: SubscriptionView, newSecret: string | null): Record<string, unknown> {
  switch (target.type) {
    case 'https':
      return {
        Url: target.url,
        SignPayload: target.signsPayload,
        SecretSet: has.signingSecret,
        ...(newSecret === null ? {} : { Secret: newSecret }),
        BearerTokenSet: has.bearerToken,
      };
    case 'sqs':
      return {
        Url: target.queueUrl,
        Region: target.region,
        RoleArn: target.roleArn,
        ExternalId: target.externalId,
        CredentialsSet: has.awsCredentials,
      };
    case 'kafka':
      return { Brokers: target.brokers, Topic: target.topic, Tls: target.usesTls, SaslSet: has.sasl };
  }
}

export function testJson({ outcome, durationMs }: TestOutcome): Static<typeof shownTest> {
  return {
    Delivered: outcome.kind === 'delivered',
    Status: outcome.status,
    LatencyMs: Math.round(durationMs),
    Reason: outcome.kind === 'delivered' ? null : outcome.reason,
  };
}

/** What `EndKey` says and `StartKey` repeats. There are no developer keys here: the account stands in. */
export function endKey({ subscription: { uuid, accountId } }: SubscriptionView, shard: number): string {
  return JSON.stringify({ Id: uuid, DeveloperKey: globalIdOf(shard, accountId) });
}
