// A database with subscriptions and live events, real receivers for them, and servers that do nothing but send, by a clock and
// by lots that the test holds.

import type { RequestListener } from 'node:http';
import { Dispatcher } from '../../src/delivery/dispatcher.ts';
import type { DispatcherParts } from '../../src/delivery/dispatcher-parts.ts';
import type { OutgoingMessage, Transport } from '../../src/delivery/transport.ts';
import { openWebhook } from '../../src/delivery/webhook.ts';
import { renderMessage } from '../../src/format/render-message.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { SendReport } from '../../src/model/send-report.ts';
import type { Subscription, SubscriptionState, TargetHealth } from '../../src/model/subscription.ts';
import { testEventName } from '../../src/model/target-events.ts';
import type { TargetReport } from '../../src/model/target-report.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { Database } from '../../src/store/database.ts';
import { insertLiveEvents, type NewLiveEvent, numberLiveEvents } from '../../src/store/live-events.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { SecretBox } from '../../src/store/secret-box.ts';
import { insertSubscription } from '../../src/store/subscriptions.ts';
import type { TestDatabase } from './databases.ts';
import { newSubscription } from './new-subscription.ts';
import { type GotRequest, startReceiver } from './receiver.ts';
import { testStartMs } from './server.ts';
import { webhookUses, withoutSecrets } from './webhook.ts';

export interface Subscriber {
  id: number;
  requests: GotRequest[];
  /** Ids of the messages in the order of their arrival. */
  arrived(): string[];
  /** The same in the order of sending them: what is sent at once may overtake on its way. */
  begun: string[];
}

export interface DeliveryWorld extends AsyncDisposable {
  database: Database;
  clock: { nowMs: number };
  /** Every lot that is drawn, from 0 to below 1; just below 1 at first, so that every wait is the longest. */
  lot: { next: number };
  sent: SendReport[];
  reports: TargetReport[];
  failures: unknown[];
  /** To everything, active. Answered 204 unless told otherwise. */
  subscriber(given?: Partial<Subscription>, answer?: RequestListener): Promise<Subscriber>;
  /** Brings events into the feed; their uuids in order. */
  announce(events: readonly Partial<NewLiveEvent>[]): Promise<string[]>;
  setState(subscriptionId: number, state: SubscriptionState): Promise<void>;
  dispatcher(parts?: Partial<DispatcherParts>): Dispatcher;
  deliveries(subscriptionId: number): Promise<Delivery[]>;
  health(subscriptionId: number): Promise<TargetHealth>;
}

export const hourMs = 3_600_000;

