// Somebody sends a test event to their target, to see what it does.

import type { Lookup } from '../../model/lookup.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import type { Query } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { configuredSecrets } from './configured-secrets.ts';
import type { TestOutcome } from './create-subscription.ts';
import { managedSubscription } from './managed-subscription.ts';
import type { Sending } from './sending.ts';

export type TestSubscription = (subscriber: Subscriber, lookup: Lookup) => Promise<TestOutcome>;

/** In any state, once, and nothing is kept of it. Raises what `managedSubscription` does, and subscriptions_not_configured. */
export function testSubscription(
  query: Query,
  secrets: SecretBox | null,
  sending: Sending,
): TestSubscription {
  return async (subscriber, lookup) => {
    const subscription = await managedSubscription(query, subscriber, lookup);
    configuredSecrets(secrets);
    return sending.sendTest(subscription);
  };
}
