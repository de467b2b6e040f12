// What students took of one quiz, read and written many at once for a regrade.

import type { AttemptAnswers, AttemptQuestions } from '../model/answer-sheet.ts';
import type { QuizSubmission, QuizSubmissionAttempt } from '../model/quiz-submission.ts';
import type { StoredContents } from './attempt-contents.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';
import { locked } from './row-lock.ts';

/** Every student's quiz submission with an attempt that was handed in, held until the transaction ends, by id. */
export async function lockHandedIn(transaction: Query, quizId: number): Promise<QuizSubmission[]> {
  const rows = transaction
    .selectFrom('quizSubmissions')
    .selectAll()
    .where('quizId', '=', quizId)
    .where('userId', 'is not', null)
    .where(({ or, eb }) =>
      or([eb('workflowState', 'in', ['complete', 'pending_review']), eb('attempt', '>', 1)]),
    )
    .orderBy('id');
  return locked(transaction, rows, 'change').execute();
}

/** Every attempt of students on the quiz, by quiz submission, then attempt. */
export async function listStudentAttempts(query: Query, quizId: number): Promise<QuizSubmissionAttempt[]> {
  return query
    .selectFrom('quizSubmissions as s')
    .innerJoin('quizSubmissionAttempts as a', 'a.quizSubmissionId', 's.id')
    .selectAll('a')
    .where('s.quizId', '=', quizId)
    .where('s.userId', 'is not', null)
    .orderBy('a.quizSubmissionId')
    .orderBy('a.attempt')
    .execute();
}

/**
 * Contents of students' attempts that have the question, running ones too, and perhaps of some that have not; by quiz
 * submission, then attempt, at most `limit` after `last`.
 */
export async function listContentsWith(
  query: Query,
  { quizId, questionId }: { quizId: number; questionId: number },
  last: Pick<AttemptQuestions, 'quizSubmissionId' | 'attempt'> | null,
  limit: number,
): Promise<StoredContents[]> {
  let contents = query
    .selectFrom('quizSubmissions as s')
    .innerJoin('attemptQuestions as q', 'q.quizSubmissionId', 's.id')
    .innerJoin('attemptAnswers as a', (join) =>
      join.onRef('a.quizSubmissionId', '=', 'q.quizSubmissionId').onRef('a.attempt', '=', 'q.attempt'),
    )
    .selectAll('a')
    .select('q.quizData')
    .where('s.quizId', '=', quizId)
    .where('s.userId', 'is not', null)
    .where('q.quizData', 'like', `%"id":${questionId}%`);
  if (last !== null) {
    contents = contents.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('q.quizSubmissionId', 'q.attempt'), '>', tuple(last.quizSubmissionId, last.attempt)),
    );
  }
  return contents.orderBy('q.quizSubmissionId').orderBy('q.attempt').limit(limit).execute();
}

/** Writes the questions of attempts that exist. */
export async function rewriteAttemptQuestions(
  query: Query,
  contents: readonly AttemptQuestions[],
): Promise<void> {
  for (const some of rowChunks(contents, 3)) {
    await query
      .insertInto('attemptQuestions')
      .values(
        some.map(({ quizSubmissionId, attempt, quizData }) => ({ quizSubmissionId, attempt, quizData })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['quizSubmissionId', 'attempt'])
          .doUpdateSet(({ ref }) => ({ quizData: ref('excluded.quizData') })),
      )
      .execute();
  }
}

/** Writes what grading made of the answers of attempts that exist; the answers stay as they are. */
export async function rewriteGradedAnswers(query: Query, answers: readonly AttemptAnswers[]): Promise<void> {
  for (const some of rowChunks(answers, 6)) {
    await query
      .insertInto('attemptAnswers')
      .values(some.map((row) => answerColumns(row)))
      .onConflict((conflict) =>
        conflict.columns(['quizSubmissionId', 'attempt']).doUpdateSet(({ ref }) => ({
          gradedAnswers: ref('excluded.gradedAnswers'),
          updatedAtMs: ref('excluded.updatedAtMs'),
        })),
      )
      .execute();
  }
}

function answerColumns(row: AttemptAnswers): AttemptAnswers {
  const { quizSubmissionId, attempt, answers, loggedAnswers, gradedAnswers, updatedAtMs } = row;
  return { quizSubmissionId, attempt, answers, loggedAnswers, gradedAnswers, updatedAtMs };
}
