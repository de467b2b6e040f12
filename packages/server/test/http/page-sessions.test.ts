// Ours: what a page says of itself with its batches and forms, and what becomes of it: when events happened, whatever the
// page's wall clock says, and which never came.

import { describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  courseFixture,
  insertQuiz,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase, onSqlite, type TestDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const token = 'ab'.repeat(32);

interface Scene extends AsyncDisposable {
  course: CourseFixture;
  server: TestServer;
  path: string;
  /** As the student, received so long after tests begin. */
  post(afterMs: number, body: Record<string, unknown>): Promise<Reply>;
  /** The form of the page: saved, or handed in. */
  save(afterMs: number, fields: Record<string, unknown>): Promise<Reply>;
  get(more?: string, role?: Role, headers?: Record<string, string>): Promise<Reply>;
}

/** The student is at attempt 3 of the quiz, and of another one at attempt 1. */
async function openScene(database: TestDatabase): Promise<Scene> {
  const course = await courseFixture(database, { quizSubmission: { attempt: 3, validationToken: token } });
  const server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  const quiz = `/courses/${course.courseId}/quizzes/${course.quizId}`;
  const path = `/api/v1${quiz}/submissions/${course.quizSubmissionId}/events`;
  const asStudent = (afterMs: number, method: string, to: string, body: unknown) => {
    server.clock.nowMs = testStartMs + afterMs;
    return server.call(method, to, { token: course.people.student.token, body });
  };
  return {
    course,
    server,
    path,
    post: (afterMs, body) => asStudent(afterMs, 'POST', path, body),
    save: (afterMs, fields) =>
      asStudent(afterMs, 'PUT', `${quiz}/submissions/backup`, { validation_token: token, ...fields }),
    get: (more = '', role = 'teacher', headers = {}) =>
      server.call('GET', `${path}${more}`, { token: course.people[role].token, headers }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const iso = (afterMs: number): string => new Date(testStartMs + afterMs).toISOString();

/** What the page says: it began when tests did. */
const page = (elapsed_ms: number, given: Record<string, unknown> = {}) => ({
  id: 'tab',
  elapsed_ms,
  clock_since_ms: 0,
  round_trip_ms: 100,
  sequence: null,
  ending: false,
  ...given,
});

const numbered = (sequence: number, given: Record<string, unknown> = {}) => ({
  event_type: `number ${sequence}`,
  session: 'tab',
  sequence,
  elapsed_ms: 1_000 * sequence,
  ...given,
});

const uuidOf = (sequence: number): string => `0f6b8a52-1f0e-4c8e-9a53-${String(sequence).padStart(12, '0')}`;

eachDatabase((database) => {
  describe('when events happened', () => {
    /**
     * A page whose wall clock is two hours ahead, jumps to 40 minutes behind and comes back, and whose machine sleeps for
     * ten minutes, which stops its monotonic clock. It flushes as its clocks break, and every so often.
     */
    async function troubledPage(scene: Scene): Promise<{ type: string; trueMs: number }[]> {
      const recorded: { type: string; trueMs: number }[] = [];
      const waiting: Record<string, unknown>[] = [];
      let [truth, elapsed, ahead, since, sequence] = [500, 0, 7_200_000, 0, 0];
      const pass = (ms: number) => {
        truth += ms;
        elapsed += ms;
      };
      const record = () => {
        const type = `event ${sequence}`;
        recorded.push({ type, trueMs: truth });
        const event = {
          event_type: type,
          id: uuidOf(sequence),
          session: 'tab',
          sequence,
          elapsed_ms: elapsed,
        };
        waiting.push({ ...event, client_timestamp: iso(truth + ahead) });
        sequence++;
      };
      const flush = async (takesMs: number) => {
        const events = waiting.splice(0);
        const says = page(elapsed, { clock_since_ms: since, sequence: sequence - 1 });
        await scene.post(Math.round(truth + takesMs), {
          sent_at: iso(truth + ahead),
          quiz_submission_events: events,
          page_session: says,
        });
      };
      const clocksBreak = () => {
        since = elapsed;
      };
      record();
      pass(100.3);
      await flush(400);
      for (const takesMs of [90, 30, 700]) {
        record();
        pass(9_999.9);
        record();
        pass(2.4);
        await flush(takesMs);
      }
      record();
      pass(3_000);
      ahead = -2_400_000;
      clocksBreak();
      await flush(60);
      record();
      pass(15_000);
      record();
      await flush(55);
      pass(1_000);
      record();
      pass(50);
      truth += 600_000;
      clocksBreak();
      await flush(80);
      record();
      ahead = 0;
      pass(10);
      record();
      clocksBreak();
      await flush(10);
      pass(5_000);
      record();
      await flush(1_200);
      return recorded;
    }

    test('is told by the clock of their page, within what it says it may be off, however wrong the wall clock is', async () => {
      await using scene = await openScene(database);
      const recorded = await troubledPage(scene);
      const { json } = await scene.get('?include[]=details&per_page=100&order=occurred_at');
      const events: Reply['json'][] = json.quiz_submission_events;
      expect(events.map(({ event_type }) => event_type)).toEqual(recorded.map(({ type }) => type));
      for (const [at, { occurred_at, clock_uncertainty_ms }] of events.entries()) {
        expect(clock_uncertainty_ms).toBe(50);
        const offMs = Date.parse(occurred_at) - testStartMs - (recorded[at]?.trueMs ?? 0);
        expect(Math.abs(offMs)).toBeLessThanOrEqual(51);
      }
      const [session] = json.page_sessions;
      expect(
        session.clocks.map((clock: { offset_ms: number }) => Math.round(clock.offset_ms / 1_000)),
      ).toEqual([7_200, -2_400, -2_400, 0]);
      expect(session).toMatchObject({ recorded: recorded.length, received: recorded.length, missing: [] });
    });

    test('and nothing of that changes what Canvas shows', async () => {
      await using scene = await openScene(database);
      await scene.post(1_000, {
        page_session: page(900, { sequence: 0 }),
        quiz_submission_events: [numbered(0, { client_timestamp: iso(-9_000_000) })],
      });
      const { text } = await scene.get();
      expect(text).toMatch(
        /^\{"quiz_submission_events":\[\{"id":"\d+","event_type":"number 0","event_data":null,"created_at":"2026-09-01T09:00:01Z"\}\]\}$/,
      );
    });

    test('of an old page, too, whose events a later one delivers days after', async () => {
      await using scene = await openScene(database);
      await scene.post(1_040, { page_session: page(1_000, { sequence: 5 }), quiz_submission_events: [] });
      const later = 3 * 86_400_000;
      scene.server.clock.nowMs = testStartMs + later;
      // The attempt was closed long ago.
      await scene.server.upkeep();
      await scene.post(later, {
        sent_at: iso(later - 7_200_000),
        page_session: page(2_000, { id: 'next day', round_trip_ms: 4 }),
        quiz_submission_events: [
          numbered(5, { client_timestamp: iso(99) }),
          {
            event_type: 'unheard of',
            session: 'other',
            sequence: 0,
            elapsed_ms: 7,
            client_timestamp: iso(-7_200_000),
          },
        ],
      });
      const { json } = await scene.get('?include[]=details');
      expect(json.quiz_submission_events).toMatchObject([
        { event_type: 'attempt_closed', source: 'server' },
        { occurred_at: iso(4_990), clock_uncertainty_ms: 50, received_at: iso(later) },
        // Nothing was ever heard of the clocks of that page: by the wall clock.
        { occurred_at: iso(0), clock_uncertainty_ms: null },
      ]);
      expect(json.page_sessions.map(({ id, ended }: Reply['json']) => [id, ended])).toEqual([
        ['tab', false],
        ['other', null],
      ]);
    });

    test('is exported, and known no better than at receipt without a round trip', async () => {
      await using scene = await openScene(database);
      await scene.post(10_000, {
        page_session: page(9_000, { round_trip_ms: null }),
        quiz_submission_events: [numbered(2)],
      });
      const [line = ''] = (await scene.get('', 'teacher', { Accept: 'application/x-ndjson' })).text.split(
        '\n',
      );
      expect(JSON.parse(line)).toMatchObject({ occurred_at: iso(3_000), clock_uncertainty_ms: null });
      await scene.post(11_000, {
        page_session: page(10_000, { round_trip_ms: 41 }),
        quiz_submission_events: [],
      });
      const [head = '', row = ''] = (await scene.get('', 'teacher', { Accept: 'text/csv' })).text.split(
        '\r\n',
      );
      const cells = Object.fromEntries(head.split(',').map((name, at) => [name, row.split(',')[at]]));
      expect(cells).toMatchObject({ occurred_at: iso(2_979), clock_uncertainty_ms: '20.5' });
    });

    test('is as before where what a page says of itself is not well formed', async () => {
      await using scene = await openScene(database);
      for (const wrong of [{ elapsed_ms: -1 }, { elapsed_ms: 1e300 }, { sequence: 0.5 }, { id: '\0' }]) {
        const posted = await scene.post(20_000, {
          page_session: page(1_000, wrong),
          quiz_submission_events: [numbered(0)],
        });
        expect(posted.status).toBe(204);
      }
      const { json } = await scene.get('?include[]=details');
      expect(json.quiz_submission_events).toHaveLength(4);
      expect(json.quiz_submission_events[0]).toMatchObject({ occurred_at: iso(20_000) });
      expect(json.page_sessions).toMatchObject([{ clocks: [], ended: null }]);
    });
  });

  describe('what is missing', () => {
    test('is told key by key, of what came with events and what only a form has told', async () => {
      await using scene = await openScene(database);
      await scene.post(2_000, {
        sent_at: iso(3_602_000),
        page_session: page(1_900, { sequence: 4 }),
        quiz_submission_events: [numbered(0), numbered(3), numbered(3), numbered(4)],
      });
      await scene.save(8_000, {
        page_session: page(7_000, { sequence: 9, clock_since_ms: 6_000, round_trip_ms: 80, ending: true }),
        sent_at: iso(8_000),
      });
      const reply = await scene.get('/gaps');
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(reply.json).toEqual({
        page_sessions: [
          {
            id: 'tab',
            began_at: iso(50),
            last_received_at: iso(8_000),
            recorded: 10,
            received: 3,
            missing: [
              { from: 1, to: 2 },
              { from: 5, to: 9 },
            ],
            missing_count: 7,
            more_missing_ranges: 0,
            ended: true,
            clocks: [
              { since_ms: 0, began_at: iso(50), offset_ms: 3_600_050, uncertainty_ms: 50 },
              { since_ms: 6_000, began_at: iso(960), offset_ms: 40, uncertainty_ms: 40 },
            ],
            more_clocks: 0,
          },
        ],
      });
      expect((await scene.get('?include[]=details')).json.page_sessions).toEqual(reply.json.page_sessions);
    });

    test('is everything, when no event ever arrived and only forms did', async () => {
      await using scene = await openScene(database);
      for (const sequence of [0, 7]) {
        await scene.save(30_000 * (sequence + 1), {
          page_session: JSON.stringify(page(20_000, { sequence })),
        });
      }
      expect((await scene.get('/gaps')).json.page_sessions).toMatchObject([
        { recorded: 8, received: 0, missing: [{ from: 0, to: 7 }], missing_count: 8, ended: false },
      ]);
    });

    test('is nothing once it came after all, by whatever page', async () => {
      await using scene = await openScene(database);
      await scene.post(5_000, {
        page_session: page(4_900, { sequence: 3 }),
        quiz_submission_events: [numbered(3)],
      });
      const late = [0, 1, 2].map((sequence) => numbered(sequence, { id: uuidOf(sequence) }));
      for (const _ of ['once', 'again']) {
        await scene.post(90_000, { page_session: page(10, { id: 'next' }), quiz_submission_events: late });
      }
      expect((await scene.get('/gaps')).json.page_sessions).toMatchObject([
        { id: 'tab', recorded: 4, received: 4, missing: [], missing_count: 0 },
        { id: 'next', recorded: 0, received: 0, missing: [], missing_count: 0 },
      ]);
    });

    test('is told of pages in the order in which they began, a page of a list at a time', async () => {
      await using scene = await openScene(database);
      for (const [at, id] of ['a', 'b', 'c'].entries()) {
        await scene.post(20_000 - 2_000 * at, {
          page_session: page(15_000, { id }),
          quiz_submission_events: [],
        });
      }
      const ids = ({ json }: Reply) => json.page_sessions.map(({ id }: { id: string }) => id);
      expect(ids(await scene.get('/gaps'))).toEqual(['c', 'b', 'a']);
      const second = await scene.get('/gaps?per_page=1&page=2');
      expect(ids(second)).toEqual(['b']);
      expect(second.headers.get('link')).toContain('page=3&per_page=1>; rel="next"');
    });

    test('is not said of an earlier attempt by the numbers of a page that only delivers what is left of it', async () => {
      await using scene = await openScene(database);
      const deliverer = page(900, { id: 'next', sequence: 4 });
      for (const attempt of [1, 3]) {
        const left = numbered(0, { id: uuidOf(attempt) });
        await scene.post(1_000, { attempt, page_session: deliverer, quiz_submission_events: [left] });
      }
      const ids = async (attempt: number): Promise<string[]> =>
        (await scene.get(`/gaps?attempt=${attempt}`)).json.page_sessions.map(({ id }: Reply['json']) => id);
      expect(await ids(1)).toEqual(['tab']);
      expect((await ids(3)).toSorted()).toEqual(['next', 'tab']);
    });

    test('is told of each attempt by itself', async () => {
      await using scene = await openScene(database);
      await scene.post(1_000, {
        attempt: 2,
        page_session: page(900, { sequence: 5 }),
        quiz_submission_events: [],
      });
      expect((await scene.get('/gaps')).json).toEqual({ page_sessions: [] });
      expect((await scene.get('/gaps?attempt=2')).json.page_sessions).toMatchObject([{ recorded: 6 }]);
    });

    test('is told to who may read the log, and of attempts that there are', async () => {
      await using scene = await openScene(database);
      const statuses: Record<string, number> = {};
      for (const role of ['admin', 'teacher', 'ta', 'designer', 'student', 'observer', 'outsider'] as const) {
        statuses[role] = (await scene.get('/gaps', role)).status;
      }
      expect(statuses).toEqual({
        admin: 200,
        teacher: 200,
        ta: 200,
        designer: 403,
        student: 403,
        observer: 403,
        outsider: 403,
      });
      expect((await scene.get('/gaps', 'student')).json).toEqual(notPermittedBody);
      for (const attempt of ['4', '0', '-1', 'x', '99999999999999999999']) {
        const reply = await scene.get(`/gaps?attempt=${attempt}`);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
      expect((await scene.get('/gaps?attempt[]=1')).status).toBe(400);
      const anonymous = await scene.server.call('GET', `${scene.path}/gaps`, { token: null });
      expect(anonymous.status).toBe(401);
    });
  });

  describe('the attempt that a batch is of', () => {
    test.each([
      [1, 1],
      [2, 2],
      ['2', 2],
      [3, 3],
      [undefined, 3],
      [null, 3],
      [0, 3],
      [4, 3],
      [1.5, 3],
      [-1, 3],
      ['first', 3],
      [2 ** 53, 3],
      [{ is: 1 }, 3],
      [[1], 3],
    ])('%j is %d', async (attempt, expected) => {
      await using scene = await openScene(database);
      const batch = { attempt, page_session: page(900), quiz_submission_events: [numbered(0)] };
      expect((await scene.post(1_000, batch)).status).toBe(204);
      for (const one of [1, 2, 3]) {
        const { json } = await scene.get(`?attempt=${one}&include[]=details`);
        expect(json.quiz_submission_events).toHaveLength(one === expected ? 1 : 0);
        expect(json.page_sessions).toHaveLength(one === expected ? 1 : 0);
        expect((await scene.get(`/gaps?attempt=${one}`)).json.page_sessions).toHaveLength(
          one === expected ? 1 : 0,
        );
      }
    });
  });

  describe('a form', () => {
    const gapsOf = async (scene: Scene, attempt: number) =>
      (await scene.get(`/gaps?attempt=${attempt}`)).json.page_sessions;

    test('of an earlier attempt speaks of that, saved or not', async () => {
      await using scene = await openScene(database);
      const reply = await scene.save(1_000, { attempt: 1, page_session: page(900, { sequence: 0 }) });
      expect([reply.status, reply.json.backup]).toEqual([200, false]);
      expect(await gapsOf(scene, 1)).toMatchObject([{ recorded: 1, missing_count: 1 }]);
      expect(await gapsOf(scene, 3)).toEqual([]);
    });

    test.each([0, -1, 4, 99])('of attempt %d, which there is not, says nothing', async (attempt) => {
      await using scene = await openScene(database);
      expect((await scene.save(1_000, { attempt, page_session: page(900) })).status).toBe(200);
      expect(await gapsOf(scene, 1)).toEqual([]);
      expect(await gapsOf(scene, 3)).toEqual([]);
    });

    test('with a wrong token, or of somebody else, says nothing', async () => {
      await using scene = await openScene(database);
      const wrong = { validation_token: 'cd'.repeat(32), page_session: page(900) };
      expect((await scene.save(1_000, wrong)).status).toBe(403);
      const { course, server } = scene;
      const other = await server.call(
        'PUT',
        `/courses/${course.courseId}/quizzes/${course.quizId}/submissions/backup`,
        {
          token: course.people.otherStudent.token,
          body: { validation_token: token, page_session: page(900) },
        },
      );
      expect([other.status, other.json.backup]).toEqual([200, false]);
      expect(await gapsOf(scene, 3)).toEqual([]);
    });

    test('that cannot be understood is saved all the same', async () => {
      await using scene = await openScene(database);
      for (const page_session of ['{', page(1, { sequence: 1e300 }), [], 'x'.repeat(2_000), 7]) {
        expect((await scene.save(1_000, { attempt: 3, page_session })).json.backup).toBe(true);
      }
      expect(await gapsOf(scene, 3)).toEqual([]);
    });

    test('handed in tells that the page is being left', async () => {
      await using scene = await openScene(database);
      const { course, server } = scene;
      const body = {
        attempt: 3,
        validation_token: token,
        page_session: page(900, { sequence: 1, ending: true }),
      };
      server.clock.nowMs = testStartMs + 1_000;
      const response = await fetch(
        `${server.url}/courses/${course.courseId}/quizzes/${course.quizId}/submissions`,
        {
          method: 'POST',
          redirect: 'manual',
          headers: {
            Authorization: `Bearer ${course.people.student.token}`,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify(body),
        },
      );
      expect(response.status).toBe(302);
      expect(await gapsOf(scene, 3)).toMatchObject([{ recorded: 2, ended: true, missing_count: 2 }]);
    });
  });
});

onSqlite((database) => {
  test('a form body says of the page what a JSON body does', async () => {
    await using scene = await openScene(database);
    scene.server.clock.nowMs = testStartMs + 1_000;
    const body =
      'attempt=2&page_session[id]=tab&page_session[elapsed_ms]=900.5&page_session[sequence]=3&page_session[ending]=false' +
      '&quiz_submission_events[][event_type]=x&quiz_submission_events[][session]=tab&quiz_submission_events[][sequence]=3';
    const posted = await scene.server.call('POST', scene.path, {
      token: scene.course.people.student.token,
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(posted.status).toBe(204);
    expect((await scene.get('/gaps?attempt=2')).json.page_sessions).toMatchObject([
      { id: 'tab', recorded: 4, received: 1, missing: [{ from: 0, to: 2 }], ended: false },
    ]);
  });

  test('a preview has no log to keep it in', async () => {
    const course = await courseFixture(database, {
      more: async (query, { courseId, people }) => {
        const quizId = await insertQuiz(query, { courseId });
        await insertQuizSubmission(query, {
          quizId,
          userId: null,
          previewUserId: people.teacher.id,
          workflowState: 'preview',
        });
      },
    });
    await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    const saved = await server.call(
      'PUT',
      `/courses/${course.courseId}/quizzes/${course.quizId + 1}/submissions/backup`,
      {
        token: course.people.teacher.token,
        body: { preview: 1, attempt: 1, page_session: page(900) },
      },
    );
    expect([saved.status, saved.json.backup]).toEqual([200, true]);
    const gaps = await server.call(
      'GET',
      `/api/v1/courses/${course.courseId}/quizzes/${course.quizId + 1}/submissions/1/events/gaps`,
      { token: course.people.teacher.token },
    );
    expect(gaps.json).toEqual({ page_sessions: [] });
  });
});
