// What a teacher's word makes of a submission, case by case. Source: core reference §10.3, §20.

import { describe, expect, test } from 'vitest';
import { type GradingTerms, gradedSubmission } from '../../src/grading/submission-grade.ts';
import type { GradeAsked } from '../../src/model/grade-asked.ts';
import { defaultGradingScheme } from '../../src/model/grading-standard.ts';
import type { LatePolicy } from '../../src/model/late-policy.ts';
import type { Submission } from '../../src/model/submission.ts';
import { placeholder } from '../support/saved-submission.ts';

const nowMs = 1_000_000_000;
const hourMs = 3_600_000;
const grader = 7;

const empty: Submission = {
  ...placeholder,
  id: 1,
  assignmentId: 2,
  userId: 3,
  createdAtMs: 1,
  updatedAtMs: 1,
};
const handedIn: Partial<Submission> = {
  workflowState: 'submitted',
  submissionType: 'online_text_entry',
  submittedAtMs: nowMs - hourMs,
  attempt: 1,
};
const graded: Partial<Submission> = {
  workflowState: 'graded',
  score: 8,
  grade: '8',
  graderId: 5,
  gradedAtMs: 500,
  postedAtMs: 500,
  gradeMatchesCurrentSubmission: 1,
};

const policy: LatePolicy = {
  id: 1,
  courseId: 1,
  missingSubmissionDeductionEnabled: 1,
  missingSubmissionDeduction: 100,
  lateSubmissionDeductionEnabled: 1,
  lateSubmissionDeduction: 10,
  lateSubmissionInterval: 'hour',
  lateSubmissionMinimumPercentEnabled: 0,
  lateSubmissionMinimumPercent: 0,
  createdAtMs: 1,
  updatedAtMs: 1,
};

interface Case {
  before?: Partial<Submission>;
  asked: Partial<GradeAsked>;
  assignment?: Partial<GradingTerms['assignment']>;
  policy?: LatePolicy | null;
  isPendingReview?: boolean;
}

function after({ before, asked, assignment, policy = null, isPendingReview = false }: Case): Submission {
  return gradedSubmission(
    { ...empty, ...before },
    { postedGrade: null, excuse: null, secondsLateOverride: null, prefersPoints: false, ...asked },
    {
      assignment: {
        gradingType: 'points',
        pointsPossible: 10,
        submissionTypes: 'online_text_entry',
        postManually: 0,
        dueAtMs: null,
        ...assignment,
      },
      scheme: defaultGradingScheme,
      latePolicy: policy,
      isPendingReview,
    },
    grader,
    nowMs,
  );
}

describe('a grade', () => {
  test('says who gave it and when, and is posted', () => {
    expect(after({ asked: { postedGrade: '9' } })).toEqual({
      ...empty,
      score: 9,
      grade: '9',
      workflowState: 'graded',
      graderId: grader,
      gradedAtMs: nowMs,
      postedAtMs: nowMs,
      gradeMatchesCurrentSubmission: 1,
    });
  });

  test.each<[string, Case, Partial<Submission>]>([
    [
      'waits where grades are posted by hand',
      { asked: { postedGrade: '9' }, assignment: { postManually: 1 } },
      { postedAtMs: null },
    ],
    [
      'stays posted as it was',
      { before: graded, asked: { postedGrade: '9' } },
      { postedAtMs: 500, gradedAtMs: nowMs },
    ],
    [
      'ends an excuse',
      { before: { ...graded, excused: 1, score: null }, asked: { postedGrade: '9' } },
      { excused: 0, score: 9 },
    ],
    [
      'keeps a status',
      { before: { latePolicyStatus: 'none' }, asked: { postedGrade: '9' } },
      { latePolicyStatus: 'none' },
    ],
    [
      'is of the newest work',
      {
        before: { ...handedIn, ...graded, workflowState: 'submitted', gradeMatchesCurrentSubmission: 0 },
        asked: { postedGrade: '8' },
      },
      { workflowState: 'graded', gradeMatchesCurrentSubmission: 1 },
    ],
    [
      'is a letter',
      { asked: { postedGrade: '85%' }, assignment: { gradingType: 'letter_grade' } },
      { score: 8.5, grade: 'B' },
    ],
    [
      'ends the wait for a person',
      { before: { workflowState: 'pending_review' }, asked: { postedGrade: '1' }, isPendingReview: true },
      { workflowState: 'graded' },
    ],
  ])('%s', (_what, given, expected) => {
    expect(after(given)).toMatchObject(expected);
  });

  test.each<[string, Case, Partial<Submission>]>([
    ['nothing handed in', { before: graded, asked: { postedGrade: '' } }, { workflowState: 'unsubmitted' }],
    [
      'something handed in',
      { before: { ...handedIn, ...graded }, asked: { postedGrade: '' } },
      { workflowState: 'submitted' },
    ],
    ['the text false', { before: graded, asked: { excuse: false } }, { workflowState: 'unsubmitted' }],
    [
      'a quiz that waits',
      { before: graded, asked: { postedGrade: '' }, isPendingReview: true },
      { workflowState: 'pending_review' },
    ],
  ])('is cleared: %s', (_what, given, expected) => {
    expect(after(given)).toMatchObject({
      score: null,
      grade: null,
      gradedAtMs: null,
      graderId: grader,
      postedAtMs: 500,
      ...expected,
    });
  });

  test('beats the text false', () => {
    expect(
      after({ before: { ...graded, excused: 1 }, asked: { postedGrade: '4', excuse: false } }),
    ).toMatchObject({ score: 4, excused: 0 });
  });

  test('that is none takes the place of the one before', () => {
    expect(after({ before: graded, asked: { postedGrade: 'hm' } })).toMatchObject({
      score: null,
      grade: 'hm',
      workflowState: 'unsubmitted',
    });
  });
});

