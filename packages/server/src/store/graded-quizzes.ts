// Graded quizzes, by the assignments that are theirs, and what students have on them.

import type { Quiz } from '../model/quiz.ts';
import type { QuizSubmission, QuizSubmissionAttempt } from '../model/quiz-submission.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';
import { locked, type RowLock } from './row-lock.ts';
import { peopleNamedMax } from './student-enrollments.ts';

/** The quizzes whose own assignments these are, by id. Locks, taken in that order, need a transaction. */
export async function listQuizzesOfAssignments(
  query: Query,
  assignmentIds: readonly number[],
  lock?: RowLock,
): Promise<Quiz[]> {
  if (assignmentIds.length === 0) return [];
  const rows = query
    .selectFrom('quizzes')
    .selectAll()
    .where('assignmentId', 'in', assignmentIds)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id');
  return locked(query, rows, lock).execute();
}

/** The quizzes whose own assignments these are, by assignment. */
export async function listQuizIdsOf(
  query: Query,
  assignmentIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  for (const some of rowChunks(assignmentIds, 1)) {
    const rows = await query
      .selectFrom('quizzes')
      .select(['id', 'assignmentId'])
      .where('assignmentId', 'in', some)
      .where('workflowState', '<>', 'deleted')
      .execute();
    for (const { id, assignmentId } of rows) if (assignmentId !== null) found.set(assignmentId, id);
  }
  return found;
}

/** What these students have on these quizzes, held until the transaction ends, by id. */
export async function lockQuizSubmissionsOf(
  transaction: Query,
  quizIds: readonly number[],
  userIds: readonly number[],
): Promise<QuizSubmission[]> {
  if (quizIds.length === 0 || userIds.length === 0) return [];
  let rows = transaction
    .selectFrom('quizSubmissions')
    .selectAll()
    .where('quizId', 'in', quizIds)
    .orderBy('id');
  // More people than a statement should name: everybody's rows are held.
  if (userIds.length <= peopleNamedMax) rows = rows.where('userId', 'in', userIds);
  const found = await locked(transaction, rows, 'change').execute();
  const asked = new Set(userIds);
  return found.filter(({ userId }) => userId !== null && asked.has(userId));
}

/** What people have on a quiz that has a score to keep, by id, held until the transaction ends. */
export async function lockScoredQuizSubmissions(
  transaction: Query,
  quizId: number,
): Promise<QuizSubmission[]> {
  const rows = transaction
    .selectFrom('quizSubmissions')
    .selectAll()
    .where('quizId', '=', quizId)
    .where('userId', 'is not', null)
    .where('keptScore', 'is not', null)
    .orderBy('id');
  return locked(transaction, rows, 'change').execute();
}

/** The quiz submissions of these gradebook rows, in no order. */
export async function listQuizSubmissionsBehind(
  query: Query,
  submissionIds: readonly number[],
): Promise<QuizSubmission[]> {
  const found: QuizSubmission[] = [];
  for (const some of rowChunks(submissionIds, 1)) {
    const rows = query.selectFrom('quizSubmissions').selectAll().where('submissionId', 'in', some);
    found.push(...(await rows.execute()));
  }
  return found;
}

/** Every attempt of these quiz submissions, the first ones of each first. */
export async function listAttemptsOf(
  query: Query,
  quizSubmissionIds: readonly number[],
): Promise<QuizSubmissionAttempt[]> {
  const found: QuizSubmissionAttempt[] = [];
  for (const some of rowChunks(quizSubmissionIds, 1)) {
    const rows = query
      .selectFrom('quizSubmissionAttempts')
      .selectAll()
      .where('quizSubmissionId', 'in', some)
      .orderBy('attempt');
    found.push(...(await rows.execute()));
  }
  return found;
}

/** Writes what grading changes of quiz submissions that exist and that this transaction has locked. */
export async function rewriteGrades(
  query: Query,
  quizSubmissions: readonly QuizSubmission[],
  attempts: readonly QuizSubmissionAttempt[],
): Promise<void> {
  for (const some of rowChunks(quizSubmissions, 26)) {
    await query
      .insertInto('quizSubmissions')
      .values([...some])
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          submissionId: ref('excluded.submissionId'),
          fudgePoints: ref('excluded.fudgePoints'),
          keptScore: ref('excluded.keptScore'),
          score: ref('excluded.score'),
          scoreBeforeRegrade: ref('excluded.scoreBeforeRegrade'),
          quizPointsPossible: ref('excluded.quizPointsPossible'),
          manuallyScored: ref('excluded.manuallyScored'),
          hasSeenResults: ref('excluded.hasSeenResults'),
          workflowState: ref('excluded.workflowState'),
          excused: ref('excluded.excused'),
          updatedAtMs: ref('excluded.updatedAtMs'),
        })),
      )
      .execute();
  }
  for (const some of rowChunks(attempts, 12)) {
    await query
      .insertInto('quizSubmissionAttempts')
      .values([...some])
      .onConflict((conflict) =>
        conflict.columns(['quizSubmissionId', 'attempt']).doUpdateSet(({ ref }) => ({
          fudgePoints: ref('excluded.fudgePoints'),
          score: ref('excluded.score'),
          scoreBeforeRegrade: ref('excluded.scoreBeforeRegrade'),
        })),
      )
      .execute();
  }
}

export interface GradedAttempt {
  quizSubmissionId: number;
  attempt: number;
  /** JSON text of `GradedAnswer[]`. */
  gradedAnswers: string;
}

/** What grading made of the answers of every attempt, those not graded yet left out. */
export async function listGradedAnswers(
  query: Query,
  quizSubmissionIds: readonly number[],
): Promise<GradedAttempt[]> {
  const found: GradedAttempt[] = [];
  for (const some of rowChunks(quizSubmissionIds, 1)) {
    const rows = query
      .selectFrom('attemptAnswers')
      .select(({ ref }) => [
        'quizSubmissionId',
        'attempt',
        ref('gradedAnswers').$notNull().as('gradedAnswers'),
      ])
      .where('quizSubmissionId', 'in', some)
      .where('gradedAnswers', 'is not', null);
    found.push(...(await rows.execute()));
  }
  return found;
}
