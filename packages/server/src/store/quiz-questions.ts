// The questions of quizzes as they are edited: rows and their changes. A deleted question's row stays, unseen.

import { sql } from 'kysely';
import type { QuestionsSize } from '../model/questions/attempt-size.ts';
import type { QuizQuestion } from '../model/quiz-question.ts';
import type { Query } from './database.ts';

/** Undefined when the quiz has no such question, or it is deleted. */
export async function findQuestion(
  query: Query,
  quizId: number,
  id: number,
): Promise<QuizQuestion | undefined> {
  return active(query, quizId).selectAll().where('id', '=', id).executeTakeFirst();
}

/** Every question of the quiz, those of groups included, by position, then id; those without a position come last. */
export async function listQuestions(query: Query, quizId: number): Promise<QuizQuestion[]> {
  return inOrder(query, quizId).execute();
}

/** When each of these questions of the quiz was made, deleted ones included, by id. */
export async function findQuestionTimes(
  query: Query,
  quizId: number,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await query
    .selectFrom('quizQuestions')
    .select(['id', 'createdAtMs'])
    .where('quizId', '=', quizId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, createdAtMs }) => [id, createdAtMs]));
}

/** Rows of one page of `listQuestions`, from `offset`. */
export async function listQuestionsPage(
  query: Query,
  quizId: number,
  limit: number,
  offset: number,
): Promise<QuizQuestion[]> {
  return inOrder(query, quizId).limit(limit).offset(offset).execute();
}

export async function countQuestions(query: Query, quizId: number): Promise<number> {
  const { count } = await active(query, quizId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** How many questions of the quiz itself (null) and of each of its groups there are, and how long their data is. */
export async function measureQuestions(
  query: Query,
  quizId: number,
): Promise<(QuestionsSize & { quizGroupId: number | null })[]> {
  return active(query, quizId)
    .select(({ fn }) => [
      'quizGroupId',
      fn.countAll<number>().as('count'),
      fn.sum<number>(fn<number>('length', ['questionData'])).as('chars'),
      fn.max<number>(fn<number>('length', ['questionData'])).as('longest'),
    ])
    .groupBy('quizGroupId')
    .execute();
}

/** The greatest position among the quiz's own questions, or those of a group; 0 when there is none. */
export async function lastQuestionPosition(
  query: Query,
  quizId: number,
  groupId: number | null,
): Promise<number> {
  const { position } = await active(query, quizId)
    .select(({ fn }) => fn.max('position').as('position'))
    .where('quizGroupId', groupId === null ? 'is' : '=', groupId)
    .executeTakeFirstOrThrow();
  return position ?? 0;
}

export async function insertQuestion(
  query: Query,
  question: Omit<QuizQuestion, 'id'>,
): Promise<QuizQuestion> {
  return query.insertInto('quizQuestions').values(question).returningAll().executeTakeFirstOrThrow();
}

export async function updateQuestion(
  query: Query,
  id: number,
  changes: Partial<Omit<QuizQuestion, 'id' | 'quizId' | 'createdAtMs'>>,
): Promise<QuizQuestion> {
  return query
    .updateTable('quizQuestions')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteQuestionsOfGroup(query: Query, groupId: number, nowMs: number): Promise<void> {
  await query
    .updateTable('quizQuestions')
    .set({ workflowState: 'deleted', updatedAtMs: nowMs })
    .where('quizGroupId', '=', groupId)
    .where('workflowState', '=', 'active')
    .execute();
}

function active(query: Query, quizId: number) {
  return query.selectFrom('quizQuestions').where('quizId', '=', quizId).where('workflowState', '=', 'active');
}

function inOrder(query: Query, quizId: number) {
  return active(query, quizId).selectAll().orderBy(sql`position is null`).orderBy('position').orderBy('id');
}
