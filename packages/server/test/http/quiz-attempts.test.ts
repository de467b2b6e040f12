// Ours: all attempts of a quiz with what their logs add up to, and all their events in one file.

import { describe, expect, test } from 'vitest';
import { attemptsReadAtOnce } from '../../src/model/quiz-log-limits.ts';
import {
  type CourseFixture,
  type CourseFixtureOptions,
  courseFixture,
  insertEnrollment,
  insertPerson,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase, type TestDatabase } from '../support/databases.ts';
import { insertRunningAttempts, insertStudents } from '../support/many-attempts.ts';
import { insertManyEvents } from '../support/many-events.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

interface Scene extends AsyncDisposable {
  course: CourseFixture;
  server: TestServer;
  /** Quiz submissions of Ada, who is at her second attempt, and of Grace. */
  ada: number;
  grace: number;
  get(what: string, role?: Role | null, headers?: Record<string, string>): Promise<Reply>;
}

const iso = (afterMs: number): string => `${new Date(testStartMs + afterMs).toISOString().slice(0, 19)}Z`;

async function openScene(database: TestDatabase, options: CourseFixtureOptions = {}): Promise<Scene> {
  let [ada, grace] = [0, 0];
  const course = await courseFixture(database, {
    ...options,
    async more(query, fixture) {
      const { quizId, people } = fixture;
      ada = await insertQuizSubmission(query, { quizId, userId: people.student.id, attempt: 2 });
      grace = await insertQuizSubmission(query, {
        quizId,
        userId: people.otherStudent.id,
        workflowState: 'complete',
        finishedAtMs: testStartMs + 600_000,
        score: 3.5,
        quizPointsPossible: 7,
      });
      // Neither a preview nor mere settings are attempts, nor is what somebody of no course left behind.
      const preview = { workflowState: 'preview', previewUserId: people.teacher.id } as const;
      await insertQuizSubmission(query, { quizId, userId: null, ...preview });
      await insertQuizSubmission(query, { quizId, userId: people.outsider.id });
      await insertQuizSubmission(query, {
        ...{ quizId, userId: people.ta.id, attempt: 0, workflowState: 'settings_only' },
      });
      await options.more?.(query, fixture);
    },
  });
  const server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}`;
  return {
    ...{ course, server, ada, grace },
    get: (what, role = 'teacher', headers = {}) =>
      server.call('GET', `${path}${what}`, {
        token: role === null ? null : course.people[role].token,
        headers,
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Ada, at her second attempt: looks at a question for two seconds, is away for three, and lost an event. */
async function adaWorks({ course, server, ada }: Scene): Promise<void> {
  const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${ada}/events`;
  server.clock.nowMs = testStartMs + 10_000;
  const told = (sequence: number, elapsed_ms: number, event_type: string, event_data?: unknown) => ({
    ...{ event_type, event_data, elapsed_ms, sequence, session: 'tab' },
  });
  await server.call('POST', path, {
    token: course.people.student.token,
    body: {
      page_session: {
        id: 'tab',
        elapsed_ms: 10_000,
        clock_since_ms: 0,
        round_trip_ms: 0,
        sequence: 5,
        ending: false,
      },
      quiz_submission_events: [
        told(0, 0, 'session_started', { user_agent: '=1+1' }),
        told(1, 1_000, 'question_viewed', ['101']),
        told(2, 3_000, 'page_blurred', { hidden: true }),
        told(3, 6_000, 'page_focused', { away_ms: 3_000, hidden_ms: 3_000 }),
        told(4, 7_000, 'connection_lost'),
      ],
    },
  });
}

const nothing = {
  ...{ event_count: 0, absence_count: 0, absence_ms: 0, connection_count: 0 },
  ...{ missing_count: 0, device_count: 0, questions: [] },
};

