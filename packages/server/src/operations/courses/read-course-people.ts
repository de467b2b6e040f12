// The people of a course, as far as the caller may see them.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type EnrollmentState, type EnrollmentType, enrollmentStates } from '../../model/enrollment.ts';
import { searchTermCharsMin } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import {
  type EnrollmentSight,
  enrollmentSight,
  type RosterView,
  rosterView,
} from '../../model/roster-policy.ts';
import type { UserWithLogin } from '../../model/user.ts';
import { type CoursePeopleSelection, listCoursePeople } from '../../store/course-people.ts';
import type { Database } from '../../store/database.ts';
import { listEnrollmentsIn } from '../../store/enrollments.ts';
import { courseStanding, type FullCourseStanding } from './course-standing.ts';
import { describeEnrollments, type EnrollmentView } from './describe-enrollments.ts';

export interface CoursePersonView {
  person: UserWithLogin;
  sight: EnrollmentSight;
  /** Of the course, those that the caller sees; only when asked for. */
  enrollments?: EnrollmentView[];
}

/** Null does not limit. */
export interface CoursePeopleWanted
  extends Pick<CoursePeopleSelection, 'userIds' | 'searchTerm' | 'order' | 'isDescending'> {
  types: readonly EnrollmentType[] | null;
  /** Active and invited unless asked. */
  states: readonly string[] | null;
  withEnrollments: boolean;
  page: number;
  perPage: number;
}

export interface ReadCoursePeople {
  /** One page, not counted in all. Raises not_found, not_permitted, search_term_too_short. */
  list(
    caller: Caller,
    course: Lookup,
    readWanted: () => CoursePeopleWanted,
  ): Promise<{ people: CoursePersonView[]; page: number; perPage: number; hasNext: boolean }>;
  /** Raises not_found, also for whom the caller does not see in this course; not_permitted. */
  one(
    caller: Caller,
    course: Lookup,
    userId: number | 'self',
    withEnrollments: boolean,
  ): Promise<CoursePersonView>;
}

export function readCoursePeople(database: Database, clock: Clock): ReadCoursePeople {
  const { query } = database;
  return {
    async list(caller, lookup, readWanted) {
      const standing = await courseStanding(query, caller, lookup);
      const view = viewFor(standing);
      const { withEnrollments, page, perPage, ...wanted } = readWanted();
      const { searchTerm } = wanted;
      if (searchTerm !== null && [...searchTerm].length < searchTermCharsMin) {
        throw new Refusal({ kind: 'search_term_too_short', charsMin: searchTermCharsMin });
      }
      // As of a stranger: what the caller sees of everybody.
      const sight = enrollmentSight(standing, { userId: 0, type: 'StudentEnrollment' }, clock());
      const isHidden =
        (wanted.order === 'email' && !sight.emails) || (wanted.order === 'sis_id' && !sight.sisIds);
      const rows = await listCoursePeople(
        query,
        {
          ...wanted,
          order: isHidden ? 'username' : wanted.order,
          courseId: standing.course.id,
          states: statesSeen(wanted.states, view.states),
          searched: sight,
          view: { ...view, viewerId: caller.userId },
        },
        perPage + 1,
        (page - 1) * perPage,
      );
      const people = await describe(standing, view, rows.slice(0, perPage), withEnrollments);
      return { people, page, perPage, hasNext: rows.length > perPage };
    },

    async one(caller, lookup, userId, withEnrollments) {
      const standing = await courseStanding(query, caller, lookup);
      const view = viewFor(standing);
      const rows = await listCoursePeople(
        query,
        {
          courseId: standing.course.id,
          userIds: [userId === 'self' ? caller.userId : userId],
          types: null,
          states: view.states.filter((state) => state !== 'deleted' && state !== 'rejected'),
          searchTerm: null,
          searched: { logins: false, sisIds: false, emails: false },
          order: 'username',
          isDescending: false,
          view: { ...view, viewerId: caller.userId },
        },
        1,
        0,
      );
      const [person] = await describe(standing, view, rows, withEnrollments);
      if (person === undefined) throw notFound();
      return person;
    },
  };

  function viewFor(standing: FullCourseStanding): RosterView {
    const view = rosterView(standing, clock());
    if (view === undefined) throw notPermitted();
    return view;
  }

  async function describe(
    standing: FullCourseStanding,
    { sectionIds }: RosterView,
    people: readonly UserWithLogin[],
    withEnrollments: boolean,
  ): Promise<CoursePersonView[]> {
    const nowMs = clock();
    const ids = people.map(({ user }) => user.id);
    const rows = withEnrollments ? await listEnrollmentsIn(query, ids, [standing.course.id]) : [];
    const seen = rows.filter(
      ({ workflowState, courseSectionId, userId }) =>
        ['active', 'invited', 'creation_pending'].includes(workflowState) &&
        (sectionIds === null || sectionIds.includes(courseSectionId) || userId === standing.caller.userId),
    );
    const enrollments = Map.groupBy(
      await describeEnrollments(query, standing.caller, seen, nowMs),
      ({ enrollment }) => enrollment.userId,
    );
    return people.map((person) => ({
      person,
      sight: enrollmentSight(standing, { userId: person.user.id, type: 'StudentEnrollment' }, nowMs),
      ...(withEnrollments ? { enrollments: enrollments.get(person.user.id) ?? [] } : {}),
    }));
  }
}

function statesSeen(asked: readonly string[] | null, seen: readonly EnrollmentState[]): EnrollmentState[] {
  const wanted = asked === null || asked.length === 0 ? ['active', 'invited'] : asked;
  return enrollmentStates.filter(
    (state) => state !== 'deleted' && wanted.includes(state) && seen.includes(state),
  );
}
