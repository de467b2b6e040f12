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

/**
 * The rows of these students on these assignments of the course, those that cannot be theirs left out; by id. A student whom
 * the assignment is for, and who has no row, gets one. Locks in the order of the house: quizzes, quiz submissions,
 * assignments, submissions. What else a grade depends on is read after them, so whoever changes it meanwhile grades these
 * rows anew. Raises not_found when the course is gone.
 */
export async function holdRows(
  transaction: Query,
  courseId: number,
  assignmentIds: readonly number[],
  userIds: readonly number[],
  nowMs: number,
): Promise<HeldRow[]> {
  const quizzes = await listQuizzesOfAssignments(transaction, assignmentIds, 'share');
  const quizIds = quizzes.map(({ id }) => id);
  const quizSubmissions = await lockQuizSubmissionsOf(transaction, quizIds, userIds);
  const assignments = await listAssignmentsOf(transaction, courseId, assignmentIds, 'share');
  const submissions = await heldSubmissions(transaction, assignments, userIds, nowMs);
  quizSubmissions.push(...(await begunMeanwhile(transaction, quizIds, quizSubmissions, submissions)));
  const course = await findCourse(transaction, courseId);
  if (course === undefined) throw notFound();
  const latePolicy = (await findLatePolicy(transaction, courseId)) ?? null;
  const schemes = await gradingSchemesFor(transaction, course, assignments);
  const assignmentOf = new Map(assignments.map((assignment) => [assignment.id, assignment]));
  const quizOf = new Map(quizzes.map((quiz) => [quiz.assignmentId, quiz]));
  const takenOf = new Map(quizSubmissions.map((row) => [`${row.quizId} ${row.userId}`, row]));
  return submissions.flatMap((submission) => {
    const assignment = assignmentOf.get(submission.assignmentId);
    const scheme = schemes.get(submission.assignmentId);
    if (assignment === undefined || scheme === undefined) return [];
    const quiz = quizOf.get(assignment.id);
    const quizSubmission = quiz && takenOf.get(`${quiz.id} ${submission.userId}`);
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
  assignments: readonly Assignment[],
  userIds: readonly number[],
  nowMs: number,
): Promise<Submission[]> {
  const ids = assignments.map(({ id }) => id);
  const found = await listSubmissionsOf(transaction, ids, userIds, 'change');
  if (found.length === ids.length * userIds.length) return found;
  const forAll = assignments.filter((assignment) => assignment.onlyVisibleToOverrides === 0);
  await insertPlaceholders(
    transaction,
    forAll.map(({ id }) => id),
    userIds,
    nowMs,
  );
  return listSubmissionsOf(transaction, ids, userIds, 'change');
}

/**
 * First attempts that began between the locks. They are held out of the order of the house; should that end in a deadlock,
 * the transaction is run again and finds them in time.
 */
async function begunMeanwhile(
  transaction: Query,
  quizIds: readonly number[],
  known: readonly QuizSubmission[],
  submissions: readonly Submission[],
): Promise<QuizSubmission[]> {
  const knownIds = new Set(known.map(({ id }) => id));
  const begun = submissions.filter(
    ({ quizSubmissionId }) => quizSubmissionId !== null && !knownIds.has(quizSubmissionId),
  );
  const found = await lockQuizSubmissionsOf(
    transaction,
    quizIds,
    begun.map(({ userId }) => userId),
  );
  return found.filter(({ id }) => !knownIds.has(id));
}
