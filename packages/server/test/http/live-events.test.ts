// The feed in pages and as lines: what an admin gets, from where, in which order, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedPageCharsMax, feedPageEventsSeen } from '../../src/model/feed-limits.ts';
import { globalIdOf } from '../../src/model/ids.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { feedWith, newLiveEvent } from '../support/fed-events.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const feed = '/api/v1/live_events';

/** A received event whose text has spaces and line ends of its own. */
const spacedBody = '{ "grade" : "1\\u00e9" ,\r\n  "score": 1.0 }';

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  beforeAll(async () => {
    course = await courseFixture(database, {
      course: { sisCourseId: 'BIO-101' },
      more: async (query, { courseId }) =>
        feedWith(query, [
          newLiveEvent(1, { courseId }),
          newLiveEvent(2, { eventName: 'quiz_submitted' }),
          newLiveEvent(3, { eventName: 'quizwire.attempt_started', courseId }),
          newLiveEvent(4, { eventName: 'quiz_submitted', courseId }),
          newLiveEvent(5, { source: 'canvas', body: spacedBody }),
          newLiveEvent(6, { eventName: 'user_updated' }),
        ]),
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const get = (query: string, headers: Record<string, string> = {}) =>
    server.call('GET', `${feed}${query}`, { headers });

  /** The cursors on a page, and where to go on. */
  async function cursorsOf(query: string): Promise<{ cursors: string[]; next: string }> {
    const { status, json } = await get(query);
    expect([query, status]).toEqual([query, 200]);
    const cursors = json.live_events.map(({ cursor }: { cursor: string }) => cursor);
    return { cursors, next: json.next_cursor };
  }

  describe('a page of the feed', () => {
    test('has events in order, each with its message, and says where to go on', async () => {
      const { status, json, headers } = await get('?limit=2');
      expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
      expect(json).toEqual({
        live_events: [
          {
            cursor: '1',
            id: '00000000-0000-4000-8000-000000000001',
            event_name: 'grade_change',
            event_time: '2026-09-01T09:00:00.124Z',
            message: {
              metadata: { event_name: 'grade_change', event_time: '2026-09-01T09:00:00.124Z' },
              body: { number: 1 },
            },
          },
          {
            cursor: '2',
            id: '00000000-0000-4000-8000-000000000002',
            event_name: 'quiz_submitted',
            event_time: '2026-09-01T09:00:00.125Z',
            message: {
              metadata: { event_name: 'quiz_submitted', event_time: '2026-09-01T09:00:00.125Z' },
              body: { number: 2 },
            },
          },
        ],
        next_cursor: '2',
      });
      expect(Object.keys(json.live_events[0])).toEqual([
        'cursor',
        'id',
        'event_name',
        'event_time',
        'message',
      ]);
    });

    test('goes on behind a cursor, and ends where it begins when there is no more', async () => {
      expect(await cursorsOf('?after=2&limit=2')).toEqual({ cursors: ['4', '5'], next: '5' });
      expect(await cursorsOf('?after=5')).toEqual({ cursors: ['6'], next: '6' });
      expect(await cursorsOf('?after=6')).toEqual({ cursors: [], next: '6' });
    });

    test('begins at the beginning, and at the end when asked to', async () => {
      for (const query of ['', '?after=', '?after=0', '?after=000', '?format=', '?limit=', '?event_name=']) {
        expect([query, await cursorsOf(query)]).toEqual([
          query,
          { cursors: ['1', '2', '4', '5', '6'], next: '6' },
        ]);
      }
      expect(await cursorsOf('?after=latest')).toEqual({ cursors: [], next: '6' });
    });

    test('leaves out what has no form in the format, goes past it, and still is full', async () => {
      expect(await cursorsOf('?after=2&limit=1')).toEqual({ cursors: ['4'], next: '4' });
      expect(await cursorsOf('?event_name=quizwire.attempt_started')).toEqual({ cursors: [], next: '6' });
    });

    test('carries a message as it is, byte for byte', async () => {
      const { text } = await get('?after=4&limit=1');
      expect(text).toContain(`"body":${spacedBody}}}]`);
    });

    test('has events of some names, of a course, and of both', async () => {
      const { courseId } = course;
      for (const [query, cursors] of [
        ['event_name=quiz_submitted', ['2', '4']],
        ['event_name[]=quiz_submitted&event_name[]=user_updated', ['2', '4', '6']],
        ['event_name[]=quiz_submitted&event_name[]=quiz_submitted', ['2', '4']],
        ['event_name[]=outcomes.retry_outcome_alignment_clone', []],
        [`course_id=${courseId}`, ['1', '4']],
        [`course_id=${globalIdOf(1, courseId)}`, ['1', '4']],
        ['course_id=sis_course_id:BIO-101', ['1', '4']],
        [`course_id=${courseId}&event_name[]=quiz_submitted&event_name[]=user_updated`, ['4']],
        ['course_id=999', []],
      ] as const) {
        expect([query, await cursorsOf(`?${query}`)]).toEqual([query, { cursors, next: '6' }]);
        expect([query, await cursorsOf(`?${query}&limit=1`)]).toEqual([
          query,
          { cursors: cursors.slice(0, 1), next: cursors[0] ?? '6' },
        ]);
      }
    });

    test('looks through so many events at once for those with a form, and goes on behind them', async () => {
      const eventName = 'quizwire.attempt_started';
      const many = await courseFixture(database, {
        more: (query) =>
          feedWith(query, [
            ...Array.from({ length: feedPageEventsSeen }, (_, at) => newLiveEvent(at + 1, { eventName })),
            newLiveEvent(feedPageEventsSeen + 1),
          ]),
      });
      await using other = await startTestServer(database, { databaseUrl: many.databaseUrl });
      const { json: first } = await other.call('GET', feed);
      expect(first).toEqual({ live_events: [], next_cursor: `${feedPageEventsSeen}` });
      const { json: second } = await other.call('GET', `${feed}?after=${first.next_cursor}`);
      expect(second.live_events).toHaveLength(1);
      const lines = await other.call('GET', feed, { headers: { Accept: 'application/x-ndjson' } });
      expect(JSON.parse(lines.text).cursor).toBe(`${feedPageEventsSeen + 1}`);
    });

    test('leaves out what a defect keeps from being a message, for everybody else to come behind it', async () => {
      const metadata = '{"event_name":"user_updated","event_time":"2026-09-01T09:00:00.124Z","user_id":"1"}';
      const told = { eventName: 'user_updated', metadata, body: '{"user_id":"1","name":"Ada"}' };
      const broken = await courseFixture(database, {
        more: (query) =>
          feedWith(query, [
            newLiveEvent(1, told),
            newLiveEvent(2, { ...told, metadata: 'not JSON' }),
            newLiveEvent(3, told),
          ]),
      });
      await using other = await startTestServer(database, { databaseUrl: broken.databaseUrl });
      const { status, json } = await other.call('GET', `${feed}?format=caliper`);
      expect([status, json.next_cursor]).toEqual([200, '3']);
      expect(json.live_events.map(({ cursor }: { cursor: string }) => cursor)).toEqual(['1', '3']);
    });

    test('is no larger than a server can bear', async () => {
      const half = JSON.stringify({ text: 'x'.repeat(feedPageCharsMax / 200) });
      const big = await courseFixture(database, {
        more: (query) =>
          feedWith(
            query,
            Array.from({ length: 350 }, (_, at) => newLiveEvent(at + 1, { body: half })),
          ),
      });
      await using other = await startTestServer(database, { databaseUrl: big.databaseUrl });
      const sizes: number[] = [];
      for (let cursor = '0'; cursor !== '350'; ) {
        const { json } = await other.call('GET', `${feed}?limit=1000&after=${cursor}`);
        sizes.push(json.live_events.length);
        cursor = json.next_cursor;
      }
      expect(sizes).toEqual([200, 150]);
    });
  });

  describe('lines of the feed', () => {
    const ndjson = { Accept: 'application/x-ndjson' };

    test('are all there is, one event a line, whatever line ends a message has', async () => {
      const { status, headers, text } = await get('', ndjson);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
      const lines = text.split('\n');
      expect(lines.pop()).toBe('');
      const { json } = await get('');
      expect(lines.map((line) => JSON.parse(line))).toEqual(json.live_events);
      expect(lines[3]).toContain(spacedBody.replace('\r\n', ' '));
    });

    test('begin behind a cursor, are selected, and are as many as asked for', async () => {
      for (const [query, cursors] of [
        ['?after=2&limit=1', ['4']],
        ['?after=2&limit=2', ['4', '5']],
        ['?after=latest', []],
        ['?event_name=quiz_submitted', ['2', '4']],
      ] as const) {
        const { text } = await get(query, ndjson);
        const found = text.split('\n').flatMap((line) => (line === '' ? [] : JSON.parse(line).cursor));
        expect([query, found]).toEqual([query, cursors]);
      }
    });
  });

  describe('the feed is refused', () => {
    const everyForm = ['application/json', 'application/x-ndjson', 'text/event-stream'];

    test.each<[string, string]>([
      ['after=-1', 'after must be a cursor of this feed, or latest'],
      ['after=1.5', 'after must be a cursor of this feed, or latest'],
      ['after=now', 'after must be a cursor of this feed, or latest'],
      ['after=99999999999999999999', 'after must be a cursor of this feed, or latest'],
      ['after=9999999999999999', 'after must be a cursor of this feed, or latest'],
      ['after[]=1', 'after must be a string'],
      ['after=7', "cursor 7 is another feed's: this one ends at 6; begin with 0 or latest"],
      ['format=xml', 'format must be one of canvas, canvas-caliper, caliper'],
      ['format[]=canvas', 'format must be a string'],
      [
        'event_name=grade%20change',
        'event_name must be names of events such as grade_change, not "grade change"',
      ],
      ['event_name[a]=1', 'event_name must be a list of strings'],
      [
        Array.from({ length: 51 }, (_, at) => `event_name[]=a${at}`).join('&'),
        'event_name must be at most 50 names',
      ],
      ['course_id=x', 'course_id must be the id of a course of this server'],
      ['course_id=99999999999999999999', 'course_id must be the id of a course of this server'],
      ['course_id=20000000000001', 'course_id must be the id of a course of this server'],
      ['course_id[]=1', 'course_id must be a string'],
    ])('with %s', async (query, message) => {
      for (const Accept of everyForm) {
        const { status, json } = await get(`?${query}`, { Accept });
        expect([Accept, status, json]).toEqual([
          Accept,
          400,
          { errors: [{ message, error_code: 'bad_request' }] },
        ]);
      }
    });

    test.each(['0', '-1', '1001', '9007199254740991'])('with a limit of %s', async (limit) => {
      for (const Accept of everyForm.slice(0, 2)) {
        const { status, json } = await get(`?limit=${limit}`, { Accept });
        expect([Accept, status, json.errors[0].message]).toEqual([
          Accept,
          400,
          'limit must be from 1 to 1000',
        ]);
      }
    });

    test('to whom a course name says nothing', async () => {
      const { status, json } = await get('?course_id=sis_course_id:none');
      expect([status, json]).toEqual([404, notFoundBody]);
    });

    test('to everybody who is not an admin of the account, before anything is read', async () => {
      const others: Role[] = ['teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];
      for (const Accept of everyForm) {
        for (const role of others) {
          const { token } = course.people[role];
          const reply = await server.call('GET', `${feed}?after=x`, { token, headers: { Accept } });
          expect([role, reply.status, reply.json]).toEqual([role, 403, notPermittedBody]);
        }
        const nobody = await server.call('GET', feed, { token: null, headers: { Accept } });
        expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      }
    });

    test('to an admin who acts as somebody else', async () => {
      const reply = await get(`?as_user_id=${course.people.teacher.id}`);
      expect(reply.status).toBe(403);
    });

    test('to an access token of other scopes, and not to one of its own', async () => {
      const tokenFor = async (scope: string) => {
        const token = { purpose: 'feed', scopes: [scope] };
        return (await server.call('POST', '/api/v1/users/self/tokens', { body: { token } })).json
          .visible_token;
      };
      const own = await tokenFor('url:GET|/api/v1/live_events');
      expect((await server.call('GET', feed, { token: own })).status).toBe(200);
      const other = await tokenFor('url:GET|/api/v1/courses');
      expect((await server.call('GET', feed, { token: other })).status).toBe(401);
    });
  });
});
