// The life of a quiz submission as a whole table, when an attempt may start and when it ends. Source: quiz reference
// §2.2, §2.4, §2.12.

import { describe, expect, test } from 'vitest';
import {
  asOfAttempt,
  attemptEndAtMs,
  attemptsLeft,
  isOverdue,
  isRetriable,
  leftBehind,
  type QuizSubmission,
  type QuizSubmissionState,
  type QuizSubmissionStep,
  quizSubmissionSteps,
  stateAfter,
  timeLeftSeconds,
  timeSpentSeconds,
} from '../../src/model/quiz-submission.ts';

const startMs = Date.UTC(2026, 8, 1, 9);
const minuteMs = 60_000;

const states: QuizSubmissionState[] = ['settings_only', 'untaken', 'pending_review', 'complete', 'preview'];

/** Every cell; null is a step that is not possible. */
const table: Record<QuizSubmissionStep, (QuizSubmissionState | null)[]> = {
  //                settings_only untaken           pending_review complete          preview
  start: ['untaken', null, 'untaken', 'untaken', 'preview'],
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

describe('an attempt ends', () => {
  const student = { isGrader: false, enrollmentEndAtMs: null };
  const settings = { extraTimeMinutes: null, manuallyUnlocked: 0 } as const;
  const lockAtMs = startMs + 20 * minuteMs;

  test.each([
    ['never without limit and dates', null, null, settings, student, null],
    ['by its time limit', 30, null, settings, student, 30],
    ['with extra time later', 30, null, { ...settings, extraTimeMinutes: 15 }, student, 45],
    ['by the lock date when that is sooner', 30, lockAtMs, settings, student, 20],
    ['by its time limit when that is sooner', 10, lockAtMs, settings, student, 10],
    ['by the lock date alone', null, lockAtMs, settings, student, 20],
    [
      'not by the lock date when unlocked by hand',
      30,
      lockAtMs,
      { ...settings, manuallyUnlocked: 1 },
      student,
      30,
    ],
    ['by the end of the enrollment', null, null, settings, { ...student, enrollmentEndAtMs: lockAtMs }, 20],
    [
      'by the end of the enrollment when that is sooner',
      30,
      null,
      settings,
      { ...student, enrollmentEndAtMs: lockAtMs },
      20,
    ],
    [
      'by the lock date, whatever the enrollment',
      null,
      lockAtMs,
      settings,
      { ...student, enrollmentEndAtMs: startMs },
      20,
    ],
    [
      'for a grader by the time limit alone',
      30,
      lockAtMs,
      settings,
      { isGrader: true, enrollmentEndAtMs: startMs },
      30,
    ],
    [
      'never for a grader without limit',
      null,
      lockAtMs,
      settings,
      { isGrader: true, enrollmentEndAtMs: startMs },
      null,
    ],
  ] as const)('%s', (_, timeLimitMinutes, lockAt, given, taker, minutes) => {
    const endAtMs = attemptEndAtMs({ timeLimitMinutes, lockAtMs: lockAt }, given, startMs, taker);
    expect(endAtMs).toBe(minutes === null ? null : startMs + minutes * minuteMs);
  });

  const timed = { disableTimerAutosubmission: 0, lockAtMs: null } as const;
  const untaken = { workflowState: 'untaken', endAtMs: startMs, manuallyUnlocked: 0 } as const;

  test.each([
    ['at its end not yet', timed, untaken, startMs, false],
    ['just after its end', timed, untaken, startMs + 1, true],
    ['not without end', timed, { ...untaken, endAtMs: null }, startMs + 1, false],
    ['not when handed in', timed, { ...untaken, workflowState: 'complete' as const }, startMs + 1, false],
    [
      'not when time does not end it',
      { ...timed, disableTimerAutosubmission: 1 as const },
      untaken,
      startMs + 1,
      false,
    ],
    [
      'when the lock date does',
      { disableTimerAutosubmission: 1 as const, lockAtMs: startMs },
      { ...untaken, endAtMs: null },
      startMs + 1,
      true,
    ],
  ])('and is overdue %s', (_, quiz, quizSubmission, nowMs, overdue) => {
    expect(isOverdue(quiz, quizSubmission, nowMs)).toBe(overdue);
  });

  test.each([
    [startMs + 90_499, 90],
    [startMs + 90_500, 91],
    [startMs - 2_000, -2],
    [null, null],
  ])('at %s, with %s seconds left', (endAtMs, seconds) => {
    expect(timeLeftSeconds({ endAtMs }, startMs)).toBe(seconds);
  });
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

test('time spent is in whole seconds, with the number of extra minutes added to it', () => {
  expect(timeSpentSeconds(row)).toBe(61 + 5);
  expect(timeSpentSeconds({ ...row, finishedAtMs: startMs + 61_500, extraTimeMinutes: null })).toBe(62);
  expect(timeSpentSeconds({ ...row, finishedAtMs: null })).toBeNull();
  expect(timeSpentSeconds({ ...row, startedAtMs: null })).toBeNull();
});

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
