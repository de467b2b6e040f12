// The life of a quiz submission as a whole table, and when an attempt may start. Source: quiz reference §2.2, §2.4.

import { describe, expect, test } from 'vitest';
import {
  asOfAttempt,
  attemptsLeft,
  isRetriable,
  isRunning,
  leftBehind,
  type QuizSubmission,
  type QuizSubmissionState,
  type QuizSubmissionStep,
  quizSubmissionSteps,
  stateAfter,
} from '../../src/model/quiz-submission.ts';

const startMs = Date.UTC(2026, 8, 1, 9);

const states: QuizSubmissionState[] = ['settings_only', 'untaken', 'pending_review', 'complete', 'preview'];

/** Every cell; null is a step that is not possible. */
const table: Record<QuizSubmissionStep, (QuizSubmissionState | null)[]> = {
  //                settings_only untaken           pending_review complete          preview
  start: ['untaken', null, 'untaken', 'untaken', 'preview'],
  answer: [null, 'untaken', null, null, 'preview'],
  complete: [null, 'complete', null, null, 'preview'],
  complete_pending: [null, 'pending_review', null, null, 'preview'],
  review: [null, null, 'complete', null, null],
  reopen_review: [null, null, null, 'pending_review', null],
};

describe('the life cycle', () => {
  test('has no other steps', () =>
    expect(Object.keys(table).sort()).toEqual([...quizSubmissionSteps].sort()));

  const cells = quizSubmissionSteps.flatMap((step) =>
    states.map((state, index) => [state, step, table[step][index] ?? null] as const),
  );
  test.each(cells)('%s, %s: %s', (state, step, after) => expect(stateAfter(state, step)).toBe(after));
});

test.each(states)('%s can be answered while it is not finished, if at all', (workflowState) => {
  const canBe = workflowState === 'untaken' || workflowState === 'preview';
  expect(isRunning({ workflowState, finishedAtMs: null })).toBe(canBe);
  expect(isRunning({ workflowState, finishedAtMs: startMs })).toBe(false);
});

describe('a new attempt', () => {
  const base = { attempt: 1, extraAttempts: null };

  test.each([
    ['preview', 1, true],
    ['settings_only', 1, true],
    ['untaken', 5, false],
    ['complete', 1, false],
    ['complete', 2, true],
    ['complete', -1, true],
    ['pending_review', 1, false],
    ['pending_review', 2, true],
    ['pending_review', -1, true],
  ] as const)('after %s with %i allowed: %s', (workflowState, allowedAttempts, retriable) => {
    expect(isRetriable({ allowedAttempts }, { ...base, workflowState })).toBe(retriable);
  });

  test('is possible with extra attempts', () => {
    expect(
      isRetriable({ allowedAttempts: 1 }, { ...base, extraAttempts: 1, workflowState: 'complete' }),
    ).toBe(true);
  });

  test.each([
    [-1, 9, null, -1],
    [1, 0, null, 1],
    [1, 1, null, 0],
    [3, 1, null, 2],
    [3, 1, 2, 4],
    [1, 5, null, 0],
  ])(
    'of %i allowed, at attempt %i with %s extra, leaves %i',
    (allowedAttempts, attempt, extraAttempts, left) => {
      expect(attemptsLeft({ allowedAttempts }, { attempt, extraAttempts })).toBe(left);
    },
  );
});

const row: QuizSubmission = {
  id: 7,
  quizId: 3,
  submissionId: null,
  userId: 4,
  previewUserId: null,
  attempt: 2,
  extraAttempts: 1,
  extraTimeMinutes: 5,
  manuallyUnlocked: 0,
  startedAtMs: startMs,
  finishedAtMs: startMs + 61_499,
  endAtMs: startMs + 90_000,
  fudgePoints: 1,
  keptScore: 8,
  score: 6,
  scoreBeforeRegrade: 5,
  manuallyScored: 0,
  hasSeenResults: 0,
  validationToken: 'ab'.repeat(32),
  workflowState: 'pending_review',
  quizVersion: 3,
  quizPointsPossible: 10,
  excused: 0,
  createdAtMs: startMs,
  updatedAtMs: startMs,
};

test('an attempt that is left behind can be seen again as it was', () => {
  const left = leftBehind(row);
  const next: QuizSubmission = {
    ...row,
    attempt: 3,
    startedAtMs: startMs + 1_000_000,
    finishedAtMs: null,
    endAtMs: null,
    fudgePoints: null,
    score: null,
    scoreBeforeRegrade: null,
    keptScore: 9,
    workflowState: 'untaken',
    quizVersion: 4,
    quizPointsPossible: 12,
  };
  expect(asOfAttempt(next, left)).toEqual(row);
  expect(asOfAttempt(next, { ...left, attempt: 3 })).toBe(next);
});
