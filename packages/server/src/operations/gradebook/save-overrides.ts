// The one way final grades are replaced. It never touches a computed score, and what computes them never touches it; both
// hold the same rows meanwhile.

import { gradeOverride } from '../../facts/grade-override.ts';
import type { Course } from '../../model/course.ts';
import type { CourseScore } from '../../model/course-score.ts';
import { rewriteOverrideScores } from '../../store/course-scores.ts';
import type { StudentEnrollment } from '../../store/student-enrollments.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { heldScores } from './held-scores.ts';

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
  transaction: Transaction,
  course: Pick<Course, 'id'>,
  enrollments: readonly Pick<StudentEnrollment, 'id' | 'userId'>[],
  scores: ReadonlyMap<number, number | null>,
  nowMs: number,
): Promise<OverrideChange[]> {
  const userIds = [...new Set(enrollments.map(({ userId }) => userId))];
  const wanted = new Set(enrollments.map(({ id }) => id));
  const { rows } = await heldScores(transaction, course.id, userIds, nowMs);
  const held = rows.filter(({ enrollmentId }) => wanted.has(enrollmentId));
  const changes = held.flatMap((before): OverrideChange[] => {
    const overrideScore = scores.get(before.userId);
    if (overrideScore === undefined || overrideScore === before.overrideScore) return [];
    return [{ before, after: { ...before, overrideScore, updatedAtMs: nowMs } }];
  });
  await rewriteOverrideScores(
    transaction,
    changes.map(({ after }) => after),
  );
  for (const { before, after } of changes) transaction.announce(gradeOverride(before, after));
  return changes;
}
