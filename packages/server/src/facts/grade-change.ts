// grade_change: a grade was given, moved, taken away, shown or hidden. Canvas: live events reference §3.1.

import type { Submission } from '../model/submission.ts';
import type { Fact } from './fact.ts';
import { assignmentChangeOf, type SavedSubmission } from './saved-submission.ts';

/** What else the event tells of its student and its quiz, looked up only for those that are announced. */
export interface GradeChangeSetting {
  /** Null for a student without one. */
  studentSisId: string | null;
  /** Null where the assignment is no quiz's. */
  quizId: number | null;
}

/**
 * Whether the save is announced at all, however many reasons there are. What a late policy makes of many grades at once is
 * not; where grades are posted together, and where an assignment changed, every graded submission is, the others as far as
 * the change moved their grade. Canvas: live events reference §3.1, conditions 1 to 5.
 */
export function isGradeChange({ before, after, reason }: SavedSubmission): boolean {
  if (reason === 'late_policy') return false;
  if (reason === 'posting') return after.workflowState === 'graded';
  if (assignmentChangeOf(reason) !== null && after.workflowState === 'graded') return true;
  return (
    before.grade !== after.grade ||
    before.score !== after.score ||
    before.excused !== after.excused ||
    before.postedAtMs !== after.postedAtMs ||
    (before.workflowState !== 'graded' && after.workflowState === 'graded')
  );
}

/** Null where `isGradeChange` says no. `old_…` is what the row had before this save. */
export function gradeChange(
  saved: SavedSubmission,
  { studentSisId, quizId }: GradeChangeSetting,
): Fact | null {
  if (!isGradeChange(saved)) return null;
  const { assignment, before, after, reason, countsAnother = false } = saved;
  const change = assignmentChangeOf(reason);
  const { pointsPossible } = assignment;
  return {
    eventName: 'grade_change',
    courseId: assignment.courseId,
    assignmentId: assignment.id,
    userId: after.userId,
    body: {
      submission_id: after.id,
      assignment_id: assignment.id,
      assignment_name: assignment.name,
      grade: after.grade,
      old_grade: before.grade,
      score: after.score,
      old_score: before.score,
      points_possible: pointsPossible,
      old_points_possible: change === null ? pointsPossible : change.pointsPossibleBefore,
      grader_id: change?.editorId ?? personalGrader(after),
      student_id: after.userId,
      student_sis_id: studentSisId,
      user_id: after.userId,
      grading_complete: after.workflowState === 'graded',
      muted: after.postedAtMs === null,
    },
    details: {
      attempt: after.attempt,
      quiz_id: quizId,
      quiz_submission_id: after.quizSubmissionId,
      points_possible: pointsPossible,
      counts_another: countsAnother ? true : null,
    },
  };
}

/** Canvas: a grader that is no person has a negative id, and none on the wire. */
function personalGrader({ graderId }: Submission): number | null {
  return graderId !== null && graderId > 0 ? graderId : null;
}
