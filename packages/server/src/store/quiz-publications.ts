// What quizzes were published with: at most one row a quiz, replaced when it is published again.

import type { QuestionType } from '../model/question-data.ts';
import type { QuizPublication } from '../model/quiz-question.ts';
import type { Query } from './database.ts';

/** Undefined when the quiz was never published. */
export async function findPublication(query: Query, quizId: number): Promise<QuizPublication | undefined> {
  return query.selectFrom('quizPublications').selectAll().where('quizId', '=', quizId).executeTakeFirst();
}

/** Takes the place of the one before. */
export async function savePublication(query: Query, publication: QuizPublication): Promise<void> {
  const { quizId: _, ...contents } = publication;
  await query
    .insertInto('quizPublications')
    .values(publication)
    .onConflict((conflict) => conflict.column('quizId').doUpdateSet(contents))
    .execute();
}

/** The types of the questions that each quiz was published with; quizzes never published are missing. */
export async function findPublishedTypes(
  query: Query,
  quizIds: readonly number[],
): Promise<Map<number, QuestionType[]>> {
  if (quizIds.length === 0) return new Map();
  const rows = await query
    .selectFrom('quizPublications')
    .select(['quizId', 'questionTypes'])
    .where('quizId', 'in', quizIds)
    .execute();
  return new Map(rows.map(({ quizId, questionTypes }) => [quizId, JSON.parse(questionTypes)]));
}
