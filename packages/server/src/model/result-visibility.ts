// When a quiz shows the results of an attempt to whoever took it. Who reviews grades sees them always, and whether a grade
// is posted is the gradebook's business (submission-policy.ts).

import type { Quiz } from './quiz.ts';
import { isFinished, type QuizSubmission } from './quiz-submission.ts';

/**
 * Whether the results of `attempt`, the current one or an earlier one, are the taker's to see at `nowMs`. Shown once, they
 * are those of the current attempt, until somebody has looked. Without the date that a quiz waits for it waits for
 * nothing. Canvas: with unlimited attempts there is no last one, and extra attempts come after it; unlike Canvas, the last
 * attempt lets the earlier ones be seen too.
 */
export function areResultsVisible(
  quiz: Pick<Quiz, 'hideResults' | 'oneTimeResults' | 'allowedAttempts' | 'dueAtMs' | 'lockAtMs'>,
  quizSubmission: Pick<QuizSubmission, 'attempt' | 'workflowState' | 'hasSeenResults'>,
  attempt: number,
  nowMs: number,
): boolean {
  if (quiz.oneTimeResults === 1 && (quizSubmission.hasSeenResults === 1 || attempt < quizSubmission.attempt))
    return false;
  switch (quiz.hideResults) {
    case null:
      return true;
    case 'always':
      return false;
    case 'until_after_last_attempt':
      return isLastAttemptOver(quiz, quizSubmission);
    case 'until_after_due_date':
      return quiz.dueAtMs === null || quiz.dueAtMs < nowMs;
    case 'until_after_available_date':
      return quiz.lockAtMs === null || quiz.lockAtMs < nowMs;
  }
}

function isLastAttemptOver(
  { allowedAttempts }: Pick<Quiz, 'allowedAttempts'>,
  quizSubmission: Pick<QuizSubmission, 'attempt' | 'workflowState'>,
): boolean {
  const { attempt } = quizSubmission;
  if (allowedAttempts < 1 || attempt > allowedAttempts) return true;
  return attempt === allowedAttempts && isFinished(quizSubmission);
}
