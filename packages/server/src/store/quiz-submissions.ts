// Quiz submissions and their attempts: rows and their changes.

import type { QuizSubmission, QuizSubmissionAttempt } from '../model/quiz-submission.ts';
import type { Query } from './database.ts';
import { locked, type RowLock } from './row-lock.ts';

/** One attempt of a quiz submission, the current one included; undefined when it never began. */
export async function findAttempt(
  query: Query,
  quizSubmissionId: number,
  attempt: number,
): Promise<QuizSubmissionAttempt | undefined> {
  return query
    .selectFrom('quizSubmissionAttempts')
    .selectAll()
    .where('quizSubmissionId', '=', quizSubmissionId)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
}

/** Every attempt of a quiz submission, the first one first. */
export async function listAttempts(query: Query, quizSubmissionId: number): Promise<QuizSubmissionAttempt[]> {
  return query
    .selectFrom('quizSubmissionAttempts')
    .selectAll()
    .where('quizSubmissionId', '=', quizSubmissionId)
    .orderBy('attempt')
    .execute();
}

export async function insertAttempt(query: Query, attempt: QuizSubmissionAttempt): Promise<void> {
  await query.insertInto('quizSubmissionAttempts').values(attempt).execute();
}

export async function updateAttempt(
  query: Query,
  { quizSubmissionId, attempt }: Pick<QuizSubmissionAttempt, 'quizSubmissionId' | 'attempt'>,
  changes: Partial<Omit<QuizSubmissionAttempt, 'quizSubmissionId' | 'attempt'>>,
): Promise<void> {
  await query
    .updateTable('quizSubmissionAttempts')
    .set(changes)
    .where('quizSubmissionId', '=', quizSubmissionId)
    .where('attempt', '=', attempt)
    .execute();
}

/** The quiz submission of one user on one quiz, for `self`. */
export async function findQuizSubmissionIdOf(
  query: Query,
  quizId: number,
  userId: number,
): Promise<number | undefined> {
  const row = await query
    .selectFrom('quizSubmissions')
    .select('id')
    .where('quizId', '=', quizId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row?.id;
}

/** A quiz submission of the quiz, of any state; undefined when there is none. A lock needs a transaction. */
export async function findQuizSubmission(
  query: Query,
  quizId: number,
  id: number,
  lock?: RowLock,
): Promise<QuizSubmission | undefined> {
  const rows = query
    .selectFrom('quizSubmissions')
    .selectAll()
    .where('id', '=', id)
    .where('quizId', '=', quizId);
  return locked(query, rows, lock).executeTakeFirst();
}

/** Where a quiz submission belongs; undefined when there is none, or its quiz is deleted. */
export async function findQuizOfSubmission(
  query: Query,
  id: number,
): Promise<{ courseId: number; quizId: number } | undefined> {
  return query
    .selectFrom('quizSubmissions')
    .innerJoin('quizzes', 'quizzes.id', 'quizSubmissions.quizId')
    .select(['quizzes.courseId', 'quizSubmissions.quizId'])
    .where('quizSubmissions.id', '=', id)
    .where('quizzes.workflowState', '<>', 'deleted')
    .executeTakeFirst();
}

/** Whose quiz submission: that of a user, or the preview they made. */
export type Taker = { userId: number } | { previewUserId: number };

/** The one row of a taker on a quiz; undefined when there is none. A lock needs a transaction. */
export async function findQuizSubmissionOf(
  query: Query,
  quizId: number,
  taker: Taker,
  lock?: RowLock,
): Promise<QuizSubmission | undefined> {
  const [column, id] =
    'userId' in taker
      ? (['userId', taker.userId] as const)
      : (['previewUserId', taker.previewUserId] as const);
  const rows = query
    .selectFrom('quizSubmissions')
    .selectAll()
    .where('quizId', '=', quizId)
    .where(column, '=', id);
  return locked(query, rows, lock).executeTakeFirst();
}

/** What one user has on each of these quizzes. */
export async function listQuizSubmissionsOf(
  query: Query,
  quizIds: readonly number[],
  userId: number,
): Promise<QuizSubmission[]> {
  if (quizIds.length === 0) return [];
  return query
    .selectFrom('quizSubmissions')
    .selectAll()
    .where('quizId', 'in', quizIds)
    .where('userId', '=', userId)
    .execute();
}

/** Which of these quizzes a student has taken or is taking; previews and mere settings do not count. */
export async function listTakenQuizIds(query: Query, quizIds: readonly number[]): Promise<number[]> {
  if (quizIds.length === 0) return [];
  const rows = await query
    .selectFrom('quizSubmissions')
    .select('quizId')
    .distinct()
    .where('quizId', 'in', quizIds)
    .where('userId', 'is not', null)
    .where('workflowState', '<>', 'settings_only')
    .execute();
  return rows.map(({ quizId }) => quizId);
}

/** Undefined when the taker has a row on the quiz already, also one that another transaction is just adding. */
export async function insertQuizSubmission(
  query: Query,
  quizSubmission: Omit<QuizSubmission, 'id'>,
): Promise<QuizSubmission | undefined> {
  return query
    .insertInto('quizSubmissions')
    .values(quizSubmission)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function updateQuizSubmission(
  query: Query,
  id: number,
  changes: Partial<Omit<QuizSubmission, 'id'>>,
): Promise<QuizSubmission> {
  return query
    .updateTable('quizSubmissions')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export interface StudentSelection {
  courseId: number;
  quizId: number;
  /** Students of these sections; null for all. */
  sectionIds: readonly number[] | null;
}

/** Rows of the course's students, from `offset`, by id; one row for each student. */
export async function listStudentQuizSubmissions(
  query: Query,
  selection: StudentSelection,
  limit: number,
  offset: number,
): Promise<QuizSubmission[]> {
  return ofStudents(query, selection).selectAll().orderBy('id').limit(limit).offset(offset).execute();
}

export async function countStudentQuizSubmissions(
  query: Query,
  selection: StudentSelection,
): Promise<number> {
  const { count } = await ofStudents(query, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Their quiz submissions of any state, one for each student. */
export function ofStudents(query: Query, { courseId, quizId, sectionIds }: StudentSelection) {
  let students = query
    .selectFrom('enrollments')
    .select('userId')
    .where('courseId', '=', courseId)
    .where('type', '=', 'StudentEnrollment')
    .where('workflowState', 'not in', ['deleted', 'rejected', 'inactive']);
  if (sectionIds !== null) students = students.where('courseSectionId', 'in', sectionIds);
  return query.selectFrom('quizSubmissions').where('quizId', '=', quizId).where('userId', 'in', students);
}
