// Somebody with the right changes a course, or what it is: published, concluded, deleted.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type CourseEvent, courseStateAfter } from '../../model/course.ts';
import { applyCourseDraft, type CourseDraft } from '../../model/course-draft.ts';
import { rightForCourseEvent } from '../../model/course-permission.ts';
import type { Lookup } from '../../model/lookup.ts';
import { type CourseRight, hasCourseRight, isAccountAdmin, isCourseAdmin } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { findCourseInAnyState, lockCourse, updateCourse as saveCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { listEnrollmentsOf } from '../../store/enrollments.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { followCourseSetUp } from '../gradebook/course-set-up.ts';
import { namedAccount } from '../named-account.ts';
import { retryLostRace } from '../retry-lost-race.ts';
import { announceCourseUpdate } from './announce-course.ts';
import type { FullCourseStanding } from './course-standing.ts';
import { assertCourseIdsFree, onlyView } from './create-course.ts';
import { type CourseView, describeCourses, noExtras } from './describe-courses.ts';

export interface CourseChange extends CourseDraft {
  /** Move the course there; only admins may. */
  account: Lookup | null;
  event: CourseEvent | null;
  /** Whether anything but an event is asked for: that takes the right to edit. */
  isEdit: boolean;
}

export interface UpdateCourse {
  /**
   * Raises not_found, not_permitted, record_invalid. A deleted course is only there for an admin who undeletes it. SIS ids
   * from somebody without `manage_sis` are passed over. Canvas: core reference §6.3.
   */
  change(caller: Caller, lookup: Lookup, change: CourseChange): Promise<CourseView>;
  /** Raises not_found, not_permitted. */
  end(caller: Caller, lookup: Lookup, event: 'delete' | 'conclude'): Promise<void>;
}

export function updateCourse(database: AnnouncingDatabase, clock: Clock): UpdateCourse {
  return {
    async change(caller, lookup, change) {
      return retryLostRace(database, caller, (transaction) => apply(transaction, caller, lookup, change));
    },
    async end(caller, lookup, event) {
      const change: CourseChange = { account: null, event, isEdit: false, settings: {} };
      await database.transaction(caller, (transaction) => apply(transaction, caller, lookup, change));
    },
  };

  async function apply(
    transaction: Transaction,
    caller: Caller,
    lookup: Lookup,
    { account, event, isEdit, ...draft }: CourseChange,
  ): Promise<CourseView> {
    const found = await findCourseInAnyState(transaction, lookup);
    const course = found === undefined ? undefined : await lockCourse(transaction, found.id);
    if (course === undefined || (course.workflowState === 'deleted' && event !== 'undelete'))
      throw notFound();
    const enrollments = await listEnrollmentsOf(transaction, caller.userId, course.id);
    const nowMs = clock();
    const standing = { caller, course, enrollments };
    const has = (right: CourseRight) => hasCourseRight(standing, right, nowMs);
    if (course.workflowState === 'deleted' && !isCourseAdmin(standing)) throw notFound();
    if (event !== null && !has(rightForCourseEvent[event])) throw notPermitted();
    if ((isEdit || event === null) && !has('manage_course_content_edit')) throw notPermitted();
    if (!has('manage_sis')) {
      draft.sisCourseId = undefined;
      draft.integrationId = undefined;
    }
    const fields = applyCourseDraft(course, draft);
    await assertCourseIdsFree(transaction, course.id, fields);
    const saved = await saveCourse(transaction, {
      ...course,
      ...fields,
      accountId: account === null ? course.accountId : await accountIdFor(transaction, standing, account),
      workflowState: event === null ? course.workflowState : courseStateAfter(course.workflowState, event),
      updatedAtMs: nowMs,
    });
    await announceCourseUpdate(transaction, course, saved);
    const setsPostPolicy = draft.settings.postManually !== undefined;
    await followCourseSetUp(transaction, course, saved, setsPostPolicy, nowMs);
    const shown = enrollments.filter(({ workflowState }) =>
      ['active', 'invited', 'completed'].includes(workflowState),
    );
    return onlyView(
      await describeCourses(transaction, caller, [{ course: saved, enrollments, shown }], noExtras, nowMs),
    );
  }

  /** A course moves only between accounts that the caller administers. */
  async function accountIdFor(
    transaction: Query,
    standing: FullCourseStanding,
    lookup: Lookup,
  ): Promise<number> {
    const { id, rootAccountId } = await namedAccount(transaction, lookup);
    const moves = id !== standing.course.accountId;
    if (moves && !(isCourseAdmin(standing) && isAccountAdmin(standing.caller, { id, rootAccountId })))
      throw notPermitted();
    return id;
  }
}
