// The assignment that a graded quiz owns in the gradebook: it comes, goes and changes with the quiz.

import type { Assignment } from '../../model/assignment.ts';
import { blankAssignment } from '../../model/assignment-draft.ts';
import type { Course } from '../../model/course.ts';
import { isGraded, isPublished, type Quiz } from '../../model/quiz.ts';
import { findAssignment, lastAssignmentPosition } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { addAssignment, changeAssignment, removeAssignment } from '../gradebook/assignment-changes.ts';
import { assignmentGroupFor } from '../gradebook/assignment-group-for.ts';

/**
 * Brings the assignment in line with the quiz: makes it for a graded one, deletes it when that is graded no more. Returns
 * what the quiz must remember; every quiz has a group, the course's first if its own is gone. Canvas: core reference §14.2.
 */
export async function saveQuizAssignment(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  nowMs: number,
): Promise<Pick<Quiz, 'assignmentId' | 'assignmentGroupId'>> {
  const group = await assignmentGroupFor(transaction, course.id, quiz.assignmentGroupId, nowMs);
  const before = await ownAssignment(transaction, quiz);
  if (!isGraded(quiz)) {
    if (before !== undefined) await removeAssignment(transaction, course, before, nowMs);
    return { assignmentId: null, assignmentGroupId: group.id };
  }
  const shared = sharedWith(quiz, group.id);
  const assignment =
    before === undefined
      ? await added(transaction, course, shared, nowMs)
      : await changed(transaction, course, before, shared, nowMs);
  return { assignmentId: assignment.id, assignmentGroupId: group.id };
}

/** For a quiz that is being deleted. */
export async function removeQuizAssignment(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  nowMs: number,
): Promise<void> {
  const before = await ownAssignment(transaction, quiz);
  if (before !== undefined) await removeAssignment(transaction, course, before, nowMs);
}

async function ownAssignment(transaction: Query, quiz: Quiz): Promise<Assignment | undefined> {
  if (quiz.assignmentId === null) return undefined;
  return findAssignment(transaction, quiz.courseId, quiz.assignmentId, 'change');
}

async function added(
  transaction: Transaction,
  course: Course,
  shared: SharedFields,
  nowMs: number,
): Promise<Assignment> {
  const row = {
    ...blankAssignment,
    ...shared,
    courseId: course.id,
    position: (await lastAssignmentPosition(transaction, shared.assignmentGroupId)) + 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  return addAssignment(transaction, course, row, nowMs);
}

async function changed(
  transaction: Transaction,
  course: Course,
  before: Assignment,
  shared: SharedFields,
  nowMs: number,
): Promise<Assignment> {
  const fields = Object.keys(shared) as (keyof SharedFields)[];
  if (fields.every((field) => before[field] === shared[field])) return before;
  return changeAssignment(transaction, course, before, shared, nowMs);
}

type SharedFields = ReturnType<typeof sharedWith>;

/** What the assignment has from its quiz, whatever it had before. */
function sharedWith(quiz: Quiz, assignmentGroupId: number) {
  return {
    assignmentGroupId,
    name: quiz.title,
    description: quiz.description,
    pointsPossible: quiz.pointsPossible,
    submissionTypes: 'online_quiz',
    dueAtMs: quiz.dueAtMs,
    unlockAtMs: quiz.unlockAtMs,
    lockAtMs: quiz.lockAtMs,
    workflowState: isPublished(quiz) ? 'published' : 'unpublished',
    onlyVisibleToOverrides: quiz.onlyVisibleToOverrides,
  } as const satisfies Partial<Assignment>;
}
