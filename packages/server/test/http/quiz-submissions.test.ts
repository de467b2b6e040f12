// Reading quiz submissions. Source: quiz reference §2.2, §2.3 and §2.8, story steps 40 and 45.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const minuteMs = 60_000;

eachDatabase((database) => {
  describe('reading', () => {
    let course: CourseFixture;
    let server: TestServer;
    let base: string;
    let sectionTa: Person;
    const rows: Record<string, number> = {};
    const quizzes: Record<string, number> = {};

    beforeAll(async () => {
      course = await courseFixture(database, {
        quiz: { allowedAttempts: 4 },
        quizSubmission: {
          attempt: 3,
          workflowState: 'complete',
          finishedAtMs: testStartMs + 61_000,
          score: 9,
          keptScore: 9,
          hasSeenResults: 1,
        },
        async more(query, { courseId, quizId, people }) {
          const otherSectionId = await query
            .insertInto('courseSections')
            .values({
              courseId,
              name: 'Section B',
              sisSectionId: null,
              defaultSection: 0,
              restrictEnrollmentsToSectionDates: 0,
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          await query
            .updateTable('enrollments')
            .set({ courseSectionId: otherSectionId.id })
            .where('userId', '=', people.otherStudent.id)
            .execute();
          sectionTa = await insertPerson(query, 'Section Ta');
          await insertEnrollment(query, {
            userId: sectionTa.id,
            courseId,
            courseSectionId: otherSectionId.id,
            type: 'TaEnrollment',
            limitPrivilegesToCourseSection: 1,
          });
          rows.running = await insertQuizSubmission(query, {
            quizId,
            userId: people.otherStudent.id,
            endAtMs: testStartMs + 90_000,
            excused: 1,
          });
          rows.outsider = await insertQuizSubmission(query, { quizId, userId: people.outsider.id });
          rows.preview = await insertQuizSubmission(query, {
            quizId,
            userId: null,
            previewUserId: people.teacher.id,
            workflowState: 'preview',
          });
          quizzes.settings = await insertQuiz(query, { courseId, title: 'Settings' });
          rows.settings = await insertQuizSubmission(query, {
            quizId: quizzes.settings,
            userId: people.student.id,
            workflowState: 'settings_only',
            attempt: 0,
            startedAtMs: null,
            endAtMs: null,
          });
          quizzes.other = await insertQuiz(query, { courseId, title: 'Other' });
          quizzes.running = await insertQuiz(query, { courseId, title: 'Running', allowedAttempts: 3 });
          await insertQuizSubmission(query, {
            quizId: quizzes.running,
            userId: people.student.id,
            attempt: 2,
          });
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      base = `/api/v1/courses/${course.courseId}/quizzes`;
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const get = (token: string | null, path: string) => server.call('GET', `${base}/${path}`, { token });
    const as = (role: Role, path: string) => get(course.people[role].token, path);
    const idsOf = (reply: Reply) => reply.json.quiz_submissions.map((row: { id: number }) => row.id);

    describe('the list', () => {
      test.each(['teacher', 'ta', 'admin'] as const)(
        'has one row for each student for a %s',
        async (role) => {
          const reply = await as(role, `${course.quizId}/submissions`);
          expect(Object.keys(reply.json)).toEqual(['quiz_submissions']);
          expect(idsOf(reply)).toEqual([course.quizSubmissionId, rows.running]);
          expect(reply.json.quiz_submissions[0]).toMatchObject({ attempt: 3, workflow_state: 'complete' });
          expect(reply.headers.get('link')).toContain('rel="last"');
        },
      );

      test('has only students of their own section for who is limited to it', async () => {
        expect(idsOf(await get(sectionTa.token, `${course.quizId}/submissions`))).toEqual([rows.running]);
      });

      test('comes in pages', async () => {
        const reply = await as('teacher', `${course.quizId}/submissions?per_page=1&page=2`);
        expect(idsOf(reply)).toEqual([rows.running]);
        expect(reply.headers.get('link')).toContain(
          `<${server.url}${base}/${course.quizId}/submissions?page=1&per_page=1>; rel="prev"`,
        );
        expect((await as('teacher', `${course.quizId}/submissions?page=x`)).status).toBe(404);
      });

      test('has every attempt handed in for the student', async () => {
        const reply = await as('student', `${course.quizId}/submissions`);
        expect(reply.headers.get('link')).toBeNull();
        const shown = reply.json.quiz_submissions.map(
          ({ attempt, score, attempts_left, workflow_state }: Record<string, unknown>) => [
            attempt,
            score,
            attempts_left,
            workflow_state,
          ],
        );
        expect(shown).toEqual([
          [1, 1, 3, 'complete'],
          [2, 2, 2, 'complete'],
          [3, 9, 1, 'complete'],
        ]);
      });

      test('has the attempt in progress alone when there is one', async () => {
        const reply = await as('student', `${quizzes.running}/submissions`);
        expect(reply.json.quiz_submissions).toMatchObject([{ attempt: 2, workflow_state: 'untaken' }]);
      });

      test('is empty for who has not taken the quiz', async () => {
        for (const quiz of ['other', 'settings']) {
          expect((await as('student', `${quizzes[quiz]}/submissions`)).json).toEqual({
            quiz_submissions: [],
          });
        }
        expect((await as('designer', `${course.quizId}/submissions`)).json).toEqual({ quiz_submissions: [] });
      });

      test('is refused to everybody else', async () => {
        for (const role of ['observer', 'outsider', 'otherStudent'] as const) {
          const reply = await as(role, `${course.quizId}/submissions`);
          expect(answer(reply), role).toEqual([403, notPermittedBody]);
        }
        expect(answer(await get(null, `${course.quizId}/submissions`))).toEqual([401, unauthenticatedBody]);
        expect(answer(await as('teacher', '9999/submissions'))).toEqual([404, notFoundBody]);
      });

      test('can include the quiz and the people, with what the caller may see of them', async () => {
        const query = 'include[]=quiz&include[]=user&include[]=submission&per_page=1';
        const teacher = await as('teacher', `${course.quizId}/submissions?${query}`);
        expect(Object.keys(teacher.json)).toEqual([
          'quiz_submissions',
          'submissions',
          'quizzes',
          'users',
          'meta',
        ]);
        expect(teacher.json.users).toEqual([
          {
            id: course.people.student.id,
            name: 'Ada Lovelace',
            created_at: '2026-09-01T08:59:00Z',
            sortable_name: 'Lovelace, Ada',
            short_name: 'Ada Lovelace',
            sis_user_id: null,
            integration_id: null,
            login_id: 'ada.lovelace@example.edu',
            avatar_url: null,
          },
        ]);
        expect(teacher.json.quizzes[0]).toMatchObject({ id: course.quizId, access_code: null });
        expect(teacher.json.quizzes[0]).not.toHaveProperty('question_types');
        const ta = await as('ta', `${course.quizId}/submissions?${query}`);
        expect(ta.json.users[0]).not.toHaveProperty('sis_user_id');
        expect(ta.json.users[0]).toHaveProperty('login_id');
        const student = await as('student', `${course.quizId}/submissions?${query}`);
        expect(student.json.users[0]).not.toHaveProperty('login_id');
        expect(student.json.quizzes[0]).not.toHaveProperty('access_code');
        const unknown = await as('teacher', `${course.quizId}/submissions?include[]=assignment&per_page=1`);
        expect(Object.keys(unknown.json)).toEqual(['quiz_submissions', 'meta']);
      });
    });

    describe('one', () => {
      test.each(['student', 'observer', 'teacher', 'ta', 'admin'] as const)(
        'is shown to %s',
        async (role) => {
          const reply = await as(role, `${course.quizId}/submissions/${course.quizSubmissionId}`);
          expect(answer(reply)).toEqual([
            200,
            {
              quiz_submissions: [
                {
                  ...firstAttempt(course, server.url, course.people.student.id),
                  attempt: 3,
                  attempts_left: 1,
                  workflow_state: 'complete',
                  finished_at: '2026-09-01T09:01:01Z',
                  time_spent: 61,
                  score: 9,
                  kept_score: 9,
                  has_seen_results: true,
                  result_url: `${server.url}/courses/${course.courseId}/quizzes/${course.quizId}/history?quiz_submission_id=${course.quizSubmissionId}&version=3`,
                },
              ],
            },
          ]);
        },
      );

      test('is refused to everybody else', async () => {
        for (const role of ['otherStudent', 'outsider', 'designer'] as const) {
          const reply = await as(role, `${course.quizId}/submissions/${course.quizSubmissionId}`);
          expect(answer(reply), role).toEqual([403, notPermittedBody]);
        }
        const nobody = await get(null, `${course.quizId}/submissions/${course.quizSubmissionId}`);
        expect(answer(nobody)).toEqual([401, unauthenticatedBody]);
      });

      test("is the caller's own as `self`", async () => {
        expect(idsOf(await as('student', `${course.quizId}/submissions/self`))).toEqual([
          course.quizSubmissionId,
        ]);
        expect(answer(await as('teacher', `${course.quizId}/submissions/self`))).toEqual([404, notFoundBody]);
      });

      test('has ids as text when asked for', async () => {
        const reply = await server.call(
          'GET',
          `${base}/${course.quizId}/submissions/${course.quizSubmissionId}`,
          {
            headers: { Accept: 'application/json+canvas-string-ids' },
          },
        );
        expect(reply.json.quiz_submissions[0]).toMatchObject({
          id: String(course.quizSubmissionId),
          quiz_id: String(course.quizId),
          attempt: 3,
        });
      });

      test.each([
        ['?attempt=1', 1, 1],
        ['?attempt=2', 2, 2],
        ['?attempt=3', 3, 9],
        ['?attempt=2nd', 2, 2],
      ])('with %s is attempt %i with score %i', async (query, attempt, score) => {
        const reply = await as('observer', `${course.quizId}/submissions/${course.quizSubmissionId}${query}`);
        expect(reply.json.quiz_submissions).toMatchObject([
          { id: course.quizSubmissionId, attempt, score, kept_score: attempt === 3 ? 9 : attempt },
        ]);
      });

      test.each(['?attempt=4', '?attempt=0', '?attempt=', '?attempt=first', '?attempt=-1'])(
        'with %s is not found, after the right is checked',
        async (query) => {
          const path = `${course.quizId}/submissions/${course.quizSubmissionId}${query}`;
          expect(answer(await as('teacher', path))).toEqual([404, notFoundBody]);
          expect(answer(await as('otherStudent', path))).toEqual([403, notPermittedBody]);
        },
      );

      test('of another quiz, unknown, or with settings alone is not found', async () => {
        for (const path of [
          `${quizzes.other}/submissions/${course.quizSubmissionId}`,
          `${course.quizId}/submissions/9999`,
          `${course.quizId}/submissions/x`,
          `${quizzes.settings}/submissions/${rows.settings}`,
          `${quizzes.settings}/submissions/self`,
        ]) {
          expect(answer(await as('student', path)), path).toEqual([404, notFoundBody]);
        }
      });

      test('that is overdue says so and has a result', async () => {
        const path = `${course.quizId}/submissions/${rows.running}`;
        const atEnd = testStartMs + 90_000;
        for (const [nowMs, overdue] of [
          [atEnd, false],
          [atEnd + 1, true],
        ] as const) {
          server.clock.nowMs = nowMs;
          const [row] = (await as('teacher', path)).json.quiz_submissions;
          expect(row).toMatchObject({
            overdue_and_needs_submission: overdue,
            'excused?': true,
            workflow_state: 'untaken',
          });
          expect('result_url' in row).toBe(overdue);
        }
        server.clock.nowMs = testStartMs;
      });
    });

    describe('the own one', () => {
      test('is there when there is one', async () => {
        expect(idsOf(await as('student', `${course.quizId}/submission`))).toEqual([course.quizSubmissionId]);
        expect((await as('student', `${quizzes.other}/submission`)).json).toEqual({ quiz_submissions: [] });
        const reply = await as('student', `${course.quizId}/submission?include[]=user`);
        expect(reply.json).toMatchObject({
          users: [{ id: course.people.student.id }],
          meta: { primaryCollection: 'quiz_submissions' },
        });
      });

      test('needs the right to take the quiz', async () => {
        for (const role of ['observer', 'outsider', 'otherStudent'] as const) {
          expect(answer(await as(role, `${course.quizId}/submission`)), role).toEqual([
            403,
            notPermittedBody,
          ]);
        }
        expect((await as('teacher', `${course.quizId}/submission`)).json).toEqual({ quiz_submissions: [] });
        expect(answer(await get(null, `${course.quizId}/submission`))).toEqual([401, unauthenticatedBody]);
      });
    });

    describe('the time left', () => {
      test('is told to the taker in whole seconds (step 40)', async () => {
        server.clock.nowMs = testStartMs + 10_400;
        const reply = await as('student', `${quizzes.running}/submissions/self/time`);
        expect(answer(reply)).toEqual([200, { end_at: '2026-09-01T09:30:00Z', time_left: 1790 }]);
        server.clock.nowMs = testStartMs;
      });

      test('is negative of an attempt that was handed in', async () => {
        server.clock.nowMs = testStartMs + 1_803_000;
        const reply = await as('student', `${course.quizId}/submissions/${course.quizSubmissionId}/time`);
        expect(reply.json).toEqual({ end_at: '2026-09-01T09:30:00Z', time_left: -3 });
        server.clock.nowMs = testStartMs;
      });

      test('is refused to everybody else, and to the taker when it is over', async () => {
        const path = `${quizzes.running}/submissions/self/time`;
        const { json } = await as('student', `${quizzes.running}/submission`);
        const byId = `${quizzes.running}/submissions/${json.quiz_submissions[0].id}/time`;
        for (const role of ['teacher', 'otherStudent', 'observer', 'admin', 'outsider'] as const) {
          expect(answer(await as(role, byId)), role).toEqual([403, notPermittedBody]);
        }
        expect(answer(await get(null, byId))).toEqual([401, unauthenticatedBody]);
        server.clock.nowMs = testStartMs + 30 * minuteMs + 1;
        expect(answer(await as('student', path))).toEqual([403, notPermittedBody]);
        server.clock.nowMs = testStartMs;
        expect(answer(await as('student', `${quizzes.settings}/submissions/${rows.settings}/time`))).toEqual([
          404,
          notFoundBody,
        ]);
      });
    });
  });
});
