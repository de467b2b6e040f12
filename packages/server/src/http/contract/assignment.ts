// Assignments on the wire: how one is written. Core reference §9. What may be asked and posted is in assignment-params.ts.

import { type Static, Type } from 'typebox';
import type { Assignment } from '../../model/assignment.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { QuizLock } from '../../model/quiz.ts';
import { wireTime } from '../../model/time.ts';
import type { AssignmentView } from '../../operations/gradebook/assignment-view.ts';
import { lockExplanation } from '../canvas-wire/lock-explanation.ts';
import { shownSubmission, submissionJson } from './submission.ts';

const text = Type.String();
const boolean = Type.Boolean();
const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });

const dates = { due_at: nullableText, unlock_at: nullableText, lock_at: nullableText };

export const shownAssignment = Type.Object({
  id: Type.Integer(),
  name: text,
  description: nullableText,
  course_id: Type.Integer(),
  assignment_group_id: Type.Integer(),
  position: Type.Integer(),
  points_possible: nullableNumber,
  grading_type: text,
  grading_standard_id: nullableInteger,
  ...dates,
  created_at: text,
  updated_at: text,
  published: boolean,
  workflow_state: Type.Unsafe<Assignment['workflowState']>({ enum: ['published', 'unpublished', 'deleted'] }),
  unpublishable: Type.Optional(boolean),
  submission_types: Type.Array(text),
  has_submitted_submissions: boolean,
  graded_submissions_exist: boolean,
  html_url: text,
  submissions_download_url: text,
  muted: Type.Boolean({ description: 'Some student does not see a grade yet' }),
  post_manually: boolean,
  omit_from_final_grade: boolean,
  hide_in_gradebook: boolean,
  allowed_attempts: Type.Integer({ description: '-1 is unlimited' }),
  quiz_id: Type.Optional(Type.Integer({ description: 'The quiz whose own assignment it is' })),
  is_quiz_assignment: boolean,
  anonymous_submissions: Type.Optional(boolean),
  needs_grading_count: Type.Optional(Type.Integer()),
  only_visible_to_overrides: boolean,
  visible_to_everyone: boolean,
  has_overrides: Type.Optional(boolean),
  peer_reviews: boolean,
  anonymous_peer_reviews: boolean,
  automatic_peer_reviews: boolean,
  intra_group_peer_reviews: boolean,
  group_category_id: nullableInteger,
  grade_group_students_individually: boolean,
  anonymous_grading: boolean,
  anonymize_students: boolean,
  anonymous_instructor_annotations: boolean,
  moderated_grading: boolean,
  grader_count: Type.Integer(),
  final_grader_id: nullableInteger,
  graders_anonymous_to_graders: boolean,
  grader_comments_visible_to_graders: boolean,
  grader_names_visible_to_final_grader: boolean,
  post_to_sis: boolean,
  locked_for_user: boolean,
  lock_info: Type.Optional(Type.Record(text, Type.Unknown(), { description: 'Only when locked' })),
  lock_explanation: Type.Optional(Type.String({ description: 'Only when locked' })),
  due_date_required: boolean,
  max_name_length: Type.Integer(),
  can_duplicate: boolean,
  original_course_id: nullableInteger,
  original_assignment_id: nullableInteger,
  original_lti_resource_link_id: nullableInteger,
  original_assignment_name: nullableText,
  original_quiz_id: nullableInteger,
  important_dates: boolean,
  lti_context_id: nullableText,
  secure_params: nullableText,
  annotatable_attachment_id: nullableInteger,
  suppress_assignment: boolean,
  require_lockdown_browser: boolean,
  restrict_quantitative_data: boolean,
  in_closed_grading_period: boolean,
  new_quizzes_anonymous_participants: boolean,
  sis_assignment_id: Type.Optional(nullableText),
  integration_id: Type.Optional(nullableText),
  integration_data: Type.Optional(Type.Record(text, Type.Unknown())),
  submission: Type.Optional(shownSubmission),
  overrides: Type.Optional(Type.Array(Type.Unknown())),
  all_dates: Type.Optional(Type.Array(Type.Object({ ...dates, base: boolean }))),
  assignment_visibility: Type.Optional(Type.Array(text, { description: 'Ids of students' })),
  can_edit: Type.Optional(boolean),
  bucket: Type.Optional(text),
});

export type AssignmentJson = Static<typeof shownAssignment>;

export interface AssignmentShape {
  includes: ReadonlySet<string>;
  /** Said again in every assignment of a list that was asked for by it. */
  bucket: string | null;
  /** Base of the URLs sent out. */
  baseUrl: string;
}

