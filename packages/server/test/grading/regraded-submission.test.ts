// Submissions whose assignment, scheme or late policy changed. Source: core reference §9, §20.

import { describe, expect, test } from 'vitest';
import { type RegradingTerms, regradedSubmission } from '../../src/grading/regraded-submission.ts';
import { defaultGradingScheme } from '../../src/model/grading-standard.ts';
import type { LatePolicy } from '../../src/model/late-policy.ts';
import { blankLatePolicy } from '../../src/model/late-policy-draft.ts';
import type { Submission } from '../../src/model/submission.ts';

const dueAtMs = 1_000_000_000;
const dayMs = 86_400_000;
const nowMs = dueAtMs + 10 * dayMs;

const assignment: RegradingTerms['assignment'] = {
  gradingType: 'points',
  pointsPossible: 10,
  submissionTypes: 'online_url',
  postManually: 0,
  dueAtMs,
};

const terms: RegradingTerms = {
  before: assignment,
  assignment,
  latePolicy: null,
  scheme: defaultGradingScheme,
  isDerivedAnew: true,
};

const policy: LatePolicy = {
  id: 1,
  courseId: 1,
  createdAtMs: 0,
  updatedAtMs: 0,
  ...blankLatePolicy,
  lateSubmissionDeductionEnabled: 1,
  lateSubmissionDeduction: 10,
};

/** Eight points for what was handed in a day and a half late. */
const graded: Submission = {
  id: 1,
  assignmentId: 1,
  userId: 1,
  quizSubmissionId: null,
  workflowState: 'graded',
  score: 8,
  grade: '8',
  pointsDeducted: null,
  excused: 0,
  attempt: 1,
  submissionType: 'online_url',
  body: null,
  url: 'https://example.edu',
  submittedAtMs: dueAtMs + 1.5 * dayMs,
  gradedAtMs: dueAtMs + 2 * dayMs,
  graderId: 7,
  gradeMatchesCurrentSubmission: 1,
  postedAtMs: dueAtMs + 2 * dayMs,
  latePolicyStatus: null,
  secondsLateOverride: null,
  createdAtMs: 0,
  updatedAtMs: 0,
};

const missing: Submission = {
  ...graded,
  workflowState: 'unsubmitted',
  score: null,
  grade: null,
  attempt: null,
  submissionType: null,
  submittedAtMs: null,
  gradedAtMs: null,
  graderId: null,
  gradeMatchesCurrentSubmission: null,
  postedAtMs: null,
};

const regraded = (submission: Submission, given: Partial<RegradingTerms>) => {
  const { score, grade, pointsDeducted } = regradedSubmission(submission, { ...terms, ...given }, nowMs);
  return { score, grade, pointsDeducted };
};

describe('a grade', () => {
  test('is another one of the same score', () => {
    const percent = { ...assignment, gradingType: 'percent' as const };
    expect(regraded(graded, { assignment: percent })).toMatchObject({ score: 8, grade: '80%' });
    const more = { ...percent, pointsPossible: 16 };
    expect(regraded(graded, { before: percent, assignment: more })).toMatchObject({ score: 8, grade: '50%' });
    const letters = { ...assignment, gradingType: 'letter_grade' as const };
    expect(regraded(graded, { assignment: letters })).toMatchObject({ score: 8, grade: 'B-' });
  });

  test.each([
    ['complete', 20, 20],
    ['complete', null, 0],
    ['incomplete', 20, 0],
  ] as const)('of %s work out of %s points is %i', (grade, pointsPossible, score) => {
    const before = { ...assignment, gradingType: 'pass_fail' as const };
    const submission = { ...graded, grade, score: grade === 'complete' ? 10 : 0 };
    expect(regraded(submission, { before, assignment: { ...before, pointsPossible } })).toMatchObject({
      score,
      grade,
    });
  });

  test('keeps its score when its assignment becomes one to pass', () => {
    const after = { ...assignment, gradingType: 'pass_fail' as const };
    expect(regraded(graded, { assignment: after })).toMatchObject({ score: 8, grade: 'complete' });
  });

  test.each([
    ['excused', { ...graded, excused: 1 as const, score: null, grade: null }, assignment],
    [
      'never given',
      { ...missing, latePolicyStatus: 'none' as const },
      { ...assignment, gradingType: 'percent' as const },
    ],
    ['of what is not graded', graded, { ...assignment, gradingType: 'not_graded' as const }],
  ])('that is %s is left as it is', (_, submission, after) => {
    expect(regradedSubmission(submission, { ...terms, assignment: after, latePolicy: policy }, nowMs)).toBe(
      submission,
    );
  });
});

describe('the late policy', () => {
  const asked = { latePolicy: policy, isDerivedAnew: false };

  test('takes its points from what was entered, however often it is asked', () => {
    const once = regradedSubmission(graded, { ...terms, ...asked }, nowMs);
    expect(once).toMatchObject({ score: 6, grade: '6', pointsDeducted: 2 });
    expect(regradedSubmission(once, { ...terms, ...asked }, nowMs)).toEqual(once);
    const milder = { ...policy, lateSubmissionDeduction: 5 };
    expect(regraded(once, { ...asked, latePolicy: milder })).toEqual({
      score: 7,
      grade: '7',
      pointsDeducted: 1,
    });
    const off = { ...policy, lateSubmissionDeductionEnabled: 0 as const };
    expect(regraded(once, { ...asked, latePolicy: off })).toMatchObject({ score: 8, grade: '8' });
  });

  test('says nothing of work in time', () => {
    const inTime = { ...graded, submittedAtMs: dueAtMs };
    expect(regradedSubmission(inTime, { ...terms, ...asked }, nowMs)).toEqual(inTime);
  });

  test('gives missing work its score, and posts it', () => {
    const enabled = {
      ...policy,
      missingSubmissionDeductionEnabled: 1 as const,
      missingSubmissionDeduction: 60,
    };
    expect(regradedSubmission(missing, { ...terms, ...asked, latePolicy: enabled }, nowMs)).toMatchObject({
      workflowState: 'graded',
      score: 4,
      grade: '4',
      graderId: null,
      postedAtMs: nowMs,
    });
    expect(regradedSubmission(missing, { ...terms, ...asked }, nowMs)).toBe(missing);
  });
});
