// The log of deliveries of all subscriptions, and one event of the feed, over HTTP.

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

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;

  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query) => {
        await insertSubscriptions(query, [{}, {}, { workflowState: 'deleted' }]);
        for (const number of [1, 2, 3]) {
          await insertLiveEvents(query, [newLiveEvent(number, { userId: number })]);
          await numberLiveEvents(query, 1, testStartMs + number * 1_000);
        }
        const given = [
          { subscriptionId: 1, position: 1, state: 'delivered' },
          { subscriptionId: 2, position: 1, state: 'dead' },
          { subscriptionId: 3, position: 1, state: 'dead' },
          { subscriptionId: 2, position: 2, state: 'left_out' },
          { subscriptionId: 1, position: 3, state: 'dead' },
          { subscriptionId: 2, position: 3, state: 'waiting' },
        ] as const;
        for (const of of given) {
          const deliveryId = await insertDelivery(query, of);
          if (of.state === 'dead') await insertSend(query, { deliveryId, outcome: 'failed', status: 500 });
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl, secretsKeys });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const get = (path: string, token?: string | null) =>
    server.call('GET', `/api/v1/${path}`, token === undefined ? {} : { token });
  /** `place:subscription`. */
  const placeOf = (of: Record<string, string>): string =>
    `${of.cursor}:${[1, 2, 3].find((id) => uuidOf(id) === of.subscription_id)}`;
  const shown = async (query: string, token?: string): Promise<string[]> => {
    const { status, json, text } = await get(`deliveries?${query}`, token);
    expect(status, text).toBe(200);
    return json.map(placeOf);
  };

  describe('the log of all subscriptions', () => {
    test('is told from the latest to the earliest event, without deleted subscriptions', async () => {
      expect(await shown('')).toEqual(['3:2', '3:1', '2:2', '1:2', '1:1']);
    });

    test('has each delivery as the log of its subscription has it', async () => {
      const { json } = await get('deliveries?state=dead');
      const own = await get('subscriptions/1/deliveries?state=dead');
      expect(own.json).toHaveLength(1);
      expect(json[0]).toEqual(own.json[0]);
      expect(json[0].last_send).toMatchObject({ outcome: 'failed', status: 500 });
    });

    test.each([
      ['state=dead', ['3:1', '1:2']],
      ['state=waiting', ['3:2']],
      ['state=left_out', ['2:2']],
      ['state=delivered', ['1:1']],
      ['before=3', ['2:2', '1:2', '1:1']],
      ['cursor=1', ['1:2', '1:1']],
      ['cursor=1&state=dead', ['1:2']],
      ['cursor=99', []],
      ['from=2026-09-01T09:00:02Z&until=2026-09-01T09:00:02Z', ['2:2']],
      ['state=&from=&until=&before=&cursor=', ['3:2', '3:1', '2:2', '1:2', '1:1']],
    ])('is filtered by %s', async (query, rows) => {
      expect(await shown(query)).toEqual(rows);
    });

    test('comes in pages, each with the way to the next', async () => {
      const pages: string[][] = [];
      for (let path: string | undefined = 'deliveries?per_page=2&state=&x=%22%3E'; path !== undefined; ) {
        const { json, headers } = await get(path);
        pages.push(json.map(placeOf));
        path = /^<http:[^>]*\/api\/v1\/([^>]*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(pages).toEqual([['3:2', '3:1'], ['2:2', '1:2'], ['1:1']]);
    });

    test.each([
      ['state=lost', 'state must be one of waiting, delivered, dead, left_out'],
      ['cursor=x', 'cursor must be a cursor of the feed'],
      ['behind=7', 'behind must be what a Link header of this list has'],
      ['behind=7.9999999999999999', 'behind must be what a Link header of this list has'],
    ])('refuses %s', async (query, message) => {
      const { status, json } = await get(`deliveries?${query}`);
      expect([status, json]).toEqual([400, { errors: [{ message, error_code: 'bad_request' }] }]);
    });

    test('is for admins of the root account, and for a tool its own', async () => {
      const teachers = await get('deliveries', course.people.teacher.token);
      expect([teachers.status, teachers.json]).toEqual([403, notPermittedBody]);
      expect((await get('deliveries', null)).status).toBe(401);
      const tool = await registeredTool(server);
      const token = await toolToken(server, tool);
      await runSql(course.databaseUrl, `update subscriptions set tool_proxy_id = ${tool.id} where id = 2`);
      expect(await shown('', token)).toEqual(['3:2', '2:2', '1:2']);
    });
  });

  describe('one live event', () => {
    test('is shown as its message, byte for byte', async () => {
      const { status, text, headers } = await get('live_events/2');
      const { uuid, metadata, body } = newLiveEvent(2);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
      expect(text).toBe(
        `{"cursor":"2","id":"${uuid}","event_name":"grade_change","event_time":"2026-09-01T09:00:00.125Z",` +
          `"message":{"metadata":${metadata},"body":${body}}}`,
      );
    });

    test('has no message where it has no form in the format', async () => {
      expect((await get('live_events/2?format=caliper')).json).toMatchObject({ cursor: '2', message: null });
    });

    test('is refused in a format that there is not', async () => {
      const { status, json } = await get('live_events/2?format=xml');
      expect([status, json.errors[0].message]).toEqual([
        400,
        'format must be one of canvas, canvas-caliper, caliper',
      ]);
    });

    test.each(['99', '0', '-1', 'none', '99999999999999999999999'])('is not at %s', async (cursor) => {
      const { status, json } = await get(`live_events/${cursor}`);
      expect([status, json]).toEqual([404, notFoundBody]);
    });

    test('is for admins of the root account', async () => {
      for (const cursor of ['2', '99']) {
        const { status, json } = await get(`live_events/${cursor}`, course.people.teacher.token);
        expect([status, json]).toEqual([403, notPermittedBody]);
      }
      expect((await get('live_events/2', null)).status).toBe(401);
    });
  });
});
