// Replays over HTTP: what may be asked for, what that comes to, how far it is, and how it ends.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replaysRunningMax } from '../../src/model/delivery-limits.ts';
import { insertLiveEvents, numberLiveEvents } from '../../src/store/live-events.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { newLiveEvent } from '../support/fed-events.ts';
import { insertDelivery, insertSubscriptions, secretsKeys } from '../support/logged-deliveries.ts';
import { newSubscription } from '../support/new-subscription.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type CallOptions, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { registeredTool, toolToken } from '../support/tool.ts';

const uuidOf = (id: number) => newSubscription(id).uuid;
const path = '/api/v1/subscriptions/1/replay';
const formType = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  /**
   * A feed of ten events, announced a second apart from 09:00:01 on. Of the first subscription 4 and 7 are dead and 6 was
   * delivered last; the second has nothing yet; the third is deleted; the fourth was made at 09:00:08.
   */
  function fixture(): Promise<CourseFixture> {
    return courseFixture(database, {
      more: async (query) => {
        await insertSubscriptions(query, [
          {},
          {},
          { workflowState: 'deleted' },
          { createdAtMs: testStartMs + 8_000 },
        ]);
        for (let number = 1; number <= 10; number++) {
          await insertLiveEvents(query, [newLiveEvent(number)]);
          await numberLiveEvents(query, 1, testStartMs + number * 1_000);
        }
        for (const position of [4, 7])
          await insertDelivery(query, { subscriptionId: 1, position, state: 'dead' });
        await query
          .updateTable('targetHealths')
          .set({ lastSuccessPosition: 6 })
          .where('subscriptionId', '=', 1)
          .execute();
      },
    });
  }

  describe('a replay that is asked for', () => {
    let course: CourseFixture;
    let server: TestServer;
    beforeAll(async () => {
      course = await fixture();
      server = await startTestServer(database, { databaseUrl: course.databaseUrl, secretsKeys });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const post = (body: CallOptions['body'], of: number | string = 1, options: CallOptions = {}) =>
      server.call('POST', `/api/v1/subscriptions/${of}/replay`, { body, ...options });
    /** What one that was made says, which ends at once. */
    async function made(body: CallOptions['body'], of: number | string = 1, options: CallOptions = {}) {
      const { status, json, text } = await post(body, of, options);
      expect(status, text).toBe(201);
      expect((await server.call('DELETE', `/api/v1/replays/${json.id}`)).status).toBe(200);
      return json;
    }

    test('is answered with what it will do', async () => {
      const json = await made({ after: '3' });
      expect(json).toEqual({
        id: expect.any(Number),
        subscription_id: uuidOf(1),
        to_subscription_id: uuidOf(1),
        dead: false,
        event_name: [],
        from_cursor: '4',
        to_cursor: '10',
        rate_per_second: 100,
        state: 'running',
        cursor: '3',
        completion: 0,
        deliveries: 0,
        waiting: 0,
        created_at: '2026-09-01T09:00:00.123Z',
        finished_at: null,
      });
    });

    test('says all it was told', async () => {
      const body = {
        from_cursor: 2,
        to_cursor: 5,
        event_name: ['grade_change', 'quiz_submitted', 'grade_change'],
        to_subscription_id: uuidOf(2),
        rate_per_second: 1_000,
      };
      const expected = {
        to_subscription_id: uuidOf(2),
        event_name: ['grade_change', 'quiz_submitted'],
        from_cursor: '2',
        to_cursor: '5',
        rate_per_second: 1_000,
      };
      expect(await made(body)).toMatchObject(expected);
      const form =
        'from_cursor=2&to_cursor=5&event_name[]=grade_change&event_name[]=quiz_submitted' +
        '&to_subscription_id=2&rate_per_second=1000&dead=0&since_last_success=false';
      expect(await made(form, uuidOf(1), { headers: formType })).toMatchObject(expected);
    });

    test.each<[string, object, number, [string, string]]>([
      ['everything', { after: 0 }, 1, ['1', '10']],
      ['everything, by a cursor before the first', { from_cursor: '0' }, 1, ['1', '10']],
      ['nothing, from the end', { after: '10' }, 1, ['11', '10']],
      ['up to a cursor', { after: '0', to_cursor: '3' }, 1, ['1', '3']],
      [
        'times, to the second',
        { from: '2026-09-01T09:00:03.9Z', until: '2026-09-01T09:00:05Z' },
        1,
        ['3', '5'],
      ],
      ['a time of another zone', { from: '2026-09-01T11:00:09+02:00' }, 1, ['9', '10']],
      ['a time that is to come', { from: '2027-01-01' }, 1, ['11', '10']],
      ['times before the first', { from: '2020-01-01', until: '2020-01-02' }, 1, ['1', '0']],
      ['since the last success', { since_last_success: true }, 1, ['7', '10']],
      ['since it was made, without any', { since_last_success: 'true' }, 4, ['8', '10']],
      ['what is dead', { dead: true }, 1, ['4', '7']],
      ['what is dead behind a cursor', { dead: 'true', after: '4' }, 1, ['7', '7']],
      [
        'what is dead since then',
        { dead: 1, since_last_success: true, until: '2026-09-01T09:00:06Z' },
        1,
        ['7', '6'],
      ],
      ['what is dead, where nothing is', { dead: true }, 2, ['1', '0']],
    ])('may be of %s', async (_, body, of, [from, to]) => {
      const json = await made(body, of);
      expect(json).toMatchObject({ from_cursor: from, to_cursor: to, cursor: String(Number(from) - 1) });
      expect(json.completion).toBe(Number(to) < Number(from) ? 100 : 0);
    });

    test('of a deleted subscription may go to another', async () => {
      expect(await made({ after: '0', to_subscription_id: 1 }, 3)).toMatchObject({
        subscription_id: uuidOf(3),
        to_subscription_id: uuidOf(1),
      });
    });

    test.each<[object | string, string]>([
      [{}, 'say one of after, from_cursor, from and since_last_success, or dead'],
      [{ dead: false, after: '' }, 'say one of after, from_cursor, from and since_last_success, or dead'],
      [
        { after: '1', from: '2026-01-01' },
        'say one of after, from_cursor, from and since_last_success, or dead',
      ],
      [{ after: '0', event_types: ['grade_change'] }, 'event_types is no parameter of a replay'],
      [{ after: '1', to_cursor: '2', until: '2026-01-01' }, 'say either to_cursor or until'],
      [{ after: 'latest' }, 'after must be a cursor of the feed'],
      [{ after: -1 }, 'after must be a cursor of the feed'],
      [{ after: {} }, 'after must be a string'],
      [{ from_cursor: '9999999999999999' }, 'from_cursor must be a cursor of the feed'],
      [{ from: 'now' }, 'from must be an ISO 8601 time'],
      [{ after: '11' }, "the cursor is another feed's: this one ends at 10"],
      [{ after: '0', to_cursor: '12' }, "the cursor is another feed's: this one ends at 10"],
      [{ after: '5', to_cursor: '4' }, 'a replay cannot end before it begins'],
      [
        { from: '2026-09-01T09:00:05Z', until: '2026-09-01T09:00:03Z' },
        'a replay cannot end before it begins',
      ],
      [{ after: '0', rate_per_second: 0 }, 'rate_per_second must be from 1 to 1000'],
      [{ after: '0', rate_per_second: 1_001 }, 'rate_per_second must be from 1 to 1000'],
      [{ after: '0', rate_per_second: 'fast' }, 'rate_per_second must be an integer'],
      [{ after: '0', event_name: ['*'] }, 'event_name must be names of events such as grade_change, not "*"'],
      [{ dead: 'perhaps' }, 'dead must be true or false'],
      [{ since_last_success: [] }, 'since_last_success must be true or false'],
    ])('is refused as %j', async (body, message) => {
      const { status, json } = await post(body);
      expect([status, json]).toEqual([400, { errors: [{ message, error_code: 'bad_request' }] }]);
    });

    test.each([
      [99, { after: '0' }],
      ['none', { after: '0' }],
      [1, { after: '0', to_subscription_id: 99 }],
      [1, { after: '0', to_subscription_id: 'none' }],
    ])('of subscription %s as %j names nothing that is there', async (of, body) => {
      const { status, json } = await post(body, of);
      expect([status, json]).toEqual([404, notFoundBody]);
    });

    test('cannot go to a deleted subscription', async () => {
      const message = 'the subscription is deleted: nothing is sent to it any more';
      for (const { status, json } of [
        await post({ after: '0' }, 3),
        await post({ after: '0', to_subscription_id: 3 }),
      ])
        expect([status, json]).toEqual([409, { status: 'conflict', message }]);
    });

    test('is for admins of the root account, and is shown to nobody else', async () => {
      const { id } = await made({ after: '0' });
      const calls: [string, string][] = [
        ['POST', path],
        ['GET', '/api/v1/subscriptions/1/replays'],
        ['GET', `/api/v1/replays/${id}`],
        ['GET', '/api/v1/replays/999'],
        ['DELETE', `/api/v1/replays/${id}`],
      ];
      for (const [method, to] of calls) {
        const mine = await server.call(method, to, { token: course.people.teacher.token });
        expect([mine.status, mine.json]).toEqual([403, notPermittedBody]);
        const nobody = await server.call(method, to, { token: null });
        expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      }
    });

    test('is for the tool whose subscriptions they are, from and to', async () => {
      const tool = await registeredTool(server);
      const token = await toolToken(server, tool);
      await runSql(course.databaseUrl, `update subscriptions set tool_proxy_id = ${tool.id} where id = 2`);
      const { id } = await made({ after: '0' }, 2, { token });
      expect((await server.call('GET', `/api/v1/replays/${id}`, { token })).status).toBe(200);
      const { id: foreign } = await made({ after: '0' });
      for (const { status, json } of [
        await post({ after: '0' }, 1, { token }),
        await post({ after: '0', to_subscription_id: 1 }, 2, { token }),
        await server.call('GET', `/api/v1/replays/${foreign}`, { token }),
        await server.call('DELETE', `/api/v1/replays/${foreign}`, { token }),
        await server.call('GET', '/api/v1/subscriptions/1/replays', { token }),
      ])
        expect([status, json]).toEqual([404, notFoundBody]);
    });
  });

  describe('a replay that runs', () => {
    async function begin() {
      const { databaseUrl } = await fixture();
      const server = await startTestServer(database, { databaseUrl, secretsKeys });
      const post = (body: object) => server.call('POST', path, { body });
      const get = async (to: string) => (await server.call('GET', `/api/v1/${to}`)).json;
      return { server, post, get, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
    }

    test('shows how far it has come until it is done', async () => {
      await using running = await begin();
      const { server, post, get } = running;
      const { json } = await post({ after: '1', rate_per_second: 3 });
      await server.upkeep();
      expect(await get(`replays/${json.id}`)).toEqual({
        ...json,
        cursor: '4',
        completion: 33.3,
        deliveries: 3,
        waiting: 3,
      });
      server.clock.nowMs += 1_000;
      await server.upkeep();
      expect(await get(`replays/${json.id}`)).toMatchObject({
        cursor: '7',
        completion: 66.6,
        state: 'running',
      });
      server.clock.nowMs += 1_000;
      await server.upkeep();
      expect(await get(`replays/${json.id}`)).toEqual({
        ...json,
        cursor: '10',
        completion: 100,
        deliveries: 9,
        waiting: 9,
        state: 'done',
        finished_at: '2026-09-01T09:00:02.123Z',
      });
    });

    test('stays as it is when it is cancelled, and as it was when it is done', async () => {
      await using running = await begin();
      const { server, post } = running;
      const { json } = await post({ after: '0', rate_per_second: 4 });
      await server.upkeep();
      const cancel = () => server.call('DELETE', `/api/v1/replays/${json.id}`);
      const cancelled = await cancel();
      expect([cancelled.status, cancelled.json]).toEqual([
        200,
        {
          ...json,
          state: 'cancelled',
          cursor: '4',
          completion: 40,
          deliveries: 4,
          waiting: 4,
          finished_at: '2026-09-01T09:00:00.123Z',
        },
      ]);
      server.clock.nowMs += 60_000;
      expect((await cancel()).json).toEqual(cancelled.json);
    });

    test('is listed with the others of its subscription, the latest first', async () => {
      await using running = await begin();
      const { server, post, get } = running;
      const ids: number[] = [];
      for (const after of [0, 1, 2]) ids.unshift((await post({ after })).json.id);
      const other = await server.call('POST', '/api/v1/subscriptions/2/replay', {
        body: { after: 0, to_subscription_id: 1 },
      });
      expect(other.status).toBe(201);
      const listed = await get('subscriptions/1/replays');
      expect(listed.map(({ id }: { id: number }) => id)).toEqual(ids);
      expect(listed[0]).toEqual(await get(`replays/${ids[0]}`));
      const page = await server.call('GET', '/api/v1/subscriptions/1/replays?per_page=2');
      expect(page.json).toHaveLength(2);
      expect(page.headers.get('link')).toContain('page=2&per_page=2>; rel="next"');
      const next = await server.call('GET', '/api/v1/subscriptions/1/replays?per_page=2&page=2');
      expect(next.json).toHaveLength(1);
      expect(next.headers.get('link')).not.toContain('rel="next"');
    });

    test('is one of so many to a subscription, also when they are asked for at once', async () => {
      await using running = await begin();
      const { server, post } = running;
      const answers = await Promise.all(
        Array.from({ length: replaysRunningMax + 3 }, () => post({ after: 0 })),
      );
      const made = answers.filter(({ status }) => status === 201);
      const refused = answers.filter(({ status }) => status === 409);
      expect([made.length, refused.length]).toEqual([replaysRunningMax, 3]);
      const message = `at most ${replaysRunningMax} replays to one subscription run at once: try again when one has ended`;
      expect(refused[0]?.json).toEqual({ status: 'conflict', message });
      await server.call('DELETE', `/api/v1/replays/${made[0]?.json.id}`);
      expect((await post({ after: 0 })).status).toBe(201);
    });

    test.each(['99', 'none', '-1', '99999999999999999999'])('is none called %s', async (id) => {
      await using running = await begin();
      for (const method of ['GET', 'DELETE']) {
        const { status, json } = await running.server.call(method, `/api/v1/replays/${id}`);
        expect([status, json]).toEqual([404, notFoundBody]);
      }
    });
  });
});
