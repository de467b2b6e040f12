// Charts of deliveries over HTTP: what they say, to whom, and what they are drawn from.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendCountsKeptMs, statisticsPageRows } from '../../src/model/delivery-log-limits.ts';
import { durationClassOf, sendCountStepOf } from '../../src/model/send-statistics.ts';
import { forgetDeliveries } from '../../src/operations/subscriptions/forget-deliveries.ts';
import type { Query } from '../../src/store/database.ts';
import { insertLiveEvents, numberLiveEvents } from '../../src/store/live-events.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { openDeliveryWorld, someEvents } from '../support/delivery-world.ts';
import { newLiveEvent } from '../support/fed-events.ts';
import { insertDelivery, insertSubscriptions, secretsKeys } from '../support/logged-deliveries.ts';
import { newSubscription } from '../support/new-subscription.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { registeredTool, toolToken } from '../support/tool.ts';

const uuidOf = (id: number) => newSubscription(id).uuid;
const minuteMs = 60_000;

const insertCount = (
  query: Query,
  subscriptionId: number,
  agoMs: number,
  isDelivered: 0 | 1,
  sends: number,
) =>
  query
    .insertInto('sendCounts')
    .values({
      subscriptionId,
      atMs: sendCountStepOf(testStartMs - agoMs),
      isDelivered,
      durationClass: durationClassOf(100),
      sends,
    })
    .execute();

