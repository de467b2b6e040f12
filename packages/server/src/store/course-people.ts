// The people of a course: selection, search and order.

import { sql } from 'kysely';
import type { EnrollmentState, EnrollmentType } from '../model/enrollment.ts';
import type { RosterView } from '../model/roster-policy.ts';
import type { UserWithLogin } from '../model/user.ts';
import type { Query } from './database.ts';
import { listUsersWithLogins, selectUsersWithLogins, userWithLoginOf } from './users.ts';

export const coursePeopleOrders = [
  'username',
  'email',
  'sis_id',
  'last_login',
  'total_activity_time',
] as const;
export type CoursePeopleOrder = (typeof coursePeopleOrders)[number];

/** What is null does not limit; an empty list leaves nobody. */
export interface CoursePeopleSelection {
  courseId: number;
  userIds: readonly number[] | null;
  types: readonly EnrollmentType[] | null;
  states: readonly EnrollmentState[];
  /** Part of a name, or of what `searched` says; a whole id. */
  searchTerm: string | null;
  /** What beside names the viewer may search by. */
  searched: { logins: boolean; sisIds: boolean; emails: boolean };
  order: CoursePeopleOrder;
  isDescending: boolean;
  /** Whom the viewer sees beside themselves. */
  view: Pick<RosterView, 'sectionIds' | 'observedIds'> & { viewerId: number };
}

/** One page of living people, each once. Without activity being kept, orders by it are by name. */
export async function listCoursePeople(
  query: Query,
  selection: CoursePeopleSelection,
  limit: number,
  offset: number,
): Promise<UserWithLogin[]> {
  const { userIds, searchTerm, searched, order, isDescending } = selection;
  let people = selectUsersWithLogins(query)
    .where('users.workflowState', '<>', 'deleted')
    .where(({ exists, selectFrom }) => {
      const { courseId, types, states, view } = selection;
      let enrollments = selectFrom('enrollments')
        .select('enrollments.id')
        .whereRef('enrollments.userId', '=', 'users.id')
        .where('enrollments.courseId', '=', courseId)
        .where('enrollments.workflowState', 'in', states.length === 0 ? ['' as EnrollmentState] : states);
      if (types !== null) {
        enrollments = enrollments.where(
          'enrollments.type',
          'in',
          types.length === 0 ? ['' as EnrollmentType] : types,
        );
      }
      const { viewerId, sectionIds, observedIds } = view;
      if (sectionIds !== null) {
        enrollments = enrollments.where((where) =>
          where.or([
            where('enrollments.userId', '=', viewerId),
            where('enrollments.courseSectionId', 'in', orNothing(sectionIds)),
          ]),
        );
      }
      if (observedIds !== null) {
        enrollments = enrollments.where('enrollments.userId', 'in', [...observedIds, viewerId]);
      }
      return exists(enrollments);
    });
  if (userIds !== null) people = people.where('users.id', 'in', orNothing(userIds));
  if (searchTerm !== null) {
    const pattern = `%${searchTerm.replace(/[\\%_]/g, '\\$&')}%`;
    const id = /^\d{1,15}$/.test(searchTerm) ? Number(searchTerm) : null;
    people = people.where(({ or, ref, eb }) => {
      const columns = [
        ref('users.name'),
        ...(searched.emails ? [ref('users.email')] : []),
        ...(searched.logins ? [ref('pseudonyms.uniqueId')] : []),
        ...(searched.sisIds ? [ref('pseudonyms.sisUserId'), ref('pseudonyms.integrationId')] : []),
      ];
      const matches = columns.map(
        (column) => sql<boolean>`lower(${column}) like lower(${pattern}) escape '\\'`,
      );
      return or(id === null ? matches : [...matches, eb('users.id', '=', id)]);
    });
  }
  const rows = await people
    .orderBy(orderColumn(order), (by) => (isDescending ? by.desc() : by.asc()).nullsLast())
    .orderBy('users.id', isDescending ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(userWithLoginOf);
}

/** Active teachers of each course, by sortable name. */
export async function listTeachers(
  query: Query,
  courseIds: readonly number[],
): Promise<Map<number, UserWithLogin[]>> {
  const teachers = new Map<number, UserWithLogin[]>(courseIds.map((id) => [id, []]));
  if (courseIds.length === 0) return teachers;
  const rows = await query
    .selectFrom('enrollments')
    .innerJoin('users', 'users.id', 'enrollments.userId')
    .select(['enrollments.courseId', 'enrollments.userId'])
    .distinct()
    .select(sql<string>`lower(users.sortable_name)`.as('sortKey'))
    .where('enrollments.courseId', 'in', courseIds)
    .where('enrollments.type', '=', 'TeacherEnrollment')
    .where('enrollments.workflowState', '=', 'active')
    .orderBy('sortKey')
    .orderBy('enrollments.userId')
    .execute();
  const people = await listUsersWithLogins(query, [...new Set(rows.map(({ userId }) => userId))]);
  const personById = new Map(people.map((person) => [person.user.id, person]));
  for (const { courseId, userId } of rows) {
    const person = personById.get(userId);
    if (person !== undefined) teachers.get(courseId)?.push(person);
  }
  return teachers;
}

function orderColumn(order: CoursePeopleOrder) {
  switch (order) {
    case 'email':
      return sql<string>`lower(users.email)`;
    case 'sis_id':
      return sql<string>`pseudonyms.sis_user_id`;
    case 'username':
    case 'last_login':
    case 'total_activity_time':
      return sql<string>`lower(users.sortable_name)`;
  }
}

/** PostgreSQL takes no empty list; nobody has this id. */
function orNothing(ids: readonly number[]): readonly number[] {
  return ids.length === 0 ? [0] : ids;
}
