// A target as somebody asks for it: which parameters belong to which way of sending. What each may be is in
// https-target-draft.ts, sqs-target-draft.ts and kafka-target-draft.ts.

import { httpsTarget } from './https-target-draft.ts';
import { kafkaTarget } from './kafka-target-draft.ts';
import { subscriptionInvalid } from './refusal.ts';
import { sqsTarget } from './sqs-target-draft.ts';
import type { Target } from './subscription.ts';
import {
  type OpenedTarget,
  type TargetDraft,
  type TargetRules,
  targetParameters,
} from './target-parameters.ts';

const belonging: Record<Target['type'], ReadonlySet<string>> = {
  https: namesOf(['url', 'signsPayload', 'secret', 'bearerToken']),
  sqs: namesOf(['url', 'region', 'accessKeyId', 'secretAccessKey', 'sessionToken', 'roleArn', 'externalId']),
  kafka: namesOf(['brokers', 'topic', 'usesTls', 'saslMechanism', 'saslUsername', 'saslPassword']),
};

/**
 * What is asked for is changed and all else stays; of a target of another type, or of none (null), nothing does. An HTTPS target
 * without a secret is given one. Raises subscription_invalid.
 */
export function applyTargetDraft(
  before: OpenedTarget | null,
  type: Target['type'],
  draft: TargetDraft,
  rules: TargetRules,
): OpenedTarget {
  for (const [name, value] of Object.entries(draft)) {
    if (value !== undefined && value !== null && !belonging[type].has(name)) {
      const parameter = targetParameters[name as keyof TargetDraft];
      throw subscriptionInvalid(`TransportMetadata: ${parameter} is not for ${type}`);
    }
  }
  switch (type) {
    case 'https':
      return httpsTarget(isOf(before, type) ? before : null, draft, rules);
    case 'sqs':
      return sqsTarget(isOf(before, type) ? before : null, draft, rules);
    case 'kafka':
      return kafkaTarget(isOf(before, type) ? before : null, draft, rules);
  }
}

function namesOf(names: readonly (keyof TargetDraft)[]): ReadonlySet<string> {
  return new Set(names);
}

function isOf<Type extends Target['type']>(
  opened: OpenedTarget | null,
  type: Type,
): opened is OpenedTarget<Extract<Target, { type: Type }>> {
  return opened?.target.type === type;
}
