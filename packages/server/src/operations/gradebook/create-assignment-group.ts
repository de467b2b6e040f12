// An editor makes an assignment group.

import { assignmentGroupCreated } from '../../facts/assignment-group-saved.ts';
import type { AssignmentGroup } from '../../model/assignment.ts';
import {
  type AssignmentGroupDraft,
  applyAssignmentGroupDraft,
  blankAssignmentGroup,
} from '../../model/assignment-group-draft.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import { insertAssignmentGroup, listAssignmentGroups } from '../../store/assignment-groups.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';

export type CreateAssignmentGroup = (
  caller: Caller,
  course: Lookup,
  readDraft: () => AssignmentGroupDraft,
) => Promise<AssignmentGroup>;

/**
 * After the others unless its position is said. An empty group moves no score. Raises not_found, not_permitted,
 * record_invalid, and whatever `readDraft` raises. Canvas: core reference §8.
 */
export function createAssignmentGroup(database: AnnouncingDatabase, clock: Clock): CreateAssignmentGroup {
  return (caller, lookup, readDraft) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, lookup);
      if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
      const draft = readDraft();
      const last = (await listAssignmentGroups(transaction, standing.course.id)).at(-1)?.position ?? 0;
      const group = await insertAssignmentGroup(transaction, {
        ...applyAssignmentGroupDraft({ ...blankAssignmentGroup, position: last + 1 }, draft, []),
        courseId: standing.course.id,
        workflowState: 'available',
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
      transaction.announce(assignmentGroupCreated(group));
      return group;
    });
}
