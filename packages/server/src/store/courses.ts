// Courses: rows and their changes. Sections are in course-sections.ts, people in enrollments.ts.

import type { Course } from '../model/course.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';

/** The id of a course that is not deleted; undefined when there is none. */
export async function findCourseId(query: Query, lookup: Lookup): Promise<number | undefined> {
  const found = await findCourseInAnyState(query, lookup);
  return found === undefined || found.workflowState === 'deleted' ? undefined : found.id;
}

/** A course that is not deleted; undefined when there is none. */
export async function findCourse(query: Query, id: number): Promise<Course | undefined> {
  return query
    .selectFrom('courses')
    .selectAll()
    .where('id', '=', id)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirst();
}

/** As `findCourseId`, but finds deleted ones too and says which. */
export async function findCourseInAnyState(
  query: Query,
  lookup: Lookup,
): Promise<Pick<Course, 'id' | 'workflowState'> | undefined> {
  const courses = query.selectFrom('courses').select(['id', 'workflowState']);
  switch (lookup.by) {
    case 'id':
      return courses.where('id', '=', lookup.id).executeTakeFirst();
    case 'sis_id':
      return courses.where('sisCourseId', '=', lookup.value).executeTakeFirst();
    case 'integration_id':
      return courses.where('integrationId', '=', lookup.value).executeTakeFirst();
    case 'uuid':
    case 'lti_context_id':
      return courses.where('uuid', '=', lookup.value).executeTakeFirst();
    default:
      return undefined;
  }
}

/** The course in whatever state, held until the transaction ends; undefined when there is none. */
export async function lockCourse(transaction: Query, id: number): Promise<Course | undefined> {
  // Changes nothing; writing the row is the lock, on both databases.
  return transaction
    .updateTable('courses')
    .set(({ ref }) => ({ updatedAtMs: ref('updatedAtMs') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** These courses, deleted ones too, by id. */
export async function listCourses(query: Query, ids: readonly number[]): Promise<Course[]> {
  if (ids.length === 0) return [];
  return query.selectFrom('courses').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

/** Raises a unique conflict when the SIS or integration id is taken. */
export async function insertCourse(query: Query, course: Omit<Course, 'id'>): Promise<Course> {
  return query.insertInto('courses').values(course).returningAll().executeTakeFirstOrThrow();
}

/** Raises a unique conflict when the SIS or integration id is taken. */
export async function updateCourse(query: Query, { id, ...changes }: Course): Promise<Course> {
  return query
    .updateTable('courses')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Which of these ids other courses have already; deleted courses keep theirs. */
export async function findTakenCourseIds(
  query: Query,
  { id, sisCourseId, integrationId }: Pick<Course, 'sisCourseId' | 'integrationId'> & { id: number | null },
): Promise<('sisCourseId' | 'integrationId')[]> {
  const rows = await query
    .selectFrom('courses')
    .select(['id', 'sisCourseId', 'integrationId'])
    .where((where) =>
      where.or([where('sisCourseId', '=', sisCourseId), where('integrationId', '=', integrationId)]),
    )
    .execute();
  const others = rows.filter((row) => row.id !== id);
  const taken: ('sisCourseId' | 'integrationId')[] = [];
  if (sisCourseId !== null && others.some((row) => row.sisCourseId === sisCourseId))
    taken.push('sisCourseId');
  if (integrationId !== null && others.some((row) => row.integrationId === integrationId)) {
    taken.push('integrationId');
  }
  return taken;
}

/** Students of each course who are in it or invited, each once. */
export async function countStudents(
  query: Query,
  courseIds: readonly number[],
): Promise<Map<number, number>> {
  return countStudentsBy(query, 'courseId', courseIds);
}

/** Students of each section who are in it or invited, each once. */
export async function countSectionStudents(
  query: Query,
  sectionIds: readonly number[],
): Promise<Map<number, number>> {
  return countStudentsBy(query, 'courseSectionId', sectionIds);
}

async function countStudentsBy(
  query: Query,
  column: 'courseId' | 'courseSectionId',
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await query
    .selectFrom('enrollments')
    .innerJoin('users', 'users.id', 'enrollments.userId')
    .select(({ fn }) => [
      `enrollments.${column} as id`,
      fn.count<number>('enrollments.userId').distinct().as('count'),
    ])
    .where('users.workflowState', '<>', 'deleted')
    .where(`enrollments.${column}`, 'in', ids)
    .where('enrollments.type', '=', 'StudentEnrollment')
    .where('enrollments.workflowState', 'in', ['active', 'invited'])
    .groupBy(`enrollments.${column}`)
    .execute();
  return new Map(rows.map(({ id, count }) => [id, count]));
}