export async function openDeliveryWorld(
  testDatabase: Pick<TestDatabase, 'readyUrl'>,
  databaseUrl?: string,
): Promise<DeliveryWorld> {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(
    await openDatabase(databaseUrl ?? (await testDatabase.readyUrl()), testStartMs),
  );
  await prepareAccount(database, null, systemRandom, () => testStartMs);
  const secretBox = new SecretBox([new Uint8Array(32).fill(7)]);
  const clock = { nowMs: testStartMs };
  const lot = { next: 0.999_999 };
  const sent: SendReport[] = [];
  const reports: TargetReport[] = [];
  const failures: unknown[] = [];
  let subscriptions = 0;
  let events = 0;
  let changes = 0;

  const begunAt = new Map<string, string[]>();

  const noted = (
    url: string,
    messages: readonly OutgoingMessage[],
    webhook: Transport,
  ): ReturnType<Transport['send']> => {
    begunAt.get(url)?.push(...messages.map(({ uuid }) => uuid));
    return webhook.send(messages);
  };

  const disable = async ({ subscription, verdict }: TargetReport): Promise<void> => {
    if (verdict.kind !== 'disabled') return;
    await setState(subscription.id, 'disabled');
  };

  async function setState(id: number, workflowState: SubscriptionState): Promise<void> {
    const updatedAtMs = clock.nowMs + ++changes;
    await database.transaction((transaction) =>
      transaction
        .updateTable('subscriptions')
        .set({ workflowState, updatedAtMs })
        .where('id', '=', id)
        .execute(),
    );
  }

  async function subscriber(
    given: Partial<Subscription> = {},
    answer?: RequestListener,
  ): Promise<Subscriber> {
    const receiver = open.use(await startReceiver(answer));
    const id = ++subscriptions;
    const url = `http://127.0.0.1:${receiver.port}/`;
    const subscription = newSubscription(id, {
      target: JSON.stringify({ type: 'https', url, signsPayload: false }),
      secrets: secretBox.seal(JSON.stringify(withoutSecrets)),
      ...given,
    });
    await database.transaction((transaction) => insertSubscription(transaction, subscription));
    const { requests } = receiver;
    const begun: string[] = [];
    begunAt.set(url, begun);
    return {
      id,
      requests,
      arrived: () => requests.map(({ headers }) => String(headers['webhook-id'])),
      begun,
    };
  }

  async function announce(given: readonly Partial<NewLiveEvent>[]): Promise<string[]> {
    const rows = given.map((of) => newLiveEvent(++events, clock.nowMs, of));
    await database.transaction(async (transaction) => {
      await insertLiveEvents(transaction, rows);
      for (let left = rows.length; left > 0; left -= 1_000) {
        await numberLiveEvents(transaction, 1_000, clock.nowMs);
      }
    });
    return rows.map(({ uuid }) => uuid);
  }

  function dispatcher(parts: Partial<DispatcherParts> = {}): Dispatcher {
    return open.use(
      new Dispatcher({
        database,
        secrets: secretBox,
        openTransport: async ({ target, secrets }) => {
          if (target.type !== 'https') throw new Error(`no ${target.type} here`);
          const webhook = openWebhook({ target, secrets }, webhookUses(['127.0.0.1']));
          return { ...webhook, send: (messages) => noted(target.url, messages, webhook) };
        },
        renderMessage,
        testEventOf: async () => ({
          ...newLiveEvent(0, clock.nowMs, { eventName: testEventName }),
          id: 0,
          position: null,
        }),
        targetFailing: async (report) => {
          reports.push(report);
          await disable(report);
          return true;
        },
        observer: {
          sent: (report) => sent.push(report),
          failed: (error) => failures.push(error),
        },
        clock: () => clock.nowMs,
        random: { uuid: systemRandom.uuid, below: (limit) => Math.floor(limit * lot.next) },
        retryMs: 75 * hourMs,
        baseUrl: () => 'https://quizwire.example',
        ...parts,
      }),
    );
  }

  const open = opening.move();
  return {
    database,
    clock,
    lot,
    sent,
    reports,
    failures,
    subscriber,
    announce,
    setState,
    dispatcher,
    deliveries: (subscriptionId) =>
      database.query
        .selectFrom('deliveries')
        .selectAll()
        .where('subscriptionId', '=', subscriptionId)
        .orderBy('position')
        .execute(),
    health: (subscriptionId) =>
      database.query
        .selectFrom('targetHealths')
        .selectAll()
        .where('subscriptionId', '=', subscriptionId)
        .executeTakeFirstOrThrow(),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function newLiveEvent(number: number, nowMs: number, given: Partial<NewLiveEvent>): NewLiveEvent {
  return {
    uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    source: 'quizwire',
    eventName: 'grade_change',
    eventTimeMs: nowMs,
    courseId: null,
    assignmentId: null,
    userId: null,
    metadata: JSON.stringify({ event_name: 'grade_change', number }),
    body: JSON.stringify({ number }),
    details: null,
    ...given,
  };
}

/** `count` events of nobody in particular. */
export function someEvents(count: number): Partial<NewLiveEvent>[] {
  return Array.from({ length: count }, () => ({}));
}
