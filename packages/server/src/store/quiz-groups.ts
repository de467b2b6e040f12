// The question groups of quizzes: rows and their changes.

import type { QuizGroup } from '../model/quiz-question.ts';
import type { Query } from './database.ts';

/** Undefined when the quiz has no such group. */
export async function findGroup(query: Query, quizId: number, id: number): Promise<QuizGroup | undefined> {
  return query
    .selectFrom('quizGroups')
    .selectAll()
    .where('id', '=', id)
    .where('quizId', '=', quizId)
    .executeTakeFirst();
}

/** Every group of the quiz, by position, then id. */
export async function listGroups(query: Query, quizId: number): Promise<QuizGroup[]> {
  return inOrder(query, quizId).execute();
}

/** Rows of one page of `listGroups`, from `offset`. */
export async function listGroupsPage(
  query: Query,
  quizId: number,
  limit: number,
  offset: number,
): Promise<QuizGroup[]> {
  return inOrder(query, quizId).limit(limit).offset(offset).execute();
}

export async function countGroups(query: Query, quizId: number): Promise<number> {
  const { count } = await query
    .selectFrom('quizGroups')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('quizId', '=', quizId)
    .executeTakeFirstOrThrow();
  return count;
}

/** The greatest position; 0 when there are no groups. */
export async function lastGroupPosition(query: Query, quizId: number): Promise<number> {
  const { position } = await query
    .selectFrom('quizGroups')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('quizId', '=', quizId)
    .executeTakeFirstOrThrow();
  return position ?? 0;
}

export async function insertGroup(query: Query, group: Omit<QuizGroup, 'id'>): Promise<QuizGroup> {
  return query.insertInto('quizGroups').values(group).returningAll().executeTakeFirstOrThrow();
}

export async function updateGroup(
  query: Query,
  id: number,
  changes: Partial<Omit<QuizGroup, 'id' | 'quizId' | 'createdAtMs'>>,
): Promise<QuizGroup> {
  return query
    .updateTable('quizGroups')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteGroup(query: Query, id: number): Promise<void> {
  await query.deleteFrom('quizGroups').where('id', '=', id).execute();
}

function inOrder(query: Query, quizId: number) {
  return query
    .selectFrom('quizGroups')
    .selectAll()
    .where('quizId', '=', quizId)
    .orderBy('position')
    .orderBy('id');
}
