// What a quiz submission makes of a grade given in the gradebook. Source: quiz reference §3.3.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takenOverGrade } from '../../src/grading/taken-over-grade.ts';
import type { QuizSubmission, QuizSubmissionAttempt } from '../../src/model/quiz-submission.ts';

const row: QuizSubmission = {
  id: 1,
  quizId: 2,
  submissionId: 3,
  userId: 4,
  previewUserId: null,
  attempt: 1,
  extraAttempts: null,
  extraTimeMinutes: null,
  manuallyUnlocked: 0,
  startedAtMs: 1,
  finishedAtMs: 2,
  endAtMs: null,
  fudgePoints: null,
  keptScore: 3,
  score: 3,
  scoreBeforeRegrade: null,
  manuallyScored: 0,
  hasSeenResults: 1,
  validationToken: '',
  workflowState: 'complete',
  quizVersion: 1,
  quizPointsPossible: 10,
  excused: 0,
  createdAtMs: 1,
  updatedAtMs: 1,
};

function attempt(number: number, more: Partial<QuizSubmissionAttempt> = {}): QuizSubmissionAttempt {
  return {
    quizSubmissionId: 1,
    attempt: number,
    startedAtMs: 1,
    finishedAtMs: 2,
    endAtMs: null,
    workflowState: 'complete',
    fudgePoints: null,
    keptScore: null,
    score: 5,
    scoreBeforeRegrade: null,
    quizVersion: 1,
    quizPointsPossible: 10,
    ...more,
  };
}

const highest = { scoringPolicy: 'keep_highest' } as const;

test('points that were given before are counted again', () => {
  const before = { ...row, score: 4.3, fudgePoints: 1.1 };
  expect(takenOverGrade(highest, before, [attempt(1)], 5)?.quizSubmission).toMatchObject({
    score: 5,
    keptScore: 5,
    fudgePoints: 1.8,
    manuallyScored: 0,
    hasSeenResults: 1,
    workflowState: 'complete',
  });
});

test.each([
  ['keep_highest', 4, 1],
  ['keep_highest', 5, 0],
  ['keep_highest', 6, 0],
  ['keep_latest', 4, 0],
  ['keep_average', 4, 0],
] as const)('%s with 5 before and now %d: by hand %d', (scoringPolicy, score, manuallyScored) => {
  const taken = takenOverGrade({ scoringPolicy }, { ...row, attempt: 2 }, [attempt(1), attempt(2)], score);
  expect(taken).toMatchObject({ quizSubmission: { score, keptScore: score, manuallyScored }, attempt: null });
});

test('what waited for a person is complete, and there are results to be seen', () => {
  const taken = takenOverGrade(highest, { ...row, workflowState: 'pending_review' }, [attempt(1)], 1);
  expect(taken?.quizSubmission).toMatchObject({ workflowState: 'complete', hasSeenResults: 0 });
});

test('while an attempt runs, the one before is changed and the running one keeps nothing but the score', () => {
  const running = { ...row, attempt: 3, workflowState: 'untaken', score: null, keptScore: 5 } as const;
  const attempts = [
    attempt(1),
    attempt(2, { score: 2, fudgePoints: 1 }),
    attempt(3, { workflowState: null, score: null }),
  ];
  expect(takenOverGrade(highest, running, attempts, 4)).toEqual({
    quizSubmission: { ...running, keptScore: 4 },
    attempt: attempt(2, { score: 4, fudgePoints: 3 }),
  });
});

test('without a finished attempt there is nothing to change', () => {
  const running = { ...row, workflowState: 'untaken' } as const;
  expect(takenOverGrade(highest, running, [attempt(1, { workflowState: null })], 4)).toBeNull();
  expect(takenOverGrade(highest, { ...row, attempt: 0, workflowState: 'settings_only' }, [], 4)).toBeNull();
});

test('fudge points are what lies between what was earned and the grade, to the hundredth', () => {
  const points = fc.integer({ min: -100_000, max: 100_000 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(points, points, points, (earned, fudge, grade) => {
      const score = Math.round((earned + fudge) * 100) / 100;
      const taken = takenOverGrade(highest, { ...row, score, fudgePoints: fudge }, [], grade);
      const given = taken?.quizSubmission.fudgePoints ?? Number.NaN;
      expect(Math.round(given * 100)).toBe(Math.round((grade - earned) * 100));
      expect(String(given)).toMatch(/^-?\d+(\.\d{1,2})?$/);
    }),
  );
});
