// Submissions on the wire: how a gradebook row is written. Core reference §10.1. Who sees what is decided before.

import { type Static, Type } from 'typebox';
import type { LatePolicyStatus, SubmissionState } from '../../model/submission.ts';
import { wireTime } from '../../model/time.ts';
import type { SubmissionView } from '../../operations/gradebook/submission-view.ts';

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });

/** Not there when the grade is hidden from the caller. */
const grades = {
  score: Type.Optional(nullableNumber),
  grade: Type.Optional(nullableText),
  entered_score: Type.Optional(nullableNumber),
  entered_grade: Type.Optional(nullableText),
};

export const shownSubmission = Type.Object({
  id: Type.Integer(),
  user_id: Type.Integer(),
  assignment_id: Type.Integer(),
  ...grades,
  excused: Type.Boolean(),
  attempt: nullableInteger,
  submission_type: nullableText,
  submitted_at: nullableText,
  body: nullableText,
  url: nullableText,
  graded_at: nullableText,
  grade_matches_current_submission: Type.Boolean({
    description: 'False when something was handed in since it was graded',
  }),
  grader_id: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: "Minus the quiz's id when the server graded it",
  }),
  workflow_state: Type.Unsafe<SubmissionState>({
    enum: ['submitted', 'unsubmitted', 'graded', 'pending_review', 'deleted'],
  }),
  late: Type.Boolean(),
  missing: Type.Boolean(),
  seconds_late: Type.Integer(),
  late_policy_status: Type.Unsafe<LatePolicyStatus | null>({
    enum: ['late', 'missing', 'extended', 'none', null],
  }),
  points_deducted: nullableNumber,
  grading_period_id: nullableInteger,
  cached_due_date: nullableText,
  extra_attempts: nullableInteger,
  posted_at: nullableText,
  redo_request: Type.Boolean(),
  sticker: nullableText,
  custom_grade_status_id: nullableInteger,
  preview_url: Type.String(),
});

export type SubmissionJson = Static<typeof shownSubmission>;

/** Canvas: when the grade is hidden from the caller its four keys are removed, and a quiz's `body` says nothing. */
export function submissionJson(view: SubmissionView, baseUrl: string): SubmissionJson {
  const { submission, assignment, isGradeHidden, quizId } = view;
  const page = `${baseUrl}/courses/${assignment.courseId}/assignments/${assignment.id}/submissions/${submission.userId}`;
  return {
    id: submission.id,
    user_id: submission.userId,
    assignment_id: submission.assignmentId,
    ...(isGradeHidden
      ? {}
      : {
          score: submission.score,
          grade: submission.grade,
          entered_score: view.enteredScore,
          entered_grade: view.enteredGrade,
        }),
    excused: submission.excused === 1,
    attempt: submission.attempt,
    submission_type: submission.submissionType,
    submitted_at: wireTime(submission.submittedAtMs),
    body: isGradeHidden && quizId !== null ? null : submission.body,
    url: submission.url,
    graded_at: wireTime(submission.gradedAtMs),
    grade_matches_current_submission: submission.gradeMatchesCurrentSubmission !== 0,
    grader_id: submission.graderId,
    workflow_state: submission.workflowState,
    late: view.isLate,
    missing: view.isMissing,
    seconds_late: view.secondsLate,
    late_policy_status: submission.latePolicyStatus,
    points_deducted: submission.pointsDeducted,
    grading_period_id: null,
    cached_due_date: wireTime(view.dueAtMs),
    extra_attempts: null,
    posted_at: wireTime(submission.postedAtMs),
    redo_request: false,
    sticker: null,
    custom_grade_status_id: null,
    preview_url: `${page}?preview=1&version=${submission.attempt ?? 0}`,
  };
}
