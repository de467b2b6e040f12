// Who announces and where: what the metadata of live events says of people and courses, read in the transaction that
// announces.

import { type EnrollmentType, presentStates } from '../model/enrollment.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';

export interface AnnouncerRow {
  timeZone: string | null;
  uniqueId: string | null;
  pseudonymAccountId: number | null;
  sisUserId: string | null;
}

/** The login by which the user's account knows them: their first. Undefined for an id that nobody has. */
export async function findAnnouncer(query: Query, userId: number): Promise<AnnouncerRow | undefined> {
  return query
    .selectFrom('users')
    .leftJoin('pseudonyms', 'pseudonyms.userId', 'users.id')
    .select([
      'users.timeZone',
      'pseudonyms.uniqueId',
      'pseudonyms.accountId as pseudonymAccountId',
      'pseudonyms.sisUserId',
    ])
    .where('users.id', '=', userId)
    .orderBy('pseudonyms.id')
    .limit(1)
    .executeTakeFirst();
}

/** Of whom an event tells, deleted or not. There is one. */
export async function findAnnouncedUser(
  query: Query,
  userId: number,
): Promise<{ uuid: string; name: string }> {
  return query
    .selectFrom('users')
    .select(['uuid', 'name'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
}

export interface AnnouncedCourseRow {
  id: number;
  accountId: number;
  sisCourseId: string | null;
  /** What the user is in it; the enrollment first made for several. */
  type: EnrollmentType | null;
}

/** These courses with what `userId` is in each, several rows for several enrollments, oldest first. */
export async function listAnnouncedCourses(
  query: Query,
  courseIds: readonly number[],
  userId: number | null,
): Promise<AnnouncedCourseRow[]> {
  const found: AnnouncedCourseRow[] = [];
  for (const some of rowChunks(courseIds, 1)) {
    const rows = await query
      .selectFrom('courses')
      .leftJoin('enrollments', (join) =>
        join
          .onRef('enrollments.courseId', '=', 'courses.id')
          .on('enrollments.userId', '=', userId ?? 0)
          .on('enrollments.workflowState', 'in', presentStates),
      )
      .select(['courses.id', 'courses.accountId', 'courses.sisCourseId', 'enrollments.type'])
      .where('courses.id', 'in', some)
      .orderBy('enrollments.id')
      .execute();
    found.push(...rows);
  }
  return found;
}

/** The SIS ids of those of these users that have one; of several logins the first that has. */
export async function findSisUserIds(
  query: Query,
  userIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const some of rowChunks(userIds, 1)) {
    const rows = await query
      .selectFrom('pseudonyms')
      .select(['userId', 'sisUserId'])
      .where('userId', 'in', some)
      .where('sisUserId', 'is not', null)
      .orderBy('id')
      .execute();
    for (const { userId, sisUserId } of rows) {
      if (sisUserId !== null && !found.has(userId)) found.set(userId, sisUserId);
    }
  }
  return found;
}
