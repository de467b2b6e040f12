// What a transport is opened with: where a subscription's messages go, and its secrets in clear.

import { type Subscription, type TargetSecrets, targetOf } from '../model/subscription.ts';
import type { SecretBox } from '../store/secret-box.ts';
import type { OpenTarget } from './transport.ts';

/** Raises CannotUnseal. */
export function openTargetOf(subscription: Subscription, secrets: SecretBox): OpenTarget {
  return {
    target: targetOf(subscription),
    secrets: JSON.parse(secrets.unseal(subscription.secrets)) as TargetSecrets,
  };
}
