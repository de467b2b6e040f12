// What the late policy of a course makes of a submission's score: it takes points off late work, and gives missing work
// the score that is set for it. How many points is in late-policy.ts.

import type { Assignment } from '../model/assignment.ts';
import type { LatePolicy } from '../model/late-policy.ts';
import { expectsSubmission, isLate, isMissing, secondsLate } from '../model/lateness.ts';
import type { Submission } from '../model/submission.ts';
import { exactSum } from './exact-sum.ts';
import { missingScore, pointsDeducted } from './late-policy.ts';

export interface LateTerms {
  assignment: Pick<
    Assignment,
    'gradingType' | 'pointsPossible' | 'submissionTypes' | 'postManually' | 'dueAtMs'
  >;
  latePolicy: LatePolicy | null;
}

/**
 * The row after the policy; its `grade` is still that of the score before. `before` is as it was stored. `isEntered` says
 * that the score of `row` is as entered; otherwise what was taken before is given back first. A policy is asked again only
 * when something changed that it depends on, and leaves older work that was handed in anew as it was graded.
 * Canvas: core reference §20.
 */
export function afterLatePolicy(
  before: Submission,
  row: Submission,
  isEntered: boolean,
  { assignment, latePolicy }: LateTerms,
  nowMs: number,
): Submission {
  const isMoved = isEntered || (row.gradeMatchesCurrentSubmission !== 0 && dependsDiffer(before, row));
  if (!isMoved || !(isByHand(before, row) || expectsSubmission(assignment))) return row;
  const { dueAtMs } = assignment;
  const entered = isEntered || row.score !== before.score ? row.score : enteredScore(row);
  if (isMissing(row, assignment, dueAtMs, nowMs)) return missing(row, entered);
  if (!isLate(row, dueAtMs, nowMs)) return { ...row, score: entered, pointsDeducted: null };
  const deducted =
    entered === null || latePolicy === null
      ? 0
      : pointsDeducted(latePolicy, assignment, entered, secondsLate(row, dueAtMs, nowMs));
  return { ...row, score: afterDeduction(entered, deducted), pointsDeducted: deducted };

  function missing(late: Submission, score: number | null): Submission {
    const kept = { ...late, score, pointsDeducted: null };
    if (latePolicy?.missingSubmissionDeductionEnabled !== 1) return kept;
    const postedAtMs = kept.postedAtMs ?? (assignment.postManually === 1 ? null : nowMs);
    if (score !== null) return { ...kept, postedAtMs };
    return {
      ...kept,
      score: missingScore(latePolicy, assignment),
      gradeMatchesCurrentSubmission: 1,
      gradedAtMs: nowMs,
      postedAtMs,
    };
  }
}

/** What was entered, before the late policy. */
export function enteredScore(submission: Pick<Submission, 'score' | 'pointsDeducted'>): number | null {
  const { score, pointsDeducted } = submission;
  return score === null ? null : exactSum([score, pointsDeducted ?? 0]);
}

/** Never below 0, unless a score below 0 was entered. */
function afterDeduction(entered: number | null, deducted: number): number | null {
  if (entered === null) return null;
  return deducted > entered ? Math.min(0, entered) : exactSum([entered, -deducted]);
}

function dependsDiffer(before: Submission, row: Submission): boolean {
  const columns = ['score', 'submittedAtMs', 'secondsLateOverride', 'latePolicyStatus'] as const;
  return columns.some((column) => before[column] !== row[column]);
}

/** Canvas: a status by hand, and taking one away, counts also where nothing is handed in. */
function isByHand(before: Submission, row: Submission): boolean {
  const status = row.latePolicyStatus;
  if (status === 'missing' || status === 'late' || status === 'extended') return true;
  return before.latePolicyStatus === 'late' || (before.latePolicyStatus === 'none' && status === null);
}
