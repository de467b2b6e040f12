// The rows that keep course scores, held by whoever is about to write them.

import type { CourseScore } from '../../model/course-score.ts';
import { insertCourseScores, lockCourseScores } from '../../store/course-scores.ts';
import type { Query } from '../../store/database.ts';
import { listStudentEnrollments, type StudentEnrollment } from '../../store/student-enrollments.ts';

export interface HeldScores {
  /** What makes these people students of the course, by id. */
  enrollments: readonly StudentEnrollment[];
  /** One for each enrollment, by id. */
  rows: readonly CourseScore[];
  /** Those of the rows that were there before. */
  known: readonly CourseScore[];
}

/**
 * The rows of these people in the course, null for everybody, locked by id until the transaction ends. Enrollments that
 * have none get empty ones. Those of who has left are locked with them, since they may come back at this moment: whoever
 * is second then sees what the first has done.
 */
export async function heldScores(
  transaction: Query,
  courseId: number,
  userIds: readonly number[] | null,
  nowMs: number,
): Promise<HeldScores> {
  const held = await lockCourseScores(transaction, courseId, userIds);
  const enrollments = await listStudentEnrollments(transaction, courseId, userIds);
  const known = ofEnrollments(held, enrollments);
  const having = new Set(known.map(({ enrollmentId }) => enrollmentId));
  const missing = enrollments
    .filter(({ id }) => !having.has(id))
    .map(({ id, userId }) => ({ enrollmentId: id, courseId, userId }));
  if (missing.length === 0) return { enrollments, rows: known, known };
  await insertCourseScores(transaction, missing, nowMs);
  // Again, because somebody else may have made some of them meanwhile.
  const rows = ofEnrollments(await lockCourseScores(transaction, courseId, userIds), enrollments);
  return { enrollments, rows, known };
}

function ofEnrollments(
  scores: readonly CourseScore[],
  enrollments: readonly StudentEnrollment[],
): CourseScore[] {
  const ids = new Set(enrollments.map(({ id }) => id));
  return scores.filter(({ enrollmentId }) => ids.has(enrollmentId));
}
