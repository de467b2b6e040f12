// Carries the scores of quiz submissions into the gradebook and the course scores.

import { quizGrade } from '../../grading/quiz-grade.ts';
import type { Course } from '../../model/course.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { rewriteGrades } from '../../store/graded-quizzes.ts';
import { findLatePolicy } from '../../store/late-policies.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { gradingSchemeFor } from '../gradebook/grading-scheme.ts';
import { recomputeCourseScores } from '../gradebook/recompute-course-scores.ts';
import { type SubmissionSave, saveSubmissions } from '../gradebook/save-submission.ts';
import { lockedGradebookRows } from './gradebook-row.ts';

/**
 * Of a graded quiz, once it was handed in at least once; a preview and a quiz that is not graded have no row. Quiz and quiz
 * submission are locked in this transaction. `graderId` is minus the quiz's id for the server. The quiz submission, which
 * names its row from now on. Canvas: quiz reference §3.3.
 */
export async function recordQuizScore(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  quizSubmission: QuizSubmission,
  graderId: number,
  nowMs: number,
): Promise<QuizSubmission> {
  const [recorded] = await recordQuizScores(transaction, course, quiz, [quizSubmission], graderId, nowMs);
  return recorded ?? quizSubmission;
}

/** As `recordQuizScore`, of many students who took the quiz, each as stored; in a few statements, in the order given. */
export async function recordQuizScores(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  quizSubmissions: readonly QuizSubmission[],
  graderId: number,
  nowMs: number,
): Promise<QuizSubmission[]> {
  const userIds = quizSubmissions.flatMap(({ userId }) => userId ?? []);
  const rows =
    userIds.length === 0 ? undefined : await lockedGradebookRows(transaction, course, quiz, userIds, nowMs);
  if (rows === undefined) return [...quizSubmissions];
  const { assignment, submissions } = rows;
  // Read with the rows locked: whoever changes the policy grades all rows again, these before us or after.
  const latePolicy = (await findLatePolicy(transaction, course.id)) ?? null;
  const scheme = await gradingSchemeFor(transaction, course, assignment);
  const terms = { assignment, latePolicy, scheme };
  const saves: SubmissionSave[] = [];
  const linked: QuizSubmission[] = [];
  const recorded = quizSubmissions.map((quizSubmission) => {
    const before = quizSubmission.userId === null ? undefined : submissions.get(quizSubmission.userId);
    if (before === undefined) return quizSubmission;
    const changes = quizGrade(before, quizSubmission, terms, graderId, nowMs);
    const countsAnother = quizSubmission.keptScore !== quizSubmission.score;
    saves.push({ assignment, before, changes, reason: 'save', countsAnother });
    if (quizSubmission.submissionId === before.id) return quizSubmission;
    const link = { ...quizSubmission, submissionId: before.id };
    linked.push(link);
    return link;
  });
  await rewriteGrades(transaction, linked, []);
  await saveSubmissions(transaction, saves, nowMs);
  await recomputeCourseScores(transaction, course, userIds, nowMs);
  return recorded;
}