eachDatabase((database) => {
  describe('statistics of subscriptions', () => {
    let course: CourseFixture;
    let server: TestServer;

    beforeAll(async () => {
      course = await courseFixture(database, {
        more: async (query) => {
          await insertSubscriptions(query, [{}, {}, { workflowState: 'deleted' }]);
          for (const number of [1, 2, 3, 4]) {
            await insertLiveEvents(query, [newLiveEvent(number)]);
            await numberLiveEvents(query, 1, testStartMs);
          }
          const createdAtMs = testStartMs - 90_000;
          await insertDelivery(query, { subscriptionId: 1, position: 1, state: 'waiting', createdAtMs });
          await insertDelivery(query, { subscriptionId: 1, position: 2, state: 'waiting' });
          await insertDelivery(query, { subscriptionId: 1, position: 3, state: 'dead' });
          await insertDelivery(query, { subscriptionId: 1, position: 4 });
          await insertDelivery(query, { subscriptionId: 3, position: 4, state: 'dead' });
          await insertCount(query, 1, 0, 1, 7);
          await insertCount(query, 1, 0, 0, 2);
          await insertCount(query, 1, 20 * minuteMs, 1, 5);
          await insertCount(query, 1, 100 * minuteMs, 1, 3);
          await insertCount(query, 1, 3 * 24 * 60 * minuteMs, 1, 11);
          await insertCount(query, 2, 0, 1, 40);
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl, secretsKeys });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const get = (path: string, token?: string | null) =>
      server.call('GET', `/api/v1/subscriptions/${path}`, token === undefined ? {} : { token });

    test('say of one what was sent in bars, what waits since when, and what is dead', async () => {
      const { status, json } = await get('1/statistics?period=hour');
      expect(status).toBe(200);
      const { bars, ...rest } = json;
      expect(rest).toEqual({
        subscription_id: uuidOf(1),
        period: 'hour',
        from: '2026-09-01T08:05:00.000Z',
        until: '2026-09-01T09:05:00.000Z',
        bar_seconds: 300,
        delivered: 12,
        failed: 2,
        p50_ms: expect.any(Number),
        p95_ms: expect.any(Number),
        waiting: 2,
        oldest_waiting_at: '2026-09-01T08:58:30.123Z',
        dead: 1,
      });
      expect(rest.p50_ms).toBeGreaterThan(90);
      expect(rest.p95_ms).toBeLessThan(129);
      expect(bars).toHaveLength(12);
      expect(bars[0]).toEqual({
        at: '2026-09-01T08:05:00.000Z',
        delivered: 0,
        failed: 0,
        p50_ms: null,
        p95_ms: null,
      });
      expect(bars[11]).toMatchObject({ at: '2026-09-01T09:00:00.000Z', delivered: 7, failed: 2 });
    });

    test.each([
      ['', 'day', 24, 15],
      ['?period=day', 'day', 24, 15],
      ['?period=week', 'week', 28, 26],
      ['?period=', 'day', 24, 15],
    ])('are of the period that %s asks for', async (query, period, bars, delivered) => {
      const { json } = await get(`${uuidOf(1)}/statistics${query}`);
      expect([json.period, json.bars.length, json.delivered]).toEqual([period, bars, delivered]);
    });

    test('are there for all that are not deleted, a page at a time', async () => {
      const { status, json } = await get('statistics?period=hour');
      expect(status).toBe(200);
      expect(
        json.map((of: Record<string, unknown>) => [of.subscription_id, of.delivered, of.waiting]),
      ).toEqual([
        [uuidOf(1), 12, 2],
        [uuidOf(2), 40, 0],
      ]);
      expect(json[0]).toEqual((await get('1/statistics?period=hour')).json);
      const first = await get('statistics?per_page=1');
      expect(first.json).toHaveLength(1);
      expect(first.headers.get('link')).toContain('statistics?page=2&per_page=1>; rel="next"');
      const second = await get('statistics?per_page=1&page=2');
      expect(second.json).toMatchObject([{ subscription_id: uuidOf(2) }]);
      expect(second.headers.get('link')).not.toContain('rel="next"');
      for (const [period, rows] of Object.entries(statisticsPageRows)) {
        const most = await get(`statistics?period=${period}&per_page=100`);
        expect(most.headers.get('link')).toContain(`per_page=${rows}>`);
      }
    });

    test('of a deleted one tell what was', async () => {
      expect((await get('3/statistics')).json).toMatchObject({ delivered: 0, waiting: 0, dead: 1 });
    });

    test.each(['1/statistics?period=year', 'statistics?period=year', 'statistics?period[]=day'])(
      'refuse %s',
      async (path) => {
        const { status, json } = await get(path);
        expect([status, json.errors[0].message]).toEqual([400, expect.stringContaining('period must be')]);
      },
    );

    test.each(['99/statistics', 'none/statistics', 'statistics?page=0'])(
      'have nothing at %s',
      async (path) => {
        const { status, json } = await get(path);
        expect([status, json]).toEqual([404, notFoundBody]);
      },
    );

    test('are for admins of the root account', async () => {
      for (const path of ['statistics', '1/statistics', '99/statistics']) {
        const { status, json } = await get(path, course.people.teacher.token);
        expect([status, json]).toEqual([403, notPermittedBody]);
        expect((await get(path, null)).status).toBe(401);
      }
    });

    test('are for a tool those of its own', async () => {
      const tool = await registeredTool(server);
      const token = await toolToken(server, tool);
      await runSql(course.databaseUrl, `update subscriptions set tool_proxy_id = ${tool.id} where id = 2`);
      expect((await get('statistics', token)).json).toMatchObject([{ subscription_id: uuidOf(2) }]);
      expect((await get('2/statistics', token)).status).toBe(200);
      expect((await get('1/statistics', token)).status).toBe(404);
    });
  });

  describe('counts of sends', () => {
    test('are kept with the outcomes, and add up', async () => {
      await using world = await openDeliveryWorld(database);
      const { id } = await world.subscriber();
      const { id: failing } = await world.subscriber({}, (_, response) => response.writeHead(500).end());
      const dispatcher = world.dispatcher();
      await world.announce(someEvents(500));
      await dispatcher.sendDue();
      await world.announce(someEvents(100));
      await dispatcher.sendDue();
      const counts = await world.database.query.selectFrom('sendCounts').selectAll().execute();
      const of = (subscriptionId: number, isDelivered: 0 | 1) =>
        counts
          .filter((count) => count.subscriptionId === subscriptionId && count.isDelivered === isDelivered)
          .reduce((sum, { sends }) => sum + sends, 0);
      const sends = await world.database.query.selectFrom('sends').select('outcome').execute();
      const failures = sends.filter(({ outcome }) => outcome === 'failed').length;
      expect(failures).toBeGreaterThan(0);
      expect([of(id, 1), of(id, 0), of(failing, 1), of(failing, 0)]).toEqual([600, 0, 0, failures]);
      expect(new Set(counts.map(({ atMs }) => atMs))).toEqual(new Set([sendCountStepOf(world.clock.nowMs)]));
    });

    test('go when no chart shows them any more', async () => {
      await using opened = await openDatabase(await database.readyUrl(), testStartMs);
      await insertCount(opened.query, 1, sendCountsKeptMs + 10 * minuteMs, 1, 1);
      await insertCount(opened.query, 1, sendCountsKeptMs - 10 * minuteMs, 1, 2);
      await forgetDeliveries(opened, 30, () => testStartMs)();
      expect(await opened.query.selectFrom('sendCounts').select('sends').execute()).toEqual([{ sends: 2 }]);
    });
  });
});
