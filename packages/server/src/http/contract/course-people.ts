// The people of a course on the wire. Core reference §6.1.

import { type Static, Type } from 'typebox';
import { enrollmentTypes, shortTypeOf, typeOfRoleId } from '../../model/enrollment.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { CoursePeopleWanted, CoursePersonView } from '../../operations/courses/read-course-people.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { integerParam, stringListParam, stringParam } from '../canvas-wire/params.ts';
import { courseUserJson, type EnrollmentShape, enrollmentJson } from './enrollment.ts';
import { shownUser } from './user.ts';

type Parameters = Record<string, unknown>;

export const courseUsersPath = '/api/v1/courses/:course_id/users';
export const courseSearchUsersPath = '/api/v1/courses/:course_id/search_users';
export const courseUserPath = '/api/v1/courses/:course_id/users/:id';

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
export const courseUsersParams = Type.Object({ course_id: courseName });
export const courseUserParams = Type.Object({
  course_id: courseName,
  id: Type.String({ description: 'User id, or `self`' }),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const courseUserQuery = Type.Object({
  include: optional('`include[]=enrollments`, `email`, `avatar_url`, `locked`, `uuid`'),
});

export const courseUsersQuery = Type.Object({
  search_term: optional('Part of a name, for staff also of a login, e-mail address or SIS id; or an id'),
  enrollment_type: optional('`enrollment_type[]=…`: `teacher`, `student`, `ta`, `observer`, `designer`'),
  enrollment_role: optional('Name of a role'),
  enrollment_role_id: optional('Id of a role'),
  enrollment_state: optional('`enrollment_state[]=…`: active and invited if absent'),
  user_ids: optional('`user_ids[]=…`'),
  sort: optional('`username`, `email`, `sis_id`'),
  order: optional('`asc` or `desc`'),
  include: courseUserQuery.properties.include,
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const shownCourseUser = Type.Object({
  ...shownUser.properties,
  locked: Type.Optional(Type.Boolean()),
  enrollments: Type.Optional(Type.Array(Type.Unknown())),
});

export function coursePersonJson(
  view: CoursePersonView,
  shape: EnrollmentShape,
): Static<typeof shownCourseUser> {
  return {
    ...courseUserJson(view.person, view.sight, shape.includes),
    ...(shape.includes.has('locked') ? { locked: false } : {}),
    ...(view.enrollments
      ? { enrollments: view.enrollments.map((enrollment) => enrollmentJson(enrollment, shape)) }
      : {}),
  };
}

export function coursePeopleWantedOf(query: Parameters): CoursePeopleWanted {
  const list = (name: string) => stringListParam(query[name], name, nameCharsMax) ?? null;
  const sort = stringParam(query.sort, 'sort', nameCharsMax);
  const userIds = list('user_ids');
  return {
    types: typesOf(query),
    states: list('enrollment_state'),
    userIds: userIds === null || userIds.length === 0 ? null : userIds.map(leadingInteger),
    searchTerm: stringParam(query.search_term, 'search_term', nameCharsMax)?.trim() || null,
    order: sort === 'email' || sort === 'sis_id' ? sort : 'username',
    isDescending: stringParam(query.order, 'order', nameCharsMax) === 'desc',
    withEnrollments: wantsEnrollments(query),
    ...pagination(query),
  };
}

export function wantsEnrollments(query: Parameters): boolean {
  return (stringListParam(query.include, 'include', nameCharsMax) ?? []).includes('enrollments');
}

/** Canvas: a role's id counts before its name, either before types; what is unknown matches nobody. */
function typesOf(query: Parameters): CoursePeopleWanted['types'] {
  const roleId = integerParam(query.enrollment_role_id, 'enrollment_role_id');
  if (roleId != null) return enrollmentTypes.filter((type) => type === typeOfRoleId(roleId));
  const role = stringParam(query.enrollment_role, 'enrollment_role', nameCharsMax);
  if (role) return enrollmentTypes.filter((type) => type === role);
  const names = stringListParam(query.enrollment_type, 'enrollment_type', nameCharsMax) ?? [];
  if (names.length === 0) return null;
  return enrollmentTypes.filter((type) => names.includes(shortTypeOf(type)) || names.includes(type));
}
