// What follows in the gradebook when a course is set up another way: its weights, its grading scheme, how it posts grades.

import { type Course, settingsOf } from '../../model/course.ts';
import { listAssignmentsOf } from '../../store/assignments.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { hasLetters } from './grading-scheme.ts';
import { applyPostPolicy } from './post-policy.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';
import { regradeSubmissions } from './regrade-submissions.ts';

/**
 * To be called with the course's row locked and written. `setsPostPolicy` says that the caller spoke of the post policy,
 * which then holds for all assignments but anonymous ones. Canvas: core reference §6.3.
 */
export async function followCourseSetUp(
  transaction: Transaction,
  before: Course,
  after: Course,
  setsPostPolicy: boolean,
  nowMs: number,
): Promise<void> {
  const settings = settingsOf(after);
  if (setsPostPolicy) await applyPostPolicy(transaction, after, settings.postManually === true, nowMs);
  if ((settingsOf(before).gradingStandardId ?? 0) !== (settings.gradingStandardId ?? 0)) {
    const assignments = await listAssignmentsOf(transaction, after.id, null, 'change');
    const affected = assignments.filter((one) => hasLetters(one) && one.gradingStandardId === null);
    const regradings = affected.map((one) => ({ before: one, after: one, isDerivedAnew: true }));
    await regradeSubmissions(transaction, after, regradings, nowMs);
  }
  if (before.applyAssignmentGroupWeights !== after.applyAssignmentGroupWeights)
    await recomputeCourseScores(transaction, after, null, nowMs);
}
