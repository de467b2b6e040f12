// People and their enrollments as GraphQL reads them: many at once, each only for who may see them.

import type { Caller } from '../../model/caller.ts';
import {
  type Enrollment,
  type EnrollmentState,
  type EnrollmentType,
  enrollmentStates,
} from '../../model/enrollment.ts';
import { pageRowsMax, searchTermCharsMin } from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';
import { type EnrollmentSight, enrollmentSight, isInView, rosterView } from '../../model/roster-policy.ts';
import type { UserWithLogin } from '../../model/user.ts';
import { listCoursePeople } from '../../store/course-people.ts';
import type { Query } from '../../store/database.ts';
import { listEnrollments } from '../../store/enrollment-list.ts';
import { listEnrollmentsById, listEnrollmentsIn, listFirstEnrollments } from '../../store/enrollments.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import { courseStandings, type FullCourseStanding } from '../courses/course-standing.ts';
import { describeEnrollments, type EnrollmentView } from '../courses/describe-enrollments.ts';

/** A person and what the caller may see of them. */
export interface SeenPerson {
  person: UserWithLogin;
  sees: Pick<EnrollmentSight, 'logins' | 'emails' | 'sisIds'>;
}

/** Null does not limit. */
export interface RosterWanted {
  userIds: readonly number[] | null;
  types: readonly EnrollmentType[] | null;
  states: readonly EnrollmentState[] | null;
}

interface Page {
  limit: number;
  offset: number;
}

export async function seeEnrollments(
  query: Query,
  caller: Caller,
  ids: readonly number[],
  nowMs: number,
): Promise<Map<number, EnrollmentView>> {
  const seen = await seenEnrollments(query, caller, await listEnrollmentsById(query, ids), nowMs);
  return new Map(seen.map((view) => [view.enrollment.id, view]));
}

/** Of each of these users, in one course or, when that is null, in all; by id, at most a page of each. */
export async function seeEnrollmentsOf(
  query: Query,
  caller: Caller,
  userIds: readonly number[],
  courseId: number | null,
  nowMs: number,
): Promise<Map<number, EnrollmentView[]>> {
  const rows =
    courseId === null
      ? await listFirstEnrollments(query, userIds, pageRowsMax)
      : await listEnrollmentsIn(query, userIds, [courseId]);
  const seen = await seenEnrollments(query, caller, rows, nowMs);
  return Map.groupBy(seen, ({ enrollment }) => enrollment.userId);
}

/** One page of a course's enrollments, from `offset`, by type and name; undefined when its roster is not the caller's to see. */
export async function seeCourseEnrollments(
  query: Query,
  caller: Caller,
  courseId: number,
  wanted: RosterWanted & { associatedUserIds: readonly number[] | null },
  { limit, offset }: Page,
  nowMs: number,
): Promise<EnrollmentView[] | undefined> {
  const standing = (await courseStandings(query, caller, [courseId])).get(courseId);
  const view = standing && rosterView(standing, nowMs);
  if (view === undefined) return undefined;
  const states = wanted.states ?? enrollmentStates.filter((state) => state !== 'deleted');
  const rows = await listEnrollments(
    query,
    {
      ids: null,
      courseId,
      courseSectionId: null,
      userIds: wanted.userIds,
      associatedUserIds: wanted.associatedUserIds,
      types: wanted.types,
      states: states.filter((state) => view.states.includes(state)),
      sisUserIds: null,
      sisCourseIds: null,
      sisSectionIds: null,
      sisAccountIds: null,
      view: { ...view, viewerId: caller.userId },
    },
    limit,
    offset,
  );
  return describeEnrollments(query, caller, rows, nowMs);
}

/** One page of a course's people, from `offset`, by name; undefined as above. Raises search_term_too_short. */
export async function seeCoursePeople(
  query: Query,
  caller: Caller,
  courseId: number,
  wanted: RosterWanted & { searchTerm: string | null },
  { limit, offset }: Page,
  nowMs: number,
): Promise<SeenPerson[] | undefined> {
  const standing = (await courseStandings(query, caller, [courseId])).get(courseId);
  const view = standing && rosterView(standing, nowMs);
  if (standing === undefined || view === undefined) return undefined;
  const { searchTerm, userIds, types } = wanted;
  if (searchTerm !== null && [...searchTerm].length < searchTermCharsMin)
    throw new Refusal({ kind: 'search_term_too_short', charsMin: searchTermCharsMin });
  const states = wanted.states ?? (['active', 'invited', 'creation_pending', 'inactive'] as const);
  const people = await listCoursePeople(
    query,
    {
      courseId,
      userIds,
      types,
      states: states.filter((state) => view.states.includes(state)),
      searchTerm,
      // As of a stranger: what the caller sees of everybody.
      searched: enrollmentSight(standing, { userId: 0, type: 'StudentEnrollment' }, nowMs),
      order: 'username',
      isDescending: false,
      view: { ...view, viewerId: caller.userId },
    },
    limit,
    offset,
  );
  return people.map((person) => seenIn(standing, person, nowMs));
}

/** People in courses, by course and user: those whom the caller sees on the roster there. */
export async function seePeopleIn(
  query: Query,
  caller: Caller,
  places: readonly { courseId: number; userId: number }[],
  nowMs: number,
): Promise<ReadonlyMap<number, ReadonlyMap<number, SeenPerson>>> {
  const userIds = [...new Set(places.map(({ userId }) => userId))];
  const courseIds = [...new Set(places.map(({ courseId }) => courseId))];
  const standings = await courseStandings(query, caller, courseIds);
  const people = new Map(
    (await listUsersWithLogins(query, userIds)).map((person) => [person.user.id, person]),
  );
  const seen = new Map<number, Map<number, SeenPerson>>();
  for (const enrollment of await listEnrollmentsIn(query, userIds, courseIds)) {
    const { courseId, userId } = enrollment;
    const person = people.get(userId);
    const standing = standings.get(courseId);
    if (person === undefined || standing === undefined) continue;
    if (!isInView(rosterView(standing, nowMs), enrollment, caller.userId)) continue;
    const within = seen.get(courseId) ?? new Map<number, SeenPerson>();
    seen.set(courseId, within.set(userId, seenIn(standing, person, nowMs)));
  }
  return seen;
}

function seenIn(standing: FullCourseStanding, person: UserWithLogin, nowMs: number): SeenPerson {
  const about = { userId: person.user.id, type: 'StudentEnrollment' } as const;
  return { person, sees: enrollmentSight(standing, about, nowMs) };
}

/** In the order given, those that the caller may see. */
async function seenEnrollments(
  query: Query,
  caller: Caller,
  rows: readonly Enrollment[],
  nowMs: number,
): Promise<EnrollmentView[]> {
  const standings = await courseStandings(
    query,
    caller,
    rows.map(({ courseId }) => courseId),
  );
  const seen = rows.filter((row) => {
    const standing = standings.get(row.courseId);
    return standing !== undefined && isInView(rosterView(standing, nowMs), row, caller.userId);
  });
  return describeEnrollments(query, caller, seen, nowMs);
}
