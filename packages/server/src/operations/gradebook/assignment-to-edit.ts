// How every change of an assignment begins: its quiz is locked first, if it has one, and then the assignment.

import type { Assignment } from '../../model/assignment.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { findAssignment, findAssignmentNamed } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { listQuizzesOfAssignments } from '../../store/graded-quizzes.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';

export interface AssignmentToEdit {
  /** Not locked yet: between its quiz and itself comes its group. */
  assignment: Assignment;
  /** Whose own assignment it is, locked. */
  quiz: Quiz | null;
}

/** Raises not_found, not_permitted. */
export async function assignmentToEdit(
  transaction: Query,
  standing: FullCourseStanding,
  lookup: Lookup,
  nowMs: number,
): Promise<AssignmentToEdit> {
  const assignment = await findAssignmentNamed(transaction, standing.course.id, lookup);
  if (assignment === undefined) throw notFound();
  if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
  const [quiz] = await listQuizzesOfAssignments(transaction, [assignment.id], 'change');
  return { assignment, quiz: quiz ?? null };
}

/** As it is now, held until the transaction ends. Raises not_found when it has just been deleted. */
export async function lockAssignment(
  transaction: Query,
  { assignment }: AssignmentToEdit,
): Promise<Assignment> {
  const { id, courseId } = assignment;
  const present = await findAssignment(transaction, courseId, id, 'change');
  if (present === undefined) throw notFound();
  return present;
}
