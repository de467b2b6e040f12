// What an attempt was given and what was put down in it. The questions are written when it starts, and again only when one
// of them is corrected (regraded-attempts.ts); the answers often, so they are a row of their own.

import type { AttemptAnswers, AttemptQuestions } from '../model/answer-sheet.ts';
import type { QuizSubmission } from '../model/quiz-submission.ts';
import type { Query } from './database.ts';

export type StoredContents = AttemptQuestions & AttemptAnswers;

/** Contents of the attempt that `quizSubmission` shows; undefined when it never began. */
export async function findAttemptContents(
  query: Query,
  quizSubmission: Pick<QuizSubmission, 'id' | 'attempt'>,
): Promise<StoredContents | undefined> {
  return query
    .selectFrom('attemptAnswers')
    .innerJoin('attemptQuestions', (join) =>
      join
        .onRef('attemptQuestions.quizSubmissionId', '=', 'attemptAnswers.quizSubmissionId')
        .onRef('attemptQuestions.attempt', '=', 'attemptAnswers.attempt'),
    )
    .selectAll('attemptAnswers')
    .select('attemptQuestions.quizData')
    .where('attemptAnswers.quizSubmissionId', '=', quizSubmission.id)
    .where('attemptAnswers.attempt', '=', quizSubmission.attempt)
    .executeTakeFirst();
}

/** The questions of an attempt without its answers; undefined when it never began. */
export async function findAttemptQuestions(
  query: Query,
  { quizSubmissionId, attempt }: Pick<AttemptQuestions, 'quizSubmissionId' | 'attempt'>,
): Promise<AttemptQuestions | undefined> {
  return query
    .selectFrom('attemptQuestions')
    .selectAll()
    .where('quizSubmissionId', '=', quizSubmissionId)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
}

/** The questions of a new attempt and an empty sheet. */
export async function insertAttemptContents(query: Query, contents: StoredContents): Promise<void> {
  const { quizData, ...answers } = contents;
  const { quizSubmissionId, attempt } = answers;
  await query.insertInto('attemptQuestions').values({ quizSubmissionId, attempt, quizData }).execute();
  await query.insertInto('attemptAnswers').values(answers).execute();
}

export async function updateAttemptAnswers(
  query: Query,
  quizSubmission: Pick<QuizSubmission, 'id' | 'attempt'>,
  changes: Partial<Omit<AttemptAnswers, 'quizSubmissionId' | 'attempt'>>,
): Promise<void> {
  await query
    .updateTable('attemptAnswers')
    .set(changes)
    .where('quizSubmissionId', '=', quizSubmission.id)
    .where('attempt', '=', quizSubmission.attempt)
    .execute();
}
