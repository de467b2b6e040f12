// course_grade_change: what a student has in a course has moved. Canvas: live events reference §3.2.

import type { CourseScore, CourseScores } from '../model/course-score.ts';
import { wireTime } from '../model/time.ts';
import type { Fact } from './fact.ts';

const announced = ['currentScore', 'finalScore', 'unpostedCurrentScore', 'unpostedFinalScore'] as const;

/**
 * Null when none of the four scores moved, and when these are the first: `before` is null. Several enrollments of a student
 * have the same scores and are announced once, with `before` being the row of the first.
 */
export function courseGradeChange(
  before: CourseScore | null,
  after: CourseScores,
  updatedAtMs: number,
): Fact | null {
  if (before === null || announced.every((name) => before[name] === after[name])) return null;
  return {
    eventName: 'course_grade_change',
    courseId: before.courseId,
    assignmentId: null,
    userId: before.userId,
    body: {
      user_id: before.userId,
      course_id: before.courseId,
      workflow_state: 'active',
      created_at: wireTime(before.createdAtMs),
      updated_at: wireTime(updatedAtMs),
      current_score: after.currentScore,
      old_current_score: before.currentScore,
      final_score: after.finalScore,
      old_final_score: before.finalScore,
      unposted_current_score: after.unpostedCurrentScore,
      old_unposted_current_score: before.unpostedCurrentScore,
      unposted_final_score: after.unpostedFinalScore,
      old_unposted_final_score: before.unpostedFinalScore,
    },
  };
}
