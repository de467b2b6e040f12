// The group that an assignment goes to: the one asked for, else the course's first. There is always one.

import { assignmentGroupCreated } from '../../facts/assignment-group-saved.ts';
import type { AssignmentGroup } from '../../model/assignment.ts';
import {
  findAssignmentGroup,
  findFirstAssignmentGroup,
  insertAssignmentGroup,
} from '../../store/assignment-groups.ts';
import { lockCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import type { Transaction } from '../announcing/announcing-database.ts';

/** What a course's first group is called. Canvas: core reference §6.2. */
const firstGroupName = 'Assignments';

/**
 * Held until the transaction ends, so that it cannot be deleted meanwhile; made when the course has none left. An id that
 * is no living group of the course is as none. Canvas: core reference §9.
 */
export async function assignmentGroupFor(
  transaction: Transaction,
  courseId: number,
  asked: number | null,
  nowMs: number,
): Promise<AssignmentGroup> {
  const named = asked === null ? undefined : await findAssignmentGroup(transaction, courseId, asked, 'share');
  if (named !== undefined) return named;
  const first = await firstGroup(transaction, courseId);
  if (first !== undefined) return first;
  // Held, so that two who find none make one.
  await lockCourse(transaction, courseId);
  return (await firstGroup(transaction, courseId)) ?? addFirstGroup(transaction, courseId, nowMs);
}

/** The group that is made with a course. */
export async function addFirstGroup(
  transaction: Transaction,
  courseId: number,
  nowMs: number,
): Promise<AssignmentGroup> {
  const group = await insertAssignmentGroup(transaction, {
    courseId,
    name: firstGroupName,
    position: 1,
    groupWeight: 0,
    dropLowest: null,
    dropHighest: null,
    neverDrop: '[]',
    sisSourceId: null,
    integrationData: '{}',
    workflowState: 'available',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  transaction.announce(assignmentGroupCreated(group));
  return group;
}

async function firstGroup(transaction: Query, courseId: number): Promise<AssignmentGroup | undefined> {
  const first = await findFirstAssignmentGroup(transaction, courseId);
  // Looked at again under the lock: it may have been deleted on the way.
  return first && findAssignmentGroup(transaction, courseId, first.id, 'share');
}
