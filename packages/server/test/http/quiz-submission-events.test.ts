// The event routes: what is stored and what comes back. Sources: the seeds' examples and quiz reference §1.3–1.4.

import { describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase, type TestDatabase } from '../support/databases.ts';
import {
  type CallOptions,
  type Reply,
  startTestServer,
  type TestServer,
  testStartMs,
} from '../support/server.ts';
import { countStoredEvents } from '../support/stored-events.ts';

interface Scene extends AsyncDisposable {
  course: CourseFixture;
  server: TestServer;
  path: string;
  post(body: unknown, options?: CallOptions): Promise<Reply>;
  /** As the teacher. */
  get(query?: string, headers?: Record<string, string>): Promise<Reply>;
}

async function openScene(database: TestDatabase): Promise<Scene> {
  const course = await courseFixture(database, { quizSubmission: {} });
  const server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
  server.clock.nowMs = testStartMs + 1_000;
  return {
    course,
    server,
    path,
    post: (body, options) =>
      server.call('POST', path, { token: course.people.student.token, body, ...options }),
    get: (query = '', headers = {}) =>
      server.call('GET', `${path}${query}`, { token: course.people.teacher.token, headers }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The seeds' request example, to the letter. */
const seedRequest = `{
  "quiz_submission_events":
  [
    {
      "client_timestamp": "2014-10-08T19:29:58Z",
      "event_type": "question_answered",
      "event_data" : {"answer": "42"}
    }, {
      "client_timestamp": "2014-10-08T19:30:17Z",
      "event_type": "question_flagged",
      "event_data" : { "question_id": "1", "flagged": true }
    }
  ]
}`;

const json = { 'Content-Type': 'application/json' };

eachDatabase((database) => {
  describe('posting events', () => {
    test('the example of the documentation is kept and read back with its four keys', async () => {
      await using scene = await openScene(database);
      const posted = await scene.post(seedRequest, { headers: json });
      expect([posted.status, posted.text]).toEqual([204, '']);
      const got = await scene.get();
      expect(got.status).toBe(200);
      expect(got.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(Object.keys(got.json)).toEqual(['quiz_submission_events']);
      const [answered, flagged] = got.json.quiz_submission_events;
      expect(Object.keys(answered)).toEqual(['id', 'event_type', 'event_data', 'created_at']);
      expect(answered.id).toMatch(/^\d+$/);
      expect(answered).toMatchObject({
        event_type: 'question_answered',
        event_data: { answer: '42' },
        created_at: '2026-09-01T09:00:01Z',
      });
      expect(flagged).toMatchObject({
        event_type: 'question_flagged',
        event_data: { question_id: '1', flagged: true },
      });
      expect(got.text).toContain('"event_data":{ "question_id": "1", "flagged": true }');
    });

    test.each([
      ['application/json', '{"quiz_submission_events":[{"event_type":"page_blurred"}]}'],
      ['application/vnd.api+json', '{"quiz_submission_events":[{"event_type":"page_blurred"}]}'],
      ['application/json; charset=utf-8', '{"quiz_submission_events":[{"event_type":"page_blurred"}]}'],
      ['application/x-www-form-urlencoded', 'quiz_submission_events[][event_type]=page_blurred'],
    ])('a body as %s is read', async (type, body) => {
      await using scene = await openScene(database);
      expect((await scene.post(body, { headers: { 'Content-Type': type } })).status).toBe(204);
      expect((await scene.get()).json.quiz_submission_events).toMatchObject([
        { event_type: 'page_blurred', event_data: null },
      ]);
    });

    test('a form makes every leaf of event_data a string, and begins an item where a key repeats', async () => {
      await using scene = await openScene(database);
      const form =
        'quiz_submission_events[][event_type]=question_flagged&quiz_submission_events[][event_data][flagged]=true&' +
        'quiz_submission_events[][event_data][questionId]=1&quiz_submission_events[][event_type]=page_focused';
      await scene.post(form, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
      expect((await scene.get()).json.quiz_submission_events).toMatchObject([
        { event_type: 'question_flagged', event_data: { flagged: 'true', questionId: '1' } },
        { event_type: 'page_focused', event_data: null },
      ]);
    });

    test.each([
      ['no list', {}],
      ['a null list', { quiz_submission_events: null }],
      ['an empty list', { quiz_submission_events: [] }],
      ['an empty body', ''],
    ])('%s is accepted and stores nothing', async (_what, body) => {
      await using scene = await openScene(database);
      expect((await scene.post(body, { headers: json })).status).toBe(204);
      expect(await countStoredEvents(scene.course.databaseUrl)).toBe(0);
    });

    test('items that are only a name become events of that type', async () => {
      await using scene = await openScene(database);
      await scene.post({ quiz_submission_events: ['page_blurred', 'page_focused'] });
      expect(
        (await scene.get()).json.quiz_submission_events.map((e: { event_type: string }) => e.event_type),
      ).toEqual(['page_blurred', 'page_focused']);
    });

    test('any type and any shape of data are kept, missing ones as null', async () => {
      await using scene = await openScene(database);
      const events = [
        { event_type: 'made_up', event_data: [1, 'two', { three: [] }] },
        { event_type: 'question_answered', event_data: { answer: '42' } },
        { event_type: 'question_answered', event_data: [{ quiz_question_id: '1', answer: null }] },
        { event_type: 'question_answered', event_data: 'text' },
        { event_type: 'question_viewed', event_data: false },
        { event_type: null },
        { event_data: 0 },
        {},
      ];
      expect((await scene.post({ quiz_submission_events: events })).status).toBe(204);
      const read = (await scene.get()).json.quiz_submission_events;
      expect(
        read.map(({ event_type, event_data }: Record<string, unknown>) => ({ event_type, event_data })),
      ).toEqual(
        events.map(({ event_type = null, event_data = null }: Record<string, unknown>) => ({
          event_type,
          event_data,
        })),
      );
    });

    test('key order, number spelling, escapes, spaces and repeated keys of event_data come back as posted', async () => {
      await using scene = await openScene(database);
      const data =
        '{"b":1.0, "a" : 1e3,"\\u00e9":"\\u00e9\\/\\ud83d\\ude00","n":-0,"b":12345678901234567890, "l":[ ]}';
      await scene.post(`{"quiz_submission_events":[{"event_type":"x","event_data":${data}}]}`, {
        headers: json,
      });
      expect((await scene.get()).text).toContain(`"event_data":${data},"created_at"`);
    });

    test('string answers of a question_answered array are made safe, all else is left as it was', async () => {
      await using scene = await openScene(database);
      const data =
        '[{"quiz_question_id":"1","answer":"<p onclick=\\"x()\\">a</p><script>y()</script>"}, {"quiz_question_id":"2","answer":"1 < 2"},' +
        '{"quiz_question_id":"3","answer":33.0},{"quiz_question_id":"4","answer":["<b>"]},{"quiz_question_id":"5","answer":"<a href=\\"javascript:x()\\">l</a>"}]';
      const object = '{"answer":"<script>kept as it is</script>"}';
      await scene.post(
        `{"quiz_submission_events":[{"event_type":"question_answered","event_data":${data}},{"event_type":"question_answered","event_data":${object}}]}`,
        { headers: json },
      );
      const { text } = await scene.get();
      expect(text).toContain(
        '[{"quiz_question_id":"1","answer":"<p>a</p>"}, {"quiz_question_id":"2","answer":"1 &lt; 2"},' +
          '{"quiz_question_id":"3","answer":33.0},{"quiz_question_id":"4","answer":["<b>"]},{"quiz_question_id":"5","answer":"<a>l</a>"}]',
      );
      expect(text).toContain(object);
    });

    test('what a client says of ids, times and attempts changes nothing that Canvas shows', async () => {
      await using scene = await openScene(database);
      await scene.post({
        quiz_submission_events: [
          {
            id: 7,
            created_at: '1999-01-01T00:00:00Z',
            attempt: 9,
            event_type: 'x',
            client_timestamp: 'never',
          },
        ],
      });
      const [event] = (await scene.get()).json.quiz_submission_events;
      expect(event.id).not.toBe('7');
      expect(event.created_at).toBe('2026-09-01T09:00:01Z');
    });

    test('without ids nothing is recognised as a repeat; with them an event is stored once, item by item', async () => {
      await using scene = await openScene(database);
      const first = { id: '0f6b8a52-1f0e-4c8e-9a53-1f7f0f3d2a11', event_type: 'first' };
      const second = { id: '0f6b8a52-1f0e-4c8e-9a53-1f7f0f3d2a12', event_type: 'second' };
      const plain = { event_type: 'plain' };
      for (const events of [
        [first, first, plain],
        [{ ...first, id: first.id.toUpperCase() }, second, plain],
        [second],
      ]) {
        expect((await scene.post({ quiz_submission_events: events })).status).toBe(204);
      }
      const types = (await scene.get()).json.quiz_submission_events.map(
        (e: { event_type: string }) => e.event_type,
      );
      expect(types.toSorted()).toEqual(['first', 'plain', 'plain', 'second']);
    });

    test('the same batch posted many times at once is stored once', async () => {
      await using scene = await openScene(database);
      const events = Array.from({ length: 20 }, (_, index) => ({
        id: `0f6b8a52-1f0e-4c8e-9a53-${String(index).padStart(12, '0')}`,
        event_type: 'x',
      }));
      const replies = await Promise.all(
        Array.from({ length: 12 }, (_, turn) =>
          scene.post({ quiz_submission_events: turn % 2 === 0 ? events : events.toReversed() }),
        ),
      );
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
      expect(await countStoredEvents(scene.course.databaseUrl)).toBe(20);
    });

    test('an event of the millisecond in which the attempt began is not lost', async () => {
      await using scene = await openScene(database);
      scene.server.clock.nowMs = testStartMs;
      await scene.post({ quiz_submission_events: ['session_started'] });
      expect((await scene.get()).json.quiz_submission_events).toHaveLength(1);
    });
  });

  describe('reading events', () => {
    test("pages in the order of receipt with Canvas's links, which carry the caller's own base URL", async () => {
      await using scene = await openScene(database);
      await scene.post({ quiz_submission_events: Array.from({ length: 25 }, (_, index) => `type_${index}`) });
      const reply = await scene.get('?per_page=10&page=2&access_token=hidden');
      const base = `${scene.server.url}${scene.path}`;
      expect(reply.headers.get('link')).toBe(
        [
          `<${base}?page=2&per_page=10>; rel="current"`,
          `<${base}?page=3&per_page=10>; rel="next"`,
          `<${base}?page=1&per_page=10>; rel="prev"`,
          `<${base}?page=1&per_page=10>; rel="first"`,
          `<${base}?page=3&per_page=10>; rel="last"`,
        ].join(','),
      );
      expect(reply.json.quiz_submission_events.map((e: { event_type: string }) => e.event_type)).toEqual(
        Array.from({ length: 10 }, (_, index) => `type_${index + 10}`),
      );
      expect((await scene.get()).json.quiz_submission_events).toHaveLength(10);
      const beyond = await scene.get('?page=9');
      expect([beyond.status, beyond.json.quiz_submission_events]).toEqual([200, []]);
    });

    test('behind a proxy the links carry the address that the client used', async () => {
      await using scene = await openScene(database);
      const reply = await scene.get('', {
        'X-Forwarded-Proto': 'https',
        'X-Forwarded-Host': 'quiz.example.edu',
      });
      expect(reply.headers.get('link')).toContain(
        `<https://quiz.example.edu${scene.path}?page=1&per_page=10>; rel="first"`,
      );
    });

    test('string ids turn integers under id keys into strings, event data included, and nothing else', async () => {
      await using scene = await openScene(database);
      await scene.post(
        '{"quiz_submission_events":[{"event_type":"x","event_data":{"question_id":12,"questionId":12,"x":1.0}}]}',
        { headers: json },
      );
      const { text } = await scene.get('', { Accept: 'application/json+canvas-string-ids' });
      expect(text).toContain('"event_data":{"question_id":"12","questionId":12,"x":1.0}');
    });

    test('an earlier attempt has its own list, only of what came after it began', async () => {
      await using scene = await openScene(database);
      await scene.post({ quiz_submission_events: ['now'] });
      expect((await scene.get('?attempt=1')).json.quiz_submission_events).toHaveLength(1);
      expect((await scene.get('?attempt=1abc')).json.quiz_submission_events).toHaveLength(1);
    });

    test('details, on request, tell what Canvas keeps to itself', async () => {
      await using scene = await openScene(database);
      await scene.post({
        sent_at: '2026-09-01T11:00:01.000Z',
        quiz_submission_events: [
          {
            event_type: 'page_blurred',
            client_timestamp: '2026-09-01T10:59:51.250Z',
            id: '0f6b8a52-1f0e-4c8e-9a53-1f7f0f3d2a11',
            session: 'a-page-load',
            sequence: 3,
            elapsed_ms: 1234.5,
          },
          { event_type: 'page_focused' },
        ],
      });
      const { json: body } = await scene.get('?include[]=details');
      expect(body.quiz_submission_events[0]).toEqual({
        id: expect.any(String),
        event_type: 'page_blurred',
        event_data: null,
        created_at: '2026-09-01T09:00:01Z',
        client_timestamp: '2026-09-01T10:59:51.250Z',
        received_at: '2026-09-01T09:00:01.123Z',
        occurred_at: '2026-09-01T08:59:51.373Z',
        sequence: 3,
        session: 'a-page-load',
        elapsed_ms: 1234.5,
        source: 'page',
        clock_uncertainty_ms: null,
      });
      expect(body.quiz_submission_events[1]).toMatchObject({
        client_timestamp: null,
        occurred_at: '2026-09-01T09:00:01.123Z',
        sequence: null,
        session: null,
        elapsed_ms: null,
      });
    });

    test('occurred_at sorts what arrived late into its place', async () => {
      await using scene = await openScene(database);
      const at = (seconds: number): string => new Date(testStartMs + seconds * 1000).toISOString();
      scene.server.clock.nowMs = testStartMs + 20_000;
      await scene.post({
        sent_at: at(20),
        quiz_submission_events: [{ event_type: 'answered', client_timestamp: at(16) }],
      });
      scene.server.clock.nowMs = testStartMs + 30_000;
      await scene.post({
        sent_at: at(30),
        quiz_submission_events: [{ event_type: 'viewed', client_timestamp: at(15) }],
      });
      const types = async (query: string): Promise<string[]> =>
        (await scene.get(query)).json.quiz_submission_events.map((e: { event_type: string }) => e.event_type);
      expect(await types('')).toEqual(['answered', 'viewed']);
      expect(await types('?order=occurred_at')).toEqual(['viewed', 'answered']);
      expect(await types(`?since=${at(30)}`)).toEqual(['viewed']);
      expect(await types(`?until=${at(30)}`)).toEqual(['answered']);
      expect(await types('?event_types[]=viewed&event_types[]=other')).toEqual(['viewed']);
    });
  });

  describe('exporting a whole attempt', () => {
    test('as CSV, with cells that a spreadsheet would run made harmless', async () => {
      await using scene = await openScene(database);
      await scene.post({
        quiz_submission_events: [
          { event_type: '=HYPERLINK("x")', event_data: { a: 'b,"c"' }, session: '+1', sequence: 0 },
          { event_type: 'plain', event_data: -5 },
        ],
      });
      const reply = await scene.get('', { Accept: 'text/csv' });
      expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const [head, first, second, end] = reply.text.split('\r\n');
      expect(head).toBe(
        'id,event_type,event_data,created_at,client_timestamp,received_at,occurred_at,sequence,session,elapsed_ms,source,clock_uncertainty_ms',
      );
      expect(first).toMatch(
        /^\d+,"'=HYPERLINK\(""x""\)","\{""a"":""b,\\""c\\""""\}",2026-09-01T09:00:01Z,,2026-09-01T09:00:01.123Z,2026-09-01T09:00:01.123Z,0,'\+1,,page,$/,
      );
      expect(second).toMatch(/^\d+,plain,-5,/);
      expect(end).toBe('');
    });

    test('as NDJSON, past the size of any page, in both orders', async () => {
      await using scene = await openScene(database);
      const data = '{"n":1.0}';
      for (let batch = 0; batch < 3; batch++) {
        const item = `{"event_type":"x","event_data":${data}}`;
        await scene.post(`{"quiz_submission_events":[${Array(500).fill(item).join(',')}]}`, {
          headers: json,
        });
      }
      for (const query of ['', '?order=occurred_at', '?event_types[]=x']) {
        const reply = await scene.get(query, { Accept: 'application/x-ndjson' });
        expect(reply.headers.get('content-type')).toBe('application/x-ndjson');
        const lines = reply.text.trimEnd().split('\n');
        expect(lines).toHaveLength(1500);
        expect(lines.every((line) => line.includes(`"event_data":${data},`))).toBe(true);
        const ids = lines.map((line) => Number(JSON.parse(line).id));
        expect(ids).toEqual(ids.toSorted((a, b) => a - b));
        expect(JSON.parse(lines[0] ?? '').source).toBe('page');
      }
    });

    test('is refused like any other reading', async () => {
      await using scene = await openScene(database);
      const reply = await scene.server.call('GET', scene.path, {
        token: scene.course.people.student.token,
        headers: { Accept: 'text/csv' },
      });
      expect(reply.status).toBe(403);
    });

    test('an export that nobody reads to its end gives its place back', async () => {
      await using scene = await openScene(database);
      await scene.post({
        quiz_submission_events: Array(3000).fill({ event_type: 'x', event_data: 'y'.repeat(500) }),
      });
      for (let turn = 0; turn < 12; turn++) {
        const stop = new AbortController();
        const response = await fetch(`${scene.server.url}${scene.path}`, {
          headers: {
            Authorization: `Bearer ${scene.course.people.teacher.token}`,
            Accept: 'application/x-ndjson',
          },
          signal: stop.signal,
        });
        expect(response.status).toBe(200);
        await response.body?.getReader().read();
        stop.abort();
      }
      await expect.poll(async () => (await scene.get('', { Accept: 'text/csv' })).status).toBe(200);
    });
  });
});
