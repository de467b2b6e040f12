// A new secret for signing, while the one before still signs too.

import type { Clock } from '../../model/clock.ts';
import { assertSigningSecret } from '../../model/https-target-draft.ts';
import type { Lookup } from '../../model/lookup.ts';
import { subscriptionInvalid } from '../../model/refusal.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import type { Database } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { updateSubscription } from '../../store/subscriptions.ts';
import type { Random } from '../random.ts';
import { makeSecret } from './asked-subscription.ts';
import { configuredSecrets, openSecrets, sealSecrets } from './configured-secrets.ts';
import { managedSubscription } from './managed-subscription.ts';
import type { Sending } from './sending.ts';
import { touched } from './update-subscription.ts';

export interface AskedRotation {
  /** Null for one that is made. */
  secret: string | null;
  /** For how long the one before still signs. */
  overlapMs: number;
}

export interface RotatedSecret {
  /** The one that was made, never shown again; null when one was given. */
  newSecret: string | null;
  /** Until when the one before still signs, in epoch milliseconds. */
  previousUntilMs: number;
}

export type RotateSecret = (
  subscriber: Subscriber,
  lookup: Lookup,
  readAsked: () => AskedRotation,
) => Promise<RotatedSecret>;

/**
 * No more than two sign: an even older one ends now. Raises what `managedSubscription` does, subscriptions_not_configured,
 * what `readAsked` does, and subscription_invalid for a secret that cannot be or is in use, and for a target without secrets.
 */
export function rotateSecret(
  database: Pick<Database, 'query' | 'transaction'>,
  secrets: SecretBox | null,
  sending: Sending,
  clock: Clock,
  random: Random,
): RotateSecret {
  return async (subscriber, lookup, readAsked) => {
    await managedSubscription(database.query, subscriber, lookup);
    const box = configuredSecrets(secrets);
    const { secret: given, overlapMs } = readAsked();
    if (given !== null) assertSigningSecret(given);
    const secret = given ?? makeSecret(random);
    const previousUntilMs = clock() + overlapMs;
    await database.transaction(async (transaction) => {
      const subscription = await managedSubscription(transaction, subscriber, lookup, 'change');
      if (subscription.transportType !== 'https')
        throw subscriptionInvalid('only https targets have a Secret');
      const before = openSecrets(box, subscription.secrets);
      const [current] = before.signing;
      if (current?.secret === secret) throw subscriptionInvalid('Secret is in use already');
      const kept = current === undefined || overlapMs === 0 ? [] : [{ ...current, untilMs: previousUntilMs }];
      const signing = [{ secret, untilMs: null }, ...kept];
      const changed = { ...subscription, secrets: sealSecrets(box, { ...before, signing }) };
      await updateSubscription(transaction, touched(changed, clock()));
    });
    sending.wake();
    return { newSecret: given === null ? secret : null, previousUntilMs };
  };
}
