// grade_override: somebody replaced the final grade of one enrollment, or gave the computed one back. Canvas: live events
// reference §3.3.

import type { CourseScore } from '../model/course-score.ts';
import { wireTimeMs } from '../model/time.ts';
import type { Fact } from './fact.ts';

/** Null when the override is what it was. There are no grading periods, so that no event names one. */
export function gradeOverride(before: CourseScore, after: CourseScore): Fact | null {
  if (before.overrideScore === after.overrideScore) return null;
  return {
    eventName: 'grade_override',
    courseId: after.courseId,
    assignmentId: null,
    userId: after.userId,
    body: {
      score_id: after.id,
      enrollment_id: after.enrollmentId,
      user_id: after.userId,
      course_id: after.courseId,
      override_score: after.overrideScore,
      old_override_score: before.overrideScore,
      // Canvas: with milliseconds, alone among the times of bodies.
      updated_at: wireTimeMs(after.updatedAtMs),
    },
  };
}
