// Quiz submissions take over what was done to their rows in the gradebook: grades, and excuses. The other way round, from
// the quiz to the gradebook, is record-quiz-score.ts.

import { takenOverGrade } from '../../grading/taken-over-grade.ts';
import type { Flag } from '../../model/flag.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission, QuizSubmissionAttempt } from '../../model/quiz-submission.ts';
import type { Query } from '../../store/database.ts';
import { listAttemptsOf, rewriteGrades } from '../../store/graded-quizzes.ts';
import { findQuizOfSubmission, findQuizSubmission } from '../../store/quiz-submissions.ts';
import { findQuiz } from '../../store/quizzes.ts';

export interface GradeToTakeOver {
  quiz: Pick<Quiz, 'scoringPolicy'>;
  /** As read in this transaction with a 'change' lock. */
  quizSubmission: QuizSubmission;
  /** As entered, before the late policy; null leaves the quiz submission's own. */
  score: number | null;
  excused: Flag;
}

/**
 * One grade; of a quiz submission without a finished attempt, or that is gone, nothing comes. Holds the quiz submission, so
 * call it before the assignment and the gradebook row are held. Canvas: quiz reference §3.3.
 */
export async function takeOverGrade(
  transaction: Query,
  quizSubmissionId: number,
  score: number,
  nowMs: number,
): Promise<void> {
  const place = await findQuizOfSubmission(transaction, quizSubmissionId);
  const quiz = place && (await findQuiz(transaction, place.courseId, place.quizId, 'share'));
  const quizSubmission = quiz && (await findQuizSubmission(transaction, quiz.id, quizSubmissionId, 'change'));
  if (quiz === undefined || quizSubmission === undefined) return;
  const { excused } = quizSubmission;
  await takeOverGrades(transaction, [{ quiz, quizSubmission, score, excused }], nowMs);
}

/** Many, each once, in a few statements; those that would not change are left alone. */
export async function takeOverGrades(
  transaction: Query,
  grades: readonly GradeToTakeOver[],
  nowMs: number,
): Promise<void> {
  const scored = grades.filter(
    ({ score, quizSubmission }) => score !== null && score !== quizSubmission.keptScore,
  );
  const attempts = Map.groupBy(
    await listAttemptsOf(
      transaction,
      scored.map(({ quizSubmission }) => quizSubmission.id),
    ),
    ({ quizSubmissionId }) => quizSubmissionId,
  );
  const rows: QuizSubmission[] = [];
  const earlier: QuizSubmissionAttempt[] = [];
  for (const { quiz, quizSubmission, score, excused } of grades) {
    const own = attempts.get(quizSubmission.id);
    const taken =
      own === undefined || score === null ? null : takenOverGrade(quiz, quizSubmission, own, score);
    if (taken === null && quizSubmission.excused === excused) continue;
    rows.push({ ...(taken?.quizSubmission ?? quizSubmission), excused, updatedAtMs: nowMs });
    if (taken?.attempt) earlier.push(taken.attempt);
  }
  await rewriteGrades(transaction, rows, earlier);
}
