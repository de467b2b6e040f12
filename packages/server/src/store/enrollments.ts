// Enrollments: rows and their changes.

import type { Enrollment } from '../model/enrollment.ts';
import type { Query } from './database.ts';

/** A user's enrollments in one course, in every state but deleted. */
export async function listEnrollmentsOf(query: Query, userId: number, courseId: number): Promise<Enrollment[]> {
  return query
    .selectFrom('enrollments')
    .selectAll()
    .where('userId', '=', userId)
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}
