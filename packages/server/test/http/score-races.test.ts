// Teachers score, regrade and extend at the very moment at which students begin and hand in, again and again: nothing is
// lost, and no score is of two minds. Source: the project's own rule.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QuestionData } from '../../src/model/question-data.ts';
import type { Query } from '../../src/store/database.ts';
import { type CourseFixture, courseFixture, type Person, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, essayQuestion, insertTakenQuiz, type TakenQuiz } from '../support/taken-quiz.ts';

const rounds = 100;
const firstExtended = 25;
const essay = essayQuestion.id;
const names = ['next', 'regraded', 'extended', 'handed in'] as const;

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  let student: Person;
  const quizzes: Record<string, TakenQuiz> = {};

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const name of names) {
          const questionId = await insertChoice(query);
          const questions = [{ ...choiceQuestion, id: questionId }, essayQuestion];
          const taken = await insertTakenQuiz(query, fixture, { allowedAttempts: -1 }, questions);
          await query
            .updateTable('quizQuestions')
            .set({ quizId: taken.quizId })
            .where('id', '=', questionId)
            .execute();
          quizzes[name] = taken;
          choices[name] = questionId;
        }
        for (let number = 0; number < firstExtended; number++) {
          quizzes[`first ${number}`] = await insertTakenQuiz(query, fixture, {});
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
    student = course.people.student;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const choices: Record<string, number> = {};
  const quizOf = (name: string): number => quizzes[name]?.quizId ?? 0;
  const choiceOf = (name: string): number => choices[name] ?? 0;

  const score = (name: string, { id }: Begun, item: object, role: Role = 'teacher') =>
    server.call('PUT', taking.path(quizOf(name), `/submissions/${id}`), {
      token: course.people[role].token,
      body: { quiz_submissions: [item] },
    });
  /** The key says 11 or 12 from now on. */
  const correct = (name: string, right: 11 | 12) =>
    server.call('PUT', taking.path(quizOf(name), `/questions/${choiceOf(name)}`), {
      token: course.people.ta.token,
      body: {
        question: {
          regrade_option: 'current_correct_only',
          answers: [11, 12].map((id) => ({
            id,
            answer_text: `${id}`,
            answer_weight: id === right ? 100 : 0,
          })),
        },
      },
    });
  const extend = (name: string, asked: object) =>
    server.call('POST', taking.path(quizOf(name), '/extensions'), {
      token: course.people.teacher.token,
      body: { quiz_extensions: [{ user_id: student.id, ...asked }] },
    });
  async function gradebookScore(name: string): Promise<number | null> {
    const [row] = await runSql<{ score: number | null }>(
      course.databaseUrl,
      `select score from submissions where assignment_id = ${quizzes[name]?.assignmentId} and user_id = ${student.id}`,
    );
    return row?.score ?? null;
  }
  const expectDone = (replies: readonly Reply[]) =>
    expect(replies.map(({ status, text }) => (status === 200 ? status : text))).toEqual(
      replies.map(() => 200),
    );

  test('an attempt is scored while the next one begins', async () => {
    let begun = await taking.begin(quizOf('next'), student);
    let kept = 0;
    for (let round = 1; round <= rounds; round++) {
      await taking.complete(quizOf('next'), begun, student);
      const points = (round * 7) % 11;
      const item = { attempt: round, questions: { [essay]: { score: points, comment: `${round}` } } };
      const [next, ...scored] = await Promise.all([
        taking.begin(quizOf('next'), student),
        score('next', begun, item),
      ]);
      expectDone(scored);
      kept = Math.max(kept, points);
      const earlier = await taking.shown(quizOf('next'), begun.id, `?attempt=${round}`);
      expect(earlier).toMatchObject({ attempt: round, score: points, workflow_state: 'complete' });
      expect(await taking.shown(quizOf('next'), begun.id)).toMatchObject({
        attempt: round + 1,
        workflow_state: 'untaken',
        score: null,
        kept_score: kept,
      });
      expect(await gradebookScore('next')).toBe(kept);
      begun = next;
    }
  });

  test('an attempt is scored by two while a third has it graded again', async () => {
    const begun = await taking.take(quizOf('regraded'), student, { [choiceOf('regraded')]: 11 });
    for (let round = 1; round <= rounds; round++) {
      const right = round % 2 === 0 ? 11 : 12;
      expectDone(
        await Promise.all([
          correct('regraded', right),
          score('regraded', begun, { attempt: 1, questions: { [essay]: { score: round } } }),
          score('regraded', begun, { attempt: 1, fudge_points: round * 1000 }, 'ta'),
        ]),
      );
      const total = (right === 11 ? 2 : 0) + round + round * 1000;
      expect(await taking.shown(quizOf('regraded'), begun.id)).toMatchObject({
        score: total,
        kept_score: total,
      });
      expect(await gradebookScore('regraded')).toBe(total);
    }
    const changes = await runSql<{ score_before: number | null; score_after: number | null }>(
      course.databaseUrl,
      `select score_before, score_after from grade_changes where assignment_id = ${quizzes.regraded?.assignmentId} order by id`,
    );
    expect(changes.length).toBeGreaterThan(rounds);
    expect(changes.slice(1).map(({ score_before }) => score_before)).toEqual(
      changes.slice(0, -1).map(({ score_after }) => score_after),
    );
  });

  test('an attempt is extended while it is handed in', async () => {
    for (let round = 1; round <= rounds; round++) {
      const begun = await taking.begin(quizOf('extended'), student);
      await taking.answer(begun, student, { [choiceOf('extended')]: 11 });
      expectDone(
        await Promise.all([
          taking.complete(quizOf('extended'), begun, student),
          extend('extended', { extend_from_end_at: 10, extra_attempts: round }),
        ]),
      );
      const row = await taking.shown(quizOf('extended'), begun.id);
      expect(row).toMatchObject({
        attempt: round,
        workflow_state: 'pending_review',
        score: 2,
        extra_attempts: round,
        finished_at: '2026-09-01T09:00:00Z',
      });
      expect(['2026-09-01T09:30:00Z', '2026-09-01T09:40:00Z']).toContain(row.end_at);
      const [attempt] = await runSql<{ end_at_ms: number; finished_at_ms: number }>(
        course.databaseUrl,
        `select end_at_ms, finished_at_ms from quiz_submission_attempts
         where quiz_submission_id = ${begun.id} and attempt = ${round}`,
      );
      expect(attempt).toEqual({ end_at_ms: Date.parse(row.end_at) + 123, finished_at_ms: testStartMs });
    }
  });

  test('a question is corrected while an attempt is handed in', async () => {
    const name = 'handed in';
    for (let round = 1; round <= rounds; round++) {
      const right = round % 2 === 0 ? 11 : 12;
      const begun = await taking.begin(quizOf(name), student);
      await taking.answer(begun, student, { [choiceOf(name)]: 12 });
      expectDone(await Promise.all([correct(name, right), taking.complete(quizOf(name), begun, student)]));
      const points = right === 12 ? 2 : 0;
      expect(await taking.shown(quizOf(name), begun.id)).toMatchObject({ score: points, kept_score: points });
      expect(await gradebookScore(name)).toBe(points);
    }
  });

  describe('a student is extended while a first attempt begins', () => {
    test('there is one row, begun and extended', async () => {
      for (let number = 0; number < firstExtended; number++) {
        const name = `first ${number}`;
        const [begun, extended] = await Promise.all([
          taking.begin(quizOf(name), student),
          extend(name, { extra_attempts: 3 }),
        ]);
        expectDone([extended]);
        expect(await taking.shown(quizOf(name), begun.id)).toMatchObject({ attempt: 1, extra_attempts: 3 });
        const rows = await runSql(
          course.databaseUrl,
          `select id from quiz_submissions where quiz_id = ${quizOf(name)}`,
        );
        expect(rows).toHaveLength(1);
      }
    });
  });
});

/** The choice as its author has it, of whatever quiz; returns its id. */
async function insertChoice(query: Query): Promise<number> {
  const { id: _, quiz_group_id: __, assessment_question_id: ___, position: ____, ...data } = choiceQuestion;
  const quiz = await query.selectFrom('quizzes').select('id').executeTakeFirstOrThrow();
  const { id } = await query
    .insertInto('quizQuestions')
    .values({
      quizId: quiz.id,
      quizGroupId: null,
      workflowState: 'active',
      position: 1,
      questionData: JSON.stringify(data satisfies QuestionData),
      createdAtMs: testStartMs,
      updatedAtMs: testStartMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
