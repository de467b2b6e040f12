// What a teacher's word makes of a submission: a grade, an excuse, a status, and the late policy after it. Nothing is
// saved here, and what the quiz behind a submission makes of it is not here.

import { asksForGrade, type GradeAsked } from '../model/grade-asked.ts';
import type { GradingScheme } from '../model/grading-standard.ts';
import type { Submission } from '../model/submission.ts';
import { afterLatePolicy, type LateTerms } from './late-grade.ts';
import { gradeFromText, gradeOfScore } from './posted-grade.ts';

/** What a grade depends on beside what is asked. */
export interface GradingTerms extends LateTerms {
  scheme: GradingScheme;
  /** The quiz behind it waits for a person. */
  isPendingReview: boolean;
}

/**
 * The submission after `graderId` has asked this of it at `nowMs`. A grade un-excuses, an excuse takes grade and status
 * away, a status un-excuses; then the late policy takes its points. Posted at once unless that is done by hand.
 * Canvas: core reference §10.3.
 */
export function gradedSubmission(
  before: Submission,
  asked: GradeAsked,
  terms: GradingTerms,
  graderId: number,
  nowMs: number,
): Submission {
  if (!asksForGrade(asked)) return before;
  const { row: graded, isScored } = withGrade({ ...before, graderId }, asked, terms, nowMs);
  const standing = withStatus(graded, asked, nowMs);
  const row = afterLatePolicy(before, standing, isScored, terms, nowMs);
  const grade =
    row.score === null || row.score === standing.score
      ? row.grade
      : gradeOfScore(row.score, terms.assignment, terms.scheme, row.grade ?? undefined);
  return withState({ ...row, grade }, isScored, terms);
}

/** `isScored` when there is a score now, as it was entered. */
function withGrade(
  row: Submission,
  { postedGrade, excuse, prefersPoints }: GradeAsked,
  terms: GradingTerms,
  nowMs: number,
): { row: Submission; isScored: boolean } {
  if (excuse === true) {
    const excused = { excused: 1 as const, latePolicyStatus: null, secondsLateOverride: null };
    return { row: { ...row, ...gradedNow(row, terms, nowMs), ...noGrade, ...excused }, isScored: false };
  }
  if (postedGrade === null && excuse === null) return { row, isScored: false };
  const cleared = { ...row, ...noGrade, excused: 0 as const, gradedAtMs: null };
  const given = gradeFromText(postedGrade ?? '', terms.assignment, terms.scheme, prefersPoints);
  if (given === 'cleared') return { row: cleared, isScored: false };
  // Canvas: what is no grade stays to be seen, and counts as nothing.
  if (given.score === null) return { row: { ...cleared, grade: given.grade }, isScored: false };
  return { row: { ...cleared, ...gradedNow(row, terms, nowMs), ...given }, isScored: true };
}

const noGrade = { score: null, grade: null, pointsDeducted: null };

function gradedNow(row: Submission, { assignment }: GradingTerms, nowMs: number) {
  return {
    gradedAtMs: nowMs,
    gradeMatchesCurrentSubmission: 1 as const,
    postedAtMs: row.postedAtMs ?? (assignment.postManually === 1 ? null : nowMs),
  };
}

/** Canvas: seconds are kept with the status `late` alone; a new status counts as grading. */
function withStatus(row: Submission, asked: GradeAsked, nowMs: number): Submission {
  const { latePolicyStatus = row.latePolicyStatus, secondsLateOverride } = asked;
  const isLate = latePolicyStatus === 'late';
  return {
    ...row,
    latePolicyStatus,
    excused: asked.latePolicyStatus == null ? row.excused : 0,
    secondsLateOverride: isLate ? (secondsLateOverride ?? row.secondsLateOverride) : null,
    gradedAtMs: latePolicyStatus === row.latePolicyStatus ? row.gradedAtMs : nowMs,
  };
}

function withState(row: Submission, isScored: boolean, terms: GradingTerms): Submission {
  if (row.excused === 1) return { ...row, workflowState: 'graded' };
  if (terms.isPendingReview && !isScored) return { ...row, workflowState: 'pending_review' };
  const isGraded = row.score !== null && row.grade !== null && row.gradeMatchesCurrentSubmission !== 0;
  if (isGraded) return { ...row, workflowState: 'graded' };
  return { ...row, workflowState: row.submissionType === null ? 'unsubmitted' : 'submitted' };
}
