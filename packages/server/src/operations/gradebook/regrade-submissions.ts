// Derives grades again when an assignment, a grading scheme or the late policy changed. Course scores are the caller's.

import { regradedSubmission } from '../../grading/regraded-submission.ts';
import type { Assignment } from '../../model/assignment.ts';
import { isJob } from '../../model/cause.ts';
import type { Course } from '../../model/course.ts';
import { findLatePolicy } from '../../store/late-policies.ts';
import { listSubmissionsOf } from '../../store/submissions.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { gradingSchemeFor } from './grading-scheme.ts';
import { type SubmissionSave, saveSubmissions } from './save-submission.ts';

export interface Regrading {
  before: Assignment;
  /** Locked by this transaction. */
  after: Assignment;
  /** Whether a score may have another grade now; otherwise only the late policy is asked again. */
  isDerivedAnew: boolean;
}

/**
 * All submissions of these assignments, one assignment after the other; only what differs is written. Where a grade may be
 * another now, every graded submission is announced, in the name of whoever the transaction is for. Canvas: live events
 * reference §3.1, condition 4.
 */
export async function regradeSubmissions(
  transaction: Transaction,
  course: Pick<Course, 'id'>,
  assignments: readonly Regrading[],
  nowMs: number,
): Promise<void> {
  const { cause } = transaction;
  const editorId = isJob(cause) ? null : cause.userId;
  const latePolicy = (await findLatePolicy(transaction, course.id)) ?? null;
  for (const { before, after: assignment, isDerivedAnew } of assignments) {
    if (!isDerivedAnew && latePolicy === null) continue;
    const scheme = await gradingSchemeFor(transaction, course, assignment);
    const submissions = await listSubmissionsOf(transaction, [assignment.id], null, 'change');
    const terms = { before, assignment, latePolicy, scheme, isDerivedAnew };
    const saves = submissions.map((submission): SubmissionSave => {
      const regraded = regradedSubmission(submission, terms, nowMs);
      const { id: _, assignmentId: __, userId: ___, graderId: ____, ...changes } = regraded;
      // The score of missing work is the policy's doing, whatever made it be asked.
      const isByPolicy = !isDerivedAnew || (submission.score === null && regraded.score !== null);
      const reason = isByPolicy ? 'late_policy' : { pointsPossibleBefore: before.pointsPossible, editorId };
      return { assignment, before: submission, changes, reason };
    });
    await saveSubmissions(transaction, saves, nowMs);
  }
}
