// What the Enrollments API takes: whom to enrol and how, and what lists are asked for.

import { Type } from 'typebox';
import type { EnrollmentEvent } from '../../model/enrollment.ts';
import type { EnrollmentDraft } from '../../model/enrollment-draft.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { malformed } from '../../model/refusal.ts';
import type { EnrollmentsWanted } from '../../operations/courses/read-enrollments.ts';
import { type LookupNoun, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  booleanParam,
  integerParam,
  objectParam,
  stringListParam,
  stringParam,
  timeParam,
} from '../canvas-wire/params.ts';
import { type EnrollmentInclude, enrollmentIncludes } from './enrollment.ts';

type Parameters = Record<string, unknown>;

export const courseEnrollmentsPath = '/api/v1/courses/:course_id/enrollments';
export const sectionEnrollmentsPath = '/api/v1/sections/:section_id/enrollments';
export const userEnrollmentsPath = '/api/v1/users/:user_id/enrollments';
export const accountEnrollmentPath = '/api/v1/accounts/:account_id/enrollments/:id';
export const courseEnrollmentPath = '/api/v1/courses/:course_id/enrollments/:id';

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const enrollmentId = Type.String({ description: 'Enrollment id' });
export const courseEnrollmentsParams = Type.Object({ course_id: courseName });
export const sectionEnrollmentsParams = Type.Object({
  section_id: Type.String({ description: 'Section id, or `sis_section_id:…`' }),
});
export const userEnrollmentsParams = Type.Object({
  user_id: Type.String({ description: 'User id, `self`, or `sis_user_id:…`' }),
});
export const accountEnrollmentParams = Type.Object({
  account_id: Type.String({ description: 'Account id, `self`, `default` or `sis_account_id:…`' }),
  id: enrollmentId,
});
export const courseEnrollmentParams = Type.Object({ course_id: courseName, id: enrollmentId });

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const enrollmentsQuery = Type.Object({
  type: optional('`type[]=StudentEnrollment` and so on; passed over when a role is named'),
  role: optional('`role[]=…`: names of roles, which are those of the types'),
  role_id: optional('`role_id[]=…`: ids of roles'),
  state: optional(
    '`state[]=…`: `active`, `invited`, `creation_pending`, `deleted`, `rejected`, `completed`, `inactive`; of oneself ' +
      'also `current_and_invited`, `current_and_future`, `current_future_and_restricted`, `current_and_concluded`',
  ),
  user_id: optional('In a course or section: this person only. Oneself may always be asked for'),
  include: optional(`\`include[]=…\`: ${enrollmentIncludes.map((name) => `\`${name}\``).join(', ')}`),
  sis_user_id: optional('`sis_user_id[]=…`'),
  sis_course_id: optional('`sis_course_id[]=…`'),
  sis_section_id: optional('`sis_section_id[]=…`'),
  sis_account_id: optional('`sis_account_id[]=…`'),
  enrollment_term_id: optional('There is one term'),
  grading_period_id: optional('There are none'),
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

const enrollmentFields = Type.Object({
  user_id: optional('User id, `self`, or `sis_user_id:…`; required'),
  type: optional(
    '`StudentEnrollment` if absent, `TeacherEnrollment`, `TaEnrollment`, `DesignerEnrollment`, `ObserverEnrollment`',
  ),
  role_id: optional('Id of a role instead of a type'),
  role: optional('Name of a role instead of a type'),
  enrollment_state: optional('`invited` if absent, `active`, `inactive`'),
  course_section_id: optional("Section id, or `sis_section_id:…`; the course's default section if absent"),
  limit_privileges_to_course_section: optional('Whether they see only the people of their section'),
  associated_user_id: optional('Of an observer: the student to observe'),
  start_at: optional('ISO 8601'),
  end_at: optional('ISO 8601'),
  notify: optional('Without effect: no mail is sent'),
  self_enrollment_code: optional('No course here can be joined by code'),
  self_enrolled: optional('Without effect'),
});

export const newEnrollmentBody = Type.Object({
  // Canvas has words of its own for a missing wrapper, whatever stands in its place.
  enrollment: Type.Optional(
    Type.Unsafe<unknown>({ ...enrollmentFields, type: ['object', 'null', 'string'] }),
  ),
  root_account: optional('Without effect'),
});

export const endedEnrollmentBody = Type.Object({
  task: optional('`conclude` if absent, `delete`, `inactivate` or `deactivate`'),
});

export function enrollmentDraftOf(body: Parameters, shard: number): EnrollmentDraft | null {
  const given = body.enrollment === '' ? null : objectParam(body.enrollment, 'enrollment');
  if (given == null || Object.keys(given).length === 0) return null;
  const text = (name: string) =>
    stringParam(given[name], `enrollment[${name}]`, nameCharsMax)?.trim() || null;
  const lookup = (name: string, noun: LookupNoun): Lookup | null => {
    const value = text(name);
    return value === null ? null : parseLookup(value, noun, shard);
  };
  const limits = 'enrollment[limit_privileges_to_course_section]';
  return {
    user: lookup('user_id', 'user'),
    type: text('type'),
    roleId: integerParam(given.role_id, 'enrollment[role_id]') ?? null,
    role: text('role'),
    selfEnrollmentCode: text('self_enrollment_code'),
    isForSelf: text('user_id') === 'self',
    section: lookup('course_section_id', 'section'),
    state: text('enrollment_state'),
    associatedUser: lookup('associated_user_id', 'user'),
    limitPrivilegesToCourseSection:
      booleanParam(given.limit_privileges_to_course_section, limits) ?? undefined,
    startAtMs: timeParam(given.start_at, 'enrollment[start_at]'),
    endAtMs: timeParam(given.end_at, 'enrollment[end_at]'),
  };
}

/** What `task` of a DELETE asks for. */
export function endingEventOf(body: Parameters): EnrollmentEvent {
  const task = stringParam(body.task, 'task', nameCharsMax) || 'conclude';
  switch (task) {
    case 'conclude':
    case 'delete':
    case 'deactivate':
      return task;
    case 'inactivate':
      return 'deactivate';
    default:
      throw malformed('task must be conclude, delete, inactivate or deactivate');
  }
}

export function enrollmentsWantedOf(query: Parameters, shard: number): EnrollmentsWanted {
  const list = (name: string) => stringListParam(query[name], name, nameCharsMax) ?? null;
  const text = (name: string) => stringParam(query[name], name, nameCharsMax) ?? null;
  const user = text('user_id');
  return {
    types: list('type'),
    roles: list('role'),
    roleIds: list('role_id')?.map((id) => integerParam(id, 'role_id') ?? 0) ?? null,
    states: list('state'),
    user: user === null ? null : parseLookup(user, 'user', shard),
    enrollmentTerm: text('enrollment_term_id'),
    gradingPeriod: text('grading_period_id'),
    sisUserIds: list('sis_user_id'),
    sisCourseIds: list('sis_course_id'),
    sisSectionIds: list('sis_section_id'),
    sisAccountIds: list('sis_account_id'),
    ...pagination(query),
  };
}

export function enrollmentIncludesOf(query: Parameters): ReadonlySet<EnrollmentInclude> {
  const wanted = stringListParam(query.include, 'include', nameCharsMax) ?? [];
  return new Set(enrollmentIncludes.filter((name) => wanted.includes(name)));
}
