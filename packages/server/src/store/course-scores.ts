// Course scores: rows and their changes. Each student enrollment has one; what they are computed from is in
// scored-work.ts.

import type { CourseScore } from '../model/course-score.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';
import { locked } from './row-lock.ts';
import { areNamed } from './student-enrollments.ts';

/** Of a row. */
const columns = 13;

/** The scores of these enrollments, in no order; those that have none are left out. */
export async function listCourseScores(
  query: Query,
  enrollmentIds: readonly number[],
): Promise<CourseScore[]> {
  const found: CourseScore[] = [];
  for (const some of rowChunks(enrollmentIds, 1)) {
    const rows = query.selectFrom('courseScores').selectAll().where('enrollmentId', 'in', some);
    found.push(...(await rows.execute()));
  }
  return found;
}

/**
 * The scores of these people's enrollments in the course, null for everybody's, gone ones too, held until the transaction
 * ends. Locks are taken by id; for many people at once they are on everybody's.
 */
export async function lockCourseScores(
  transaction: Query,
  courseId: number,
  userIds: readonly number[] | null,
): Promise<CourseScore[]> {
  let rows = transaction
    .selectFrom('courseScores')
    .selectAll()
    .where('courseId', '=', courseId)
    .orderBy('id');
  if (areNamed(userIds)) rows = rows.where('userId', 'in', userIds.length === 0 ? [0] : userIds);
  const found = await locked(transaction, rows, 'change').execute();
  if (userIds === null || areNamed(userIds)) return found;
  const asked = new Set(userIds);
  return found.filter(({ userId }) => asked.has(userId));
}

/** Empty scores for enrollments that have none. */
export async function insertCourseScores(
  query: Query,
  enrollments: readonly Pick<CourseScore, 'enrollmentId' | 'courseId' | 'userId'>[],
  nowMs: number,
): Promise<void> {
  for (const some of rowChunks(enrollments, 5)) {
    await query
      .insertInto('courseScores')
      .values(some.map((row) => ({ ...row, createdAtMs: nowMs, updatedAtMs: nowMs })))
      .onConflict((conflict) => conflict.column('enrollmentId').doNothing())
      .execute();
  }
}

/** Writes the computed scores of rows that exist and that this transaction has locked; overrides stay as they are. */
export async function rewriteCourseScores(query: Query, rows: readonly CourseScore[]): Promise<void> {
  for (const some of rowChunks(rows, columns)) {
    await query
      .insertInto('courseScores')
      .values([...some])
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          currentScore: ref('excluded.currentScore'),
          finalScore: ref('excluded.finalScore'),
          unpostedCurrentScore: ref('excluded.unpostedCurrentScore'),
          unpostedFinalScore: ref('excluded.unpostedFinalScore'),
          currentPoints: ref('excluded.currentPoints'),
          unpostedCurrentPoints: ref('excluded.unpostedCurrentPoints'),
          updatedAtMs: ref('excluded.updatedAtMs'),
        })),
      )
      .execute();
  }
}

/** Writes the overrides of rows that exist and that this transaction has locked; computed scores stay as they are. */
export async function rewriteOverrideScores(query: Query, rows: readonly CourseScore[]): Promise<void> {
  for (const some of rowChunks(rows, columns)) {
    await query
      .insertInto('courseScores')
      .values([...some])
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          overrideScore: ref('excluded.overrideScore'),
          updatedAtMs: ref('excluded.updatedAtMs'),
        })),
      )
      .execute();
  }
}

/** The enrollments of students, gone ones not among them, whose final grade somebody has replaced; by user and id. */
export async function listOverrides(
  query: Query,
  courseId: number,
  sectionIds: readonly number[] | null,
): Promise<{ userId: number; overrideScore: number }[]> {
  let rows = query
    .selectFrom('courseScores')
    .innerJoin('enrollments', 'enrollments.id', 'courseScores.enrollmentId')
    .select('courseScores.userId')
    .select(({ ref }) => ref('courseScores.overrideScore').$notNull().as('overrideScore'))
    .where('courseScores.courseId', '=', courseId)
    .where('courseScores.overrideScore', 'is not', null)
    .where('enrollments.type', '=', 'StudentEnrollment')
    .where('enrollments.workflowState', 'in', ['active', 'inactive', 'completed', 'invited'])
    .orderBy('courseScores.userId')
    .orderBy('courseScores.enrollmentId');
  if (sectionIds !== null) {
    rows = rows.where('enrollments.courseSectionId', 'in', sectionIds.length === 0 ? [0] : sectionIds);
  }
  return rows.execute();
}
