// The quiz submission that a path names, by its id or as the caller's own.

import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { notFound } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { findQuizSubmission, findQuizSubmissionOf } from '../../store/quiz-submissions.ts';
import type { RowLock } from '../../store/row-lock.ts';
import type { QuizPath, QuizStanding } from '../quizzes/quiz-standing.ts';

export interface QuizSubmissionPath extends QuizPath {
  quizSubmission: number | 'self';
}

/** Raises not_found, also for mere settings and for one of another quiz. A lock needs a transaction. */
export async function quizSubmissionAt(
  query: Query,
  { caller, quiz }: QuizStanding,
  named: QuizSubmissionPath['quizSubmission'],
  lock?: RowLock,
): Promise<QuizSubmission> {
  const found =
    named === 'self'
      ? await findQuizSubmissionOf(query, quiz.id, { userId: caller.userId }, lock)
      : await findQuizSubmission(query, quiz.id, named, lock);
  if (found === undefined || found.workflowState === 'settings_only') throw notFound();
  return found;
}
