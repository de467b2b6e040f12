// What follows when an assignment comes, changes or goes: rows for its students, grades derived again, course scores.
// Whoever calls has checked the right to it; a quiz's own assignment goes through here too.

import { assignmentCreated, assignmentUpdated } from '../../facts/assignment-saved.ts';
import { type Assignment, isGradeable } from '../../model/assignment.ts';
import { type Course, settingsOf } from '../../model/course.ts';
import { flag } from '../../model/flag.ts';
import { type AssignmentChanges, insertAssignment, updateAssignment } from '../../store/assignments.ts';
import { lockCourse } from '../../store/courses.ts';
import { listPresentStudentIds } from '../../store/student-enrollments.ts';
import { insertPlaceholders } from '../../store/submissions.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';
import { regradeSubmissions } from './regrade-submissions.ts';

/**
 * Makes it, with an empty submission for every student who still takes part. Its grades are posted as those of the course
 * are, by hand when it is anonymous. Raises a unique conflict when the SIS id is taken.
 */
export async function addAssignment(
  transaction: Transaction,
  course: Course,
  row: Omit<Assignment, 'id' | 'postManually'>,
  nowMs: number,
): Promise<Assignment> {
  // Held, so that nobody enrolls unseen: whoever comes now finds the assignment.
  const present = (await lockCourse(transaction, course.id)) ?? course;
  const postManually = flag(settingsOf(present).postManually === true || row.anonymousGrading === 1);
  const assignment = await insertAssignment(transaction, { ...row, postManually });
  transaction.announce(assignmentCreated(course, assignment));
  const studentIds = await listPresentStudentIds(transaction, course.id);
  await insertPlaceholders(transaction, [assignment.id], studentIds, nowMs);
  if (counts(assignment)) await recomputeCourseScores(transaction, course, null, nowMs);
  return assignment;
}

/**
 * Changes it; `before` was read in this transaction with a 'change' lock. Grades are derived again when what they are
 * derived from changed. Canvas: core reference §9. Raises a unique conflict when the SIS id is taken.
 */
export async function changeAssignment(
  transaction: Transaction,
  course: Course,
  before: Assignment,
  changes: AssignmentChanges,
  nowMs: number,
): Promise<Assignment> {
  const assignment = await updateAssignment(transaction, before.id, {
    ...changes,
    // Canvas: an anonymous assignment is posted by hand.
    ...(changes.anonymousGrading === 1 ? { postManually: 1 } : {}),
    updatedAtMs: nowMs,
  });
  transaction.announce(assignmentUpdated(course, before, assignment));
  const isDerivedAnew = derivesGrades.some((column) => before[column] !== assignment[column]);
  if (isDerivedAnew || before.dueAtMs !== assignment.dueAtMs) {
    await regradeSubmissions(transaction, course, [{ before, after: assignment, isDerivedAnew }], nowMs);
  }
  const isMoved = decidesScores.some((column) => before[column] !== assignment[column]);
  if (isMoved && (counts(before) || counts(assignment))) {
    await recomputeCourseScores(transaction, course, null, nowMs);
  }
  return assignment;
}

/** Deletes it; its submissions stay, and count no more. `before` as in `changeAssignment`. */
export async function removeAssignment(
  transaction: Transaction,
  course: Course,
  before: Assignment,
  nowMs: number,
): Promise<Assignment> {
  return changeAssignment(transaction, course, before, { workflowState: 'deleted' }, nowMs);
}

/** What the grade of a score depends on. */
const derivesGrades = ['pointsPossible', 'gradingType', 'gradingStandardId'] as const;

const decidesScores = [
  'assignmentGroupId',
  'pointsPossible',
  'gradingType',
  'submissionTypes',
  'dueAtMs',
  'workflowState',
  'omitFromFinalGrade',
  'onlyVisibleToOverrides',
  'anonymousGrading',
] as const;

/** Whether it is part of anybody's course score. */
function counts(assignment: Assignment): boolean {
  return (
    assignment.workflowState === 'published' &&
    assignment.onlyVisibleToOverrides === 0 &&
    isGradeable(assignment)
  );
}
