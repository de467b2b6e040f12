// The row that a quiz's taker has in the gradebook: that of the quiz's own assignment.

import type { Assignment } from '../../model/assignment.ts';
import type { Course } from '../../model/course.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { Submission } from '../../model/submission.ts';
import { findAssignment } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { findSubmissionOf, insertPlaceholders, listSubmissionsOf } from '../../store/submissions.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';

export interface GradebookRow {
  assignment: Assignment;
  submission: Submission;
}

export interface GradebookRows {
  assignment: Assignment;
  /** By taker. */
  submissions: ReadonlyMap<number, Submission>;
}

/**
 * The takers' rows, locked for change, and the assignment, locked for sharing; made for takers who have none, such as a
 * teacher. Undefined for a quiz that is not graded. Whoever asks holds the locks on the quiz and the quiz submissions.
 */
export async function lockedGradebookRows(
  transaction: Query,
  course: Pick<Course, 'id'>,
  quiz: Pick<Quiz, 'assignmentId'>,
  userIds: readonly number[],
  nowMs: number,
): Promise<GradebookRows | undefined> {
  if (quiz.assignmentId === null) return undefined;
  const assignment = await findAssignment(transaction, course.id, quiz.assignmentId, 'share');
  if (assignment === undefined) return undefined;
  const find = () => listSubmissionsOf(transaction, [assignment.id], userIds, 'change');
  let found = await find();
  if (found.length < userIds.length) {
    await insertPlaceholders(transaction, [assignment.id], userIds, nowMs);
    found = await find();
  }
  return { assignment, submissions: new Map(found.map((submission) => [submission.userId, submission])) };
}

/** As `lockedGradebookRows`, of one taker. */
export async function lockedGradebookRow(
  transaction: Query,
  course: Pick<Course, 'id'>,
  quiz: Pick<Quiz, 'assignmentId'>,
  userId: number,
  nowMs: number,
): Promise<GradebookRow | undefined> {
  const rows = await lockedGradebookRows(transaction, course, quiz, [userId], nowMs);
  const submission = rows?.submissions.get(userId);
  return rows && submission && { assignment: rows.assignment, submission };
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
