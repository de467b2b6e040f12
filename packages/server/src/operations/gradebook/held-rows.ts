// The gradebook rows that somebody is about to grade, with all that a grade depends on, held until the transaction ends.

import type { GradingTerms } from '../../grading/submission-grade.ts';
import type { Assignment } from '../../model/assignment.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { notFound } from '../../model/refusal.ts';
import type { Submission } from '../../model/submission.ts';
import { listAssignmentsOf } from '../../store/assignments.ts';
import { findCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { listQuizzesOfAssignments, lockQuizSubmissionsOf } from '../../store/graded-quizzes.ts';
import { findLatePolicy } from '../../store/late-policies.ts';
import { insertPlaceholders, listSubmissionsOf } from '../../store/submissions.ts';
import { gradingSchemesFor } from './grading-scheme.ts';

export interface HeldRow {
  submission: Submission;
  assignment: Assignment;
  terms: GradingTerms;
  /** Of the assignment's quiz, where it has one that the student has anything on. */
  taken: { quiz: Quiz; quizSubmission: QuizSubmission } | null;
}

/** Students by the assignments that they are to be graded on. */
export type RowsWanted = ReadonlyMap<number, readonly number[]>;

/**
 * The rows of these students on these assignments of the course, those that cannot be theirs left out; by assignment. A student
 * whom the assignment is for, and who has no row, gets one. Locks in the order of the house: quizzes, quiz submissions,
 * assignments, submissions. What else a grade depends on is read after them, so whoever changes it meanwhile grades these
 * rows anew. Raises not_found when the course is gone.
 */
export async function holdRows(
  transaction: Query,
  courseId: number,
  wanted: RowsWanted,
  nowMs: number,
): Promise<HeldRow[]> {
  const assignmentIds = [...wanted.keys()];
  const quizzes = await listQuizzesOfAssignments(transaction, assignmentIds, 'share');
  const taken = new Map<number, QuizSubmission>();
  for (const { id, assignmentId } of quizzes) {
    const userIds = wanted.get(assignmentId ?? 0) ?? [];
    for (const row of await lockQuizSubmissionsOf(transaction, [id], userIds)) taken.set(row.id, row);
  }
  const assignments = await listAssignmentsOf(transaction, courseId, assignmentIds, 'share');
  const submissions: Submission[] = [];
  for (const assignment of assignments) {
    const userIds = wanted.get(assignment.id) ?? [];
    submissions.push(...(await heldSubmissions(transaction, assignment, userIds, nowMs)));
  }
  await holdBegunMeanwhile(transaction, quizzes, taken, submissions);
  const course = await findCourse(transaction, courseId);
  if (course === undefined) throw notFound();
  const latePolicy = (await findLatePolicy(transaction, courseId)) ?? null;
  const schemes = await gradingSchemesFor(transaction, course, assignments);
  const assignmentOf = new Map(assignments.map((assignment) => [assignment.id, assignment]));
  const quizOf = new Map(quizzes.map((quiz) => [quiz.id, quiz]));
  const takenOf = new Map(
    [...taken.values()].map((row) => [`${quizOf.get(row.quizId)?.assignmentId} ${row.userId}`, row]),
  );
  return submissions.flatMap((submission) => {
    const { assignmentId, userId } = submission;
    const assignment = assignmentOf.get(assignmentId);
    const scheme = schemes.get(assignmentId);
    if (assignment === undefined || scheme === undefined) return [];
    const quizSubmission = takenOf.get(`${assignmentId} ${userId}`);
    const quiz = quizSubmission && quizOf.get(quizSubmission.quizId);
    const isPendingReview = quizSubmission?.workflowState === 'pending_review';
    return {
      submission,
      assignment,
      terms: { assignment, scheme, latePolicy, isPendingReview },
      taken: quiz && quizSubmission ? { quiz, quizSubmission } : null,
    };
  });
}

async function heldSubmissions(
  transaction: Query,
  assignment: Assignment,
  userIds: readonly number[],
  nowMs: number,
): Promise<Submission[]> {
  // Rows that it may have all the same are of students who do not have it.
  if (assignment.onlyVisibleToOverrides === 1) return [];
  const found = await listSubmissionsOf(transaction, [assignment.id], userIds, 'change');
  if (found.length === userIds.length) return found;
  await insertPlaceholders(transaction, [assignment.id], userIds, nowMs);
  return listSubmissionsOf(transaction, [assignment.id], userIds, 'change');
}

/**
 * First attempts that began between the locks, added to `taken`. They are held out of the order of the house; should that end
 * in a deadlock, the transaction is run again and finds them in time.
 */
async function holdBegunMeanwhile(
  transaction: Query,
  quizzes: readonly Quiz[],
  taken: Map<number, QuizSubmission>,
  submissions: readonly Submission[],
): Promise<void> {
  const begun = submissions.filter(
    ({ quizSubmissionId }) => quizSubmissionId !== null && !taken.has(quizSubmissionId),
  );
  for (const { id, assignmentId } of quizzes) {
    const own = begun.filter((submission) => submission.assignmentId === assignmentId);
    const userIds = own.map(({ userId }) => userId);
    for (const row of await lockQuizSubmissionsOf(transaction, [id], userIds)) taken.set(row.id, row);
  }
}
