// What the Courses API may be asked for: what to include, and which of one's own courses.

import { Type } from 'typebox';
import { type EnrollmentType, enrollmentTypes, shortTypeOf, typeOfRoleId } from '../../model/enrollment.ts';
import { nameCharsMax } from '../../model/limits.ts';
import { listedCourseStates } from '../../model/own-courses.ts';
import type { CourseExtras } from '../../operations/courses/describe-courses.ts';
import type { OwnCoursesWanted } from '../../operations/courses/read-courses.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { integerParam, stringListParam, stringParam } from '../canvas-wire/params.ts';
import { type CourseInclude, courseIncludes } from './course.ts';

type Parameters = Record<string, unknown>;

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

const include = optional(`\`include[]=…\`: ${courseIncludes.map((name) => `\`${name}\``).join(', ')}`);

export const courseQuery = Type.Object({
  include,
  teacher_limit: optional('With `include[]=teachers`: more than these are counted instead of listed'),
});

export const coursesQuery = Type.Object({
  enrollment_type: optional('`teacher`, `student`, `ta`, `observer` or `designer`'),
  enrollment_role: optional('Name of a role'),
  enrollment_role_id: optional('Id of a role'),
  enrollment_state: optional('`active`, `invited_or_pending` or `completed`, all dates considered'),
  state: optional(
    '`state[]=…`: `unpublished`, `available`, `completed`; published ones only for students if absent',
  ),
  include,
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const permissionsQuery = Type.Object({ permissions: optional('`permissions[]=…`; all if absent') });

export function includesOf(query: Parameters): ReadonlySet<CourseInclude> {
  const wanted = stringListParam(query.include, 'include', nameCharsMax) ?? [];
  return new Set(courseIncludes.filter((name) => wanted.includes(name)));
}

export function extrasOf(includes: ReadonlySet<CourseInclude>): CourseExtras {
  return {
    sections: includes.has('sections'),
    teachers: includes.has('teachers'),
    studentCount: includes.has('total_students'),
    totalScores: includes.has('total_scores'),
  };
}

export function ownCoursesWantedOf(query: Parameters): OwnCoursesWanted {
  const states = stringListParam(query.state, 'state', nameCharsMax) ?? [];
  const enrollmentState = stringParam(query.enrollment_state, 'enrollment_state', nameCharsMax);
  return {
    types: ownTypesOf(query),
    enrollmentState:
      (['active', 'invited_or_pending', 'completed'] as const).find((known) => known === enrollmentState) ??
      null,
    courseStates: states.length === 0 ? null : listedCourseStates.filter((state) => states.includes(state)),
    extras: extrasOf(includesOf(query)),
    ...pagination(query),
  };
}

/** Canvas: a role's id counts before its name, either before the type; what is unknown matches nothing. */
function ownTypesOf(query: Parameters): EnrollmentType[] | null {
  const roleId = integerParam(query.enrollment_role_id, 'enrollment_role_id');
  if (roleId != null) return typesWhere((type) => type === typeOfRoleId(roleId));
  const role = stringParam(query.enrollment_role, 'enrollment_role', nameCharsMax);
  if (role) return typesWhere((type) => type === role);
  const name = stringParam(query.enrollment_type, 'enrollment_type', nameCharsMax);
  return name ? typesWhere((type) => shortTypeOf(type) === name) : null;
}

function typesWhere(matches: (type: EnrollmentType) => boolean): EnrollmentType[] {
  return enrollmentTypes.filter(matches);
}
