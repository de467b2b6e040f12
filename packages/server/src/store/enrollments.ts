// Enrollments: rows and their changes. Lists by selection are in enrollment-list.ts.

import { sql } from 'kysely';
import type { Course } from '../model/course.ts';
import type { Enrollment } from '../model/enrollment.ts';
import type { Query } from './database.ts';

/** A user's enrollments in one course, in every state but deleted. */
export async function listEnrollmentsOf(
  query: Query,
  userId: number,
  courseId: number,
): Promise<Enrollment[]> {
  return query
    .selectFrom('enrollments')
    .selectAll()
    .where('userId', '=', userId)
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}

export interface OwnEnrollment {
  enrollment: Enrollment;
  course: Course;
}

/** All of a user's enrollments in courses that are not deleted, with the courses, by id; not deleted ones. */
export async function listOwnEnrollments(query: Query, userId: number): Promise<OwnEnrollment[]> {
  const enrollments = await query
    .selectFrom('enrollments')
    .selectAll()
    .where('userId', '=', userId)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
  const courses = await query
    .selectFrom('courses')
    .selectAll()
    .where('workflowState', '<>', 'deleted')
    .where('id', 'in', (where) =>
      where
        .selectFrom('enrollments')
        .select('courseId')
        .where('userId', '=', userId)
        .where('workflowState', '<>', 'deleted'),
    )
    .execute();
  const courseById = new Map(courses.map((course) => [course.id, course]));
  return enrollments.flatMap((enrollment) => {
    const course = courseById.get(enrollment.courseId);
    return course === undefined ? [] : [{ enrollment, course }];
  });
}

/** An enrollment in whatever state; undefined when there is none. */
export async function findEnrollment(query: Query, id: number): Promise<Enrollment | undefined> {
  return query.selectFrom('enrollments').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those of these that are there, in whatever state, by id. */
export async function listEnrollmentsById(query: Query, ids: readonly number[]): Promise<Enrollment[]> {
  if (ids.length === 0) return [];
  return query.selectFrom('enrollments').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

/** The first of what each of these users is in courses, not deleted, by id. */
export async function listFirstEnrollments(
  query: Query,
  userIds: readonly number[],
  ofEach: number,
): Promise<Enrollment[]> {
  if (userIds.length === 0) return [];
  const rows = query
    .selectFrom('enrollments')
    .selectAll()
    .select(sql<number>`row_number() over (partition by user_id order by id)`.as('place'))
    .where('userId', 'in', userIds)
    .where('workflowState', '<>', 'deleted');
  const ranked = await query
    .selectFrom(rows.as('ranked'))
    .selectAll()
    .where('place', '<=', ofEach)
    .orderBy('id')
    .execute();
  return ranked.map(({ place: _, ...enrollment }) => enrollment);
}

/** Whether anybody is in the section, in whatever state but deleted. */
export async function hasEnrollments(query: Query, courseSectionId: number): Promise<boolean> {
  const found = await query
    .selectFrom('enrollments')
    .select('id')
    .where('courseSectionId', '=', courseSectionId)
    .where('workflowState', '<>', 'deleted')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** The enrollment in whatever state, held until the transaction ends; undefined when there is none. */
export async function lockEnrollment(transaction: Query, id: number): Promise<Enrollment | undefined> {
  // Changes nothing; writing the row is the lock, on both databases.
  return transaction
    .updateTable('enrollments')
    .set(({ ref }) => ({ updatedAtMs: ref('updatedAtMs') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** The one enrollment that a user may have of a type in a section, in whatever state, held as by `lockEnrollment`. */
export async function lockSameEnrollment(
  transaction: Query,
  same: Pick<Enrollment, 'userId' | 'courseSectionId' | 'type' | 'associatedUserId'>,
): Promise<Enrollment | undefined> {
  return transaction
    .updateTable('enrollments')
    .set(({ ref }) => ({ updatedAtMs: ref('updatedAtMs') }))
    .where('userId', '=', same.userId)
    .where('courseSectionId', '=', same.courseSectionId)
    .where('type', '=', same.type)
    .where('associatedUserId', same.associatedUserId === null ? 'is' : '=', same.associatedUserId)
    .returningAll()
    .executeTakeFirst();
}

/** Raises a unique conflict when the user has this enrollment already. */
export async function insertEnrollment(
  query: Query,
  enrollment: Omit<Enrollment, 'id'>,
): Promise<Enrollment> {
  return query.insertInto('enrollments').values(enrollment).returningAll().executeTakeFirstOrThrow();
}

export async function updateEnrollment(query: Query, { id, ...changes }: Enrollment): Promise<Enrollment> {
  return query
    .updateTable('enrollments')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** All that a user is in these courses, not deleted, by id. */
export async function listEnrollmentsIn(
  query: Query,
  userIds: readonly number[],
  courseIds: readonly number[],
): Promise<Enrollment[]> {
  if (userIds.length === 0 || courseIds.length === 0) return [];
  return query
    .selectFrom('enrollments')
    .selectAll()
    .where('userId', 'in', userIds)
    .where('courseId', 'in', courseIds)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}
