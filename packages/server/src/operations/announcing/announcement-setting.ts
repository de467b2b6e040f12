// What the metadata of a transaction's live events says besides the request: the root account, the acting user, the courses.

import type { Fact } from '../../facts/fact.ts';
import type { Announcer, ContextCourse, RequestPlace, Setting } from '../../facts/metadata.ts';
import { rootAccountId } from '../../model/account.ts';
import { type Cause, isJob } from '../../model/cause.ts';
import { isAccountAdmin } from '../../model/policy.ts';
import { findAccount, findAccountId } from '../../store/accounts.ts';
import { findAnnouncer, listAnnouncedCourses } from '../../store/announcers.ts';
import type { Query } from '../../store/database.ts';
import { findUserId } from '../../store/users.ts';

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
  const place = await placeOf(query, cause);
  return ({ courseId }) => ({
    rootAccount,
    announcer,
    course: (courseId === null ? undefined : courses.get(courseId)) ?? null,
    place,
  });
}

/** The account or the person that the request's path names; null for everything else. */
async function placeOf(query: Query, cause: Cause): Promise<RequestPlace | null> {
  const context = isJob(cause) ? null : cause.request.context;
  if (isJob(cause) || context === null || context.type === 'Course') return null;
  const { type, named } = context;
  if (type === 'User') {
    const id = named.by === 'self' ? cause.userId : await findUserId(query, named);
    return id === undefined ? null : { type, id };
  }
  const id = await findAccountId(query, named);
  const account = id === undefined ? undefined : await findAccount(query, id);
  if (account === undefined) return null;
  const { sisAccountId } = account;
  return { type, id: account.id, sisAccountId, isAdmin: isAccountAdmin(cause, account) };
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
