// Permissions on assignments. Rights in the course come from policy.ts.

import type { Assignment } from './assignment.ts';
import { type CourseRight, type CourseStanding, hasCourseRight } from './policy.ts';
import { type QuizLock, quizLock } from './quiz.ts';
import { isShownToStudents } from './submission-policy.ts';

/** Whether the caller sees quizzes and assignments that are not published or not assigned to them. */
export function mayReadUnpublished(standing: CourseStanding, nowMs: number): boolean {
  const rights: CourseRight[] = ['manage_assignments', 'view_all_grades', 'manage_grades', 'read_as_admin'];
  return rights.some((right) => hasCourseRight(standing, right, nowMs));
}

export function mayReadAssignment(
  standing: CourseStanding,
  assignment: Pick<Assignment, 'workflowState' | 'onlyVisibleToOverrides'>,
  nowMs: number,
): boolean {
  if (mayReadUnpublished(standing, nowMs)) return true;
  return isShownToStudents(assignment) && hasCourseRight(standing, 'read', nowMs);
}

/** Why the caller cannot work on it now; null when they can, or edit it. */
export function assignmentLock(
  standing: CourseStanding,
  assignment: Pick<Assignment, 'unlockAtMs' | 'lockAtMs'>,
  nowMs: number,
): QuizLock | null {
  if (hasCourseRight(standing, 'manage_assignments', nowMs)) return null;
  return quizLock({ ...assignment, locked: 0 }, false, nowMs);
}

/** Canvas: a group is there for whoever reads the course or its grades. Core reference §8. */
export function mayReadAssignmentGroups(standing: CourseStanding, nowMs: number): boolean {
  const rights: CourseRight[] = ['read', 'view_all_grades', 'manage_grades'];
  return rights.some((right) => hasCourseRight(standing, right, nowMs));
}
