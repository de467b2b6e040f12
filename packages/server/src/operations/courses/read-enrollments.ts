// Enrollments of a course, a section or a person, as far as the caller may see them.

import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type Enrollment, enrollmentStandingAt, isStaff } from '../../model/enrollment.ts';
import { argumentsInvalid } from '../../model/enrollment-draft.ts';
import {
  assertPeriodsKnown,
  type EnrollmentFilter,
  filtersBySis,
  ownStandingsAsked,
  statesAsked,
  typesAsked,
} from '../../model/enrollment-filter.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight, isAccountAdmin } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { rosterView } from '../../model/roster-policy.ts';
import { findCourse } from '../../store/courses.ts';
import type { Database } from '../../store/database.ts';
import { type EnrollmentSelection, listEnrollments } from '../../store/enrollment-list.ts';
import { findEnrollment, listOwnEnrollments } from '../../store/enrollments.ts';
import { findUserId } from '../../store/users.ts';
import { isAccountWithin, namedAccount } from '../named-account.ts';
import { describeEnrollment, describeEnrollments, type EnrollmentView } from './describe-enrollments.ts';
import { type EnrollmentPlace, standingAt } from './enrollment-place.ts';

export interface EnrollmentsWanted extends EnrollmentFilter {
  /** Of this person only; one's own can be asked for without any right. */
  user: Lookup | null;
  page: number;
  perPage: number;
}

export interface EnrollmentsPage {
  enrollments: EnrollmentView[];
  page: number;
  perPage: number;
  hasNext: boolean;
}

export interface ReadEnrollments {
  /**
   * Unless asked otherwise active, invited and pending ones, for staff inactive ones too. By type, sortable name, id.
   * Raises not_found, not_permitted, argument_invalid.
   */
  inCourse(
    caller: Caller,
    place: EnrollmentPlace,
    readWanted: () => EnrollmentsWanted,
  ): Promise<EnrollmentsPage>;
  /** Oneself, and anybody for admins of the root account. Raises as `inCourse`. */
  ofUser(caller: Caller, user: Lookup, readWanted: () => EnrollmentsWanted): Promise<EnrollmentsPage>;
  /** In whatever state. Raises not_found, not_permitted. */
  one(caller: Caller, account: Lookup, id: number): Promise<EnrollmentView>;
}

const anything: EnrollmentSelection = {
  ids: null,
  courseId: null,
  courseSectionId: null,
  userIds: null,
  associatedUserIds: null,
  types: null,
  states: null,
  sisUserIds: null,
  sisCourseIds: null,
  sisSectionIds: null,
  sisAccountIds: null,
  view: { viewerId: 0, sectionIds: null, observedIds: null },
};

const rootAccount = { id: rootAccountId, rootAccountId: null };

export function readEnrollments(database: Database, clock: Clock): ReadEnrollments {
  const { query } = database;
  return {
    async inCourse(caller, place, readWanted) {
      const { standing, section } = await standingAt(query, caller, place);
      const nowMs = clock();
      const wanted = readWanted();
      const within = { ...anything, courseId: standing.course.id, courseSectionId: section?.id ?? null };
      const userId = wanted.user === null ? null : await userIdOf(caller, wanted.user);
      const seesSisIds =
        hasCourseRight(standing, 'read_sis', nowMs) || hasCourseRight(standing, 'manage_sis', nowMs);
      if (userId === caller.userId) return own(caller, wanted, within, seesSisIds);
      const view = rosterView(standing, nowMs);
      if (view === undefined) throw notPermitted();
      const usual = ['active', 'invited', 'creation_pending', 'inactive'] as const;
      const states = statesAsked(wanted.states, userId === null ? usual : ['active', 'invited']);
      return page(caller, wanted, seesSisIds, {
        ...within,
        userIds: userId === null ? null : [userId],
        states: states.filter((state) => view.states.includes(state)),
        view: { ...view, viewerId: caller.userId },
      });
    },

    async ofUser(caller, user, readWanted) {
      const userId = await userIdOf(caller, user);
      const isAdmin = isAccountAdmin(caller, rootAccount);
      if (userId === caller.userId) return own(caller, readWanted(), anything, isAdmin);
      if (!isAdmin) throw notPermitted();
      const wanted = readWanted();
      const states = statesAsked(wanted.states, ['active', 'invited']);
      return page(caller, wanted, isAdmin, { ...anything, userIds: [userId], states });
    },

    async one(caller, accountLookup, id) {
      const account = await namedAccount(query, accountLookup);
      const enrollment = await findEnrollment(query, id);
      const course = enrollment && (await findCourse(query, enrollment.courseId));
      if (enrollment === undefined || course === undefined) throw notFound();
      if (!(await isAccountWithin(query, course.accountId, account.id))) throw notFound();
      if (enrollment.userId !== caller.userId && !isAccountAdmin(caller, account)) throw notPermitted();
      return describeEnrollment(query, caller, enrollment, clock());
    },
  };

  async function own(
    caller: Caller,
    wanted: EnrollmentsWanted,
    within: EnrollmentSelection,
    seesSisIds: boolean,
  ): Promise<EnrollmentsPage> {
    const standings = ownStandingsAsked(wanted.states);
    const nowMs = clock();
    const found = (await listOwnEnrollments(query, caller.userId)).filter(({ enrollment, course }) => {
      // Canvas: what is not published yet does not exist for students.
      if (!isStaff(enrollment) && course.workflowState === 'claimed') return false;
      return standings.has(enrollmentStandingAt(enrollment, course, nowMs));
    });
    return page(caller, wanted, seesSisIds, { ...within, ids: found.map(({ enrollment }) => enrollment.id) });
  }

  async function page(
    caller: Caller,
    wanted: EnrollmentsWanted,
    seesSisIds: boolean,
    within: EnrollmentSelection,
  ): Promise<EnrollmentsPage> {
    const { page, perPage } = wanted;
    if (filtersBySis(wanted) && !seesSisIds) {
      throw argumentsInvalid(['Insufficient permissions to filter by SIS fields']);
    }
    assertPeriodsKnown(wanted);
    const { sisUserIds, sisCourseIds, sisSectionIds, sisAccountIds } = wanted;
    const rows: Enrollment[] = await listEnrollments(
      query,
      { ...within, types: typesAsked(wanted), sisUserIds, sisCourseIds, sisSectionIds, sisAccountIds },
      perPage + 1,
      (page - 1) * perPage,
    );
    const enrollments = await describeEnrollments(query, caller, rows.slice(0, perPage), clock());
    return { enrollments, page, perPage, hasNext: rows.length > perPage };
  }

  async function userIdOf(caller: Caller, lookup: Lookup): Promise<number> {
    const userId = lookup.by === 'self' ? caller.userId : await findUserId(query, lookup);
    if (userId === undefined) throw notFound();
    return userId;
  }
}
