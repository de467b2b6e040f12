// The students of a course whose scores are about to be computed, with the rows that keep them, held.

import type { CourseScore } from '../../model/course-score.ts';
import type { Query } from '../../store/database.ts';
import { heldScores } from './held-scores.ts';

export interface ScoredStudent {
  userId: number;
  /** Every enrollment in the course is completed. */
  isConcluded: boolean;
  /** The first of the rows as it was, the others having the same scores; null when there was none. */
  before: CourseScore | null;
  /** One for each enrollment. */
  rows: readonly CourseScore[];
}

/** These students, null for every one who still takes part: neither concluded nor inactive. */
export async function scoredStudents(
  transaction: Query,
  courseId: number,
  userIds: readonly number[] | null,
  nowMs: number,
): Promise<ScoredStudent[]> {
  const { enrollments, rows, known } = await heldScores(transaction, courseId, userIds, nowMs);
  const rowsOf = Map.groupBy(rows, ({ userId }) => userId);
  const knownOf = Map.groupBy(known, ({ userId }) => userId);
  const students = [...Map.groupBy(enrollments, ({ userId }) => userId)].map(([userId, own]) => ({
    userId,
    isConcluded: own.every(({ workflowState }) => workflowState === 'completed'),
    takesPart: own.some(({ workflowState }) => workflowState !== 'completed' && workflowState !== 'inactive'),
    before: knownOf.get(userId)?.[0] ?? null,
    rows: rowsOf.get(userId) ?? [],
  }));
  return userIds === null ? students.filter(({ takesPart }) => takesPart) : students;
}
