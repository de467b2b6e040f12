// assignment_created and assignment_updated. A deletion is an update. Canvas: live events reference §3.9; the keys of what is
// not here (external tools, copies) are missing.

import type { Assignment } from '../model/assignment.ts';
import type { Course } from '../model/course.ts';
import { wireTime, wireTimeMs } from '../model/time.ts';
import type { EventName } from './event-names.ts';
import type { Fact } from './fact.ts';
import { isEffectiveChange } from './row-change.ts';

type Context = Pick<Course, 'id' | 'uuid'>;

export function assignmentCreated(course: Context, assignment: Assignment): Fact {
  return assignmentFact('assignment_created', course, assignment, null);
}

/**
 * Null when nothing changed. Whether grades are posted by hand is no column of Canvas's assignments, so a change of that
 * alone is none.
 */
export function assignmentUpdated(course: Context, before: Assignment, after: Assignment): Fact | null {
  if (!isEffectiveChange(before, after, ['postManually'])) return null;
  return assignmentFact('assignment_updated', course, after, before.workflowState);
}

function assignmentFact(
  eventName: EventName,
  course: Context,
  assignment: Assignment,
  oldState: Assignment['workflowState'] | null,
): Fact {
  return {
    eventName,
    courseId: course.id,
    assignmentId: assignment.id,
    userId: null,
    body: {
      anonymous_grading: assignment.anonymousGrading === 1,
      assignment_group_id: assignment.assignmentGroupId,
      assignment_id: assignment.id,
      context_id: course.id,
      context_type: 'Course',
      context_uuid: course.uuid,
      created_on_blueprint_sync: false,
      description: assignment.description,
      due_at: wireTime(assignment.dueAtMs),
      lock_at: wireTime(assignment.lockAtMs),
      points_possible: assignment.pointsPossible,
      submission_types: assignment.submissionTypes,
      title: assignment.name,
      unlock_at: wireTime(assignment.unlockAtMs),
      updated_at: wireTime(assignment.updatedAtMs),
      workflow_state: assignment.workflowState,
      anonymous_participants: false,
    },
    details: { created_at: wireTimeMs(assignment.createdAtMs), old_workflow_state: oldState },
  };
}
