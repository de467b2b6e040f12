// Quiz submissions take over what was done to their rows in the gradebook: grades, and excuses. The other way round, from
// the quiz to the gradebook, is record-quiz-score.ts.

import { type TakenOverGrade, takenOverGrade } from '../../grading/taken-over-grade.ts';
import type { Flag } from '../../model/flag.ts';
import type { Quiz } from '../../model/quiz.ts';
import { asOfAttempt, type QuizSubmission, type QuizSubmissionAttempt } from '../../model/quiz-submission.ts';
import { scoreAction } from '../../model/staff-action.ts';
import { listAttemptsOf, rewriteGrades } from '../../store/graded-quizzes.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { logStaffActions, type StaffActionsOn } from './log-staff-actions.ts';

export interface GradeToTakeOver {
  quiz: Pick<Quiz, 'scoringPolicy'>;
  /** As read in this transaction with a 'change' lock. */
  quizSubmission: QuizSubmission;
  /** As entered, before the late policy; null leaves the quiz submission's own. */
  score: number | null;
  /** The row counts as graded now: somebody has looked at what waited for a person. */
  isReviewed: boolean;
  excused: Flag;
}

/**
 * Many, each once, in a few statements; those that would not change are left alone, and of one without a finished attempt
 * only the excuse changes. The log of an attempt tells of its new score. Canvas: quiz reference §3.3.
 */
export async function takeOverGrades(
  transaction: Transaction,
  grades: readonly GradeToTakeOver[],
  nowMs: number,
): Promise<void> {
  const scored = grades.filter(isNews).map(({ quizSubmission }) => quizSubmission.id);
  const attempts = Map.groupBy(
    await listAttemptsOf(transaction, scored),
    ({ quizSubmissionId }) => quizSubmissionId,
  );
  const rows: QuizSubmission[] = [];
  const earlier: QuizSubmissionAttempt[] = [];
  const acted: StaffActionsOn[] = [];
  for (const { quiz, quizSubmission, score, excused } of grades) {
    const own = attempts.get(quizSubmission.id);
    const taken =
      own === undefined || score === null ? null : takenOverGrade(quiz, quizSubmission, own, score);
    if (taken === null && quizSubmission.excused === excused) continue;
    rows.push({ ...(taken?.quizSubmission ?? quizSubmission), excused, updatedAtMs: nowMs });
    if (taken?.attempt) earlier.push(taken.attempt);
    if (taken) acted.push(scoring(quizSubmission, own ?? [], taken));
  }
  await rewriteGrades(transaction, rows, earlier);
  await logStaffActions(transaction, acted, nowMs);
}

/** Of the attempt that has another score then. */
function scoring(
  quizSubmission: QuizSubmission,
  own: readonly QuizSubmissionAttempt[],
  taken: TakenOverGrade,
): StaffActionsOn {
  const before = own.find(({ attempt }) => attempt === taken.attempt?.attempt);
  const shown = before === undefined ? quizSubmission : asOfAttempt(quizSubmission, before);
  const action = scoreAction(shown, taken.attempt ?? taken.quizSubmission, 'gradebook');
  return { quizSubmission: shown, actions: action === null ? [] : [action] };
}

/** Also the very score that there was ends the waiting. */
function isNews({ score, quizSubmission, isReviewed }: GradeToTakeOver): boolean {
  if (score === null) return false;
  return (
    score !== quizSubmission.keptScore || (isReviewed && quizSubmission.workflowState === 'pending_review')
  );
}
