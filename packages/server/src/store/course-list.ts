// Lists of all courses of an account: selection, search and order.

import { type SelectQueryBuilder, sql } from 'kysely';
import { rootAccountId } from '../model/account.ts';
import type { Course, CourseState } from '../model/course.ts';
import type { EnrollmentType } from '../model/enrollment.ts';
import type { Query } from './database.ts';
import type { Schema } from './schema.ts';

export type CourseOrder = 'id' | 'course_name' | 'sis_course_id' | 'course_status';

/** What is null does not limit; an empty list leaves nothing. */
export interface CourseSelection {
  /** With all accounts below it. */
  accountId: number;
  /** Only in these accounts themselves. */
  subAccountIds: readonly number[] | null;
  states: readonly CourseState[];
  /** Over, by state or by its own end. */
  isCompleted: boolean | null;
  /** Part of a name, code or SIS id, or a whole id. */
  searchTerm: string | null;
  /** Whether anybody is in it. */
  hasEnrollments: boolean | null;
  /** Somebody of one of these types is in it. */
  enrollmentTypes: readonly EnrollmentType[] | null;
  /** One of these people teaches it. */
  teacherIds: readonly number[] | null;
  order: CourseOrder;
  isDescending: boolean;
}

type Courses = SelectQueryBuilder<Schema, 'courses', object>;

/** One page. Ties are by id; what has no SIS id comes last. Case: PostgreSQL folds every letter, SQLite A to Z. */
export async function listAccountCourses(
  query: Query,
  selection: CourseSelection,
  nowMs: number,
  limit: number,
  offset: number,
): Promise<Course[]> {
  const { order, isDescending } = selection;
  let courses = selected(query, selection, nowMs).selectAll('courses');
  const column = orderColumn(order);
  if (column !== null)
    courses = courses.orderBy(column, (by) => (isDescending ? by.desc() : by.asc()).nullsLast());
  return courses
    .orderBy('courses.id', isDescending ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countAccountCourses(
  query: Query,
  selection: CourseSelection,
  nowMs: number,
): Promise<number> {
  const { count } = await selected(query, selection, nowMs)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function selected(query: Query, selection: CourseSelection, nowMs: number): Courses {
  const { accountId, subAccountIds, states, isCompleted, searchTerm } = selection;
  let courses: Courses = query.selectFrom('courses');
  if (states.length === 0) return courses.where(sql<boolean>`1 = 0`);
  courses = courses.where('courses.workflowState', 'in', states);
  if (accountId !== rootAccountId) {
    courses = courses.where(
      sql<boolean>`courses.account_id in (
        with recursive below (id) as (
          select id from accounts where id = ${accountId}
          union all select a.id from accounts a join below b on a.parent_account_id = b.id
        ) select id from below)`,
    );
  }
  if (subAccountIds !== null) courses = courses.where('courses.accountId', 'in', orNothing(subAccountIds));
  if (isCompleted !== null) {
    const isOver = sql<boolean>`(courses.workflow_state = 'completed' or
      (courses.restrict_enrollments_to_course_dates = 1 and coalesce(courses.conclude_at_ms <= ${nowMs}, 1 = 0)))`;
    courses = courses.where(isCompleted ? isOver : sql<boolean>`not ${isOver}`);
  }
  if (searchTerm !== null) {
    const pattern = `%${searchTerm.replace(/[\\%_]/g, '\\$&')}%`;
    const id = /^\d{1,15}$/.test(searchTerm) ? Number(searchTerm) : null;
    courses = courses.where(({ or, ref, eb }) => {
      const columns = [ref('courses.name'), ref('courses.courseCode'), ref('courses.sisCourseId')];
      const matches = columns.map(
        (column) => sql<boolean>`lower(${column}) like lower(${pattern}) escape '\\'`,
      );
      return or(id === null ? matches : [...matches, eb('courses.id', '=', id)]);
    });
  }
  return withPeople(courses, selection);
}

function withPeople(courses: Courses, selection: CourseSelection): Courses {
  const { hasEnrollments, enrollmentTypes, teacherIds } = selection;
  let chosen = courses;
  if (hasEnrollments !== null) {
    const anybody = sql<boolean>`exists (${peopleIn})`;
    chosen = chosen.where(hasEnrollments ? anybody : sql<boolean>`not ${anybody}`);
  }
  if (enrollmentTypes !== null) {
    const types = enrollmentTypes.length === 0 ? [''] : enrollmentTypes;
    chosen = chosen.where(sql<boolean>`exists (${peopleIn} and e.type in (${sql.join(types)}))`);
  }
  if (teacherIds !== null) {
    const teaches = sql`e.type in ('TeacherEnrollment', 'TaEnrollment')`;
    const ids = sql.join(orNothing(teacherIds));
    chosen = chosen.where(sql<boolean>`exists (${peopleIn} and ${teaches} and e.user_id in (${ids}))`);
  }
  return chosen;
}

const peopleIn = sql`select 1 from enrollments e
  where e.course_id = courses.id and e.workflow_state not in ('deleted', 'rejected')`;

function orNothing(ids: readonly number[]): readonly number[] {
  return ids.length === 0 ? [0] : ids;
}

function orderColumn(order: CourseOrder) {
  switch (order) {
    case 'course_name':
      return sql<string>`lower(courses.name)`;
    case 'sis_course_id':
      return sql<string>`courses.sis_course_id`;
    case 'course_status':
      return sql<string>`courses.workflow_state`;
    case 'id':
      return null;
  }
}
