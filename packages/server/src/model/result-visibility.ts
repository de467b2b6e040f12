// When a quiz shows the results of an attempt to whoever took it. Who reviews grades sees them always, and whether a grade
// is posted is the gradebook's business (submission-policy.ts).

import { isSurvey, type Quiz } from './quiz.ts';
import { attemptsLeft, isFinished, type QuizSubmission } from './quiz-submission.ts';

export type ResultsHidden =
  | 'never'
  | 'only_once'
  | 'after_last_attempt'
  | 'after_due_date'
  | 'after_lock_date';

type HidingQuiz = Pick<Quiz, 'hideResults' | 'oneTimeResults' | 'allowedAttempts' | 'dueAtMs' | 'lockAtMs'>;
type Taken = Pick<QuizSubmission, 'attempt' | 'workflowState' | 'hasSeenResults'>;

/**
 * Why the results of `attempt`, the current one or an earlier one, are not the taker's to see at `nowMs`; null when they
 * are. Shown once, they are those of the current attempt, until somebody has looked. Without the date that a quiz waits for
 * it waits for nothing. Canvas: with unlimited attempts there is no last one, and extra attempts come after it; unlike
 * Canvas, the last attempt lets the earlier ones be seen too.
 */
export function whyResultsHidden(
  quiz: HidingQuiz,
  quizSubmission: Taken,
  attempt: number,
  nowMs: number,
): ResultsHidden | null {
  if (quiz.oneTimeResults === 1 && (quizSubmission.hasSeenResults === 1 || attempt < quizSubmission.attempt))
    return 'only_once';
  switch (quiz.hideResults) {
    case null:
      return null;
    case 'always':
      return 'never';
    case 'until_after_last_attempt':
      return isLastAttemptOver(quiz, quizSubmission) ? null : 'after_last_attempt';
    case 'until_after_due_date':
      return quiz.dueAtMs === null || quiz.dueAtMs < nowMs ? null : 'after_due_date';
    case 'until_after_available_date':
      return quiz.lockAtMs === null || quiz.lockAtMs < nowMs ? null : 'after_lock_date';
  }
}

/** Whether `whyResultsHidden` has no reason. */
export function areResultsVisible(
  quiz: HidingQuiz,
  quizSubmission: Taken,
  attempt: number,
  nowMs: number,
): boolean {
  return whyResultsHidden(quiz, quizSubmission, attempt, nowMs) === null;
}

/**
 * Whether somebody who sees results sees the right answers too: within their time, of the last attempt alone where the quiz
 * says so (with unlimited attempts there is none), and never of a survey, which has none.
 */
export function areCorrectAnswersVisible(
  quiz: Pick<
    Quiz,
    | 'quizType'
    | 'allowedAttempts'
    | 'showCorrectAnswers'
    | 'showCorrectAnswersLastAttempt'
    | 'showCorrectAnswersAtMs'
    | 'hideCorrectAnswersAtMs'
  >,
  quizSubmission: Pick<QuizSubmission, 'attempt' | 'workflowState' | 'extraAttempts'>,
  nowMs: number,
): boolean {
  if (isSurvey(quiz) || quiz.showCorrectAnswers === 0) return false;
  if (quiz.showCorrectAnswersLastAttempt === 1) {
    if (attemptsLeft(quiz, quizSubmission) !== 0 || !isFinished(quizSubmission)) return false;
  }
  const { showCorrectAnswersAtMs: fromMs, hideCorrectAnswersAtMs: untilMs } = quiz;
  return (fromMs === null || fromMs <= nowMs) && (untilMs === null || nowMs <= untilMs);
}

function isLastAttemptOver(
  { allowedAttempts }: Pick<Quiz, 'allowedAttempts'>,
  quizSubmission: Pick<QuizSubmission, 'attempt' | 'workflowState'>,
): boolean {
  const { attempt } = quizSubmission;
  if (allowedAttempts < 1 || attempt > allowedAttempts) return true;
  return attempt === allowedAttempts && isFinished(quizSubmission);
}
