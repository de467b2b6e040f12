// Subscriptions: who gets which live events, where and in what form. Canvas: live events reference §6.

import type { Flag } from './flag.ts';
import type { MessageFormat } from './live-event.ts';

/** Stands for all events among the names of a subscription, those to come as well. */
export const allEvents = '*';

export const subscriptionContexts = ['root_account', 'course', 'assignment'] as const;

export const transportTypes = ['https', 'sqs', 'kafka'] as const;

/**
 * `active` and `disabled` ones get a delivery for each event; those of a disabled one wait until it is active again.
 * `inactive` ones get none. Only the server disables: a target that fails for too long or says that it is gone.
 */
export type SubscriptionState = 'active' | 'inactive' | 'disabled' | 'deleted';

export interface Subscription {
  id: number;
  /** Version 4: `Id` on the wire. */
  uuid: string;
  accountId: number;
  /** The tool it belongs to; null for one that an admin made. */
  toolProxyId: number | null;
  /** The admin who made it; null for one of a tool. */
  userId: number | null;
  name: string | null;
  contextType: (typeof subscriptionContexts)[number];
  /** Local id of the course or the assignment; null for the root account. */
  contextId: number | null;
  /** JSON array of names as they were given, or of `*`; the rows of `subscriptionEvents` say the same to queries. */
  eventNames: string;
  format: MessageFormat;
  transportType: (typeof transportTypes)[number];
  /** JSON of a `Target`, without secrets. */
  target: string;
  /** JSON of `TargetSecrets`, sealed. */
  secrets: string;
  /** Events of one student go one at a time, each after the one before it is settled. */
  isOrdered: Flag;
  workflowState: SubscriptionState;
  createdAtMs: number;
  /** Grows with every change that sending must know of. */
  updatedAtMs: number;
}

export type Target = HttpsTarget | SqsTarget | KafkaTarget;

export interface HttpsTarget {
  type: 'https';
  /** `http:` only where the operator allows it. */
  url: string;
  /** The body is a JWT, as Canvas's "Sign Payload" makes it. */
  signsPayload: boolean;
}

export interface SqsTarget {
  type: 'sqs';
  queueUrl: string;
  /** Null for the one that the URL of the queue tells. */
  region: string | null;
  /** Assumed with the credentials; null for none. */
  roleArn: string | null;
  /** What the role's owner wants to be told by whoever assumes it; null for nothing. No secret, as AWS has it. */
  externalId: string | null;
}

export interface KafkaTarget {
  type: 'kafka';
  /** `host:port`. */
  brokers: readonly string[];
  topic: string;
  usesTls: boolean;
}

export interface TargetSecrets {
  /** Of Standard Webhooks, `whsec_…`, newest first: each signs until its time; null for no end. */
  signing: readonly { secret: string; untilMs: number | null }[];
  bearerToken: string | null;
  /** SQS; null for the credentials that the server's own surroundings give. */
  awsCredentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string | null } | null;
  /** Kafka; null for none. */
  sasl: { mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; username: string; password: string } | null;
}

/** What `Subscription.target` says. */
export function targetOf({ target }: Pick<Subscription, 'target'>): Target {
  return JSON.parse(target) as Target;
}

/** How a target has been doing; one for each subscription, changed only by the server that has it. */
export interface TargetHealth {
  subscriptionId: number;
  /** The server that sends to it now; null for none. */
  owner: string | null;
  /** Until then no other server may take it. */
  ownedUntilMs: number;
  /** Sends that failed, each begun after the one before it had failed; 0 after a success. */
  failuresInARow: number;
  failingSinceMs: number | null;
  /** Nothing is sent before; 0 when nothing holds it back. */
  heldUntilMs: number;
  lastSuccessAtMs: number | null;
  /** The place in the feed of what was delivered last. */
  lastSuccessPosition: number | null;
  lastFailureAtMs: number | null;
  lastFailureReason: string | null;
  /** Why the server disabled the subscription; null while it has not. */
  disabledReason: 'failing' | 'gone' | null;
  disabledAtMs: number | null;
}

/** Of a target that nothing was sent to yet. */
export function untriedHealth(subscriptionId: number): TargetHealth {
  return {
    subscriptionId,
    owner: null,
    ownedUntilMs: 0,
    failuresInARow: 0,
    failingSinceMs: null,
    heldUntilMs: 0,
    lastSuccessAtMs: null,
    lastSuccessPosition: null,
    lastFailureAtMs: null,
    lastFailureReason: null,
    disabledReason: null,
    disabledAtMs: null,
  };
}
