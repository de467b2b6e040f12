// Subscriptions, and what a log of deliveries may have, put straight into a database.

import type { Delivery, Send } from '../../src/model/delivery.ts';
import type { Subscription, TargetSecrets } from '../../src/model/subscription.ts';
import type { Query } from '../../src/store/database.ts';
import { SecretBox } from '../../src/store/secret-box.ts';
import { insertSubscription } from '../../src/store/subscriptions.ts';
import { newSubscription } from './new-subscription.ts';
import { testStartMs } from './server.ts';

const noSecrets: TargetSecrets = { signing: [], bearerToken: null, awsCredentials: null, sasl: null };
const key = new Uint8Array(32).fill(1);

/** Start the server with them: what is sealed here was sealed with the first. */
export const secretsKeys = [key];

/** With ids from 1. Inactive unless they say otherwise: nothing is sent to them, and they get nothing by themselves. */
export async function insertSubscriptions(
  query: Query,
  given: readonly Partial<Subscription>[],
): Promise<void> {
  const secrets = new SecretBox([key]).seal(JSON.stringify(noSecrets));
  for (const [index, of] of given.entries()) {
    await insertSubscription(
      query,
      newSubscription(index + 1, { workflowState: 'inactive', secrets, ...of }),
    );
  }
}

type GivenDelivery = Pick<Delivery, 'subscriptionId' | 'position'> & Partial<Delivery>;
type GivenSend = Pick<Send, 'deliveryId'> & Partial<Send>;

/** What was delivered at once, unless `given` says otherwise; returns its id. */
export async function insertDelivery(query: Query, given: GivenDelivery): Promise<number> {
  const [id = 0] = await insertDeliveries(query, [given]);
  return id;
}

/** The same of many, in one statement; ids in their order. */
export async function insertDeliveries(query: Query, given: readonly GivenDelivery[]): Promise<number[]> {
  const rows = await query
    .insertInto('deliveries')
    .values(
      given.map((of) => ({
        userId: null,
        state: 'delivered' as const,
        tries: 1,
        firstTriedAtMs: testStartMs,
        dueAtMs: testStartMs,
        createdAtMs: testStartMs,
        settledAtMs: of.state === 'waiting' ? null : testStartMs,
        ...of,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort((one, other) => one - other);
}

/** One that was a success, unless `given` says otherwise. */
export async function insertSend(query: Query, given: GivenSend): Promise<void> {
  await insertSends(query, [given]);
}

/** The same of many, in one statement. */
export async function insertSends(query: Query, given: readonly GivenSend[]): Promise<void> {
  const success = { outcome: 'delivered', status: 204, responseHead: null, reason: null } as const;
  await query
    .insertInto('sends')
    .values(
      given.map((of) => ({
        startedAtMs: testStartMs,
        durationMs: 12,
        nextAtMs: null,
        ...success,
        ...of,
      })),
    )
    .execute();
}
