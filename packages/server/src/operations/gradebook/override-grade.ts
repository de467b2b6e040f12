// A grader replaces the final grade of one student, or takes that back.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound } from '../../model/refusal.ts';
import { gradebookView } from '../../model/submission-policy.ts';
import { findEnrollment } from '../../store/enrollments.ts';
import { listStudentEnrollments } from '../../store/student-enrollments.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { describeEnrollment, type EnrollmentView } from '../courses/describe-enrollments.ts';
import { saveOverrides } from './save-overrides.ts';

export type OverrideGrade = (
  caller: Caller,
  enrollmentId: number,
  overrideScore: number | null,
) => Promise<EnrollmentView>;

/**
 * For every enrollment that the student has in the course; a percentage, null for none. Canvas: the course's setting is not
 * asked. Raises not_found, also without the right. Canvas: core reference §13.
 */
export function overrideGrade(database: AnnouncingDatabase, clock: Clock): OverrideGrade {
  return (caller, enrollmentId, overrideScore) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const enrollment = await findEnrollment(transaction, enrollmentId);
      if (enrollment === undefined) throw notFound();
      const { courseId, userId, courseSectionId } = enrollment;
      const standing = await courseStanding(transaction, caller, { by: 'id', id: courseId });
      const sectionIds = gradebookView(standing, nowMs)?.sectionIds ?? null;
      const isSeen = sectionIds === null || sectionIds.includes(courseSectionId);
      if (!isSeen || !hasCourseRight(standing, 'manage_grades', nowMs)) throw notFound();
      const students = await listStudentEnrollments(transaction, courseId, [userId]);
      if (!students.some(({ id }) => id === enrollmentId)) throw notFound();
      await saveOverrides(transaction, standing.course, students, new Map([[userId, overrideScore]]), nowMs);
      return describeEnrollment(transaction, caller, enrollment, nowMs);
    });
}
