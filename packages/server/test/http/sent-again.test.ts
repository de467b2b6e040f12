// What is sent again arrives: the same message with the same id, at the same receiver or at another, and the log tells of it.

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, {
      databaseUrl: course.databaseUrl,
      secretsKeys: [new Uint8Array(32).fill(1)],
      allowedTargets: ['127.0.0.1'],
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** A receiver that answers as it is told, with a subscription to changes of users; its test is not kept. */
  async function subscribed() {
    const answer = { status: 204 };
    const receiver = await startReceiver((_, response) => response.writeHead(answer.status).end());
    onTestFinished(() => receiver[Symbol.asyncDispose]());
    const { status, json, text } = await server.call('POST', '/api/lti/subscriptions', {
      body: {
        subscription: {
          ContextType: 'root_account',
          EventTypes: ['user_updated'],
          Format: 'live-event',
          TransportType: 'https',
          TransportMetadata: { Url: `http://127.0.0.1:${receiver.port}/` },
        },
      },
    });
    expect(status, text).toBe(201);
    receiver.requests.length = 0;
    const path = `/api/v1/subscriptions/${json.Id}`;
    return {
      answer,
      id: json.Id as string,
      arrived: () => receiver.requests.map(({ headers, body }) => [headers['webhook-id'], JSON.parse(body)]),
      deliveries: async () => (await server.call('GET', `${path}/deliveries`)).json,
      replay: async (body: object) => {
        const { json: replay, status } = await server.call('POST', `${path}/replay`, { body });
        expect(status).toBe(201);
        // The first makes deliveries, which the second sends.
        await server.upkeep();
        await server.upkeep();
        return (await server.call('GET', `/api/v1/replays/${replay.id}`)).json;
      },
    };
  }
  async function rename(name: string): Promise<void> {
    const path = `/api/v1/users/${course.people.student.id}`;
    expect((await server.call('PUT', path, { body: { user: { name } } })).status).toBe(200);
    await server.upkeep();
    await server.upkeep();
  }

  test('one delivery, with another send in its log', async () => {
    const { arrived, deliveries } = await subscribed();
    await rename('Countess');
    const [first] = arrived();
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', tries: 1, event_id: first?.[0] });
    const { status, json } = await server.call('POST', `/api/v1/deliveries/${delivery.id}/redeliver`);
    expect([status, json.state]).toEqual([202, 'waiting']);
    await server.upkeep();
    expect(arrived()).toEqual([first, first]);
    const log = (await server.call('GET', `/api/v1/deliveries/${delivery.id}`)).json;
    expect(log).toMatchObject({ state: 'delivered', tries: 1, message: first?.[1] });
    expect(log.sends.map(({ outcome, status }: Record<string, unknown>) => [outcome, status])).toEqual([
      ['delivered', 204],
      ['delivered', 204],
    ]);
  });

  test('a stretch of the feed, at the same receiver and at one that came later', async () => {
    const early = await subscribed();
    for (const name of ['One', 'Two', 'Three']) await rename(name);
    const before = early.arrived();
    expect(before).toHaveLength(3);
    const cursors = (await early.deliveries()).map(({ cursor }: { cursor: string }) => cursor);
    const again = await early.replay({ from_cursor: cursors[1] });
    expect(again).toMatchObject({ state: 'done', deliveries: 2, waiting: 0 });
    expect(early.arrived()).toEqual([...before, ...before.slice(1)]);
    const late = await subscribed();
    await early.replay({ after: Number(cursors[2]) - 1, to_cursor: cursors[1], to_subscription_id: late.id });
    expect(late.arrived()).toEqual(before.slice(0, 2));
    expect(await late.deliveries()).toMatchObject([{ cursor: cursors[1] }, { cursor: cursors[2] }]);
  });

  test('what was given up while the receiver was down, and nothing else', async () => {
    const { answer, arrived, deliveries, replay } = await subscribed();
    await rename('Before');
    answer.status = 500;
    await rename('Down');
    server.clock.nowMs += 80 * 3_600_000;
    await server.upkeep();
    expect((await deliveries()).map(({ state }: { state: string }) => state)).toEqual(['dead', 'delivered']);
    answer.status = 204;
    const before = arrived();
    expect(await replay({ dead: true })).toMatchObject({ state: 'done', deliveries: 1, waiting: 0 });
    expect(arrived()).toEqual([...before, before.at(-1)]);
    expect((await deliveries())[0]).toMatchObject({ state: 'delivered', tries: 1 });
  });
});
