// What a student has in the gradebook from the day they are in the course.

import type { Course } from '../../model/course.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import { listAssignmentGroups } from '../../store/assignment-groups.ts';
import { listAssignmentIds } from '../../store/assignments.ts';
import { lockCourse } from '../../store/courses.ts';
import { insertPlaceholders } from '../../store/submissions.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';

/**
 * To be called when an enrollment came or its state changed: while they take part, a student has a submission on every
 * assignment, empty at first, and scores; when they leave, their work stays. Canvas: core reference §7.2.
 */
export async function followEnrollment(
  transaction: Transaction,
  course: Pick<Course, 'id'>,
  enrollment: Pick<Enrollment, 'type' | 'userId' | 'workflowState'>,
  nowMs: number,
): Promise<void> {
  const { type, userId, workflowState } = enrollment;
  if (type !== 'StudentEnrollment') return;
  if (!['completed', 'deleted', 'rejected'].includes(workflowState)) {
    // Held, so that no assignment comes and no weight changes unseen: whoever does either now finds the student.
    await lockCourse(transaction, course.id);
    await listAssignmentGroups(transaction, course.id, 'share');
    await insertPlaceholders(transaction, await listAssignmentIds(transaction, course.id), [userId], nowMs);
  }
  await recomputeCourseScores(transaction, course, [userId], nowMs);
}
