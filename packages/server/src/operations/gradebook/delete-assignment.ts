// An editor deletes an assignment, and with it the quiz whose own it is. Submissions stay and count no more.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { updateQuiz } from '../../store/quizzes.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { removeAssignment } from './assignment-changes.ts';
import { assignmentToEdit, lockAssignment } from './assignment-to-edit.ts';
import { type AssignmentView, noAssignmentExtras, viewAssignment } from './assignment-view.ts';
import type { AssignmentName } from './read-assignments.ts';

export type DeleteAssignment = (caller: Caller, name: AssignmentName) => Promise<AssignmentView>;

/** Answers it as deleted; a second time there is none. Raises not_found, not_permitted. */
export function deleteAssignment(database: AnnouncingDatabase, clock: Clock): DeleteAssignment {
  return (caller, name) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, name.course);
      const found = await assignmentToEdit(transaction, standing, name.assignment, nowMs);
      const before = await lockAssignment(transaction, found);
      if (found.quiz !== null) {
        await updateQuiz(transaction, found.quiz.id, { workflowState: 'deleted', updatedAtMs: nowMs });
      }
      const assignment = await removeAssignment(transaction, standing.course, before, nowMs);
      return viewAssignment(transaction, standing, assignment, noAssignmentExtras, nowMs);
    });
}