test('an excuse takes grade, deduction and status away', () => {
  const before = { ...graded, pointsDeducted: 1, latePolicyStatus: 'late', secondsLateOverride: 60 } as const;
  expect(after({ before, asked: { excuse: true }, policy })).toMatchObject({
    excused: 1,
    score: null,
    grade: null,
    pointsDeducted: null,
    latePolicyStatus: null,
    secondsLateOverride: null,
    workflowState: 'graded',
  });
});

test('what asks for nothing changes nothing', () => {
  const before = { ...empty, ...graded };
  expect(after({ before: graded, asked: {}, policy })).toEqual(before);
});

describe('the late policy', () => {
  const late = { dueAtMs: nowMs - 3 * hourMs + 1 };

  test.each<[string, Case, Partial<Submission>]>([
    [
      'takes a share for each hour begun',
      { before: handedIn, asked: { postedGrade: '9' }, assignment: late },
      { score: 7, grade: '7', pointsDeducted: 2 },
    ],
    [
      'is about the score as entered when it is entered again',
      {
        before: { ...handedIn, ...graded, score: 7, pointsDeducted: 2 },
        asked: { postedGrade: '9' },
        assignment: late,
      },
      { score: 7, pointsDeducted: 2 },
    ],
    [
      'gives back what it took when work is not late any more',
      {
        before: { ...handedIn, ...graded, score: 7, pointsDeducted: 2 },
        asked: { latePolicyStatus: 'none' },
        assignment: late,
      },
      { score: 9, grade: '9', pointsDeducted: null },
    ],
    [
      'takes more when work is later than it was',
      {
        before: { ...handedIn, ...graded, score: 7, grade: '7', pointsDeducted: 2 },
        asked: { latePolicyStatus: 'late', secondsLateOverride: 4 * 3600 },
        assignment: late,
      },
      { score: 5, grade: '5', pointsDeducted: 4 },
    ],
    [
      'takes no more than there is',
      { before: handedIn, asked: { postedGrade: '1' }, assignment: late },
      { score: 0, pointsDeducted: 1 },
    ],
    [
      'leaves a score below nothing as it is',
      { before: handedIn, asked: { postedGrade: '-1' }, assignment: late },
      { score: -1 },
    ],
    [
      'leaves work that is only complete or not',
      {
        before: handedIn,
        asked: { postedGrade: 'complete' },
        assignment: { ...late, gradingType: 'pass_fail' },
      },
      { score: 10, grade: 'complete', pointsDeducted: 0 },
    ],
    [
      'writes the letter of what is left',
      { before: handedIn, asked: { postedGrade: 'A' }, assignment: { ...late, gradingType: 'letter_grade' } },
      { score: 8, grade: 'B-', pointsDeducted: 2 },
    ],
    [
      'does not ask about work on paper',
      { before: handedIn, asked: { postedGrade: '9' }, assignment: { ...late, submissionTypes: 'on_paper' } },
      { score: 9, pointsDeducted: null },
    ],
    [
      'asks about it when a teacher says late',
      {
        asked: { postedGrade: '9', latePolicyStatus: 'late', secondsLateOverride: 1 },
        assignment: { submissionTypes: 'on_paper' },
      },
      { score: 8, pointsDeducted: 1 },
    ],
    [
      'gives missing work its score, posted',
      { asked: { latePolicyStatus: 'missing' }, assignment: late },
      { score: 0, grade: '0', workflowState: 'graded', postedAtMs: nowMs, gradeMatchesCurrentSubmission: 1 },
    ],
    [
      'leaves missing work the grade it has',
      { before: graded, asked: { latePolicyStatus: 'missing' }, assignment: late },
      { score: 8, grade: '8' },
    ],
    [
      'waits with older work until it is graded again',
      {
        before: { ...handedIn, ...graded, workflowState: 'submitted', gradeMatchesCurrentSubmission: 0 },
        asked: { latePolicyStatus: 'late', secondsLateOverride: 7200 },
        assignment: late,
      },
      { score: 8, pointsDeducted: null, workflowState: 'submitted' },
    ],
  ])('%s', (_what, given, expected) => {
    expect(after({ policy, ...given })).toMatchObject(expected);
  });

  test('without one late work keeps its score', () => {
    expect(after({ before: handedIn, asked: { postedGrade: '9' }, assignment: late })).toMatchObject({
      score: 9,
      pointsDeducted: 0,
    });
  });

  test.each([
    ['late', 60, 60],
    ['none', 60, null],
    [null, 60, null],
    ['extended', 60, null],
  ] as const)(
    'with the status %s, %d seconds are kept as %s',
    (latePolicyStatus, secondsLateOverride, kept) => {
      expect(after({ asked: { latePolicyStatus, secondsLateOverride } }).secondsLateOverride).toBe(kept);
    },
  );

  test('seconds stay when the grade changes', () => {
    const before = { latePolicyStatus: 'late', secondsLateOverride: 60 } as const;
    expect(after({ before, asked: { postedGrade: '5' } }).secondsLateOverride).toBe(60);
  });
});
