// A caller reads their own courses, one course, or what they may do in it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { courseRightNamed } from '../../model/course-permission.ts';
import type { Lookup } from '../../model/lookup.ts';
import { type OwnCoursesFilter, selectOwnCourses } from '../../model/own-courses.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { maySeeCourse } from '../../model/roster-policy.ts';
import type { Database } from '../../store/database.ts';
import { listOwnEnrollments } from '../../store/enrollments.ts';
import { isAccountWithin, namedAccount } from '../named-account.ts';
import { courseStanding } from './course-standing.ts';
import { onlyView } from './create-course.ts';
import { type CourseExtras, type CourseView, describeCourses } from './describe-courses.ts';

export interface OwnCoursesWanted extends OwnCoursesFilter {
  extras: CourseExtras;
  page: number;
  perPage: number;
}

export interface ReadCourses {
  /** One page of the caller's courses, by name. */
  own(caller: Caller, wanted: OwnCoursesWanted): Promise<{ courses: CourseView[]; total: number }>;
  /**
   * Raises not_found, also for a course outside `account` where one is named, and not_permitted for whom it is not
   * (yet) open. Canvas: a student may not see an unpublished course.
   */
  one(
    caller: Caller,
    place: { account: Lookup | null; course: Lookup },
    extras: CourseExtras,
  ): Promise<CourseView>;
  /** Whether the caller has each of these rights, by Canvas's names; unknown ones nobody has. Raises not_found. */
  rights(caller: Caller, course: Lookup, names: readonly string[]): Promise<Record<string, boolean>>;
}

export function readCourses(database: Database, clock: Clock): ReadCourses {
  const { query } = database;
  return {
    async own(caller, { extras, page, perPage, ...filter }) {
      const nowMs = clock();
      const listed = selectOwnCourses(await listOwnEnrollments(query, caller.userId), filter, nowMs);
      const onPage = listed.slice((page - 1) * perPage, page * perPage);
      return { courses: await describeCourses(query, caller, onPage, extras, nowMs), total: listed.length };
    },

    async one(caller, place, extras) {
      const nowMs = clock();
      const standing = await courseStanding(query, caller, place.course);
      const { course, enrollments } = standing;
      if (place.account !== null) {
        const account = await namedAccount(query, place.account);
        if (!(await isAccountWithin(query, course.accountId, account.id))) throw notFound();
      }
      if (!maySeeCourse(standing, nowMs)) throw notPermitted();
      const shown = enrollments.filter(({ workflowState }) =>
        ['active', 'invited', 'completed'].includes(workflowState),
      );
      return onlyView(await describeCourses(query, caller, [{ course, enrollments, shown }], extras, nowMs));
    },

    async rights(caller, lookup, names) {
      const nowMs = clock();
      const standing = await courseStanding(query, caller, lookup);
      return Object.fromEntries(
        names.map((name) => {
          const right = courseRightNamed(name);
          return [name, right !== undefined && hasCourseRight(standing, right, nowMs)];
        }),
      );
    },
  };
}
