// An editor changes an assignment, publishes it or takes that back.

import type { Assignment } from '../../model/assignment.ts';
import {
  type AssignmentDraft,
  applyAssignmentDraft,
  withoutQuizFields,
} from '../../model/assignment-draft.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import { notPermitted } from '../../model/refusal.ts';
import { listAssignmentWork } from '../../store/assignment-work.ts';
import type { Query } from '../../store/database.ts';
import { updateQuiz } from '../../store/quizzes.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { callerTimeZone } from '../people/caller-time-zone.ts';
import { changeAssignment } from './assignment-changes.ts';
import { permittedDraft, refusingTakenSisId } from './assignment-edits.ts';
import { assignmentGroupFor } from './assignment-group-for.ts';
import { assignmentToEdit, lockAssignment } from './assignment-to-edit.ts';
import { type AssignmentView, noAssignmentExtras, viewAssignment } from './assignment-view.ts';
import type { AssignmentName } from './read-assignments.ts';

export type UpdateAssignment = (
  caller: Caller,
  name: AssignmentName,
  readDraft: () => AssignmentDraft,
) => Promise<AssignmentView>;

/**
 * Of a quiz's own assignment the quiz decides title, points and publication; dates, group and visibility go to the quiz as
 * well. Raises not_found, not_permitted (also for a change of existing grades without the right to grade),
 * record_invalid, already_exists, and whatever `readDraft` raises. Canvas: core reference §9.
 */
export function updateAssignment(database: AnnouncingDatabase, clock: Clock): UpdateAssignment {
  return (caller, name, readDraft) =>
    refusingTakenSisId(database, caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, name.course);
      const { course } = standing;
      const found = await assignmentToEdit(transaction, standing, name.assignment, nowMs);
      const asked = await permittedDraft(transaction, standing, readDraft(), nowMs);
      const draft = found.quiz === null ? asked : withoutQuizFields(asked);
      const { assignmentGroupId: groupId } = draft;
      const group =
        groupId === undefined ? undefined : await assignmentGroupFor(transaction, course.id, groupId, nowMs);
      const before = await lockAssignment(transaction, found);
      const work = (await listAssignmentWork(transaction, course.id, [before.id], null)).get(before.id);
      const facts = {
        hasSubmissions: work?.hasSubmissions ?? false,
        timeZone: await callerTimeZone(transaction, caller),
      };
      const fields = {
        ...applyAssignmentDraft(before, draft, facts),
        assignmentGroupId: group?.id ?? before.assignmentGroupId,
      };
      const mayRegrade = hasCourseRight(standing, 'manage_grades', nowMs) || !(work?.hasGraded ?? false);
      if (!mayRegrade && regrades(before, fields)) throw notPermitted();
      const assignment = await changeAssignment(transaction, course, before, fields, nowMs);
      if (found.quiz !== null) await copyToQuiz(transaction, found.quiz, assignment, nowMs);
      return viewAssignment(transaction, standing, assignment, noAssignmentExtras, nowMs);
    });
}

/** Canvas: a change of these, once there are grades, takes the right to grade. */
function regrades(before: Assignment, after: Partial<Assignment>): boolean {
  const columns = ['pointsPossible', 'gradingType', 'gradingStandardId'] as const;
  return columns.some((column) => before[column] !== after[column]);
}

/** The quiz's row is locked. */
async function copyToQuiz(
  transaction: Query,
  quiz: Quiz,
  assignment: Assignment,
  nowMs: number,
): Promise<void> {
  const { dueAtMs, unlockAtMs, lockAtMs, assignmentGroupId, onlyVisibleToOverrides } = assignment;
  const shared = { dueAtMs, unlockAtMs, lockAtMs, assignmentGroupId, onlyVisibleToOverrides };
  const columns = Object.keys(shared) as (keyof typeof shared)[];
  if (columns.every((column) => quiz[column] === shared[column])) return;
  const versionNumber = quiz.versionNumber + 1;
  await updateQuiz(transaction, quiz.id, { ...shared, versionNumber, updatedAtMs: nowMs });
}