eachDatabase((database) => {
  describe('the attempts of a quiz', () => {
    test('are told key by key, of every student', async () => {
      await using scene = await openScene(database);
      await adaWorks(scene);
      const { status, json } = await scene.get('/attempts');
      expect(status).toBe(200);
      const ofAda = {
        quiz_submission_id: scene.ada,
        user: { id: scene.course.people.student.id, name: 'Ada Lovelace', sortable_name: 'Lovelace, Ada' },
        started_at: iso(0),
        end_at: iso(1_800_000),
        points_possible: null,
      };
      const trace = expect.any(Array);
      const attempts: Reply['json'][] = json.attempts;
      expect(attempts).toEqual([
        {
          ...ofAda,
          ...nothing,
          ...{ attempt: 1, workflow_state: 'complete', finished_at: iso(0), time_spent: 0, score: 1, trace },
        },
        {
          ...ofAda,
          ...{ attempt: 2, workflow_state: 'untaken', finished_at: null, time_spent: null, score: null },
          ...{ event_count: 5, absence_count: 1, absence_ms: 3_000, connection_count: 1 },
          ...{ missing_count: 1, device_count: 1, trace },
          // Two seconds before the absence, and one from the return to the last event.
          questions: [{ question_id: '101', active_ms: 3_000, answered: false }],
        },
        {
          ...nothing,
          quiz_submission_id: scene.grace,
          user: {
            id: scene.course.people.otherStudent.id,
            name: 'Grace Hopper',
            sortable_name: 'Hopper, Grace',
          },
          ...{ attempt: 1, workflow_state: 'complete', started_at: iso(0), finished_at: iso(600_000) },
          ...{ end_at: iso(1_800_000), time_spent: 600, score: 3.5, points_possible: 7, trace },
        },
      ]);
      for (const attempt of attempts) expect(attempt.trace).toHaveLength(60);
    });

    test('add up to what the activity of each says', async () => {
      await using scene = await openScene(database);
      await adaWorks(scene);
      const { attempts } = (await scene.get('/attempts')).json;
      const activity = (await scene.get(`/submissions/${scene.ada}/activity`)).json;
      for (const key of [
        'event_count',
        'absence_count',
        'absence_ms',
        'connection_count',
        'missing_count',
        'trace',
      ])
        expect([key, attempts[1][key]]).toEqual([key, activity[key]]);
    });

    test('come in pages', async () => {
      await using scene = await openScene(database);
      const reply = await scene.get('/attempts?per_page=2&page=2');
      expect(reply.json.attempts.map((row: Reply['json']) => row.quiz_submission_id)).toEqual([scene.grace]);
      expect(reply.headers.get('link')).toContain('page=1&per_page=2>; rel="prev"');
      expect((await scene.get('/attempts?per_page=2')).headers.get('link')).toContain('rel="next"');
    });

    test('past the last page are none, and a page that is no number is never a fault of the server', async () => {
      await using scene = await openScene(database);
      expect((await scene.get('/attempts?page=9')).json).toEqual({ attempts: [] });
      for (const page of ['99999999999999999999', '-1', '0', 'x', '1&page[]=2', '1&per_page[a]=b']) {
        const { status } = await scene.get(`/attempts?page=${page}`);
        expect([page, status < 500]).toEqual([page, true]);
      }
    });

    test('have no names on an anonymous survey', async () => {
      await using scene = await openScene(database, {
        quiz: { quizType: 'survey', anonymousSubmissions: 1 },
      });
      await adaWorks(scene);
      const { text, json } = await scene.get('/attempts');
      expect(json.attempts.map(({ user }: { user: unknown }) => user)).toEqual([null, null, null]);
      const exported = await scene.get('/events', 'teacher', { Accept: 'text/csv' });
      expect(text + exported.text).not.toMatch(/Lovelace|Hopper/);
    });

    test('are those of their sections to who sees only these', async () => {
      await using scene = await openScene(database, {
        async more(query, { courseId, people, courseSectionId }) {
          const section = await query
            .insertInto('courseSections')
            .values({
              ...{ courseId, name: 'Evening', sisSectionId: null, integrationId: null, defaultSection: 0 },
              ...{ startAtMs: null, endAtMs: null, restrictEnrollmentsToSectionDates: 0 },
              ...{ createdAtMs: testStartMs, updatedAtMs: testStartMs },
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          await query
            .updateTable('enrollments')
            .set({ courseSectionId: section.id })
            .where('userId', '=', people.otherStudent.id)
            .execute();
          const limited = { courseSectionId, limitPrivilegesToCourseSection: 1 } as const;
          await query.updateTable('enrollments').set(limited).where('userId', '=', people.ta.id).execute();
        },
      });
      const seenBy = async (role: Role) =>
        new Set(
          (await scene.get('/attempts', role)).json.attempts.map(
            (row: Reply['json']) => row.quiz_submission_id,
          ),
        );
      expect(await seenBy('ta')).toEqual(new Set([scene.ada]));
      expect(await seenBy('teacher')).toEqual(new Set([scene.ada, scene.grace]));
    });
  });

  describe('all attempts and all events', () => {
    const what = ['/attempts', '/events'];

    test('are for who may read logs', async () => {
      await using scene = await openScene(database, {
        course: { settings: '{"studentsCanReadOwnAttemptLog":true}' },
      });
      const roles = ['teacher', 'ta', 'admin', 'designer', 'student', 'observer', 'outsider'] as const;
      for (const path of what) {
        const replies = await Promise.all(roles.map((role) => scene.get(path, role)));
        expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 403, 403, 403, 403]);
        expect(replies[3]?.json).toEqual(notPermittedBody);
        expect((await scene.get(path, null)).status).toBe(401);
      }
    });

    test('are not there without the quiz, nor when the course has the log switched off', async () => {
      await using scene = await openScene(database, {
        more: async (query) => void (await query.deleteFrom('featureFlags').execute()),
      });
      const { course, server } = scene;
      for (const path of what) {
        const off = await scene.get(path);
        expect([off.status, off.json]).toEqual([
          400,
          { status: 'bad_request', message: 'quiz log auditing must be enabled' },
        ]);
        for (const quizId of ['999999', '99999999999999999999', 'x']) {
          const reply = await server.call(
            'GET',
            `/api/v1/courses/${course.courseId}/quizzes/${quizId}${path}`,
          );
          expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
        }
      }
    });
  });

  describe('all events of a quiz', () => {
    test('are one table, whose cells do nothing', async () => {
      await using scene = await openScene(database, {
        async more(query, { quizId, courseId, courseSectionId }) {
          const { id: userId } = await insertPerson(query, '=HYPERLINK("http://x") Bobby');
          await insertEnrollment(query, { userId, courseId, courseSectionId, type: 'StudentEnrollment' });
          const quizSubmissionId = await insertQuizSubmission(query, { quizId, userId });
          await query
            .insertInto('quizEvents')
            .values({
              ...{ quizSubmissionId, attempt: 1, eventType: '@SUM(1)' },
              createdAtMs: testStartMs + 1,
              source: 'page',
            })
            .execute();
        },
      });
      await adaWorks(scene);
      const { headers, text } = await scene.get('/events', 'teacher', { Accept: 'text/csv' });
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(headers.get('x-total-count')).toBe('6');
      const lines = text.split('\r\n');
      expect(lines).toHaveLength(1 + 6 + 1);
      expect(lines[0]).toBe(
        'quiz_submission_id,user_id,user_name,attempt,id,event_type,event_data,created_at,client_timestamp,received_at,' +
          'occurred_at,sequence,session,elapsed_ms,source,clock_uncertainty_ms',
      );
      const { student } = scene.course.people;
      expect(lines[1]).toMatch(
        new RegExp(
          `^${scene.ada},${student.id},Ada Lovelace,2,\\d+,session_started,"\\{""user_agent"":""=1\\+1""\\}",`,
        ),
      );
      expect(lines[6]).toMatch(/,"'=HYPERLINK\(""http:\/\/x""\) Bobby",1,\d+,'@SUM\(1\),/);
    });

    test('and their attempts come in order and none twice, however many students there are', async () => {
      const students = 2 * attemptsReadAtOnce + 1;
      let begun: number[] = [];
      await using scene = await openScene(database, {
        async more(query, course) {
          const attempts = await insertRunningAttempts(
            query,
            course.quizId,
            await insertStudents(query, course, students),
          );
          begun = attempts.map(({ quizSubmissionId }) => quizSubmissionId);
          const told = begun.toReversed().flatMap((quizSubmissionId) =>
            // By their numbers one of the page is missing.
            [1, 2, 5_000].map((afterMs, at) => ({
              ...{ quizSubmissionId, attempt: 1, eventType: 'x', source: 'page' as const },
              ...{ createdAtMs: testStartMs + afterMs, pageSession: 'tab', sequence: at + 1 },
            })),
          );
          await query.insertInto('quizEvents').values(told).execute();
        },
      });
      // What comes later is not of this export.
      scene.server.clock.nowMs = testStartMs + 1_000;
      const { headers, text } = await scene.get('/events');
      const rows = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).quiz_submission_id);
      expect(headers.get('x-total-count')).toBe(String(2 * students));
      expect(rows).toEqual(begun.flatMap((id) => [id, id]));
      const { attempts } = (await scene.get('/attempts?per_page=100')).json;
      expect(
        attempts
          .slice(3)
          .map((row: Reply['json']) => [row.quiz_submission_id, row.event_count, row.missing_count]),
      ).toEqual(begun.map((id) => [id, 3, 1]));
    });

    test('are lines of JSON otherwise, attempt after attempt', async () => {
      await using scene = await openScene(database);
      await adaWorks(scene);
      await insertManyEvents(scene.course.databaseUrl, scene.grace, 150, testStartMs + 1_000);
      const { headers, text } = await scene.get('/events');
      expect(headers.get('content-type')).toBe('application/x-ndjson');
      expect(headers.get('x-total-count')).toBe('155');
      const rows = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows).toHaveLength(155);
      expect(rows.map((row) => row.quiz_submission_id)).toEqual([
        ...Array.from({ length: 5 }, () => scene.ada),
        ...Array.from({ length: 150 }, () => scene.grace),
      ]);
      const { student } = scene.course.people;
      expect(rows[2]).toEqual({
        ...{ quiz_submission_id: scene.ada, user_id: student.id, user_name: 'Ada Lovelace', attempt: 2 },
        ...{ id: expect.stringMatching(/^\d+$/), event_type: 'page_blurred', event_data: { hidden: true } },
        ...{ created_at: iso(10_000), client_timestamp: null, source: 'page', sequence: 2, session: 'tab' },
        received_at: new Date(testStartMs + 10_000).toISOString(),
        occurred_at: new Date(testStartMs + 3_000).toISOString(),
        ...{ elapsed_ms: 3_000, clock_uncertainty_ms: 0 },
      });
    });
  });
});
