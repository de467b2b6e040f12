// A grader replaces the final grades of many students of a course.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { presentStates } from '../../model/enrollment.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Progress } from '../../model/progress.ts';
import { notPermitted } from '../../model/refusal.ts';
import { gradebookView } from '../../model/submission-policy.ts';
import { listStudentEnrollments, type StudentEnrollment } from '../../store/student-enrollments.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { recordFinishedJob } from './finished-progress.ts';
import { isOverrideAllowed } from './override-setting.ts';
import { saveOverrides } from './save-overrides.ts';

/** One line of what is asked for. */
export interface OverrideAsked {
  /** 0 when it is no id. */
  userId: number;
  /** As the caller wrote it, for the report. */
  studentId: string | number | null;
  /** A percentage, null for none; undefined leaves it, NaN could not be read. */
  score: number | null | undefined;
}

export type OverrideGrades = (
  caller: Caller,
  course: Lookup,
  readAsked: () => readonly OverrideAsked[],
) => Promise<Progress>;

/**
 * All in one transaction; of lines about the same student the last holds, for every enrollment of theirs. Lines that
 * cannot be followed are reported in the progress, students whom the caller does not see are passed over.
 * Raises not_found, not_permitted (also where overriding is not switched on) and what `readAsked` raises.
 * Canvas: core reference §13.
 */
export function overrideGrades(database: AnnouncingDatabase, clock: Clock): OverrideGrades {
  return (caller, lookup, readAsked) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const standing = await courseStanding(transaction, caller, lookup);
      const { course } = standing;
      if (!hasCourseRight(standing, 'manage_grades', nowMs)) throw notPermitted();
      if (!(await isOverrideAllowed(transaction, course))) throw notPermitted();
      const asked = readAsked();
      const userIds = [...new Set(asked.map(({ userId }) => userId))].filter((id) => id > 0);
      const students = await listStudentEnrollments(transaction, course.id, userIds);
      const enrollments = presentOf(students, gradebookView(standing, nowMs)?.sectionIds ?? null);
      const present = new Set(enrollments.map(({ userId }) => userId));
      const scores = new Map<number, number | null>();
      for (const { userId, score } of asked) {
        if (score !== undefined && !Number.isNaN(score)) scores.set(userId, score);
      }
      await saveOverrides(transaction, course, enrollments, scores, nowMs);
      const errors = asked.flatMap(({ userId, studentId, score }) => {
        if (userId <= 0) return [{ student_id: studentId, error: 'invalid_student_id' }];
        if (!present.has(userId) || !Number.isNaN(score)) return [];
        return [{ student_id: studentId, error: 'failed_to_update' }];
      });
      return recordFinishedJob(
        transaction,
        {
          courseId: course.id,
          userId: caller.userId,
          tag: 'override_grade_update',
          failure: null,
          results: { errors },
        },
        nowMs,
      );
    });
}

/** Canvas: who sees one enrollment of a student, be it a concluded one, replaces the grade of all present ones. */
function presentOf(
  students: readonly StudentEnrollment[],
  sectionIds: readonly number[] | null,
): StudentEnrollment[] {
  const seen = new Set(
    students
      .filter(({ workflowState }) => workflowState !== 'inactive')
      .filter(({ courseSectionId }) => sectionIds === null || sectionIds.includes(courseSectionId))
      .map(({ userId }) => userId),
  );
  return students.filter(
    ({ userId, workflowState }) => seen.has(userId) && presentStates.includes(workflowState),
  );
}
