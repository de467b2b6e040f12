// What the list of an account's courses may be asked for. Core reference §3.

import { Type } from 'typebox';
import { type CourseState, defaultTerm } from '../../model/course.ts';
import { enrollmentTypes, shortTypeOf } from '../../model/enrollment.ts';
import { nameCharsMax } from '../../model/limits.ts';
import { malformed } from '../../model/refusal.ts';
import type { AccountCoursesWanted } from '../../operations/courses/list-account-courses.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { booleanParam, stringListParam, stringParam } from '../canvas-wire/params.ts';
import { extrasOf, includesOf } from './course-query.ts';

type Parameters = Record<string, unknown>;

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const accountCoursesQuery = Type.Object({
  search_term: optional('Part of a name, code or SIS id, or an id; at least 3 characters'),
  state: optional(
    '`state[]=…`: `created`, `claimed`, `available`, `completed`, `deleted`, `all`; all but deleted ones if absent',
  ),
  published: optional('Whether students can see them'),
  completed: optional('Whether they are over'),
  with_enrollments: optional('Whether anybody is in them'),
  enrollment_type: optional('`enrollment_type[]=…`: `teacher`, `student`, `ta`, `observer`, `designer`'),
  by_teachers: optional('`by_teachers[]=…`: ids of people who teach them'),
  by_subaccounts: optional('`by_subaccounts[]=…`: ids of accounts they are in'),
  enrollment_term_id: optional('There is one term'),
  blueprint: optional('There are none'),
  sort: optional('`course_name`, `sis_course_id` or `course_status`; by id if absent'),
  order: optional('`asc` or `desc`'),
  include: optional(
    '`include[]=…`: `syllabus_body`, `public_description`, `term`, `teachers`, `total_students`, `concluded`',
  ),
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

const living: readonly CourseState[] = ['claimed', 'available', 'completed'];

/** What each name of `state[]` stands for. Canvas: `created` is before anybody took the course on, which none is here. */
const statesNamed: Record<string, readonly CourseState[]> = {
  created: [],
  claimed: ['claimed'],
  available: ['available'],
  completed: ['completed'],
  deleted: ['deleted'],
  all: [...living, 'deleted'],
};

/** Raises malformed, and not_found for a page that is none. */
export function accountCoursesWantedOf(query: Parameters): AccountCoursesWanted {
  const text = (name: string) => stringParam(query[name], name, nameCharsMax)?.trim() || null;
  const list = (name: string) => stringListParam(query[name], name, nameCharsMax) ?? null;
  const flag = (name: string) => booleanParam(query[name], name) ?? null;
  const sort = text('sort');
  const hasNone = flag('blueprint') === true || !isKnownTerm(text('enrollment_term_id'));
  return {
    subAccountIds: list('by_subaccounts')?.map(leadingInteger) ?? null,
    states: hasNone ? [] : statesOf(list('state') ?? [], flag('published')),
    isCompleted: flag('completed'),
    searchTerm: text('search_term'),
    hasEnrollments: flag('with_enrollments'),
    enrollmentTypes: list('enrollment_type')?.map(enrollmentTypeOf) ?? null,
    teacherIds: list('by_teachers')?.map(leadingInteger) ?? null,
    order: orders.find((known) => known === sort) ?? 'id',
    isDescending: text('order') === 'desc',
    extras: extrasOf(includesOf(query)),
    ...pagination(query),
  };
}

const orders = ['course_name', 'sis_course_id', 'course_status'] as const;

function statesOf(names: readonly string[], isPublished: boolean | null): readonly CourseState[] {
  const asked = names.length === 0 ? living : names.flatMap((name) => statesNamed[name] ?? []);
  const allowed: readonly CourseState[] =
    isPublished === null ? asked : isPublished ? ['available', 'completed'] : ['claimed'];
  return [...new Set(asked)].filter((state) => allowed.includes(state));
}

function isKnownTerm(name: string | null): boolean {
  return name === null || ['default', 'current', String(defaultTerm.id)].includes(name);
}

function enrollmentTypeOf(name: string) {
  const type = enrollmentTypes.find((known) => known === name || shortTypeOf(known) === name);
  if (type === undefined)
    throw malformed(`enrollment_type must be ${enrollmentTypes.map(shortTypeOf).join(', ')}`);
  return type;
}
