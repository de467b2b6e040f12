// The server hands in what was left past its limit: when, with what, and what becomes of failures. Source: quiz reference
// §2.12, §3.3.

import { describe, expect, onTestFinished, test } from 'vitest';
import { closingBatchRows, closingGraceMs } from '../../src/model/quiz-limits.ts';
import type { QuizSubmission } from '../../src/model/quiz-submission.ts';
import { OverdueAttempts } from '../../src/operations/attempts/close-overdue-attempts.ts';
import type { Database, Query } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type CourseFixture, courseFixture, insertQuizSubmission } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { announcingOn } from '../support/direct-call.ts';
import { insertRunningAttempts, insertStudents } from '../support/many-attempts.ts';
import { startTestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, essayQuestion, insertTakenQuiz, machineQuestions } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const endAtMs = testStartMs + 30 * minuteMs;
/** The last moment at which an attempt with that end is left alone. */
const lastMs = endAtMs + closingGraceMs;

eachDatabase((database) => {
  /** A course made by `more`, its database opened, and a closer at a time. */
  async function closing(more: (query: Query, course: CourseFixture) => Promise<void>) {
    const course = await courseFixture(database, { more });
    const opened: Database = await openDatabase(course.databaseUrl, testStartMs);
    onTestFinished(() => opened[Symbol.asyncDispose]());
    const failures: [number, string][] = [];
    let nowMs = testStartMs;
    const clock = () => nowMs;
    const overdue = new OverdueAttempts(announcingOn(opened, clock), clock, (error, id) =>
      failures.push([id, (error as Error).message]),
    );
    return {
      course,
      opened,
      failures,
      closeAt: (atMs: number) => {
        nowMs = atMs;
        return overdue.close();
      },
      row: async (id: number | undefined): Promise<QuizSubmission> =>
        opened.query
          .selectFrom('quizSubmissions')
          .selectAll()
          .where('id', '=', id ?? 0)
          .executeTakeFirstOrThrow(),
    };
  }

  /** Puts the right answer to the first question into an attempt. */
  async function answer(query: Query, quizSubmissionId: number): Promise<void> {
    await query
      .updateTable('attemptAnswers')
      .set({ answers: JSON.stringify({ [choiceQuestion.id]: { answer: '11' } }) })
      .where('quizSubmissionId', '=', quizSubmissionId)
      .execute();
  }

  describe('an attempt past its limit', () => {
    test('is graded with what was saved, finished at its end, and fills the gradebook', async () => {
      let id = 0;
      const { closeAt, row, opened, course } = await closing(async (query, fixture) => {
        const { quizId } = await insertTakenQuiz(query, fixture);
        const userId = fixture.people.student.id;
        id = await insertQuizSubmission(query, { quizId, userId, manuallyUnlocked: 1 }, machineQuestions);
        await answer(query, id);
      });
      expect(await closeAt(lastMs)).toBe(0);
      expect(await row(id)).toMatchObject({ workflowState: 'untaken', score: null });
      expect(await closeAt(lastMs + 1)).toBe(1);
      const closed = await row(id);
      expect(closed).toMatchObject({
        workflowState: 'complete',
        finishedAtMs: endAtMs,
        endAtMs,
        score: 2,
        keptScore: 2,
        attempt: 1,
        hasSeenResults: 0,
        manuallyUnlocked: 0,
        updatedAtMs: lastMs + 1,
      });
      const submission = await opened.query
        .selectFrom('submissions')
        .selectAll()
        .where('quizSubmissionId', '=', id)
        .executeTakeFirstOrThrow();
      expect(submission).toMatchObject({
        id: closed.submissionId,
        score: 2,
        grade: '2',
        graderId: -closed.quizId,
        submittedAtMs: endAtMs,
        gradedAtMs: lastMs + 1,
        workflowState: 'graded',
        postedAtMs: lastMs + 1,
      });
      const scores = await opened.query
        .selectFrom('courseScores')
        .select('currentScore')
        .where('userId', '=', course.people.student.id)
        .execute();
      expect(scores).toEqual([{ currentScore: 28.57 }]);
      const log = await opened.query.selectFrom('quizEvents').select(['eventType', 'source']).execute();
      expect(log).toEqual([{ eventType: 'attempt_closed', source: 'server' }]);
      expect(await closeAt(lastMs + 60 * minuteMs)).toBe(0);
    });

    test('waits for a person when it has an essay', async () => {
      let id = 0;
      const { closeAt, row } = await closing(async (query, fixture) => {
        const { quizId } = await insertTakenQuiz(query, fixture);
        const questions = [choiceQuestion, essayQuestion];
        id = await insertQuizSubmission(query, { quizId, userId: fixture.people.student.id }, questions);
      });
      expect(await closeAt(lastMs + 1)).toBe(1);
      expect(await row(id)).toMatchObject({ workflowState: 'pending_review', score: 0 });
    });

    test('keeps the score that counts of all attempts', async () => {
      let id = 0;
      const { closeAt, row } = await closing(async (query, fixture) => {
        const { quizId } = await insertTakenQuiz(query, fixture, { allowedAttempts: 3 });
        const own = { quizId, userId: fixture.people.student.id, attempt: 3, keptScore: 2 };
        id = await insertQuizSubmission(query, own, machineQuestions);
      });
      expect(await closeAt(lastMs + 1)).toBe(1);
      expect(await row(id)).toMatchObject({ attempt: 3, score: 0, keptScore: 2 });
    });

    test('of a quiz whose timer hands nothing in is closed when the dates say so, or never', async () => {
      const lockAtMs = endAtMs + 20 * minuteMs;
      const ids: Record<string, number> = {};
      const { closeAt, row } = await closing(async (query, fixture) => {
        for (const [name, quiz, own] of [
          ['locks', { lockAtMs }, {}],
          ['locked before', { lockAtMs: endAtMs - minuteMs }, {}],
          ['open', {}, {}],
          ['unlocked', { lockAtMs }, { manuallyUnlocked: 1 }],
        ] as const) {
          const { quizId } = await insertTakenQuiz(query, fixture, {
            disableTimerAutosubmission: 1,
            ...quiz,
          });
          const taker = { quizId, userId: fixture.people.student.id, ...own };
          ids[name] = await insertQuizSubmission(query, taker, machineQuestions);
        }
      });
      expect(await closeAt(lastMs + 1)).toBe(1);
      expect(await row(ids['locked before'])).toMatchObject({ finishedAtMs: endAtMs });
      expect(await closeAt(lockAtMs + closingGraceMs)).toBe(0);
      expect(await closeAt(lockAtMs + closingGraceMs + 1)).toBe(1);
      expect(await row(ids.locks)).toMatchObject({ workflowState: 'complete', finishedAtMs: lockAtMs });
      expect(await closeAt(lockAtMs + 1_000 * minuteMs)).toBe(0);
    });

    test('is left alone when there is nothing to hand in, or nowhere to', async () => {
      const { closeAt } = await closing(async (query, fixture) => {
        const userId = fixture.people.student.id;
        for (const state of ['complete', 'pending_review', 'settings_only', 'preview'] as const) {
          const { quizId } = await insertTakenQuiz(query, fixture);
          const taker = state === 'preview' ? { userId: null, previewUserId: userId } : { userId };
          await insertQuizSubmission(query, { quizId, ...taker, workflowState: state });
        }
        const deleted = await insertTakenQuiz(query, fixture, { workflowState: 'deleted' });
        await insertQuizSubmission(query, { quizId: deleted.quizId, userId });
        const endless = await insertTakenQuiz(query, fixture);
        await insertQuizSubmission(query, { quizId: endless.quizId, userId, endAtMs: null });
      });
      expect(await closeAt(lastMs + 1_000 * minuteMs)).toBe(0);
    });

    test('of a deleted course is left alone', async () => {
      const { closeAt } = await closing(async (query, fixture) => {
        const { quizId } = await insertTakenQuiz(query, fixture);
        await insertQuizSubmission(query, { quizId, userId: fixture.people.student.id });
        await query.updateTable('courses').set({ workflowState: 'deleted' }).execute();
      });
      expect(await closeAt(lastMs + 1)).toBe(0);
    });
  });

  test('one that fails is told of and tried again, and stops none of the others, in this batch or the next', async () => {
    const count = closingBatchRows + 3;
    let broken: number[] = [];
    const { closeAt, failures, opened } = await closing(async (query, fixture) => {
      const { quizId } = await insertTakenQuiz(query, fixture);
      const students = await insertStudents(query, fixture, count);
      const attempts = await insertRunningAttempts(query, quizId, students);
      broken = [0, 7, closingBatchRows].map((at) => attempts[at]?.quizSubmissionId ?? 0);
      await query
        .updateTable('attemptQuestions')
        .set({ quizData: '[{' })
        .where('quizSubmissionId', 'in', broken)
        .execute();
    });
    expect(await closeAt(lastMs + 1)).toBe(count - broken.length);
    expect(failures.map(([id]) => id)).toEqual(broken);
    const left = await opened.query
      .selectFrom('quizSubmissions')
      .select(['id', 'score'])
      .where('workflowState', '=', 'untaken')
      .orderBy('id')
      .execute();
    expect(left).toEqual(broken.map((id) => ({ id, score: null })));
    await opened.query.updateTable('attemptQuestions').set({ quizData: '[]' }).execute();
    expect(await closeAt(lastMs + 2)).toBe(broken.length);
    expect(failures).toHaveLength(broken.length);
  });

  test('an attempt that somebody holds is left to them, and looked at again later', async () => {
    let id = 0;
    const { closeAt, opened } = await closing(async (query, fixture) => {
      const { quizId } = await insertTakenQuiz(query, fixture);
      id = await insertQuizSubmission(query, { quizId, userId: fixture.people.student.id }, machineQuestions);
    });
    if (database.kind === 'sqlite') {
      // A transaction is alone there: the closing waits for it.
      const held = opened.transaction((transaction) => answer(transaction, id));
      expect(await closeAt(lastMs + 1)).toBe(1);
      await held;
      return;
    }
    await opened.transaction(async (transaction) => {
      await transaction.selectFrom('quizSubmissions').select('id').where('id', '=', id).forUpdate().execute();
      expect(await closeAt(lastMs + 1)).toBe(0);
    });
    expect(await closeAt(lastMs + 1)).toBe(1);
  });

  test('who asks while it is at it gets the same, and a stop leaves the others for the next start', async () => {
    const { closeAt, opened } = await closing(async (query, fixture) => {
      const { quizId } = await insertTakenQuiz(query, fixture);
      const students = await insertStudents(query, fixture, 20);
      await insertRunningAttempts(query, quizId, students);
    });
    const [first, second] = await Promise.all([closeAt(lastMs + 1), closeAt(lastMs + 1)]);
    expect([first, second]).toEqual([20, 20]);
    await opened.query.updateTable('quizSubmissions').set({ workflowState: 'untaken' }).execute();
    const clock = () => lastMs + 1;
    const stopped = new OverdueAttempts(announcingOn(opened, clock), clock, () => {});
    const closed = stopped.close();
    await stopped[Symbol.asyncDispose]();
    expect(await closed).toBe(0);
  });

  test('a server does it every so often, and a new one goes on where the last one stopped', async () => {
    const course = await courseFixture(database, {
      async more(query, fixture) {
        for (const end of [endAtMs, endAtMs + minuteMs]) {
          const { quizId } = await insertTakenQuiz(query, fixture);
          const taker = { quizId, userId: fixture.people.student.id, endAtMs: end };
          await insertQuizSubmission(query, taker, machineQuestions);
        }
      },
    });
    const states = async () => {
      const rows = await runSql(
        course.databaseUrl,
        'select workflow_state from quiz_submissions order by id',
      );
      return rows.map((row) => row.workflow_state);
    };
    {
      await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      server.clock.nowMs = lastMs + 1;
      await server.upkeep();
      expect(await states()).toEqual(['complete', 'untaken']);
    }
    await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    server.clock.nowMs = lastMs + 2 * minuteMs;
    await server.upkeep();
    expect(await states()).toEqual(['complete', 'complete']);
  });
});
