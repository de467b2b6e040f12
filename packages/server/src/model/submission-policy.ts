// Permissions on submissions and their grades. Rights in the course come from policy.ts. Core reference §10.1, §10.2.

import type { Assignment } from './assignment.ts';
import { type CourseStanding, hasCourseRight, isEnrollmentActive } from './policy.ts';
import { type RosterStanding, rosterView } from './roster-policy.ts';
import type { Submission } from './submission.ts';

type Grade = Pick<
  Submission,
  'score' | 'excused' | 'workflowState' | 'postedAtMs' | 'submissionType' | 'gradeMatchesCurrentSubmission'
>;

/** Whose submissions the caller sees. Null lists are no limit. */
export interface GradebookView {
  /** Reads everybody's grades, within `sectionIds`. */
  isGrader: boolean;
  /** Canvas: who is limited to their section sees only its students. */
  sectionIds: readonly number[] | null;
  /** Of these students only: the caller, and whom they observe. */
  userIds: readonly number[] | null;
}

/** Undefined when the caller sees nobody's. */
export function gradebookView(standing: RosterStanding, nowMs: number): GradebookView | undefined {
  if (mayReadAllGrades(standing, nowMs)) {
    const sectionIds = rosterView(standing, nowMs)?.sectionIds ?? null;
    return { isGrader: true, sectionIds, userIds: null };
  }
  const { caller, enrollments } = standing;
  if (caller === null || !hasCourseRight(standing, 'read', nowMs)) return undefined;
  const isStudent = enrollments.some(
    ({ type, workflowState }) =>
      type === 'StudentEnrollment' && (workflowState === 'active' || workflowState === 'completed'),
  );
  const observed = enrollments.flatMap((enrollment) =>
    enrollment.type === 'ObserverEnrollment' && isEnrollmentActive(enrollment, nowMs)
      ? (enrollment.associatedUserId ?? [])
      : [],
  );
  const userIds = isStudent ? [caller.userId, ...observed] : observed;
  return userIds.length === 0 ? undefined : { isGrader: false, sectionIds: null, userIds };
}

/** Canvas: of quizzes called `review_grades`. */
export function mayReadAllGrades(standing: CourseStanding, nowMs: number): boolean {
  return (
    hasCourseRight(standing, 'view_all_grades', nowMs) || hasCourseRight(standing, 'manage_grades', nowMs)
  );
}

/** Canvas: right `grade`; nobody grades what is not published. */
export function mayGrade(
  standing: RosterStanding,
  assignment: Pick<Assignment, 'workflowState'>,
  nowMs: number,
): boolean {
  return assignment.workflowState === 'published' && hasCourseRight(standing, 'manage_grades', nowMs);
}

/** Canvas: right `comment`: graders and the student; observers only read. */
export function mayComment(
  standing: RosterStanding,
  assignment: Pick<Assignment, 'workflowState'>,
  studentId: number,
  nowMs: number,
): boolean {
  if (mayGrade(standing, assignment, nowMs)) return true;
  const { caller } = standing;
  return (
    caller !== null &&
    caller.userId === studentId &&
    assignment.workflowState === 'published' &&
    hasCourseRight(standing, 'participate_as_student', nowMs)
  );
}

/** Whether the assignment is there for students: published, and theirs. */
export function isShownToStudents(
  assignment: Pick<Assignment, 'workflowState' | 'onlyVisibleToOverrides'>,
): boolean {
  return assignment.workflowState === 'published' && assignment.onlyVisibleToOverrides === 0;
}

/**
 * Whether the student, and who observes them, must not know the grade yet: by hand as long as nobody posted it,
 * automatically only when there is a grade and nobody posted it.
 */
export function isGradeHidden(submission: Grade, assignment: Pick<Assignment, 'postManually'>): boolean {
  if (submission.postedAtMs !== null) return false;
  return assignment.postManually === 1 || isGraded(submission) || isResubmitted(submission);
}

/** Has a grade that stands, or is excused from one. */
export function isGraded(submission: Pick<Submission, 'score' | 'excused' | 'workflowState'>): boolean {
  if (submission.excused === 1) return true;
  return submission.score !== null && submission.workflowState === 'graded';
}

/** Handed in again after it was graded: the grade that is there is of older work. */
function isResubmitted(submission: Grade): boolean {
  return submission.gradeMatchesCurrentSubmission === 0 && submission.submissionType !== null;
}
