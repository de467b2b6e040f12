// When a grade is hidden from its student. Who sees whose submissions is asked over HTTP. Source: core reference §10.1.

import { expect, test } from 'vitest';
import type { Submission } from '../../src/model/submission.ts';
import { isGradeHidden } from '../../src/model/submission-policy.ts';

type Grade = Parameters<typeof isGradeHidden>[0];

const ungraded: Grade = {
  score: null,
  excused: 0,
  workflowState: 'unsubmitted',
  postedAtMs: null,
  submissionType: null,
  gradeMatchesCurrentSubmission: null,
};
const graded: Grade = { ...ungraded, score: 5, workflowState: 'graded', gradeMatchesCurrentSubmission: 1 };
const again = {
  submissionType: 'online_url',
  workflowState: 'submitted',
  gradeMatchesCurrentSubmission: 0,
} as const;

test.each<[string, Partial<Submission>, Grade, boolean, boolean]>([
  ['nothing yet', {}, ungraded, false, true],
  ['handed in', { workflowState: 'submitted', submissionType: 'online_url' }, ungraded, false, true],
  ['graded', {}, graded, true, true],
  ['graded and posted', { postedAtMs: 1 }, graded, false, false],
  ['excused', { excused: 1, score: null }, graded, true, true],
  ['excused and posted', { excused: 1, score: null, postedAtMs: 1 }, graded, false, false],
  ['handed in again after it was graded', again, graded, true, true],
  ['handed in again after it was posted', { ...again, postedAtMs: 1 }, graded, false, false],
  [
    'waiting for a person',
    { workflowState: 'pending_review', submissionType: 'online_quiz' },
    graded,
    false,
    true,
  ],
  ['posted without a grade', { postedAtMs: 1 }, ungraded, false, false],
])('%s', (_what, more, grade, hiddenAutomatically, hiddenManually) => {
  expect(isGradeHidden({ ...grade, ...more }, { postManually: 0 })).toBe(hiddenAutomatically);
  expect(isGradeHidden({ ...grade, ...more }, { postManually: 1 })).toBe(hiddenManually);
});
