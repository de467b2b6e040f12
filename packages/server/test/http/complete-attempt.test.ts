// Handing in: what the graded attempt looks like, everything refused in order, and where the score goes. Source: quiz
// reference §2.2, §2.7, §3.2, §3.3, story step 41.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Submission } from '../../src/model/submission.ts';
import {
  type CourseFixture,
  courseFixture,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer, firstAttempt } from '../support/first-attempt.ts';
import { notFoundBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { essayQuestion, insertTakenQuiz, machineQuestions, type TakenQuiz } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const [mc, sa, num, blanks] = machineQuestions.map(({ id }) => id);
const essay = essayQuestion.id;
const token = 'ab'.repeat(32);

const mayNot = 'you are not allowed to complete this quiz submission';
const already = 'quiz submission is already complete';
const statusNames: Record<number, string> = { 400: 'bad_request', 403: 'forbidden', 501: 'not_implemented' };

function declined(status: number, message: string): [number, unknown] {
  return [status, { status: statusNames[status], message }];
}

/** Right answers, and what each is worth. */
const right = {
  mc: { id: mc, answer: 11 },
  sa: { id: sa, answer: 'dna' },
  num: { id: num, answer: 46 },
  blanks: { id: blanks, answer: { leaf: 'green', sky: 'blue' } },
};

eachDatabase((database) => {
  describe('handing in', () => {
    let course: CourseFixture;
    let server: TestServer;
    const quizzes: Record<string, TakenQuiz> = {};
    const rows: Record<string, number> = {};

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          const all = { accessCode: 'sesame', ipFilter: '10.0.0.0/8', cantGoBack: 1 } as const;
          const past = { lockAtMs: testStartMs - 1 };
          const student = fixture.people.student.id;
          for (const [name, quiz, row] of [
            ['lockdown', { requireLockdownBrowser: 1, ...all, ...past }, {}],
            ['unpublished', { workflowState: 'unpublished', ...all, ...past }, {}],
            ['excused', { ...all, ...past }, { excused: 1 }],
            ['no way back', { ...all, ...past }, {}],
            ['code', { accessCode: 'sesame', ipFilter: '10.0.0.0/8', ...past }, {}],
            ['address', { ipFilter: '10.0.0.0/8', ...past }, {}],
            ['locked', past, {}],
            ['complete', {}, { workflowState: 'complete', finishedAtMs: testStartMs }],
            ['pending', {}, { workflowState: 'pending_review', finishedAtMs: testStartMs }],
            ['running', {}, {}],
            ['settings', {}, { workflowState: 'settings_only', attempt: 0, startedAtMs: null }],
          ] as const) {
            const taken = await insertTakenQuiz(query, fixture, quiz);
            quizzes[name] = taken;
            rows[name] = await insertQuizSubmission(query, {
              quizId: taken.quizId,
              userId: student,
              validationToken: token,
              ...row,
            });
          }
          const withEssay = [...machineQuestions, essayQuestion];
          quizzes.plain = await insertTakenQuiz(query, fixture, { allowedAttempts: 3 });
          quizzes.drift = await insertTakenQuiz(query, fixture, { allowedAttempts: -1 });
          quizzes.essay = await insertTakenQuiz(query, fixture, { allowedAttempts: -1 }, withEssay);
          quizzes.practice = await insertTakenQuiz(query, fixture, { quizType: 'practice_quiz' });
          quizzes.survey = await insertTakenQuiz(query, fixture, { quizType: 'survey' }, withEssay);
          quizzes['graded survey'] = await insertTakenQuiz(query, fixture, {
            quizType: 'graded_survey',
            pointsPossible: 9,
          });
          const latest = { allowedAttempts: -1, scoringPolicy: 'keep_latest' } as const;
          quizzes.latest = await insertTakenQuiz(query, fixture, latest);
          quizzes.average = await insertTakenQuiz(query, fixture, {
            allowedAttempts: -1,
            scoringPolicy: 'keep_average',
          });
          const byHand = { postManually: 1 } as const;
          quizzes.manual = await insertTakenQuiz(query, fixture, {}, machineQuestions, byHand);
          quizzes.withheld = await insertTakenQuiz(query, fixture, {}, machineQuestions, byHand);
          const dueSoon = { dueAtMs: testStartMs + 5 * minuteMs };
          quizzes.late = await insertTakenQuiz(
            query,
            fixture,
            { allowedAttempts: -1 },
            machineQuestions,
            dueSoon,
          );
          quizzes['latest late'] = await insertTakenQuiz(query, fixture, latest, machineQuestions, dueSoon);
          quizzes.unlocked = await insertTakenQuiz(query, fixture, { ...past, allowedAttempts: 2 });
          rows.unlocked = await insertQuizSubmission(query, {
            quizId: quizzes.unlocked.quizId,
            userId: student,
            workflowState: 'settings_only',
            attempt: 0,
            startedAtMs: null,
            manuallyUnlocked: 1,
          });
          await query
            .insertInto('latePolicies')
            .values({
              courseId: fixture.courseId,
              missingSubmissionDeductionEnabled: 0,
              missingSubmissionDeduction: 0,
              lateSubmissionDeductionEnabled: 1,
              lateSubmissionDeduction: 10,
              lateSubmissionInterval: 'hour',
              lateSubmissionMinimumPercentEnabled: 0,
              lateSubmissionMinimumPercent: 0,
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .execute();
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const pathOf = (name: string, rest = '') =>
      `/api/v1/courses/${course.courseId}/quizzes/${quizzes[name]?.quizId}/submissions${rest}`;
    const post = (role: Role, path: string, body: unknown = {}) =>
      server.call('POST', path, { token: course.people[role].token, body });

    /** Starts, answers and hands in; the reply of the last. */
    async function take(name: string, given: readonly object[], role: Role = 'student', query = '') {
      const started = await post(role, pathOf(name));
      expect(started.status, started.text).toBe(200);
      const { id, attempt, validation_token } = started.json.quiz_submissions[0];
      const claim = { attempt, validation_token };
      const answers = { ...claim, quiz_questions: given };
      const answered = await post(role, `/api/v1/quiz_submissions/${id}/questions`, answers);
      expect(answered.status, answered.text).toBe(200);
      return post(role, pathOf(name, `/${id}/complete${query}`), claim);
    }

    async function gradebookRow(name: string): Promise<Record<keyof Submission, unknown>> {
      const [row] = await runSql(
        course.databaseUrl,
        `select id, quiz_submission_id as "quizSubmissionId", workflow_state as "workflowState", score, grade,
          points_deducted as "pointsDeducted", excused, attempt, submission_type as "submissionType", body,
          submitted_at_ms as "submittedAtMs", graded_at_ms as "gradedAtMs", grader_id as "graderId",
          grade_matches_current_submission as "gradeMatchesCurrentSubmission", posted_at_ms as "postedAtMs"
        from submissions where assignment_id = ${quizzes[name]?.assignmentId}
          and user_id = ${course.people.student.id}`,
      );
      return row as Record<keyof Submission, unknown>;
    }

    test('answers the graded attempt, key by key', async () => {
      server.clock.nowMs = testStartMs;
      const started = await post('student', pathOf('plain'));
      const { id, attempt, validation_token } = started.json.quiz_submissions[0];
      const claim = { attempt, validation_token };
      const { submission_id } = started.json.quiz_submissions[0];
      await post('student', `/api/v1/quiz_submissions/${id}/questions`, {
        ...claim,
        quiz_questions: [right.mc, right.sa, { id: blanks, answer: { leaf: 'green', sky: 'red' } }],
      });
      server.clock.nowMs = testStartMs + 61_400;
      const reply = await post('student', pathOf('plain', `/${id}/complete`), claim);
      server.clock.nowMs = testStartMs;
      const quizId = quizzes.plain?.quizId ?? 0;
      expect(answer(reply)).toEqual([
        200,
        {
          quiz_submissions: [
            {
              ...firstAttempt({ ...course, quizId }, server.url, course.people.student.id),
              id,
              submission_id: expect.any(Number),
              quiz_points_possible: 7,
              finished_at: '2026-09-01T09:01:01Z',
              kept_score: 4,
              score: 4,
              has_seen_results: false,
              workflow_state: 'complete',
              time_spent: 61,
              attempts_left: 2,
              result_url: `${server.url}/courses/${course.courseId}/quizzes/${quizId}/history?quiz_submission_id=${id}&version=1`,
            },
          ],
        },
      ]);
      expect(reply.json.quiz_submissions[0].submission_id).toBe(submission_id);
      const shown = await server.call('GET', pathOf('plain', `/${id}`));
      expect(shown.json).toEqual(reply.json);
    });

    test('fills the row in the gradebook as the server, and moves the course score', async () => {
      const reply = await take('drift', [right.mc]);
      const [row] = reply.json.quiz_submissions;
      expect(await gradebookRow('drift')).toEqual({
        id: row.submission_id,
        quizSubmissionId: row.id,
        workflowState: 'graded',
        score: 2,
        grade: '2',
        pointsDeducted: null,
        excused: 0,
        attempt: 1,
        submissionType: 'online_quiz',
        body: `user: ${course.people.student.id}, quiz: ${quizzes.drift?.quizId}, score: 2.0, time: 2026-09-01 09:00:00 UTC`,
        submittedAtMs: testStartMs,
        gradedAtMs: testStartMs,
        graderId: -(quizzes.drift?.quizId ?? 0),
        gradeMatchesCurrentSubmission: 1,
        postedAtMs: testStartMs,
      });
      const changes = await runSql(
        course.databaseUrl,
        `select grader_id, score_before, score_after from grade_changes where submission_id = ${row.submission_id}`,
      );
      expect(changes).toEqual([
        { grader_id: -(quizzes.drift?.quizId ?? 0), score_before: null, score_after: 2 },
      ]);
      const [scores] = await runSql<{ current_score: number }>(
        course.databaseUrl,
        `select current_score from course_scores where user_id = ${course.people.student.id}`,
      );
      expect(scores?.current_score).toBeGreaterThan(0);
    });

    test('with an essay waits for a person, and the grade is of another attempt meanwhile', async () => {
      const first = await take('essay', [right.mc, right.num, { id: essay, answer: '<p>x</p>' }]);
      expect(first.json.quiz_submissions[0]).toMatchObject({ workflow_state: 'pending_review', score: 4 });
      expect(await gradebookRow('essay')).toMatchObject({
        workflowState: 'pending_review',
        score: 4,
        gradeMatchesCurrentSubmission: 1,
        postedAtMs: testStartMs,
      });
      const second = await take('essay', [right.mc]);
      expect(second.json.quiz_submissions[0]).toMatchObject({ attempt: 2, score: 2, kept_score: 4 });
      expect(await gradebookRow('essay')).toMatchObject({
        attempt: 2,
        score: 4,
        gradeMatchesCurrentSubmission: 0,
      });
    });

    // The scores of three attempts are 2, 5 and 1.
    test.each([
      ['plain', [4, 5, 5]],
      ['latest', [2, 5, 1]],
      ['average', [2, 3.5, 2.67]],
    ])('%s keeps the score of its policy', async (name, kept) => {
      const attempts = name === 'plain' ? [[right.mc, right.sa, right.num]] : [[right.mc]];
      if (name !== 'plain') attempts.push([right.mc, right.sa, right.num]);
      attempts.push([right.sa]);
      const shown: number[] = name === 'plain' ? [4] : [];
      for (const given of attempts) {
        const reply = await take(name, given);
        shown.push(reply.json.quiz_submissions[0].kept_score);
      }
      expect(shown).toEqual(kept);
      expect(await gradebookRow(name)).toMatchObject({ score: kept.at(-1), attempt: 3 });
    });

    test('of an ungraded quiz has no row in the gradebook', async () => {
      const reply = await take('practice', [right.mc, right.blanks]);
      expect(reply.json.quiz_submissions[0]).toMatchObject({
        submission_id: null,
        score: 4,
        kept_score: 4,
        workflow_state: 'complete',
      });
    });

    test('of a survey waits for nobody; a graded one gives all points', async () => {
      const survey = await take('survey', [{ id: essay, answer: 'x' }]);
      expect(survey.json.quiz_submissions[0]).toMatchObject({ workflow_state: 'complete', score: 0 });
      const graded = await take('graded survey', []);
      expect(graded.json.quiz_submissions[0]).toMatchObject({ score: 9, quiz_points_possible: 9 });
      expect(await gradebookRow('graded survey')).toMatchObject({ score: 9, grade: '9' });
    });

    test('hides both scores from the student as long as the grade is not posted', async () => {
      const reply = await take('manual', [right.mc], 'student', '?include[]=submission');
      const [row] = reply.json.quiz_submissions;
      expect(row).toMatchObject({ workflow_state: 'complete', submission_id: expect.any(Number) });
      expect(row).not.toHaveProperty('score');
      expect(row).not.toHaveProperty('kept_score');
      expect(reply.json.submissions).toHaveLength(1);
      expect(reply.json.submissions[0]).toMatchObject({ id: row.submission_id, body: null });
      expect(reply.json.submissions[0]).not.toHaveProperty('score');
      expect(await gradebookRow('manual')).toMatchObject({ score: 2, postedAtMs: null });
      const shown = (role: Role) =>
        server.call('GET', pathOf('manual', `/${row.id}?include[]=submission`), {
          token: course.people[role].token,
        });
      for (const role of ['student', 'observer'] as const) {
        const { json } = await shown(role);
        expect(json.quiz_submissions[0], role).not.toHaveProperty('score');
      }
      const { json } = await shown('ta');
      expect(json.quiz_submissions[0]).toMatchObject({ score: 2, kept_score: 2 });
      expect(json.submissions[0]).toMatchObject({ score: 2, grade: '2', submission_type: 'online_quiz' });
      await runSql(
        course.databaseUrl,
        `update submissions set posted_at_ms = 1 where id = ${row.submission_id}`,
      );
      expect((await shown('student')).json.quiz_submissions[0]).toMatchObject({ score: 2, kept_score: 2 });
    });

    test('hides what would give the score away as well', async () => {
      const { student, teacher } = course.people;
      const gradebook = `/api/v1/courses/${course.courseId}/assignments/${quizzes.withheld?.assignmentId}/submissions`;
      const { json } = await take('withheld', []);
      const { id } = json.quiz_submissions[0];
      const posted = { token: teacher.token, body: { submission: { posted_grade: '5' } } };
      expect((await server.call('PUT', `${gradebook}/${student.id}`, posted)).status).toBe(200);
      await runSql(
        course.databaseUrl,
        `update quiz_submissions set score_before_regrade = 4 where id = ${id}`,
      );
      const shown = async (role: Role) => {
        const reply = await server.call('GET', pathOf('withheld', `/${id}`), {
          token: course.people[role].token,
        });
        return reply.json.quiz_submissions[0];
      };
      const away = { fudge_points: null, score_before_regrade: null };
      expect(await shown('student')).toMatchObject(away);
      expect(await shown('observer')).toMatchObject(away);
      expect(await shown('teacher')).toMatchObject({ fudge_points: 5, score_before_regrade: 4, score: 5 });
    });

    test('late takes points off in the gradebook, not off the quiz', async () => {
      const started = await post('student', pathOf('late'));
      const { id, attempt, validation_token } = started.json.quiz_submissions[0];
      const claim = { attempt, validation_token };
      await post('student', `/api/v1/quiz_submissions/${id}/questions`, {
        ...claim,
        quiz_questions: Object.values(right),
      });
      server.clock.nowMs = testStartMs + 7 * minuteMs;
      const reply = await post('student', pathOf('late', `/${id}/complete`), claim);
      expect(reply.json.quiz_submissions[0]).toMatchObject({ score: 7, kept_score: 7 });
      expect(await gradebookRow('late')).toMatchObject({ score: 6.3, grade: '6.3', pointsDeducted: 0.7 });
      server.clock.nowMs = testStartMs;
      // In time, the second one counts in full.
      await take('late', [right.mc]);
      expect(await gradebookRow('late')).toMatchObject({ score: 7, pointsDeducted: null });
    });

    test.each([
      ['within the minute of grace', 6 * minuteMs, null],
      ['after it', 6 * minuteMs + 1_000, 0.7],
    ])('%s after the due date costs what is due', async (_, afterMs, deducted) => {
      const started = await post('student', pathOf('latest late'));
      const { id, attempt, validation_token } = started.json.quiz_submissions[0];
      const claim = { attempt, validation_token };
      const answers = { ...claim, quiz_questions: [right.mc] };
      await post('student', `/api/v1/quiz_submissions/${id}/questions`, answers);
      server.clock.nowMs = testStartMs + afterMs;
      await post('student', pathOf('latest late', `/${id}/complete`), claim);
      server.clock.nowMs = testStartMs;
      expect(await gradebookRow('latest late')).toMatchObject({ pointsDeducted: deducted });
    });

    test.each([
      [30 * minuteMs, 30 * minuteMs],
      [35 * minuteMs, 30 * minuteMs],
      [35 * minuteMs + 1, 35 * minuteMs + 1],
    ])('after %i ms of 30 minutes counts as finished after %i', async (handedInMs, finishedMs) => {
      const started = await post('student', pathOf('drift'));
      const { id, attempt, validation_token } = started.json.quiz_submissions[0];
      server.clock.nowMs = testStartMs + handedInMs;
      const reply = await post('student', pathOf('drift', `/${id}/complete`), { attempt, validation_token });
      server.clock.nowMs = testStartMs;
      const finished = new Date(testStartMs + finishedMs).toISOString().slice(0, 19);
      expect(reply.json.quiz_submissions[0]).toMatchObject({ finished_at: `${finished}Z` });
      expect(await gradebookRow('drift')).toMatchObject({ submittedAtMs: testStartMs + finishedMs });
    });

    test('uses up that the quiz was unlocked by hand', async () => {
      await take('unlocked', []);
      const again = await post('student', pathOf('unlocked'));
      expect(answer(again)).toEqual(declined(400, 'you are not allowed to participate in this quiz'));
    });

    test('leaves earlier attempts as they were', async () => {
      const path = pathOf('average', '/self');
      const { token: own } = course.people.student;
      const scores: unknown[] = [];
      for (const attempt of [1, 2, 3]) {
        const { json } = await server.call('GET', `${path}?attempt=${attempt}`, { token: own });
        const [row] = json.quiz_submissions;
        scores.push([row.attempt, row.score, row.workflow_state]);
      }
      expect(scores).toEqual([
        [1, 2, 'complete'],
        [2, 5, 'complete'],
        [3, 1, 'complete'],
      ]);
    });

    // Each has every later hindrance too, so that the order is told.
    test.each([
      ['lockdown', 'student', {}, 403, 'this quiz requires the lockdown browser'],
      ['unpublished', 'student', {}, 403, mayNot],
      ['excused', 'student', {}, 403, mayNot],
      ['running', 'observer', {}, 403, mayNot],
      ['running', 'outsider', {}, 403, mayNot],
      ['no way back', 'student', {}, 501, 'that type of quizzes is not supported yet'],
      ['code', 'student', {}, 403, 'invalid access code'],
      ['code', 'student', { access_code: 'sesame' }, 403, 'IP address denied'],
      ['address', 'student', {}, 403, 'IP address denied'],
      ['locked', 'student', {}, 400, 'quiz is locked'],
      ['complete', 'student', {}, 403, 'invalid token'],
      ['complete', 'student', { validation_token: 'x' }, 403, 'invalid token'],
      ['complete', 'student', { validation_token: token }, 400, already],
      ['pending', 'student', { validation_token: token }, 400, already],
      ['running', 'student', { attempt: 1 }, 403, 'invalid token'],
      ['running', 'student', { validation_token: token }, 400, 'invalid attempt'],
      ['running', 'student', { validation_token: token, attempt: 'x' }, 400, 'invalid attempt'],
      ['running', 'student', { validation_token: token, attempt: 2 }, 400, 'attempt 2 can not be modified'],
    ] as const)('%s, by %s with %j: %i %s', async (name, role, body, status, message) => {
      const path = pathOf(name, `/${rows[name]}/complete`);
      expect(answer(await post(role, path, body))).toEqual(declined(status, message));
    });

    test('is proved by the token, whoever has it', async () => {
      const claim = { validation_token: token, attempt: '1' };
      const reply = await post('otherStudent', pathOf('running', `/${rows.running}/complete`), claim);
      expect(reply.json.quiz_submissions[0]).toMatchObject({
        user_id: course.people.student.id,
        workflow_state: 'complete',
      });
      const again = await post('student', pathOf('running', '/self/complete'), claim);
      expect(answer(again)).toEqual(declined(400, already));
    });

    test('needs a login and something to hand in', async () => {
      const path = pathOf('running', `/${rows.running}/complete`);
      const nobody = await server.call('POST', path, { token: null, body: {} });
      expect(answer(nobody)).toEqual([401, unauthenticatedBody]);
      for (const gone of [
        pathOf('running', '/99999/complete'),
        pathOf('locked', `/${rows.running}/complete`),
        pathOf('settings', `/${rows.settings}/complete`),
        `/api/v1/courses/${course.courseId}/quizzes/99999/submissions/1/complete`,
      ]) {
        expect(answer(await post('student', gone)), gone).toEqual([404, notFoundBody]);
      }
      const { teacher } = course.people;
      const none = await server.call('POST', pathOf('running', '/self/complete'), {
        token: teacher.token,
        body: {},
      });
      expect(answer(none)).toEqual([404, notFoundBody]);
    });

    test('ends a preview once, with a score and without a trace in the gradebook', async () => {
      const started = await post('teacher', pathOf('code'), { preview: 1 });
      const { id, validation_token } = started.json.quiz_submissions[0];
      const path = pathOf('code', `/${id}/complete`);
      const claim = { validation_token, attempt: 9 };
      expect(answer(await post('teacher', path, { attempt: 1 }))).toEqual(declined(403, 'invalid token'));
      const reply = await post('teacher', path, claim);
      expect(reply.json.quiz_submissions[0]).toMatchObject({
        user_id: null,
        submission_id: null,
        workflow_state: 'preview',
        score: 0,
        finished_at: '2026-09-01T09:00:00Z',
      });
      expect(answer(await post('teacher', path, claim))).toEqual(declined(400, already));
      const again = await post('teacher', pathOf('code'), { preview: 1 });
      expect(again.json.quiz_submissions[0]).toMatchObject({ id, attempt: 2, finished_at: null });
      expect(await gradebookRow('code')).toBeUndefined();
    });
  });
});
