// A submission after something changed that its grade was derived from: the assignment, its scheme or the late policy. What
// a teacher does to one submission is in submission-grade.ts.

import type { Assignment } from '../model/assignment.ts';
import type { GradingScheme } from '../model/grading-standard.ts';
import type { Submission } from '../model/submission.ts';
import { afterLatePolicy, enteredScore, type LateTerms } from './late-grade.ts';
import { gradeOfScore } from './posted-grade.ts';

export interface RegradingTerms extends LateTerms {
  /** As it was when the submission was graded. */
  before: Pick<Assignment, 'gradingType' | 'pointsPossible'>;
  scheme: GradingScheme;
  /** Whether a score may have another grade now; otherwise only the late policy is asked again. */
  isDerivedAnew: boolean;
}

/**
 * What was entered stays, and the rest follows from it; complete work has all the points there are now. Missing work gets the
 * score that the policy has for it. Excused work, and what was never graded, stays as it is.
 * Canvas: core reference §9, §20.
 */
export function regradedSubmission(before: Submission, terms: RegradingTerms, nowMs: number): Submission {
  const { assignment, scheme, isDerivedAnew } = terms;
  if (before.excused === 1 || assignment.gradingType === 'not_graded') return before;
  const given = { ...before, score: scoreGiven(before, terms), pointsDeducted: null };
  const row = afterLatePolicy(before, given, true, terms, nowMs);
  if (row.score === null) return before;
  if (row.score === before.score && !isDerivedAnew) return { ...row, grade: before.grade };
  const grade = gradeOfScore(row.score, assignment, scheme, before.grade ?? undefined);
  return { ...row, grade, workflowState: before.score === null ? 'graded' : before.workflowState };
}

function scoreGiven(submission: Submission, { before, assignment }: RegradingTerms): number | null {
  const isComplete =
    before.gradingType === 'pass_fail' &&
    assignment.gradingType === 'pass_fail' &&
    submission.score !== null &&
    submission.grade === 'complete';
  return isComplete ? (assignment.pointsPossible ?? 0) : enteredScore(submission);
}
