// What lateness costs. Whether and how late work is, is in model/lateness.ts; what becomes of the score, in late-grade.ts.

import type { Assignment } from '../model/assignment.ts';
import type { LatePolicy } from '../model/late-policy.ts';
import { ExactDecimal, hundredths } from './exact-decimal.ts';

type Terms = Pick<Assignment, 'gradingType' | 'pointsPossible'>;

const intervalSeconds = { hour: 3_600, day: 86_400 };

/**
 * The points that the policy takes off `enteredScore` for work so many seconds late: a share of the points possible for each
 * interval begun, but nothing that would take the score under the minimum percentage. Two decimals, never below 0; 0 without
 * possible points, and for work that is only complete or incomplete. Canvas: core reference §20.
 */
export function pointsDeducted(
  policy: LatePolicy,
  assignment: Terms,
  enteredScore: number,
  secondsLate: number,
): number {
  const possible = assignment.pointsPossible ?? 0;
  if (policy.lateSubmissionDeductionEnabled !== 1 || !(possible > 0) || !(secondsLate > 0)) return 0;
  if (assignment.gradingType === 'pass_fail' || assignment.gradingType === 'not_graded') return 0;
  const intervals = Math.ceil(secondsLate / intervalSeconds[policy.lateSubmissionInterval]);
  const minimumPercent =
    policy.lateSubmissionMinimumPercentEnabled === 1 ? policy.lateSubmissionMinimumPercent : 0;
  const minimum = new ExactDecimal(possible).times(minimumPercent).div(100);
  const spare = ExactDecimal.max(0, new ExactDecimal(enteredScore).minus(minimum));
  const rate = new ExactDecimal(policy.lateSubmissionDeduction).times(intervals);
  return hundredths(ExactDecimal.min(rate.times(possible).div(100), spare)) ?? 0;
}

/** The score of work that was never handed in; 0 when it would only be complete or incomplete. Canvas: core reference §20. */
export function missingScore(policy: LatePolicy, assignment: Terms): number {
  if (assignment.gradingType === 'pass_fail') return 0;
  const kept = new ExactDecimal(100).minus(policy.missingSubmissionDeduction);
  return kept
    .times(assignment.pointsPossible ?? 0)
    .div(100)
    .toNumber();
}
