// The log of deliveries over HTTP: what it shows, to whom, and a delivery that is sent again.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertLiveEvents, numberLiveEvents } from '../../src/store/live-events.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { newLiveEvent } from '../support/fed-events.ts';
import {
  insertDelivery,
  insertSend,
  insertSubscriptions,
  secretsKeys,
} from '../support/logged-deliveries.ts';
import { newSubscription } from '../support/new-subscription.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { registeredTool, toolToken } from '../support/tool.ts';

const uuidOf = (id: number) => newSubscription(id).uuid;
const eventId = (number: number) => newLiveEvent(number).uuid;
eachDatabase((database) => {
  describe('the log of deliveries', () => {
    let course: CourseFixture;
    let server: TestServer;
    /** Of events 1 to 5, by place: delivered, dead, waiting, left out, delivered. */
    let ids: number[];

    beforeAll(async () => {
      course = await courseFixture(database, {
        more: async (query) => {
          await insertSubscriptions(query, [{}, {}, { workflowState: 'deleted' }, { format: 'caliper' }]);
          // A second apart each; the third and the fifth are of another name.
          for (const number of [1, 2, 3, 4, 5]) {
            const eventName = number % 2 === 1 && number > 1 ? 'quiz_submitted' : 'grade_change';
            await insertLiveEvents(query, [newLiveEvent(number, { eventName, userId: number })]);
            await numberLiveEvents(query, 1, testStartMs + number * 1_000);
          }
          const state = ['delivered', 'dead', 'waiting', 'left_out', 'delivered'] as const;
          ids = [];
          for (const [index, its] of state.entries()) {
            const given = { subscriptionId: 1, position: index + 1, state: its, userId: index + 1 };
            ids.push(await insertDelivery(query, given));
          }
          await insertDelivery(query, { subscriptionId: 2, position: 1 });
          await insertDelivery(query, { subscriptionId: 3, position: 1, state: 'dead' });
          await insertDelivery(query, { subscriptionId: 4, position: 3 });
          await insertSend(query, {
            deliveryId: ids[1] ?? 0,
            outcome: 'failed',
            status: 500,
            responseHead: 'HTTP/1.1 500',
            reason: 'the target answered 500',
            nextAtMs: testStartMs + 5_000,
          });
          await insertSend(query, {
            deliveryId: ids[1] ?? 0,
            startedAtMs: testStartMs + 5_000,
            durationMs: 15_000,
            outcome: 'failed',
            status: null,
            reason: 'no answer within 15 s',
          });
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl, secretsKeys });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const get = (path: string, token?: string) =>
      server.call('GET', `/api/v1/${path}`, token === undefined ? {} : { token });
    const cursorsOf = async (query: string): Promise<string[]> => {
      const { status, json, text } = await get(`subscriptions/1/deliveries?${query}`);
      expect(status, text).toBe(200);
      return json.map(({ cursor }: { cursor: string }) => cursor);
    };
    const lastSend = {
      started_at: '2026-09-01T09:00:05.123Z',
      duration_ms: 15_000,
      outcome: 'failed',
      status: null,
      response_head: null,
      reason: 'no answer within 15 s',
      next_try_at: null,
    };
    const dead = () => ({
      id: ids[1],
      subscription_id: uuidOf(1),
      cursor: '2',
      event_id: eventId(2),
      event_name: 'grade_change',
      event_time: '2026-09-01T09:00:00.125Z',
      user_id: 2,
      state: 'dead',
      tries: 1,
      next_try_at: null,
      created_at: '2026-09-01T09:00:00.123Z',
      settled_at: '2026-09-01T09:00:00.123Z',
    });

    test('is told from the latest to the earliest event, with the last send of each', async () => {
      const { status, json } = await get('subscriptions/1/deliveries');
      expect(status).toBe(200);
      expect(json.map(({ cursor, state }: Record<string, string>) => [cursor, state])).toEqual([
        ['5', 'delivered'],
        ['4', 'left_out'],
        ['3', 'waiting'],
        ['2', 'dead'],
        ['1', 'delivered'],
      ]);
      expect(json[3]).toEqual({ ...dead(), last_send: lastSend });
      expect(json[2]).toEqual({
        ...dead(),
        id: ids[2],
        cursor: '3',
        event_id: eventId(3),
        event_name: 'quiz_submitted',
        event_time: '2026-09-01T09:00:00.126Z',
        user_id: 3,
        state: 'waiting',
        next_try_at: '2026-09-01T09:00:00.123Z',
        settled_at: null,
        last_send: null,
      });
    });

    test('says of one whose target is held back that it is tried after that', async () => {
      const hold = (heldUntilMs: number) =>
        runSql(
          course.databaseUrl,
          `update target_healths set held_until_ms = ${heldUntilMs} where subscription_id = 1`,
        );
      await hold(testStartMs + 60_000);
      const { json } = await get('subscriptions/1/deliveries?state=waiting');
      expect(json[0].next_try_at).toBe('2026-09-01T09:01:00.123Z');
      await hold(0);
    });

    test.each([
      ['state=dead', ['2']],
      ['state=waiting', ['3']],
      ['state=left_out', ['4']],
      ['state=delivered', ['5', '1']],
      ['event_name[]=quiz_submitted', ['5', '3']],
      ['event_name=grade_change&state=delivered', ['1']],
      ['event_name[]=quiz_submitted&event_name[]=grade_change&before=3', ['2', '1']],
      ['before=0', []],
      ['from=2026-09-01T09:00:03Z', ['5', '4', '3']],
      ['from=2026-09-01T09:00:03.999Z', ['5', '4', '3']],
      ['until=2026-09-01T09:00:03Z', ['3', '2', '1']],
      ['from=2026-09-01T09:00:02Z&until=2026-09-01T09:00:04Z&before=4', ['3', '2']],
      ['from=2027-01-01', []],
      ['until=2025-01-01', []],
      ['state=&event_name=&from=&until=&before=', ['5', '4', '3', '2', '1']],
    ])('is filtered by %s', async (query, cursors) => {
      expect(await cursorsOf(query)).toEqual(cursors);
    });

    test('comes in pages, each with the way to the next', async () => {
      const first = await get('subscriptions/1/deliveries?per_page=2&state=');
      expect(first.json).toHaveLength(2);
      expect(first.headers.get('link')).toBe(
        [
          ['current', 1],
          ['next', 2],
          ['first', 1],
        ]
          .map(
            ([rel, page]) =>
              `<${server.url}/api/v1/subscriptions/1/deliveries?state=&page=${page}&per_page=2>; rel="${rel}"`,
          )
          .join(','),
      );
      expect(await cursorsOf('per_page=2&page=2')).toEqual(['3', '2']);
      const last = await get('subscriptions/1/deliveries?per_page=2&page=3');
      expect(last.json).toHaveLength(1);
      expect(last.headers.get('link')).not.toContain('rel="next"');
    });

    test('is that of the subscription alone, by its uuid as well, deleted or not', async () => {
      expect((await get(`subscriptions/${uuidOf(2).toUpperCase()}/deliveries`)).json).toMatchObject([
        { subscription_id: uuidOf(2), cursor: '1' },
      ]);
      expect((await get('subscriptions/3/deliveries')).json).toMatchObject([{ state: 'dead' }]);
    });

    test.each([
      ['state=lost', 'state must be one of waiting, delivered, dead, left_out'],
      ['state[]=dead', 'state must be a string'],
      ['event_name=%2A', 'event_name must be names of events such as grade_change, not "*"'],
      ['from=yesterday', 'from must be an ISO 8601 time'],
      ['until[a]=1', 'until must be an ISO 8601 time'],
      ['before=-1', 'before must be a cursor of the feed'],
      ['before=99999999999999999999', 'before must be a cursor of the feed'],
    ])('refuses %s', async (query, message) => {
      const { status, json } = await get(`subscriptions/1/deliveries?${query}`);
      expect([status, json]).toEqual([400, { errors: [{ message, error_code: 'bad_request' }] }]);
    });

    test('has each delivery with all its sends, the latest first, and its message', async () => {
      const { status, json } = await get(`deliveries/${ids[1]}`);
      expect(status).toBe(200);
      const { metadata, body } = newLiveEvent(2);
      expect(json).toEqual({
        ...dead(),
        sends: [
          lastSend,
          {
            started_at: '2026-09-01T09:00:00.123Z',
            duration_ms: 12,
            outcome: 'failed',
            status: 500,
            response_head: 'HTTP/1.1 500',
            reason: 'the target answered 500',
            next_try_at: '2026-09-01T09:00:05.123Z',
          },
        ],
        message: { metadata: JSON.parse(metadata), body: JSON.parse(body) },
      });
    });

    test('shows the message byte for byte, and none where the event has no form in the format', async () => {
      const { metadata, body } = newLiveEvent(2);
      const { text, headers } = await get(`deliveries/${ids[1]}`);
      expect(text.endsWith(`,"message":{"metadata":${metadata},"body":${body}}}`)).toBe(true);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      const [{ id }] = (await get('subscriptions/4/deliveries')).json;
      expect((await get(`deliveries/${id}`)).json).toMatchObject({ sends: [], message: null });
    });

    test('is for admins of the root account: others may not, and nobody is asked to log in', async () => {
      const paths = ['subscriptions/1/deliveries', `deliveries/${ids[0]}`, 'deliveries/999'];
      for (const path of paths) {
        const { status, json } = await get(path, course.people.teacher.token);
        expect([status, json]).toEqual([403, notPermittedBody]);
        expect((await server.call('GET', `/api/v1/${path}`, { token: null })).status).toBe(401);
      }
      const redeliver = `/api/v1/deliveries/${ids[0]}/redeliver`;
      expect((await server.call('POST', redeliver, { token: course.people.student.token })).status).toBe(403);
      expect((await server.call('POST', redeliver, { token: null })).status).toBe(401);
    });

    test('is for the tool whose subscription it is, which is told nothing of others', async () => {
      const tool = await registeredTool(server);
      const token = await toolToken(server, tool);
      await runSql(course.databaseUrl, `update subscriptions set tool_proxy_id = ${tool.id} where id = 2`);
      const own = await get('subscriptions/2/deliveries', token);
      expect([own.status, own.json.length]).toEqual([200, 1]);
      expect((await get(`deliveries/${own.json[0].id}`, token)).status).toBe(200);
      for (const path of ['subscriptions/1/deliveries', `deliveries/${ids[0]}`]) {
        const { status, json } = await get(path, token);
        expect([status, json]).toEqual([404, notFoundBody]);
      }
      const foreign = await server.call('POST', `/api/v1/deliveries/${ids[0]}/redeliver`, { token });
      expect(foreign.status).toBe(404);
    });

    test.each([
      'subscriptions/99/deliveries',
      'subscriptions/none/deliveries',
      'subscriptions/99999999999999999999999/deliveries',
      'subscriptions/00000000-0000-4000-9000-000000000099/deliveries',
      'subscriptions/1/deliveries?page=0',
      'deliveries/99',
      'deliveries/none',
      'deliveries/-1',
      'deliveries/99999999999999999999999',
    ])('has nothing at %s', async (path) => {
      const { status, json } = await get(path);
      expect([status, json]).toEqual([404, notFoundBody]);
    });
  });

  describe('a delivery that is sent again', () => {
    async function begin(state: 'delivered' | 'dead' | 'left_out' | 'waiting', subscriptionId = 1) {
      let id = 0;
      const { databaseUrl } = await courseFixture(database, {
        more: async (query) => {
          await insertSubscriptions(query, [{}, { workflowState: 'deleted' }]);
          await insertLiveEvents(query, [newLiveEvent(1)]);
          await numberLiveEvents(query, 1, testStartMs);
          const given = { subscriptionId, position: 1, state, tries: 60, dueAtMs: testStartMs - 5_000 };
          id = await insertDelivery(query, given);
          await insertSend(query, { deliveryId: id });
        },
      });
      const server = await startTestServer(database, { databaseUrl, secretsKeys });
      server.clock.nowMs += 60_000;
      const redeliver = () => server.call('POST', `/api/v1/deliveries/${id}/redeliver`);
      const rows = () =>
        runSql(
          databaseUrl,
          'select id, state, tries, first_tried_at_ms, due_at_ms, created_at_ms, settled_at_ms from deliveries',
        );
      return { id, server, redeliver, rows };
    }

    test.each(['delivered', 'dead', 'left_out'] as const)('waits anew when it was %s', async (state) => {
      const { id, server, redeliver, rows } = await begin(state);
      await using _ = server;
      const { status, json } = await redeliver();
      expect([status, json]).toEqual([
        202,
        {
          id,
          subscription_id: uuidOf(1),
          cursor: '1',
          event_id: eventId(1),
          event_name: 'grade_change',
          event_time: '2026-09-01T09:00:00.124Z',
          user_id: null,
          state: 'waiting',
          tries: 0,
          next_try_at: '2026-09-01T09:01:00.123Z',
          created_at: '2026-09-01T09:00:00.123Z',
          settled_at: null,
          last_send: expect.objectContaining({ outcome: 'delivered', status: 204 }),
        },
      ]);
      const again = await redeliver();
      expect([again.status, again.json]).toEqual([202, json]);
      expect(await rows()).toEqual([
        {
          id,
          state: 'waiting',
          tries: 0,
          first_tried_at_ms: null,
          due_at_ms: testStartMs + 60_000,
          created_at_ms: testStartMs,
          settled_at_ms: null,
        },
      ]);
    });

    test('keeps its turn when it was due already', async () => {
      const { server, redeliver, rows } = await begin('waiting');
      await using _ = server;
      expect((await redeliver()).json).toMatchObject({ state: 'waiting', tries: 0 });
      expect(await rows()).toMatchObject([{ due_at_ms: testStartMs - 5_000, first_tried_at_ms: null }]);
    });

    test('is refused when its subscription is deleted', async () => {
      const { server, redeliver, rows } = await begin('dead', 2);
      await using _ = server;
      const { status, json } = await redeliver();
      const message = 'the subscription is deleted: nothing is sent to it any more';
      expect([status, json]).toEqual([409, { status: 'conflict', message }]);
      expect(await rows()).toMatchObject([{ state: 'dead', tries: 60 }]);
    });
  });
});
