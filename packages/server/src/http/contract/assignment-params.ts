// What the Assignments API takes: paths, what may be asked, and what is posted of an assignment. Core reference §9.

import { Type } from 'typebox';
import { type AssignmentBucket, assignmentBuckets } from '../../model/assignment-bucket.ts';
import { type AssignmentDraft, isSubmissionType } from '../../model/assignment-draft.ts';
import { bodyBytesMax, jsonDepthMax, textCharsMax } from '../../model/limits.ts';
import { isBlank, isRecord } from '../../model/loose-value.ts';
import { type FieldFault, invalidField, Refusal } from '../../model/refusal.ts';
import { parseTime } from '../../model/time.ts';
import type { AssignmentsWanted } from '../../operations/gradebook/assignment-page.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { jsonDepth } from '../canvas-wire/json-text.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  booleanParam,
  floatParam,
  integerParam,
  objectParam,
  positionParam,
  stringListParam,
  stringParam,
} from '../canvas-wire/params.ts';
import { sanitiseHtml } from '../canvas-wire/sanitise-html.ts';

type Parameters = Record<string, unknown>;

export const assignmentsPath = '/api/v1/courses/:course_id/assignments';
export const assignmentPath = '/api/v1/courses/:course_id/assignments/:id';
export const groupAssignmentsPath =
  '/api/v1/courses/:course_id/assignment_groups/:assignment_group_id/assignments';
export const userAssignmentsPath = '/api/v1/users/:user_id/courses/:course_id/assignments';
export const gradeableStudentsPath =
  '/api/v1/courses/:course_id/assignments/:assignment_id/gradeable_students';
