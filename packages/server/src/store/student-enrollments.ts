// The students of a course: everybody who has a row in its gradebook, whatever became of them, unless they were removed or
// did not come.

import type { Enrollment } from '../model/enrollment.ts';
import type { Query } from './database.ts';

/** People named in one statement. For more, everybody is read. */
export const peopleNamedMax = 1000;

export type StudentEnrollment = Pick<Enrollment, 'id' | 'userId' | 'courseSectionId' | 'workflowState'>;

/**
 * A query for others to go on with: student enrollments that are neither deleted nor rejected, of these people when they
 * are not too many to be named, else of everybody.
 */
export function studentEnrollments(query: Query, courseId: number, userIds: readonly number[] | null = null) {
  const rows = query
    .selectFrom('enrollments')
    .where('courseId', '=', courseId)
    .where('type', '=', 'StudentEnrollment')
    .where('workflowState', 'not in', ['deleted', 'rejected']);
  return areNamed(userIds) ? rows.where('userId', 'in', userIds.length === 0 ? [0] : userIds) : rows;
}

/** Whether a statement names these people; null is everybody. */
export function areNamed(userIds: readonly number[] | null): userIds is readonly number[] {
  return userIds !== null && userIds.length <= peopleNamedMax;
}

/** Those of these people, null for everybody, by id. */
export async function listStudentEnrollments(
  query: Query,
  courseId: number,
  userIds: readonly number[] | null,
): Promise<StudentEnrollment[]> {
  if (userIds?.length === 0) return [];
  const found = await studentEnrollments(query, courseId, userIds)
    .select(['id', 'userId', 'courseSectionId', 'workflowState'])
    .orderBy('id')
    .execute();
  if (userIds === null || areNamed(userIds)) return found;
  const asked = new Set(userIds);
  return found.filter(({ userId }) => asked.has(userId));
}

/** Those who still take part, each once, by id: who has concluded gets nothing new. */
export async function listPresentStudentIds(query: Query, courseId: number): Promise<number[]> {
  const rows = await studentEnrollments(query, courseId)
    .select('userId')
    .distinct()
    .where('workflowState', '<>', 'completed')
    .orderBy('userId')
    .execute();
  return rows.map(({ userId }) => userId);
}
