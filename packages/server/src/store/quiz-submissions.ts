// Quiz submissions and their attempts: rows and their changes.

import type { QuizSubmissionAttempt } from '../model/quiz-submission.ts';
import type { Query } from './database.ts';

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

/** The quiz submission of one user on one quiz, for `self`. */
export async function findQuizSubmissionIdOf(query: Query, quizId: number, userId: number): Promise<number | undefined> {
  const row = await query
    .selectFrom('quizSubmissions')
    .select('id')
    .where('quizId', '=', quizId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row?.id;
}