/** Canvas: what is about to open says nothing of itself to those who wait for it. */
export function assignmentJson(view: AssignmentView, shape: AssignmentShape): AssignmentJson {
  const { assignment, quiz, lock, isEditor, isGrader } = view;
  const course = `${shape.baseUrl}/courses/${assignment.courseId}`;
  const page = `${course}/assignments/${assignment.id}`;
  return {
    id: assignment.id,
    name: assignment.name,
    description: lock?.reason === 'not_yet' ? null : assignment.description,
    course_id: assignment.courseId,
    assignment_group_id: assignment.assignmentGroupId,
    position: assignment.position,
    points_possible: assignment.pointsPossible,
    grading_type: assignment.gradingType,
    grading_standard_id: assignment.gradingStandardId,
    ...datesOf(assignment),
    created_at: wireTime(assignment.createdAtMs),
    updated_at: wireTime(assignment.updatedAtMs),
    published: assignment.workflowState === 'published',
    workflow_state: assignment.workflowState,
    ...(isEditor || isGrader ? { unpublishable: view.canUnpublish } : {}),
    submission_types: assignment.submissionTypes.split(','),
    has_submitted_submissions: view.hasSubmissions,
    graded_submissions_exist: view.hasGraded,
    html_url: page,
    submissions_download_url:
      quiz === null ? `${page}/submissions?zip=1` : `${course}/quizzes/${quiz.id}/submissions?zip=1`,
    muted: view.hasUnposted,
    post_manually: assignment.postManually === 1,
    omit_from_final_grade: assignment.omitFromFinalGrade === 1,
    hide_in_gradebook: assignment.hideInGradebook === 1,
    allowed_attempts: assignment.allowedAttempts ?? -1,
    ...(quiz === null ? {} : { quiz_id: quiz.id, anonymous_submissions: quiz.anonymousSubmissions === 1 }),
    is_quiz_assignment: quiz?.quizType === 'assignment',
    ...(isGrader ? { needs_grading_count: view.needsGradingCount } : {}),
    only_visible_to_overrides: assignment.onlyVisibleToOverrides === 1,
    visible_to_everyone: assignment.onlyVisibleToOverrides === 0,
    ...(isEditor || isGrader ? { has_overrides: false } : {}),
    ...notHere,
    anonymous_grading: assignment.anonymousGrading === 1,
    anonymize_students: assignment.anonymousGrading === 1 && view.hasUnposted,
    locked_for_user: lock !== null,
    ...(lock === null
      ? {}
      : {
          lock_info: lockInfo(assignment, lock),
          lock_explanation: lockExplanation(lock, view.atMs, 'assignment'),
        }),
    max_name_length: nameCharsMax,
    can_duplicate: quiz === null,
    ...(view.seesSisIds
      ? {
          sis_assignment_id: assignment.sisAssignmentId,
          integration_id: assignment.integrationId,
          integration_data: JSON.parse(assignment.integrationData) as Record<string, unknown>,
        }
      : {}),
    ...includedJson(view, shape),
  };
}

/** Of features that are not here: as they are when nobody uses them. */
const notHere = {
  peer_reviews: false,
  anonymous_peer_reviews: false,
  automatic_peer_reviews: false,
  intra_group_peer_reviews: false,
  group_category_id: null,
  grade_group_students_individually: false,
  anonymous_instructor_annotations: false,
  moderated_grading: false,
  grader_count: 0,
  final_grader_id: null,
  graders_anonymous_to_graders: false,
  grader_comments_visible_to_graders: true,
  grader_names_visible_to_final_grader: true,
  post_to_sis: false,
  due_date_required: false,
  original_course_id: null,
  original_assignment_id: null,
  original_lti_resource_link_id: null,
  original_assignment_name: null,
  original_quiz_id: null,
  important_dates: false,
  lti_context_id: null,
  secure_params: null,
  annotatable_attachment_id: null,
  suppress_assignment: false,
  require_lockdown_browser: false,
  restrict_quantitative_data: false,
  in_closed_grading_period: false,
  new_quizzes_anonymous_participants: false,
};

function includedJson(view: AssignmentView, { includes, bucket, baseUrl }: AssignmentShape) {
  const { assignment, submission, studentIds, isEditor } = view;
  const json: Partial<AssignmentJson> = {};
  if (submission !== null) json.submission = submissionJson(submission, baseUrl);
  if (includes.has('overrides') && isEditor) json.overrides = [];
  if (includes.has('all_dates')) json.all_dates = [{ base: true, ...datesOf(assignment) }];
  if (studentIds !== undefined) json.assignment_visibility = studentIds.map(String);
  if (includes.has('can_edit')) json.can_edit = isEditor;
  if (bucket !== null) json.bucket = bucket;
  return json;
}

function datesOf({ dueAtMs, unlockAtMs, lockAtMs }: Assignment) {
  return { due_at: wireTime(dueAtMs), unlock_at: wireTime(unlockAtMs), lock_at: wireTime(lockAtMs) };
}

function lockInfo(assignment: Assignment, lock: QuizLock): Record<string, unknown> {
  const info = { asset_string: `assignment_${assignment.id}` };
  return lock.reason === 'not_yet'
    ? { ...info, unlock_at: wireTime(lock.unlockAtMs) }
    : { ...info, lock_at: wireTime(assignment.lockAtMs), can_view: true };
}
