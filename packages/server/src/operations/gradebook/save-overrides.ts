// The one way final grades are replaced. It never touches a computed score, and what computes them never touches it; both
// hold the same rows meanwhile.

import type { Course } from '../../model/course.ts';
import type { CourseScore } from '../../model/course-score.ts';
import { insertCourseScores, lockCourseScores, rewriteOverrideScores } from '../../store/course-scores.ts';
import type { Query } from '../../store/database.ts';
import type { StudentEnrollment } from '../../store/student-enrollments.ts';

/** What happened to one enrollment. */
export interface OverrideChange {
  before: CourseScore;
  after: CourseScore;
}

/**
 * Gives each of these enrollments, all of the course, the override that `scores` has for its user: a percentage, null for
 * none. Writes only what differs, and returns that, one change for each enrollment, by id of the score.
 */
export async function saveOverrides(
  transaction: Query,
  course: Pick<Course, 'id'>,
  enrollments: readonly Pick<StudentEnrollment, 'id' | 'userId'>[],
  scores: ReadonlyMap<number, number | null>,
  nowMs: number,
): Promise<OverrideChange[]> {
  const held = await lockedScores(transaction, course.id, enrollments, nowMs);
  const changes = held.flatMap((before): OverrideChange[] => {
    const overrideScore = scores.get(before.userId);
    if (overrideScore === undefined || overrideScore === before.overrideScore) return [];
    return [{ before, after: { ...before, overrideScore, updatedAtMs: nowMs } }];
  });
  await rewriteOverrideScores(
    transaction,
    changes.map(({ after }) => after),
  );
  return changes;
}

/** The score rows of these enrollments, made where there is none, held until the transaction ends. */
async function lockedScores(
  transaction: Query,
  courseId: number,
  enrollments: readonly Pick<StudentEnrollment, 'id' | 'userId'>[],
  nowMs: number,
): Promise<CourseScore[]> {
  const userIds = [...new Set(enrollments.map(({ userId }) => userId))];
  const wanted = new Set(enrollments.map(({ id }) => id));
  const held = await lockCourseScores(transaction, courseId, userIds);
  const known = new Set(held.map(({ enrollmentId }) => enrollmentId));
  const missing = enrollments
    .filter(({ id }) => !known.has(id))
    .map(({ id, userId }) => ({ enrollmentId: id, courseId, userId }));
  if (missing.length > 0) await insertCourseScores(transaction, missing, nowMs);
  // Again where some were missing, because somebody else may have made them meanwhile.
  const all = missing.length > 0 ? await lockCourseScores(transaction, courseId, userIds) : held;
  return all.filter(({ enrollmentId }) => wanted.has(enrollmentId));
}
