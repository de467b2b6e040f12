// The row that a quiz's taker has in the gradebook: that of the quiz's own assignment.

import type { Assignment } from '../../model/assignment.ts';
import type { Course } from '../../model/course.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { Submission } from '../../model/submission.ts';
import { findAssignment } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { findSubmissionOf, insertPlaceholders } from '../../store/submissions.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';

export interface GradebookRow {
  assignment: Assignment;
  submission: Submission;
}

/**
 * The taker's row, locked for change, and the assignment, locked for sharing; made for a taker who has none, such as a
 * teacher. Undefined for a quiz that is not graded. Whoever asks holds the locks on the quiz and the quiz submission.
 */
export async function lockedGradebookRow(
  transaction: Query,
  course: Pick<Course, 'id'>,
  quiz: Pick<Quiz, 'assignmentId'>,
  userId: number,
  nowMs: number,
): Promise<GradebookRow | undefined> {
  if (quiz.assignmentId === null) return undefined;
  const assignment = await findAssignment(transaction, course.id, quiz.assignmentId, 'share');
  if (assignment === undefined) return undefined;
  const find = () => findSubmissionOf(transaction, assignment.id, userId, 'change');
  let submission = await find();
  if (submission === undefined) {
    await insertPlaceholders(transaction, [assignment.id], [userId], nowMs);
    submission = await find();
  }
  return submission && { assignment, submission };
}

/**
 * Whether the caller is excused from the quiz: `own` is what they have on it, and knows; who has nothing on it yet has a
 * row in the gradebook that does.
 */
export async function isExcused(
  query: Query,
  { caller, quiz }: QuizStanding,
  own: Pick<QuizSubmission, 'excused'> | undefined,
): Promise<boolean> {
  if (own !== undefined) return own.excused === 1;
  if (quiz.assignmentId === null) return false;
  const submission = await findSubmissionOf(query, quiz.assignmentId, caller.userId);
  return submission?.excused === 1;
}
