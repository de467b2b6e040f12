// An editor deletes an assignment group, and its assignments with it unless they move to another one.

import { assignmentGroupUpdated } from '../../facts/assignment-group-saved.ts';
import { assignmentUpdated } from '../../facts/assignment-saved.ts';
import type { Assignment, AssignmentGroup } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course } from '../../model/course.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { findAssignmentGroup, updateAssignmentGroup } from '../../store/assignment-groups.ts';
import {
  lastAssignmentPosition,
  listAssignmentIdsIn,
  listAssignmentsOf,
  updateAssignment,
} from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { listQuizzesOfAssignments } from '../../store/graded-quizzes.ts';
import { updateQuiz } from '../../store/quizzes.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import type { AssignmentGroupPath } from './read-assignment-groups.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';

export type DeleteAssignmentGroup = (
  caller: Caller,
  path: AssignmentGroupPath,
  readTargetId: () => number | null,
) => Promise<AssignmentGroup>;

/**
 * Answers the group as deleted; a second time there is none. Its assignments go to the end of the target group; without one
 * they are deleted. Quizzes go where their own assignments go. Raises not_found, also for a target that is no other living
 * group of the course; not_permitted, and whatever `readTargetId` raises. Canvas: core reference §8.
 */
export function deleteAssignmentGroup(database: AnnouncingDatabase, clock: Clock): DeleteAssignmentGroup {
  return (caller, { course: lookup, groupId }, readTargetId) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, lookup);
      const { course } = standing;
      if ((await findAssignmentGroup(transaction, course.id, groupId)) === undefined) throw notFound();
      if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
      const targetId = readTargetId();
      // Quizzes are locked before groups.
      const members = await listAssignmentIdsIn(transaction, groupId);
      await listQuizzesOfAssignments(transaction, members, 'change');
      const target =
        targetId === null ? null : await findAssignmentGroup(transaction, course.id, targetId, 'share');
      const group = await findAssignmentGroup(transaction, course.id, groupId, 'change');
      if (group === undefined || target === undefined || target?.id === group.id) throw notFound();
      // Again, because some may have come while the group was free. Now none can.
      const present = await listAssignmentIdsIn(transaction, groupId);
      const assignments = await listAssignmentsOf(transaction, course.id, present, 'change');
      if (target === null) await remove(transaction, course, assignments, nowMs);
      else await move(transaction, course, assignments, target, nowMs);
      if (assignments.length > 0) await recomputeCourseScores(transaction, course, null, nowMs);
      const deleted = { workflowState: 'deleted', updatedAtMs: nowMs } as const;
      const after = await updateAssignmentGroup(transaction, group.id, deleted);
      transaction.announce(assignmentGroupUpdated(group, after));
      return after;
    });
}

async function remove(
  transaction: Transaction,
  course: Course,
  assignments: readonly Assignment[],
  nowMs: number,
): Promise<void> {
  const deleted = { workflowState: 'deleted', updatedAtMs: nowMs } as const;
  for (const before of assignments) {
    const after = await updateAssignment(transaction, before.id, deleted);
    transaction.announce(assignmentUpdated(course, before, after));
  }
  for (const { id } of await quizzesOf(transaction, assignments)) await updateQuiz(transaction, id, deleted);
}

async function move(
  transaction: Transaction,
  course: Course,
  assignments: readonly Assignment[],
  target: AssignmentGroup,
  nowMs: number,
): Promise<void> {
  const moved = { assignmentGroupId: target.id, updatedAtMs: nowMs };
  const last = await lastAssignmentPosition(transaction, target.id);
  for (const [index, before] of assignments.entries()) {
    const after = await updateAssignment(transaction, before.id, { ...moved, position: last + index + 1 });
    transaction.announce(assignmentUpdated(course, before, after));
  }
  for (const { id } of await quizzesOf(transaction, assignments)) await updateQuiz(transaction, id, moved);
}

function quizzesOf(transaction: Query, assignments: readonly Assignment[]) {
  const ids = assignments.map(({ id }) => id);
  return listQuizzesOfAssignments(transaction, ids, 'change');
}
