// Derives grades again when an assignment, a grading scheme or the late policy changed. Course scores are the caller's.

import { regradedSubmission } from '../../grading/regraded-submission.ts';
import type { Assignment } from '../../model/assignment.ts';
import type { Course } from '../../model/course.ts';
import type { Query } from '../../store/database.ts';
import { findLatePolicy } from '../../store/late-policies.ts';
import { listSubmissionsOf } from '../../store/submissions.ts';
import { gradingSchemeFor } from './grading-scheme.ts';
import { type SubmissionSave, saveSubmissions } from './save-submission.ts';

export interface Regrading {
  before: Assignment;
  /** Locked by this transaction. */
  after: Assignment;
  /** Whether a score may have another grade now; otherwise only the late policy is asked again. */
  isDerivedAnew: boolean;
}

/** All submissions of these assignments, one assignment after the other; only what differs is written. */
export async function regradeSubmissions(
  transaction: Query,
  course: Pick<Course, 'id'>,
  assignments: readonly Regrading[],
  nowMs: number,
): Promise<void> {
  const latePolicy = (await findLatePolicy(transaction, course.id)) ?? null;
  for (const { before, after: assignment, isDerivedAnew } of assignments) {
    if (!isDerivedAnew && latePolicy === null) continue;
    const scheme = await gradingSchemeFor(transaction, course, assignment);
    const submissions = await listSubmissionsOf(transaction, [assignment.id], null, 'change');
    const terms = { before, assignment, latePolicy, scheme, isDerivedAnew };
    const saves = submissions.flatMap((submission): SubmissionSave[] => {
      const regraded = regradedSubmission(submission, terms, nowMs);
      if (regraded === submission) return [];
      const { id: _, assignmentId: __, userId: ___, graderId: ____, ...changes } = regraded;
      return [{ assignment, before: submission, changes }];
    });
    await saveSubmissions(transaction, saves, nowMs);
  }
}
