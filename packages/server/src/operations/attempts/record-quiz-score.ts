// Carries a quiz submission's score into the gradebook and the course scores.

import { quizGrade } from '../../grading/quiz-grade.ts';
import type { Course } from '../../model/course.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { Query } from '../../store/database.ts';
import { findLatePolicy } from '../../store/late-policies.ts';
import { updateQuizSubmission } from '../../store/quiz-submissions.ts';
import { gradingSchemeFor } from '../gradebook/grading-scheme.ts';
import { recomputeCourseScores } from '../gradebook/recompute-course-scores.ts';
import { saveSubmission } from '../gradebook/save-submission.ts';
import { lockedGradebookRow } from './gradebook-row.ts';

/**
 * Of a graded quiz, once it was handed in at least once; a preview and a quiz that is not graded have no row. Quiz and quiz
 * submission are locked in this transaction. `graderId` is minus the quiz's id for the server. The quiz submission, which
 * names its row from now on. Canvas: quiz reference §3.3.
 */
export async function recordQuizScore(
  transaction: Query,
  course: Course,
  quiz: Quiz,
  quizSubmission: QuizSubmission,
  graderId: number,
  nowMs: number,
): Promise<QuizSubmission> {
  const { userId } = quizSubmission;
  if (userId === null) return quizSubmission;
  const row = await lockedGradebookRow(transaction, course, quiz, userId, nowMs);
  if (row === undefined) return quizSubmission;
  const { assignment, submission: before } = row;
  // Read with the row locked: whoever changes the policy grades all rows again, this one before us or after.
  const latePolicy = (await findLatePolicy(transaction, course.id)) ?? null;
  const scheme = await gradingSchemeFor(transaction, course, assignment);
  const terms = { assignment, latePolicy, scheme };
  const after = quizGrade(before, quizSubmission, terms, graderId, nowMs);
  await saveSubmission(transaction, assignment, before, after, nowMs);
  await recomputeCourseScores(transaction, course, [userId], nowMs);
  if (quizSubmission.submissionId === before.id) return quizSubmission;
  return updateQuizSubmission(transaction, quizSubmission.id, { submissionId: before.id });
}
