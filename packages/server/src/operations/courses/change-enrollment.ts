// What becomes of an enrollment: concluded, removed, switched off and on again, an invitation answered.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type EnrollmentEvent, enrollmentStateAfter } from '../../model/enrollment.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { mayChangeEnrollment } from '../../model/roster-policy.ts';
import { lockEnrollment, updateEnrollment } from '../../store/enrollments.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { followEnrollment } from '../gradebook/student-rows.ts';
import { announceEnrollment } from './announce-enrollment.ts';
import { courseStanding } from './course-standing.ts';
import { describeEnrollment, type EnrollmentView } from './describe-enrollments.ts';

export type ChangeEnrollment = (
  caller: Caller,
  place: { course: Lookup; enrollmentId: number },
  event: EnrollmentEvent,
) => Promise<EnrollmentView>;

/**
 * Raises not_found (course, enrollment in it, a deleted one too), not_permitted, and argument_invalid where the state does
 * not allow it. Grades stay. Canvas: core reference §7.2.
 */
export function changeEnrollment(database: AnnouncingDatabase, clock: Clock): ChangeEnrollment {
  return (caller, place, event) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, place.course);
      const enrollment = await lockEnrollment(transaction, place.enrollmentId);
      if (enrollment?.courseId !== standing.course.id || enrollment.workflowState === 'deleted')
        throw notFound();
      if (!mayChangeEnrollment(standing, enrollment, event, nowMs)) throw notPermitted();
      const workflowState = enrollmentStateAfter(enrollment.workflowState, event);
      const changed = await updateEnrollment(transaction, {
        ...enrollment,
        workflowState,
        updatedAtMs: nowMs,
      });
      await announceEnrollment(transaction, standing.course, enrollment, changed);
      if (workflowState !== enrollment.workflowState)
        await followEnrollment(transaction, standing.course, changed, nowMs);
      return describeEnrollment(transaction, caller, changed, nowMs);
    });
}
