// The students of a course: everybody who has a row in its gradebook, whatever became of them, unless they were removed or
// did not come.

import type { Enrollment } from '../model/enrollment.ts';
import type { Query } from './database.ts';

/** People named in one statement. For more, everybody is read. */
export const peopleNamedMax = 1000;

export type StudentEnrollment = Pick<Enrollment, 'id' | 'userId' | 'courseSectionId' | 'workflowState'>;

/** A query for others to go on with: student enrollments that are neither deleted nor rejected. */
export function studentEnrollments(query: Query, courseId: number) {
  return query
    .selectFrom('enrollments')
    .where('courseId', '=', courseId)
    .where('type', '=', 'StudentEnrollment')
    .where('workflowState', 'not in', ['deleted', 'rejected']);
}

/** Those of these people, null for everybody, by id. */
export async function listStudentEnrollments(
  query: Query,
  courseId: number,
  userIds: readonly number[] | null,
): Promise<StudentEnrollment[]> {
  if (userIds?.length === 0) return [];
  const areFew = userIds !== null && userIds.length <= peopleNamedMax;
  let rows = studentEnrollments(query, courseId)
    .select(['id', 'userId', 'courseSectionId', 'workflowState'])
    .orderBy('id');
  if (areFew) rows = rows.where('userId', 'in', userIds);
  const found = await rows.execute();
  if (userIds === null || areFew) return found;
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
