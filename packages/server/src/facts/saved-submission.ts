// A submission that was saved, with why: what its live events are made of. Which there are is in grade-change.ts and
// submission.ts.

import type { Assignment } from '../model/assignment.ts';
import type { Submission } from '../model/submission.ts';

export interface SavedSubmission {
  /** As it is now. */
  assignment: Pick<Assignment, 'id' | 'courseId' | 'name' | 'pointsPossible' | 'dueAtMs' | 'submissionTypes'>;
  before: Submission;
  /** The very same record when the save made no difference. */
  after: Submission;
  reason: SaveReason;
  /** Of a quiz: its policy took the score from another attempt than `after` names, or from several. */
  countsAnother?: boolean;
}

/**
 * Why a submission is saved, as far as it decides what is announced. `save`: work handed in, or somebody's or the server's
 * word on this one. `late_policy`: the policy of the course was asked again, of all work at once. `posting`: grades of an
 * assignment were shown or hidden together. Canvas: live events reference §3.1.
 */
export type SaveReason = 'save' | 'late_policy' | 'posting' | AssignmentChange;

/** What grades are derived from has changed on the assignment, or in the scheme that it uses. */
export interface AssignmentChange {
  pointsPossibleBefore: number | null;
  /** Who changed it; null when nobody did. */
  editorId: number | null;
}

/** Null for every other reason. */
export function assignmentChangeOf(reason: SaveReason): AssignmentChange | null {
  return typeof reason === 'string' ? null : reason;
}
