// What the metadata of a transaction's live events says besides the request: the root account, the acting user, the courses.

import type { Fact } from '../../facts/fact.ts';
import type { Announcer, ContextCourse, Setting } from '../../facts/metadata.ts';
import { rootAccountId } from '../../model/account.ts';
import { type Cause, isJob } from '../../model/cause.ts';
import { findAccount } from '../../store/accounts.ts';
import { findAnnouncer, listAnnouncedCourses } from '../../store/announcers.ts';
import type { Query } from '../../store/database.ts';

/** Reads all of it at once, in the transaction, so that a course or user made in it is known; the setting of each fact. */
export async function announcementSetting(
  query: Query,
  cause: Cause,
  facts: readonly Fact[],
): Promise<(fact: Fact) => Setting> {
  const rootAccount = await findAccount(query, rootAccountId);
  if (rootAccount === undefined) throw new Error('there is no root account');
  const userId = isJob(cause) ? null : cause.userId;
  const announcer = userId === null ? null : await announcerOf(query, userId, rootAccount.defaultTimeZone);
  const courses = await coursesOf(query, facts, userId);
  return ({ courseId }) => ({
    rootAccount,
    announcer,
    course: (courseId === null ? undefined : courses.get(courseId)) ?? null,
  });
}

async function announcerOf(query: Query, userId: number, defaultTimeZone: string): Promise<Announcer | null> {
  const found = await findAnnouncer(query, userId);
  if (found === undefined) return null;
  const { timeZone, uniqueId, pseudonymAccountId, sisUserId } = found;
  return {
    timeZone: timeZone ?? defaultTimeZone,
    pseudonym:
      uniqueId === null || pseudonymAccountId === null
        ? null
        : { uniqueId, accountId: pseudonymAccountId, sisUserId },
  };
}

async function coursesOf(
  query: Query,
  facts: readonly Fact[],
  userId: number | null,
): Promise<ReadonlyMap<number, ContextCourse>> {
  const ids = [...new Set(facts.flatMap(({ courseId }) => courseId ?? []))];
  const courses = new Map<number, ContextCourse>();
  for (const { id, accountId, sisCourseId, type } of await listAnnouncedCourses(query, ids, userId)) {
    const role =
      roleRank(type) < roleRank(courses.get(id)?.role ?? null) ? type : (courses.get(id)?.role ?? null);
    courses.set(id, { id, accountId, sisCourseId, role });
  }
  return courses;
}

/** Of several enrollments the one with most rights speaks. */
const ranked: readonly (string | null)[] = [
  'TeacherEnrollment',
  'TaEnrollment',
  'DesignerEnrollment',
  'StudentEnrollment',
  'ObserverEnrollment',
  null,
];

function roleRank(role: string | null): number {
  return ranked.indexOf(role);
}
