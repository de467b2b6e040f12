// Ours: what the log of an attempt adds up to, over HTTP; and the log as the student who took the attempt may read it.

import { describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  type CourseFixtureOptions,
  courseFixture,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase, type TestDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { choiceQuestion, shortQuestion } from '../support/taken-quiz.ts';

const iso = (afterMs: number): string => new Date(testStartMs + afterMs).toISOString();

interface Scene extends AsyncDisposable {
  course: CourseFixture;
  server: TestServer;
  /** As the student, received so long after tests begin. */
  post(afterMs: number, body: Record<string, unknown>): Promise<Reply>;
  /** Of the attempt: `/events`, `/activity`. */
  get(what: string, role?: Role | null, headers?: Record<string, string>): Promise<Reply>;
}

/** The student has two questions, and two rows that only staff should read whole. */
async function openScene(database: TestDatabase, options: CourseFixtureOptions = {}): Promise<Scene> {
  const course = await courseFixture(database, {
    ...options,
    async more(query, fixture) {
      fixture.quizSubmissionId = await insertQuizSubmission(
        query,
        { quizId: fixture.quizId, userId: fixture.people.student.id },
        [choiceQuestion, shortQuestion],
      );
      const of = { quizSubmissionId: fixture.quizSubmissionId, attempt: 1 };
      const right = { quiz_data: [{ id: 101, answers: [{ id: 11, weight: 100 }] }] };
      await query
        .insertInto('quizEvents')
        .values([
          {
            ...of,
            eventType: 'submission_created',
            eventData: JSON.stringify(right),
            createdAtMs: testStartMs + 1,
            source: 'server' as const,
          },
          {
            ...of,
            eventType: 'score_changed',
            eventData: '{"score":4}',
            createdAtMs: testStartMs + 2,
            source: 'staff' as const,
          },
        ])
        .execute();
      await options.more?.(query, fixture);
    },
  });
  const server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}`;
  return {
    course,
    server,
    post(afterMs, body) {
      server.clock.nowMs = testStartMs + afterMs;
      const { token } = course.people.student;
      return server.call('POST', `${path}/events`, {
        token,
        body,
        headers: { 'User-Agent': 'Test browser' },
      });
    },
    get: (what, role = 'teacher', headers = {}) =>
      server.call('GET', `${path}${what}`, {
        token: role === null ? null : course.people[role].token,
        headers,
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const page = (elapsed_ms: number, given: Record<string, unknown> = {}) => ({
  ...{ id: 'tab', elapsed_ms, clock_since_ms: 0, round_trip_ms: 0, sequence: null, ending: false },
  ...given,
});

const told = (sequence: number, elapsed_ms: number, event_type: string, event_data?: unknown) => ({
  ...{ event_type, event_data, session: 'tab', sequence, elapsed_ms },
});

/** Started, looked at a question for 9 seconds, was away for 12 of which 11 hidden, and lost the last event. */
async function takeIt({ post }: Scene): Promise<void> {
  await post(30_000, {
    sent_at: iso(30_000),
    page_session: page(30_000, { sequence: 4 }),
    quiz_submission_events: [
      told(0, 500, 'session_started', { user_agent: 'As the page says' }),
      told(1, 1_000, 'question_viewed', ['101']),
      told(2, 10_000, 'page_blurred', { hidden: false }),
      told(3, 22_000, 'page_focused', { away_ms: 12_000, hidden_ms: 11_000 }),
    ],
  });
}

const unseen = { first_seen_at: null, first_answered_at: null, last_answered_at: null };

eachDatabase((database) => {
  describe('the activity of an attempt', () => {
    test('is told key by key', async () => {
      await using scene = await openScene(database);
      await takeIt(scene);
      const { status, json } = await scene.get('/activity');
      expect(status).toBe(200);
      const [before, after] = [await scene.get('/events?event_types[]=page_blurred&include[]=details'), json];
      const [blurred] = before.json.quiz_submission_events;
      expect(blurred.occurred_at).toBe(after.absences[0].from);
      expect(json).toEqual({
        attempt: 1,
        started_at: iso(0),
        finished_at: null,
        event_count: 6,
        absences: [
          {
            kind: 'page',
            from: iso(10_000),
            until: iso(22_000),
            lasted_ms: 12_000,
            uncertainty_ms: 0,
            hidden_ms: 11_000,
            page_session: 'tab',
            from_event_id: blurred.id,
            until_event_id: expect.stringMatching(/^\d+$/),
          },
        ],
        absence_count: 1,
        absence_ms: 12_000,
        connection_count: 0,
        connection_ms: 0,
        questions: [
          {
            ...unseen,
            question_id: '101',
            first_seen_at: iso(1_000),
            answer_changes: 0,
            active_ms: 9_000,
            answered: false,
          },
          { ...unseen, question_id: '102', answer_changes: 0, active_ms: 0, answered: false },
        ],
        devices: [
          {
            user_agent: 'Test browser',
            address: expect.stringMatching(/^(::1|(::ffff:)?127\.0\.0\.1)$/),
            page_session: 'tab',
            first_seen_at: expect.any(String),
            last_seen_at: expect.any(String),
          },
        ],
        clock_changes: [],
        missing_count: 1,
        trace: expect.any(Array),
      });
      expect(json.trace).toHaveLength(60);
      expect(json.trace.reduce((sum: number, count: number) => sum + count, 0)).toBe(6);
    });

    test('has the clock changes that pages told of', async () => {
      await using scene = await openScene(database);
      for (const [elapsedMs, aheadMs, clock_since_ms] of [
        [5_000, 0, 0],
        [60_000, 3_600_000, 50_000],
      ] as const) {
        await scene.post(elapsedMs, {
          sent_at: iso(elapsedMs + aheadMs),
          page_session: page(elapsedMs, { clock_since_ms }),
          quiz_submission_events: [],
        });
      }
      expect((await scene.get('/activity')).json.clock_changes).toEqual([
        { at: iso(50_000), page_session: 'tab', by_ms: 3_600_000 },
      ]);
    });

    test('is of the attempt asked for; others are not there', async () => {
      await using scene = await openScene(database);
      expect((await scene.get('/activity?attempt=1')).json.attempt).toBe(1);
      for (const attempt of ['2', '0', '-1', '99999999999999999999', 'x']) {
        const reply = await scene.get(`/activity?attempt=${attempt}`);
        expect([attempt, reply.status, reply.json]).toEqual([attempt, 404, notFoundBody]);
      }
    });

    test('is for who may read the log', async () => {
      await using scene = await openScene(database);
      const roles = [
        'teacher',
        'ta',
        'admin',
        'designer',
        'student',
        'otherStudent',
        'observer',
        'outsider',
      ] as const;
      const statuses = await Promise.all(
        roles.map(async (role) => (await scene.get('/activity', role)).status),
      );
      expect(statuses).toEqual([200, 200, 200, 403, 403, 403, 403, 403]);
      expect((await scene.get('/activity', null)).status).toBe(401);
    });
  });

  describe('the log of an own attempt', () => {
    const what = ['/events', '/events/gaps', '/events/answers', '/activity'];
    const settings = '{"studentsCanReadOwnAttemptLog":true}';
    const statusesOf = (scene: Scene, role: Role | null) =>
      Promise.all(what.map(async (one) => (await scene.get(one, role)).status));

    test('is refused to students unless the course says otherwise, as it can', async () => {
      await using scene = await openScene(database);
      const { courseId, people } = scene.course;
      const change = (value: boolean, role: Role = 'teacher') =>
        scene.server.call('PUT', `/api/v1/courses/${courseId}/settings`, {
          token: people[role].token,
          body: { students_can_read_own_attempt_log: value },
        });
      expect(await statusesOf(scene, 'student')).toEqual([403, 403, 403, 403]);
      expect((await change(true, 'student')).json).toEqual(notPermittedBody);
      expect((await change(true)).json.students_can_read_own_attempt_log).toBe(true);
      expect(await statusesOf(scene, 'student')).toEqual([200, 200, 200, 200]);
      await change(false);
      const refused = await scene.get('/events', 'student');
      expect([refused.status, refused.json]).toEqual([403, notPermittedBody]);
    });

    test("is nobody else's", async () => {
      await using scene = await openScene(database, { course: { settings } });
      for (const role of ['otherStudent', 'observer', 'outsider', 'designer'] as const)
        expect([role, ...(await statusesOf(scene, role))]).toEqual([role, 403, 403, 403, 403]);
      expect(await statusesOf(scene, null)).toEqual([401, 401, 401, 401]);
    });

    test.each<[string, CourseFixtureOptions, number]>([
      ['whose course is concluded', { course: { settings, workflowState: 'completed' } }, 200],
      ['whose course is not published any more', { course: { settings, workflowState: 'claimed' } }, 403],
      ['who left a public course', { course: { settings, isPublic: 1 }, more: leftBy('deleted') }, 403],
      ['who left the course', { course: { settings }, more: leftBy('deleted') }, 403],
      ['who is inactive', { course: { settings }, more: leftBy('inactive') }, 403],
    ])('of a student %s', async (_, options, status) => {
      await using scene = await openScene(database, options);
      expect(await statusesOf(scene, 'student')).toEqual(what.map(() => status));
    });

    test('is not there when the course has the log switched off', async () => {
      await using scene = await openScene(database, {
        course: { settings },
        more: async (query) => void (await query.deleteFrom('featureFlags').execute()),
      });
      expect(await statusesOf(scene, 'student')).toEqual([400, 400, 400, 400]);
    });

    test('never tells right answers, nor scores, in any form', async () => {
      await using scene = await openScene(database, { course: { settings } });
      await takeIt(scene);
      const forms = ['application/json', 'text/csv', 'application/x-ndjson'];
      for (const Accept of forms) {
        const asTeacher = await scene.get('/events?per_page=100', 'teacher', { Accept });
        expect(asTeacher.text).toMatch(/weight/);
        expect(asTeacher.text).toMatch(/score"*:4/);
        const asStudent = await scene.get('/events?per_page=100', 'student', { Accept });
        expect(asStudent.status).toBe(200);
        expect(asStudent.text).not.toMatch(/weight|score"*:/);
        expect(asStudent.text).toMatch(/submission_created/);
        expect(asStudent.text).toMatch(/away_ms/);
      }
    });
  });
});

function leftBy(workflowState: 'deleted' | 'inactive'): CourseFixtureOptions['more'] {
  return async (query, { people }) => {
    await query
      .updateTable('enrollments')
      .set({ workflowState })
      .where('userId', '=', people.student.id)
      .execute();
  };
}
