// Starting an attempt: what it answers, everything it refuses in order, and starts at once. Source: quiz reference §2.4,
// story steps 32 and 33.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FrozenGroup, FrozenQuestion } from '../../src/model/question-data.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { insertPlaceholders } from '../../src/store/submissions.ts';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  insertQuiz,
  insertQuizSubmission,
  type Person,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer, firstAttempt } from '../support/first-attempt.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { runSql } from '../support/sql.ts';
import {
  blanksQuestion,
  choiceQuestion,
  essayQuestion,
  insertTakenQuiz,
  numericalQuestion,
  shortQuestion,
  type TakenQuiz,
} from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

const participate = 'you are not allowed to participate in this quiz';
const exists = 'a quiz submission already exists';
const statusNames: Record<number, string> = {
  400: 'bad_request',
  403: 'forbidden',
  409: 'conflict',
  501: 'not_implemented',
};

function declined(status: number, message: string): [number, unknown] {
  return [status, { status: statusNames[status], message }];
}

eachDatabase((database) => {
  describe('starting', () => {
    let course: CourseFixture;
    let server: TestServer;
    const quizzes: Record<string, number> = {};
    /** Somebody whose enrollments in the course are all inactive. */
    let inactive: Person;
    let leaving: Person;

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, { courseId, courseSectionId, people }) {
          const all = {
            accessCode: 'sesame',
            ipFilter: '10.0.0.0/8',
            cantGoBack: 1,
            oneQuestionAtATime: 1,
          } as const;
          const past = { lockAtMs: testStartMs - 1 };
          for (const [name, quiz] of [
            ['lockdown', { requireLockdownBrowser: 1, ...past, workflowState: 'created', ...all }],
            ['closed', { ...past, workflowState: 'created', ...all }],
            ['not yet', { unlockAtMs: testStartMs + 1 }],
            ['locked by hand', { locked: 1 }],
            ['unpublished', { workflowState: 'unpublished', ...all }],
            ['for some', { onlyVisibleToOverrides: 1, ...all }],
            ['excused', { ...all }],
            ['no way back', { ...all }],
            ['code and address', { accessCode: 'sesame', ipFilter: '10.0.0.0/8' }],
            ['address', { ipFilter: '10.0.0.0/8' }],
            ['here', { ipFilter: '192.168.0.0/16,127.0.0.0/8', accessCode: 'sesame' }],
            ['unlocked', { ...past }],
            ['practice', { quizType: 'practice_quiz' }],
            ['untimed', { timeLimitMinutes: null }],
            ['closing', { lockAtMs: testStartMs + 10 * minuteMs }],
            ['twice', { allowedAttempts: 2, versionNumber: 4, pointsPossible: 12 }],
            ['once', {}],
            ['pending', { allowedAttempts: -1 }],
            ['settings', { allowedAttempts: 1 }],
            ['race', {}],
            ['race again', { allowedAttempts: 2 }],
            ['preview', { lockAtMs: testStartMs - 1, workflowState: 'created', ...all }],
            ['overdue', {}],
          ] as const) {
            quizzes[name] = await insertQuiz(query, { courseId, title: name, ...quiz });
          }
          const has = (name: string, row: object) =>
            insertQuizSubmission(query, { quizId: quizzes[name] ?? 0, userId: people.student.id, ...row });
          const done = {
            workflowState: 'complete',
            finishedAtMs: testStartMs - 1,
            score: 7,
            keptScore: 7,
            fudgePoints: 1,
          };
          await has('excused', { workflowState: 'settings_only', attempt: 0, excused: 1 });
          await has('unlocked', { workflowState: 'settings_only', attempt: 0, manuallyUnlocked: 1 });
          await has('twice', {
            ...done,
            startedAtMs: testStartMs - 5_000,
            quizVersion: 2,
            validationToken: 'ab'.repeat(32),
          });
          await has('once', done);
          await has('pending', { ...done, workflowState: 'pending_review', attempt: 3 });
          await has('settings', {
            workflowState: 'settings_only',
            attempt: 0,
            startedAtMs: null,
            extraTimeMinutes: 15,
            extraAttempts: 1,
          });
          await has('race again', done);
          await has('overdue', { endAtMs: testStartMs - 1 });
          inactive = await insertPerson(query, 'In Active');
          leaving = await insertPerson(query, 'Leav Ing');
          const student = { courseId, courseSectionId, type: 'StudentEnrollment' } as const;
          await insertEnrollment(query, { ...student, userId: inactive.id, workflowState: 'inactive' });
          await insertEnrollment(query, {
            ...student,
            userId: leaving.id,
            endAtMs: testStartMs + 5 * minuteMs,
          });
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const pathOf = (name: string) =>
      `/api/v1/courses/${course.courseId}/quizzes/${quizzes[name] ?? course.quizId}/submissions`;
    const start = (token: string, name: string, body: unknown = {}, headers = {}) =>
      server.call('POST', pathOf(name), { token, body, headers });
    const as = (role: Role, name: string, body: unknown = {}) => start(course.people[role].token, name, body);

    test('answers the attempt, key by key; a second time it is there already (steps 32 and 33)', async () => {
      const reply = await as('otherStudent', 'the quiz');
      expect(answer(reply)).toEqual([
        200,
        { quiz_submissions: [firstAttempt(course, server.url, course.people.otherStudent.id)] },
      ]);
      expect(answer(await as('otherStudent', 'the quiz'))).toEqual(declined(409, exists));
    });

    test('works for an admin who acts as a student, from a form', async () => {
      const { id } = course.people.otherStudent;
      const reply = await server.call('POST', `${pathOf('here')}?as_user_id=${id}`, {
        body: 'access_code=sesame&include[]=quiz&include[]=user&include[]=submission',
        headers: form,
      });
      expect(reply.json).toMatchObject({
        quiz_submissions: [{ user_id: id, workflow_state: 'untaken' }],
        quizzes: [{ id: quizzes.here, title: 'here', permissions: { submit: true } }],
        users: [{ id, name: 'Grace Hopper', avatar_url: null }],
        submissions: [],
        meta: { primaryCollection: 'quiz_submissions' },
      });
    });

    // Each quiz but the last ones has every later hindrance too, so that the order is told.
    test.each([
      ['lockdown', 'student', {}, 403, 'this quiz requires the lockdown browser'],
      ['lockdown', 'teacher', { preview: 1 }, 403, 'this quiz requires the lockdown browser'],
      ['preview', 'student', { preview: true }, 403, 'you are not allowed to preview this quiz'],
      ['preview', 'student', { preview: 'false' }, 403, 'you are not allowed to preview this quiz'],
      ['closed', 'student', {}, 400, participate],
      ['closed', 'outsider', {}, 400, participate],
      ['not yet', 'student', {}, 400, participate],
      ['locked by hand', 'student', {}, 400, participate],
      ['unlocked', 'otherStudent', {}, 400, participate],
      ['unpublished', 'student', {}, 403, participate],
      ['for some', 'student', {}, 403, participate],
      ['excused', 'student', {}, 403, participate],
      ['the quiz', 'observer', {}, 403, participate],
      ['the quiz', 'outsider', {}, 403, participate],
      ['no way back', 'student', {}, 501, 'that type of quizzes is not supported yet'],
      ['code and address', 'student', {}, 403, 'invalid access code'],
      ['code and address', 'student', { access_code: 'Sesame' }, 403, 'invalid access code'],
      ['code and address', 'teacher', {}, 403, 'invalid access code'],
      ['code and address', 'student', { access_code: 'sesame' }, 403, 'IP address denied'],
      ['address', 'teacher', {}, 403, 'IP address denied'],
      ['once', 'student', {}, 409, exists],
      ['overdue', 'student', {}, 409, exists],
    ] as [string, Role, object, number, string][])(
      '%s, by %s with %j: %i %s',
      async (name, role, body, status, message) => {
        expect(answer(await as(role, name, body))).toEqual(declined(status, message));
      },
    );

    test('is refused to somebody inactive', async () => {
      expect(answer(await start(inactive.token, 'once'))).toEqual(declined(403, participate));
    });

    test('needs a login, a course and a quiz', async () => {
      expect(answer(await server.call('POST', pathOf('once'), { token: null, body: {} }))).toEqual([
        401,
        unauthenticatedBody,
      ]);
      for (const path of [
        '/api/v1/courses/9999/quizzes/1/submissions',
        `/api/v1/courses/${course.courseId}/quizzes/9999/submissions`,
        `/api/v1/courses/${course.courseId}/quizzes/x/submissions`,
      ]) {
        expect(answer(await server.call('POST', path, { body: {} }))).toEqual([404, notFoundBody]);
      }
    });

    test('again begins the next attempt in the same row and leaves the last one as it was', async () => {
      const reply = await as('student', 'twice');
      const [begun] = reply.json.quiz_submissions;
      expect(begun).toMatchObject({
        attempt: 2,
        attempts_left: 0,
        workflow_state: 'untaken',
        score: null,
        fudge_points: null,
        kept_score: 7,
        finished_at: null,
        started_at: '2026-09-01T09:00:00Z',
        end_at: '2026-09-01T09:30:00Z',
        quiz_version: 4,
        quiz_points_possible: 12,
        validation_token: 'ab'.repeat(32),
      });
      expect(begun).not.toHaveProperty('result_url');
      const path = `${pathOf('twice')}/${begun.id}`;
      const first = await server.call('GET', `${path}?attempt=1`, { token: course.people.student.token });
      expect(first.json.quiz_submissions).toEqual([
        {
          ...begun,
          attempt: 1,
          attempts_left: 1,
          workflow_state: 'complete',
          score: 7,
          fudge_points: 1,
          started_at: '2026-09-01T08:59:55Z',
          finished_at: '2026-09-01T09:00:00Z',
          time_spent: 5,
          quiz_version: 2,
          quiz_points_possible: null,
          result_url: `${server.url}/courses/${course.courseId}/quizzes/${quizzes.twice}/history?quiz_submission_id=${begun.id}&version=1`,
        },
      ]);
      expect(answer(await as('student', 'twice'))).toEqual(declined(409, exists));
    });

    test('after a pending review counts up', async () => {
      const reply = await as('student', 'pending');
      expect(reply.json.quiz_submissions[0]).toMatchObject({
        attempt: 4,
        attempts_left: -1,
        workflow_state: 'untaken',
      });
    });

    test('uses what was settled for the student before', async () => {
      const reply = await as('student', 'settings');
      expect(reply.json.quiz_submissions[0]).toMatchObject({
        attempt: 1,
        attempts_left: 1,
        extra_time: 15,
        end_at: '2026-09-01T09:45:00Z',
        workflow_state: 'untaken',
      });
    });

    test.each([
      ['untimed', 'student', null],
      ['closing', 'student', '2026-09-01T09:10:00Z'],
      ['closing', 'teacher', '2026-09-01T09:30:00Z'],
      ['unlocked', 'student', '2026-09-01T09:30:00Z'],
      ['untimed', 'ta', null],
    ] as const)('%s, by %s, ends %s', async (name, role, endAt) => {
      const reply = await as(role, name);
      expect(reply.json.quiz_submissions[0]).toMatchObject({
        end_at: endAt,
        user_id: course.people[role].id,
      });
    });

    test('ends with the enrollment when that ends', async () => {
      const reply = await start(leaving.token, 'untimed');
      expect(reply.json.quiz_submissions[0]).toMatchObject({ end_at: '2026-09-01T09:05:00Z' });
    });

    test("a preview is nobody's, whatever the quiz hinders, and begins anew each time", async () => {
      const first = await as('designer', 'preview', { preview: false, access_code: 'wrong' });
      expect(answer(first)).toEqual(declined(400, participate));
      const previewed = await as('designer', 'preview', { preview: 'false' });
      expect(previewed.json.quiz_submissions[0]).toMatchObject({
        user_id: null,
        workflow_state: 'preview',
        attempt: 1,
        end_at: '2026-09-01T09:30:00Z',
      });
      const again = await as('designer', 'preview', { preview: true, include: ['user'] });
      expect(again.json).toMatchObject({
        users: [],
        quiz_submissions: [{ attempt: 2, workflow_state: 'preview' }],
      });
      expect(again.json.quiz_submissions[0].id).toBe(previewed.json.quiz_submissions[0].id);
      const other = await as('teacher', 'preview', { preview: true });
      expect(other.json.quiz_submissions[0].id).not.toBe(previewed.json.quiz_submissions[0].id);
      const list = await server.call('GET', pathOf('preview'), { token: course.people.teacher.token });
      expect(list.json).toEqual({ quiz_submissions: [] });
    });

    test.each([
      ['race', 'student', {}, 1],
      ['race again', 'student', {}, 2],
    ] as const)('%s: of ten starts at once one succeeds', async (name, role, body, attempt) => {
      const replies = await Promise.all(Array.from({ length: 10 }, () => as(role, name, body)));
      const succeeded = replies.filter((reply) => reply.status === 200);
      expect(succeeded.map((reply) => reply.json.quiz_submissions[0].attempt)).toEqual([attempt]);
      const refused = replies.filter((reply) => reply.status !== 200).map(answer);
      expect(refused).toEqual(new Array(9).fill(declined(409, exists)));
    });

    test('ten previews at once all succeed, one after the other', async () => {
      const replies = await Promise.all(
        Array.from({ length: 10 }, () => as('teacher', 'race', { preview: true })),
      );
      const attempts = replies.map((reply) => reply.json.quiz_submissions[0].attempt);
      expect(attempts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    test('of a start and an unpublishing at once, one knows of the other', async () => {
      const quizPath = `/api/v1/courses/${course.courseId}/quizzes`;
      for (let round = 0; round < 10; round++) {
        const { json: quiz } = await server.call('POST', quizPath, { body: { quiz: { published: true } } });
        const [started, unpublished] = await Promise.all([
          server.call('POST', `${quizPath}/${quiz.id}/submissions`, {
            token: course.people.student.token,
            body: {},
          }),
          server.call('PUT', `${quizPath}/${quiz.id}`, { body: { quiz: { published: false } } }),
        ]);
        const statuses = [started.status, unpublished.status];
        expect([
          [200, 400],
          [403, 200],
        ]).toContainEqual(statuses);
      }
    });

    // On SQLite a transaction is alone, and the clock is read within.
    if (database.kind === 'postgres') {
      test('the time begins when the quiz is free', async () => {
        await using opened = await openDatabase(course.databaseUrl, testStartMs);
        const made = { quiz: { published: true, quiz_type: 'practice_quiz', time_limit: 1 } };
        const quizPath = `/api/v1/courses/${course.courseId}/quizzes`;
        const { json: quiz } = await server.call('POST', quizPath, { body: made });
        let starting: Promise<Reply> | undefined;
        await opened.transaction(async (transaction) => {
          await transaction
            .selectFrom('quizzes')
            .select('id')
            .where('id', '=', quiz.id)
            .forUpdate()
            .execute();
          const { token } = course.people.student;
          starting = server.call('POST', `${quizPath}/${quiz.id}/submissions`, { token, body: {} });
          await someoneWaits(opened.query);
          server.clock.nowMs = testStartMs + 50_000;
        });
        const reply = await starting;
        server.clock.nowMs = testStartMs;
        expect(reply?.json.quiz_submissions[0]).toMatchObject({
          started_at: '2026-09-01T09:00:50Z',
          end_at: '2026-09-01T09:01:50Z',
        });
      });
    }

    test('is the first event of its log, and can be posted events at once', async () => {
      const reply = await as('otherStudent', 'untimed');
      const events = `${pathOf('untimed')}/${reply.json.quiz_submissions[0].id}/events`;
      const body = { quiz_submission_events: [{ event_type: 'page_blurred' }] };
      const posted = await server.call('POST', events, { token: course.people.otherStudent.token, body });
      expect(posted.status).toBe(204);
      const { json } = await server.call('GET', `${events}?include[]=details`, {
        token: course.people.teacher.token,
      });
      expect(
        json.quiz_submission_events.map((event: Record<string, unknown>) => [
          event.event_type,
          event.source,
          event.received_at,
        ]),
      ).toEqual([
        ['submission_created', 'server', '2026-09-01T09:00:00.124Z'],
        ['page_blurred', 'page', '2026-09-01T09:00:00.124Z'],
      ]);
    });
  });

  describe('what an attempt is given', () => {
    let course: CourseFixture;
    let server: TestServer;
    const quizzes: Record<string, TakenQuiz> = {};

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          const pool: FrozenGroup = {
            entry_type: 'quiz_group',
            id: 5,
            name: 'Pool',
            pick_count: 1,
            question_points: 3,
            assessment_question_bank_id: null,
            position: 2,
            questions: [numericalQuestion, blanksQuestion],
          };
          const many = { allowedAttempts: -1, versionNumber: 4 };
          quizzes.graded = await insertTakenQuiz(query, fixture, many, [choiceQuestion, pool]);
          quizzes.practice = await insertTakenQuiz(query, fixture, { quizType: 'practice_quiz' });
          quizzes.excused = await insertTakenQuiz(query, fixture);
          await insertPlaceholders(
            query,
            [quizzes.excused.assignmentId ?? 0],
            [fixture.people.student.id],
            testStartMs,
          );
          await query.updateTable('submissions').set({ excused: 1, workflowState: 'graded' }).execute();
          await query
            .insertInto('quizQuestions')
            .values({
              id: shortQuestion.id,
              quizId: quizzes.graded.quizId,
              workflowState: 'active',
              position: 1,
              questionData: JSON.stringify(shortQuestion),
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .execute();
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const pathOf = (name: string) =>
      `/api/v1/courses/${course.courseId}/quizzes/${quizzes[name]?.quizId}/submissions`;
    const start = (role: Role, name: string, body: object = {}) =>
      server.call('POST', pathOf(name), { token: course.people[role].token, body });
    const given = async (id: number) => {
      const [row] = await runSql<{ quiz_data: string }>(
        course.databaseUrl,
        `select quiz_data from attempt_questions where quiz_submission_id = ${id} order by attempt desc limit 1`,
      );
      return JSON.parse(row?.quiz_data ?? '') as FrozenQuestion[];
    };
    const eventsOf = async (id: number) => {
      const { json } = await server.call('GET', `${pathOf('graded')}/${id}/events`);
      return json.quiz_submission_events;
    };

    test('is frozen: questions with their answers, picks of groups, as the log has them too', async () => {
      const [row] = (await start('student', 'graded')).json.quiz_submissions;
      const questions = await given(row.id);
      expect(questions.map((question) => [question.position, question.points_possible])).toEqual([
        [1, 2],
        [2, 3],
      ]);
      expect(questions[0]).toEqual({ ...choiceQuestion, question_name: 'Question 1' });
      expect([numericalQuestion.id, blanksQuestion.id]).toContain(questions[1]?.id);
      const [created, ...more] = await eventsOf(row.id);
      expect(created).toEqual({
        id: expect.stringMatching(/^\d+$/),
        event_type: 'submission_created',
        event_data: { quiz_version: 4, quiz_data: questions },
        created_at: '2026-09-01T09:00:00Z',
      });
      expect(more).toEqual([]);
    });

    test('stays as it was when the quiz is published anew; the next attempt has the new questions', async () => {
      const [row] = (await start('otherStudent', 'graded')).json.quiz_submissions;
      const before = await given(row.id);
      await runSql(
        course.databaseUrl,
        `update quiz_publications set quiz_data = '${JSON.stringify([essayQuestion])}'
        where quiz_id = ${quizzes.graded?.quizId}`,
      );
      expect(await given(row.id)).toEqual(before);
      const { id, attempt, validation_token } = row;
      const claim = { attempt, validation_token };
      const { token } = course.people.otherStudent;
      await server.call('POST', `${pathOf('graded')}/${id}/complete`, { token, body: claim });
      const again = await start('otherStudent', 'graded');
      expect(again.json.quiz_submissions[0]).toMatchObject({ id, attempt: 2 });
      expect((await given(id)).map((question) => question.id)).toEqual([essayQuestion.id]);
      const { json } = await server.call('GET', `${pathOf('graded')}/${id}/events?attempt=2`);
      expect(json.quiz_submission_events).toMatchObject([{ event_type: 'submission_created' }]);
      expect((await eventsOf(id)).length).toBe(1);
    });

    test('of a preview is the draft, whatever was published, and the log says nothing', async () => {
      const [row] = (await start('teacher', 'graded', { preview: true })).json.quiz_submissions;
      expect((await given(row.id)).map((question) => question.id)).toEqual([shortQuestion.id]);
      expect(await eventsOf(row.id)).toEqual([]);
      expect(row.submission_id).toBeNull();
    });

    test.each(['student', 'teacher'] as const)(
      'comes with a row in the gradebook for the %s, each naming the other',
      async (role) => {
        const [own] = (
          await server.call('GET', `${pathOf('graded').replace(/s$/, '')}`, {
            token: course.people[role].token,
          })
        ).json.quiz_submissions;
        const [row] = own === undefined ? (await start(role, 'graded')).json.quiz_submissions : [own];
        const found = await runSql(
          course.databaseUrl,
          `select id, workflow_state, score from submissions where quiz_submission_id = ${row.id}`,
        );
        expect(found).toEqual([{ id: row.submission_id, workflow_state: 'unsubmitted', score: null }]);
      },
    );

    test('is nothing in the gradebook when the quiz is not graded', async () => {
      const [row] = (await start('student', 'practice')).json.quiz_submissions;
      expect(row.submission_id).toBeNull();
    });

    test('is nothing to somebody excused, though they have nothing on the quiz yet', async () => {
      expect(answer(await start('student', 'excused'))).toEqual(declined(403, participate));
      for (const path of [pathOf('excused'), pathOf('excused').replace(/s$/, '')]) {
        const reply = await server.call('GET', path, { token: course.people.student.token });
        expect(answer(reply)).toEqual([403, notPermittedBody]);
      }
    });
  });
});
