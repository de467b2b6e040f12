// An editor changes an assignment group; its weight and its rules move everybody's scores.

import { assignmentGroupUpdated } from '../../facts/assignment-group-saved.ts';
import type { AssignmentGroup } from '../../model/assignment.ts';
import { type AssignmentGroupDraft, applyAssignmentGroupDraft } from '../../model/assignment-group-draft.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import {
  findAssignmentGroup,
  updateAssignmentGroup as updateGroupRow,
} from '../../store/assignment-groups.ts';
import { listAssignmentIdsIn } from '../../store/assignments.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import type { AssignmentGroupPath } from './read-assignment-groups.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';

export type UpdateAssignmentGroup = (
  caller: Caller,
  path: AssignmentGroupPath,
  readDraft: () => AssignmentGroupDraft,
) => Promise<AssignmentGroup>;

const decidesScores = ['groupWeight', 'dropLowest', 'dropHighest', 'neverDrop'] as const;

/** Raises not_found, not_permitted, record_invalid, and whatever `readDraft` raises. Canvas: core reference §8. */
export function updateAssignmentGroup(database: AnnouncingDatabase, clock: Clock): UpdateAssignmentGroup {
  return (caller, path, readDraft) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, path.course);
      const { course } = standing;
      const before = await findAssignmentGroup(transaction, course.id, path.groupId, 'change');
      if (before === undefined) throw notFound();
      if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
      const members = await listAssignmentIdsIn(transaction, before.id);
      const fields = applyAssignmentGroupDraft(before, readDraft(), members);
      const group = await updateGroupRow(transaction, before.id, { ...fields, updatedAtMs: nowMs });
      transaction.announce(assignmentGroupUpdated(before, group));
      if (decidesScores.some((column) => before[column] !== group[column]))
        await recomputeCourseScores(transaction, course, null, nowMs);
      return group;
    });
}
