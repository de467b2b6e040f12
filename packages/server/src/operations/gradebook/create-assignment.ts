// An editor makes an assignment.

import { type AssignmentDraft, applyAssignmentDraft, blankAssignment } from '../../model/assignment-draft.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import { lastAssignmentPosition } from '../../store/assignments.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { callerTimeZone } from '../people/caller-time-zone.ts';
import { addAssignment } from './assignment-changes.ts';
import { permittedDraft, refusingTakenSisId } from './assignment-edits.ts';
import { assignmentGroupFor } from './assignment-group-for.ts';
import { type AssignmentView, noAssignmentExtras, viewAssignment } from './assignment-view.ts';

export type CreateAssignment = (
  caller: Caller,
  course: Lookup,
  readDraft: () => AssignmentDraft,
) => Promise<AssignmentView>;

/**
 * What is wanted is read only when the caller may create at all. Raises not_found, not_permitted, record_invalid,
 * already_exists for an SIS id that is taken, and whatever `readDraft` raises.
 */
export function createAssignment(database: AnnouncingDatabase, clock: Clock): CreateAssignment {
  return (caller, lookup, readDraft) =>
    refusingTakenSisId(database, caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, lookup);
      const { course } = standing;
      if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
      const draft = await permittedDraft(transaction, standing, readDraft(), nowMs);
      const facts = { hasSubmissions: false, timeZone: await callerTimeZone(transaction, caller) };
      const fields = applyAssignmentDraft({ ...blankAssignment, position: 0 }, draft, facts);
      const group = await assignmentGroupFor(transaction, course.id, draft.assignmentGroupId ?? null, nowMs);
      const assignment = await addAssignment(
        transaction,
        course,
        {
          ...fields,
          courseId: course.id,
          assignmentGroupId: group.id,
          position: draft.position ?? (await lastAssignmentPosition(transaction, group.id)) + 1,
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
        },
        nowMs,
      );
      return viewAssignment(transaction, standing, assignment, noAssignmentExtras, nowMs);
    });
}