export const submissionSummaryPath =
  '/api/v1/courses/:course_id/assignments/:assignment_id/submission_summary';

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const assignmentName = Type.String({ description: 'Assignment id, or `sis_assignment_id:…`' });
export const assignmentsParams = Type.Object({ course_id: courseName });
export const assignmentParams = Type.Object({ course_id: courseName, id: assignmentName });
export const assignmentIdParams = Type.Object({ course_id: courseName, assignment_id: assignmentName });
export const groupAssignmentsParams = Type.Object({
  course_id: courseName,
  assignment_group_id: Type.String({ description: 'Assignment group id' }),
});
export const userAssignmentsParams = Type.Object({
  user_id: Type.String({ description: 'User id, `self` or `sis_user_id:…`' }),
  course_id: courseName,
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const assignmentQuery = Type.Object({
  include: optional(
    "`submission` (the caller's own), `assignment_visibility`, `all_dates`, `overrides`, `can_edit`",
  ),
});

export const pageQuery = Type.Object({
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const assignmentsQuery = Type.Object({
  ...assignmentQuery.properties,
  search_term: optional('Part of the name'),
  assignment_ids: optional('These alone, each of which must be there; at most 100'),
  bucket: optional(assignmentBuckets.map((bucket) => `\`${bucket}\``).join(', ')),
  order_by: optional('`position` (if absent), `name`, `due_at`'),
  ...pageQuery.properties,
});

export const postedAssignment = Type.Object({
  assignment: Type.Optional(
    Type.Union([
      Type.Null(),
      Type.Object({
        name: optional('"Assignment" if blank'),
        description: optional('HTML; made safe'),
        position: optional('After the others of its group if absent'),
        submission_types: optional('A list; `none` if absent'),
        points_possible: optional('0 if blank'),
        grading_type: optional(
          '`points` (if absent), `percent`, `pass_fail`, `letter_grade`, `gpa_scale`, `not_graded`',
        ),
        grading_standard_id: optional('A grading scheme of the course, for `letter_grade` and `gpa_scale`'),
        due_at: optional('ISO 8601; midnight is the end of that day'),
        unlock_at: optional('ISO 8601'),
        lock_at: optional('ISO 8601; midnight is the end of that day'),
        assignment_group_id: optional("The course's first group if absent"),
        published: optional('False if absent'),
        omit_from_final_grade: optional('Whether it counts in no course score'),
        hide_in_gradebook: optional('Kept and shown'),
        only_visible_to_overrides: optional('Hides it from students to whom it is not assigned'),
        anonymous_grading: optional('Whether graders do not see whose work it is; posted by hand then'),
        allowed_attempts: optional('Null or -1 for unlimited'),
        sis_assignment_id: optional('Unique; of admins only'),
        integration_id: optional('Of admins only'),
        integration_data: optional('An object, or its JSON text; of admins only'),
      }),
    ]),
  ),
});

export const shownSummary = Type.Object({
  graded: Type.Integer(),
  ungraded: Type.Integer(),
  not_submitted: Type.Integer(),
});

export function includesOf(query: Parameters): ReadonlySet<string> {
  return new Set(stringListParam(query.include, 'include') ?? []);
}

/** What `include[]` looks up. */
export function extrasOf(includes: ReadonlySet<string>): AssignmentsWanted['extras'] {
  return { submission: includes.has('submission'), visibility: includes.has('assignment_visibility') };
}

/** Ids one by one or with commas between them; 0 for what is none. */
export function assignmentIdsOf(value: unknown): { id: number; text: string }[] | null {
  const texts = stringListParam(value, 'assignment_ids', bodyBytesMax);
  if (texts == null) return null;
  return texts.flatMap((text) => text.split(',')).map((text) => ({ id: leadingInteger(text), text }));
}

export function bucketOf(query: Parameters): AssignmentBucket | null {
  const word = stringParam(query.bucket, 'bucket') ?? '';
  if (word === '') return null;
  const bucket = assignmentBuckets.find((known) => known === word);
  if (bucket !== undefined) return bucket;
  const message = `bucket name must be one of the following: ${assignmentBuckets.join(', ')}`;
  throw invalidField('bucket', message, message);
}

export function assignmentsWantedOf(query: Parameters, groupId: number | null): AssignmentsWanted {
  const order = stringParam(query.order_by, 'order_by');
  return {
    groupId,
    ids: assignmentIdsOf(query.assignment_ids),
    searchTerm: stringParam(query.search_term, 'search_term', bodyBytesMax) || null,
    bucket: bucketOf(query),
    order: order === 'name' || order === 'due_at' ? order : 'position',
    extras: extrasOf(includesOf(query)),
    ...pagination(query),
  };
}

/** Raises parameter_missing without `assignment`, malformed for a value that cannot be read otherwise. */
export function assignmentDraftOf(body: Parameters): AssignmentDraft {
  const assignment = objectParam(body.assignment, 'assignment');
  if (assignment == null) throw new Refusal({ kind: 'parameter_missing', parameter: 'assignment' });
  const faults: FieldFault[] = [];
  const text = (key: string) => stringParam(assignment[key], `assignment[${key}]`, textCharsMax);
  const flag = (key: string) => flagOf(assignment[key], `assignment[${key}]`);
  const time = (key: string) => timeOf(assignment[key], key, faults);
  const description = text('description');
  return {
    name: text('name'),
    description: typeof description === 'string' ? sanitiseHtml(description) : description,
    position: positionParam(assignment.position, 'assignment[position]'),
    assignmentGroupId: groupIdOf(assignment.assignment_group_id, faults),
    dueAtMs: time('due_at'),
    unlockAtMs: time('unlock_at'),
    lockAtMs: time('lock_at'),
    submissionTypes: submissionTypesOf(assignment.submission_types, faults),
    pointsPossible: floatParam(assignment.points_possible, 'assignment[points_possible]'),
    gradingType: text('grading_type'),
    gradingStandardId: integerParam(assignment.grading_standard_id, 'assignment[grading_standard_id]'),
    isPublished: flag('published'),
    omitFromFinalGrade: flag('omit_from_final_grade'),
    hideInGradebook: flag('hide_in_gradebook'),
    onlyVisibleToOverrides: flag('only_visible_to_overrides'),
    anonymousGrading: flag('anonymous_grading'),
    allowedAttempts: integerParam(assignment.allowed_attempts, 'assignment[allowed_attempts]'),
    sisAssignmentId: text('sis_assignment_id'),
    integrationId: text('integration_id'),
    integrationData: integrationDataOf(assignment.integration_data, faults),
    faults,
  };
}

/** Canvas: blank is false. */
function flagOf(value: unknown, name: string): boolean | undefined {
  const flag = booleanParam(value, name);
  return flag === undefined ? undefined : flag === true;
}

/** Canvas: a date without a time of day is none. */
function timeOf(value: unknown, key: string, faults: FieldFault[]): number | null | undefined {
  if (value === undefined) return undefined;
  if (isBlank(value)) return null;
  const ms = typeof value === 'string' && value.includes(':') ? parseTime(value) : null;
  if (ms === null) faults.push(fault(`assignment[${key}]`, `Invalid datetime for ${key}`));
  return ms;
}

/** Null for the first group, also for an id that nothing has. */
function groupIdOf(value: unknown, faults: FieldFault[]): number | null | undefined {
  const text = stringParam(value, 'assignment[assignment_group_id]');
  if (text == null || text.trim() === '') return text === undefined ? undefined : null;
  const id = leadingInteger(text);
  if (id > 0) return id;
  if (!/^\s*\+?\d*[1-9]/.test(text))
    faults.push(fault('assignment[assignment_group_id]', 'must be a positive number'));
  return null;
}

function submissionTypesOf(value: unknown, faults: FieldFault[]): string[] | null | undefined {
  const types = stringListParam(value, 'assignment[submission_types]');
  if (types?.every(isSubmissionType) === false)
    faults.push(fault('assignment[submission_types]', 'Invalid submission types'));
  return types;
}

function integrationDataOf(value: unknown, faults: FieldFault[]): Record<string, unknown> | undefined {
  if (value === undefined) return undefined;
  if (isBlank(value)) return {};
  const data = typeof value === 'string' ? parsed(value) : value;
  if (isRecord(data)) return data;
  faults.push(fault('integration_data', 'Invalid integration data'));
  return undefined;
}

/** Undefined for what is no JSON, and for what is nested deeper than a body may be. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return jsonDepth(text) > jsonDepthMax ? undefined : value;
  } catch {
    return undefined;
  }
}

function fault(field: string, message: string): FieldFault {
  return { field, type: message, message };
}
