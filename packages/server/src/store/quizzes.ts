// Quizzes: rows and their changes.

import { sql } from 'kysely';
import type { Quiz } from '../model/quiz.ts';
import type { Query } from './database.ts';
import { locked, type RowLock } from './row-lock.ts';

/** A quiz of the course that is not deleted; undefined when there is none. A lock needs a transaction. */
export async function findQuiz(
  query: Query,
  courseId: number,
  quizId: number,
  lock?: RowLock,
): Promise<Quiz | undefined> {
  const quizzes = query
    .selectFrom('quizzes')
    .selectAll()
    .where('id', '=', quizId)
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted');
  return locked(query, quizzes, lock).executeTakeFirst();
}

/** The quiz of the course, null for all that are not deleted, held for change until the transaction ends; by id. */
export async function lockQuizzes(
  transaction: Query,
  courseId: number,
  quizId: number | null,
): Promise<Quiz[]> {
  let quizzes = transaction
    .selectFrom('quizzes')
    .selectAll()
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id');
  if (quizId !== null) quizzes = quizzes.where('id', '=', quizId);
  return locked(transaction, quizzes, 'change').execute();
}

/** Those of these, of whatever courses, that are not deleted, by id. */
export async function listQuizzesById(query: Query, ids: readonly number[]): Promise<Quiz[]> {
  if (ids.length === 0) return [];
  return query
    .selectFrom('quizzes')
    .selectAll()
    .where('id', 'in', ids)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}

export async function insertQuiz(query: Query, quiz: Omit<Quiz, 'id'>): Promise<Quiz> {
  return query.insertInto('quizzes').values(quiz).returningAll().executeTakeFirstOrThrow();
}

export async function updateQuiz(
  query: Query,
  id: number,
  changes: Partial<Omit<Quiz, 'id' | 'courseId' | 'createdAtMs'>>,
): Promise<Quiz> {
  return query
    .updateTable('quizzes')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export interface QuizSelection {
  courseId: number;
  /** Leaves out what is not published or assigned to some only. */
  onlyPublished: boolean;
  /** Part of the title; null for all. Case: PostgreSQL folds every letter, SQLite A to Z. */
  searchTerm: string | null;
}

/** Rows of one page, from `offset`, by id. */
export async function listQuizzes(
  query: Query,
  selection: QuizSelection,
  limit: number,
  offset: number,
): Promise<Quiz[]> {
  return selected(query, selection).selectAll().orderBy('id').limit(limit).offset(offset).execute();
}

export async function countQuizzes(query: Query, selection: QuizSelection): Promise<number> {
  const { count } = await selected(query, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function selected(query: Query, { courseId, onlyPublished, searchTerm }: QuizSelection) {
  let quizzes = query
    .selectFrom('quizzes')
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted');
  if (onlyPublished)
    quizzes = quizzes.where('workflowState', '=', 'available').where('onlyVisibleToOverrides', '=', 0);
  if (searchTerm !== null) {
    const pattern = `%${searchTerm.replace(/[\\%_]/g, '\\$&')}%`;
    quizzes = quizzes.where(
      ({ ref }) => sql<boolean>`lower(${ref('title')}) like lower(${pattern}) escape '\\'`,
    );
  }
  return quizzes;
}
