// An admin makes a course, with the section that enrollments and the group that assignments go to by default.

import { courseCreated } from '../../facts/course-saved.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course } from '../../model/course.ts';
import {
  applyCourseDraft,
  blankCourse,
  type CourseDraft,
  type CourseFields,
} from '../../model/course-draft.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import type { Lookup } from '../../model/lookup.ts';
import { isAccountAdmin } from '../../model/policy.ts';
import { type FieldFault, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import { findTakenCourseIds, insertCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { insertEnrollment } from '../../store/enrollments.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { addFirstGroup } from '../gradebook/assignment-group-for.ts';
import { isAccountWithin, namedAccount } from '../named-account.ts';
import type { Random } from '../random.ts';
import { retryLostRace } from '../retry-lost-race.ts';
import { announceEnrollment } from './announce-enrollment.ts';
import { addDefaultSection } from './default-section.ts';
import { type CourseView, describeCourses, noExtras } from './describe-courses.ts';

export interface NewCourse extends CourseDraft {
  /** The account named in the body: the path's own or one below it; null for the path's. */
  account: Lookup | null;
  /** Publish at once. */
  isOffered: boolean;
  /** The caller becomes an active teacher. */
  enrollsCaller: boolean;
}

export type CreateCourse = (caller: Caller, account: Lookup, readNew: () => NewCourse) => Promise<CourseView>;

/**
 * Raises not_found (account), not_permitted unless the caller is an admin of the account, and record_invalid, also for an
 * SIS id that is taken. Canvas: core reference §6.2.
 */
export function createCourse(database: AnnouncingDatabase, clock: Clock, random: Random): CreateCourse {
  return async (caller, lookup, readNew) => {
    const account = await namedAccount(database.query, lookup);
    if (!isAccountAdmin(caller, account)) throw notPermitted();
    const { account: named, isOffered, enrollsCaller, ...draft } = readNew();
    const holder = named === null ? account : await namedAccount(database.query, named);
    if (!(await isAccountWithin(database.query, holder.id, account.id))) throw notFound();
    const fields = applyCourseDraft(blankCourse, draft);
    const nowMs = clock();
    const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
    return retryLostRace(database, caller, async (transaction) => {
      await assertCourseIdsFree(transaction, null, fields);
      const course = await insertCourse(transaction, {
        ...fields,
        accountId: holder.id,
        rootAccountId: holder.rootAccountId ?? holder.id,
        uuid: random.characters(40),
        workflowState: isOffered ? 'available' : 'claimed',
        ...times,
      });
      for (const fact of courseCreated(holder, course)) transaction.announce(fact);
      const section = await addDefaultSection(transaction, course, nowMs);
      await addFirstGroup(transaction, course.id, nowMs);
      const enrollments: Enrollment[] = [];
      if (enrollsCaller) {
        const enrollment = await insertEnrollment(transaction, {
          userId: caller.userId,
          courseId: course.id,
          courseSectionId: section.id,
          type: 'TeacherEnrollment',
          workflowState: 'active',
          associatedUserId: null,
          limitPrivilegesToCourseSection: 0,
          startAtMs: null,
          endAtMs: null,
          ...times,
        });
        await announceEnrollment(transaction, course, null, enrollment);
        enrollments.push(enrollment);
      }
      return onlyView(
        await describeCourses(
          transaction,
          caller,
          [{ course, enrollments, shown: enrollments }],
          noExtras,
          nowMs,
        ),
      );
    });
  };
}

/** Raises record_invalid when another course has the SIS or integration id, a deleted one included. */
export async function assertCourseIdsFree(
  query: Query,
  id: Course['id'] | null,
  fields: CourseFields,
): Promise<void> {
  const taken = await findTakenCourseIds(query, { ...fields, id });
  const faults = taken.map((column): FieldFault => {
    const message =
      column === 'sisCourseId'
        ? `SIS ID "${fields.sisCourseId}" is already in use`
        : `Integration ID "${fields.integrationId}" is already in use`;
    return { field: column === 'sisCourseId' ? 'sis_source_id' : 'integration_id', type: 'taken', message };
  });
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
}

/** The one view of the one course that was described. */
export function onlyView(views: readonly CourseView[]): CourseView {
  const [view] = views;
  if (view === undefined) throw new Error('a described course has no view');
  return view;
}
