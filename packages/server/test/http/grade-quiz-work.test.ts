// Grading a quiz's own assignment in the gradebook: what the quiz submission takes over. Source: quiz reference §3.3,
// core reference §10.1, §10.3.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Person, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { essayQuestion, insertTakenQuiz, machineQuestions, type TakenQuiz } from '../support/taken-quiz.ts';

const [choice, short] = machineQuestions;

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  const quizzes: Record<string, TakenQuiz> = {};
  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        const attempts = { allowedAttempts: -1, timeLimitMinutes: null };
        for (const name of ['highest', 'running', 'never', 'excused', 'unexcused', 'bulk', 'history']) {
          quizzes[name] = await insertTakenQuiz(query, fixture, attempts);
        }
        quizzes.once = await insertTakenQuiz(query, fixture, { oneTimeResults: 1 });
        quizzes.latest = await insertTakenQuiz(query, fixture, { ...attempts, scoringPolicy: 'keep_latest' });
        quizzes.essay = await insertTakenQuiz(query, fixture, attempts, [...machineQuestions, essayQuestion]);
        quizzes.late = await insertTakenQuiz(query, fixture, { ...attempts, dueAtMs: 1 }, machineQuestions, {
          dueAtMs: 1,
        });
        await query
          .insertInto('latePolicies')
          .values({
            courseId: fixture.courseId,
            missingSubmissionDeductionEnabled: 0,
            missingSubmissionDeduction: 0,
            lateSubmissionDeductionEnabled: 1,
            lateSubmissionDeduction: 100,
            lateSubmissionInterval: 'day',
            lateSubmissionMinimumPercentEnabled: 1,
            lateSubmissionMinimumPercent: 0,
            createdAtMs: 1,
            updatedAtMs: 1,
          })
          .execute();
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizPath = (name: string) => `/api/v1/courses/${course.courseId}/quizzes/${quizzes[name]?.quizId}`;
  const workPath = (name: string) =>
    `/api/v1/courses/${course.courseId}/assignments/${quizzes[name]?.assignmentId}/submissions`;

  async function start(
    name: string,
    { token }: Person,
  ): Promise<{ id: number; attempt: number; token: string }> {
    const { json } = await server.call('POST', `${quizPath(name)}/submissions`, { token, body: {} });
    const [{ id, attempt, validation_token }] = json.quiz_submissions;
    return { id, attempt, token: validation_token };
  }

  /** 2 points for the choice, 1 for the word; the rest of the 7 points stays without an answer. */
  async function take(name: string, points: 0 | 1 | 2 | 3, person = course.people.student): Promise<number> {
    const { id, attempt, token } = await start(name, person);
    const quiz_questions = [
      { id: choice?.id, answer: points >= 2 ? 11 : 12 },
      { id: short?.id, answer: points % 2 === 1 ? 'dna' : 'rna' },
    ];
    await server.call('POST', `/api/v1/quiz_submissions/${id}/questions`, {
      token: person.token,
      body: { attempt, validation_token: token, quiz_questions },
    });
    const reply = await server.call('POST', `${quizPath(name)}/submissions/${id}/complete`, {
      token: person.token,
      body: { attempt, validation_token: token },
    });
    expect(reply.status).toBe(200);
    return id;
  }

  const grade = async (name: string, submission: object, role: Role = 'student') => {
    const reply = await server.call('PUT', `${workPath(name)}/${course.people[role].id}`, {
      body: { submission },
      token: course.people.teacher.token,
    });
    expect(reply.status).toBe(200);
    return reply.json;
  };
  const shown = async (name: string, id: number, query = '') => {
    const { json } = await server.call('GET', `${quizPath(name)}/submissions/${id}${query}`);
    return json.quiz_submissions[0];
  };

  test('fudge points make the attempt reach the grade', async () => {
    const id = await take('highest', 3);
    expect(await shown('highest', id)).toMatchObject({ score: 3, kept_score: 3, fudge_points: null });
    expect(await grade('highest', { posted_grade: '5.5' })).toMatchObject({
      score: 5.5,
      grader_id: course.people.teacher.id,
      submission_type: 'online_quiz',
      workflow_state: 'graded',
    });
    expect(await shown('highest', id)).toMatchObject({ score: 5.5, kept_score: 5.5, fudge_points: 2.5 });
    await grade('highest', { posted_grade: '1' });
    expect(await shown('highest', id)).toMatchObject({ score: 1, kept_score: 1, fudge_points: -2 });
  });

  test('of two attempts the last one is changed, and a grade lower than the highest wins all the same', async () => {
    const id = await take('latest', 3);
    await take('latest', 1);
    await grade('latest', { posted_grade: '2' });
    expect(await shown('latest', id)).toMatchObject({ score: 2, kept_score: 2, fudge_points: 1 });
    expect(await shown('latest', id, '?attempt=1')).toMatchObject({ score: 3 });
    const other = await take('highest', 3, course.people.otherStudent);
    await take('highest', 1, course.people.otherStudent);
    expect(await shown('highest', other)).toMatchObject({ score: 1, kept_score: 3 });
    await grade('highest', { posted_grade: '2' }, 'otherStudent');
    expect(await shown('highest', other)).toMatchObject({ score: 2, kept_score: 2 });
    expect((await grade('highest', { posted_grade: '2' }, 'otherStudent')).score).toBe(2);
  });

  test('while a new attempt runs, the last finished one is changed', async () => {
    const id = await take('running', 3);
    await start('running', course.people.student);
    await grade('running', { posted_grade: '6' });
    expect(await shown('running', id)).toMatchObject({
      attempt: 2,
      workflow_state: 'untaken',
      score: null,
      kept_score: 6,
      fudge_points: null,
    });
    expect(await shown('running', id, '?attempt=1')).toMatchObject({ score: 6, fudge_points: 3 });
  });

  test('without an attempt only the gradebook has the grade', async () => {
    expect(await grade('never', { posted_grade: '4' })).toMatchObject({ score: 4, submission_type: null });
    const { id } = await start('never', course.people.otherStudent);
    await grade('never', { posted_grade: '4' }, 'otherStudent');
    expect(await shown('never', id)).toMatchObject({
      workflow_state: 'untaken',
      kept_score: null,
      score: null,
    });
  });

  test('an attempt that waited for a person waits no more', async () => {
    const id = await take('essay', 3);
    expect(await shown('essay', id)).toMatchObject({ workflow_state: 'pending_review' });
    expect(await grade('essay', { late_policy_status: 'none' })).toMatchObject({
      workflow_state: 'pending_review',
    });
    expect(await grade('essay', { posted_grade: '8' })).toMatchObject({ score: 8, workflow_state: 'graded' });
    expect(await shown('essay', id)).toMatchObject({ workflow_state: 'complete', kept_score: 8 });
  });

  test('the quiz submission knows nothing of what the late policy takes', async () => {
    const id = await take('late', 3);
    expect(await grade('late', { posted_grade: '7' })).toMatchObject({
      score: 0,
      entered_score: 7,
      points_deducted: 7,
      late: true,
    });
    expect(await shown('late', id)).toMatchObject({ score: 7, kept_score: 7 });
  });

  describe('an excuse', () => {
    test('is known to the quiz submission, and keeps the student out until it ends', async () => {
      const id = await take('excused', 3);
      expect(await grade('excused', { excuse: true })).toMatchObject({ excused: true, score: null });
      expect(await shown('excused', id)).toMatchObject({ 'excused?': true, kept_score: 3 });
      const { token } = course.people.student;
      const refused = await server.call('POST', `${quizPath('excused')}/submissions`, { token, body: {} });
      expect(refused.status).toBe(403);
      await grade('excused', { excuse: 'false' });
      expect(await shown('excused', id)).toMatchObject({ 'excused?': false });
      expect((await start('excused', course.people.student)).attempt).toBe(2);
    });

    test('given before there is an attempt keeps the student out too', async () => {
      await grade('unexcused', { excuse: true });
      const { token } = course.people.student;
      const refused = await server.call('POST', `${quizPath('unexcused')}/submissions`, { token, body: {} });
      expect(refused.status).toBe(403);
    });
  });

  test('many at once are taken over too', async () => {
    const { student, otherStudent } = course.people;
    const one = await take('bulk', 3);
    const two = await take('bulk', 1, otherStudent);
    await server.call('POST', `${workPath('bulk')}/update_grades`, {
      body: { grade_data: { [student.id]: { posted_grade: '100%' }, [otherStudent.id]: { excuse: true } } },
    });
    expect(await shown('bulk', one)).toMatchObject({ score: 7, kept_score: 7, fudge_points: 4 });
    expect(await shown('bulk', two)).toMatchObject({ score: 1, 'excused?': true });
  });

  test('the history has every attempt, with the answers for those who may see them', async () => {
    const id = await take('history', 1);
    await take('history', 3);
    await start('history', course.people.student);
    const path = `${workPath('history')}/${course.people.student.id}?include[]=submission_history`;
    const { json } = await server.call('GET', path, { token: course.people.teacher.token });
    expect(json).toMatchObject({ score: 3, attempt: 2, grader_id: -(quizzes.history?.quizId ?? 0) });
    expect(json.body).toMatch(/^user: \d+, quiz: \d+, score: 3\.0, time: /);
    expect(json.submission_history).toEqual([
      expect.objectContaining({ id, attempt: 1, score: 1, workflow_state: 'complete', body: null }),
      expect.objectContaining({ id, attempt: 2, score: 3, workflow_state: 'complete', body: null }),
    ]);
    const [first] = json.submission_history;
    expect(first.submission_data.map(({ points }: { points: number }) => points)).toEqual([0, 1, 0, 0]);
    const own = await server.call('GET', path, { token: course.people.student.token });
    expect(own.json.submission_history[0].submission_data).toHaveLength(4);
    await server.call('PUT', quizPath('history'), { body: { quiz: { hide_results: 'always' } } });
    const hidden = await server.call('GET', path, { token: course.people.student.token });
    expect(hidden.json.submission_history).toHaveLength(2);
    for (const attempt of hidden.json.submission_history)
      expect(attempt).not.toHaveProperty('submission_data');
  });

  test('the history has no answers whose results are shown once: nobody would note the look', async () => {
    await take('once', 3);
    const path = `${workPath('once')}/${course.people.student.id}?include[]=submission_history`;
    for (const [role, has] of [
      ['student', false],
      ['teacher', true],
    ] as const) {
      const { json } = await server.call('GET', path, { token: course.people[role].token });
      expect(json.submission_history.map((attempt: object) => 'submission_data' in attempt)).toEqual([has]);
    }
  });
});
