// submission_created and submission_updated: work was handed in, and anything else that happens to it afterwards. Canvas:
// live events reference §3.5.

import { isLate, isMissing } from '../model/lateness.ts';
import { wireTime } from '../model/time.ts';
import type { Fact } from './fact.ts';
import type { SavedSubmission } from './saved-submission.ts';

/**
 * `submission_created` for every hand-in, the second and third too, by state and attempt; `submission_updated` for any
 * other difference. None for a row on which nothing is handed in or graded, and none where all rows of an assignment are
 * written at once.
 */
export function submissionSaved(saved: SavedSubmission, nowMs: number): Fact | null {
  const { assignment, before, after, reason } = saved;
  const isBulk = reason === 'late_policy' || reason === 'posting';
  if (isBulk || after === before || after.workflowState === 'unsubmitted') return null;
  const { dueAtMs } = assignment;
  return {
    eventName: isHandIn(saved) ? 'submission_created' : 'submission_updated',
    courseId: assignment.courseId,
    assignmentId: assignment.id,
    userId: after.userId,
    body: {
      submission_id: after.id,
      assignment_id: assignment.id,
      user_id: after.userId,
      submitted_at: wireTime(after.submittedAtMs),
      graded_at: wireTime(after.gradedAtMs),
      updated_at: wireTime(after.updatedAtMs),
      score: after.score,
      grade: after.grade,
      submission_type: after.submissionType,
      body: after.body,
      url: after.url,
      attempt: after.attempt,
      late: isLate(after, dueAtMs, nowMs),
      missing: isMissing(after, assignment, dueAtMs, nowMs),
      posted_at: wireTime(after.postedAtMs),
      workflow_state: after.workflowState,
    },
    details: {
      course_id: assignment.courseId,
      is_waiting_again: isHandIn(saved) && before.attempt === after.attempt ? true : null,
    },
  };
}

/** Canvas: also where a grade is taken away and the work waits to be graded again. */
function isHandIn({ before, after }: SavedSubmission): boolean {
  const isWaiting = after.workflowState === 'submitted' || after.workflowState === 'pending_review';
  return isWaiting && (before.workflowState !== after.workflowState || before.attempt !== after.attempt);
}
