// When an attempt ends, and the rules that count from there. Source: quiz reference §2.2, §2.4, §2.12.

import { describe, expect, test } from 'vitest';
import {
  attemptEndAtMs,
  attemptLimitAtMs,
  datesEndAtMs,
  finishedAtMs,
  isOverdue,
  isPastSaving,
  isToBeClosed,
  secondsLeft,
  timeSpentSeconds,
} from '../../src/model/attempt-times.ts';
import { closingEveryMs, closingGraceMs } from '../../src/model/quiz-limits.ts';
import type { QuizSubmissionState } from '../../src/model/quiz-submission.ts';

const startMs = Date.UTC(2026, 8, 1, 9);
const minuteMs = 60_000;

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
});

describe('the end by the dates alone', () => {
  const student = { isGrader: false, enrollmentEndAtMs: null };

  test.each([
    ['is the lock date', startMs, 0, student, startMs],
    ['is none when unlocked by hand', startMs, 1, { ...student, enrollmentEndAtMs: startMs }, null],
    ['is the end of the enrollment', null, 0, { ...student, enrollmentEndAtMs: startMs }, startMs],
    ['is none without dates', null, 0, student, null],
    ['is none for a grader', startMs, 0, { isGrader: true, enrollmentEndAtMs: startMs }, null],
  ] as const)('%s', (_, lockAtMs, manuallyUnlocked, taker, end) => {
    expect(datesEndAtMs({ lockAtMs }, { manuallyUnlocked }, taker)).toBe(end);
  });
});

describe('the limit', () => {
  const lockAtMs = startMs + 20 * minuteMs;

  // Minutes after the start: end of the attempt, lock date; then the limit with the timer, and without its hand-in.
  test.each([
    [10, null, 0, 10, null],
    [10, 20, 0, 10, 20],
    [30, 20, 0, 30, 30],
    [10, 20, 1, 10, null],
    [null, 20, 0, null, null],
    [null, null, 0, null, null],
  ] as const)(
    'of an end at %s, lock at %s, unlocked %i: %s, else %s',
    (end, lock, unlocked, timed, untimed) => {
      const quizSubmission = { endAtMs: at(end), manuallyUnlocked: unlocked };
      expect(attemptLimitAtMs({ disableTimerAutosubmission: 0, lockAtMs: at(lock) }, quizSubmission)).toBe(
        at(timed),
      );
      expect(attemptLimitAtMs({ disableTimerAutosubmission: 1, lockAtMs: at(lock) }, quizSubmission)).toBe(
        at(untimed),
      );
    },
  );

  const timed = { disableTimerAutosubmission: 0, lockAtMs: null } as const;
  const untaken = { workflowState: 'untaken', endAtMs: startMs, manuallyUnlocked: 0 } as const;

  // Milliseconds after the limit, the last one at which each rule still says no.
  test.each([
    ['overdue', isOverdue, 0],
    ['to be closed', isToBeClosed, closingGraceMs],
    ['too late to save', isPastSaving, 5 * minuteMs],
  ] as const)('passed: %s', (_, rule, lastMs) => {
    expect(rule(timed, untaken, startMs + lastMs)).toBe(false);
    expect(rule(timed, untaken, startMs + lastMs + 1)).toBe(true);
    expect(rule(timed, { ...untaken, endAtMs: null }, startMs + lastMs + 1)).toBe(false);
    expect(rule({ disableTimerAutosubmission: 1, lockAtMs }, untaken, startMs + lastMs + 1)).toBe(false);
    expect(rule({ disableTimerAutosubmission: 1, lockAtMs }, untaken, lockAtMs + lastMs)).toBe(false);
    expect(rule({ disableTimerAutosubmission: 1, lockAtMs }, untaken, lockAtMs + lastMs + 1)).toBe(true);
  });

  test.each(['settings_only', 'pending_review', 'complete', 'preview'] as QuizSubmissionState[])(
    'passed leaves %s alone',
    (workflowState) => {
      const row = { ...untaken, workflowState };
      expect(isOverdue(timed, row, startMs + minuteMs)).toBe(false);
      expect(isToBeClosed(timed, row, startMs + minuteMs)).toBe(false);
    },
  );

  test('leaves half a minute to close a cohort within a minute', () => {
    expect(closingGraceMs + closingEveryMs).toBeLessThanOrEqual(minuteMs - 25_000);
  });

  function at(minutes: number | null): number | null {
    return minutes === null ? null : startMs + minutes * minuteMs;
  }
});

// Milliseconds after the start: the end, when it is handed in, when it counts as finished.
test.each([
  [null, 90_000, 90_000],
  [90_000, 89_999, 89_999],
  [90_000, 90_000, 90_000],
  [90_000, 90_001, 90_000],
  [90_000, 390_000, 90_000],
  [90_000, 390_001, 390_001],
])('an attempt ending at %s, handed in at %i, is finished at %i', (end, handedIn, finished) => {
  const endAtMs = end === null ? null : startMs + end;
  expect(finishedAtMs({ endAtMs }, startMs + handedIn)).toBe(startMs + finished);
});

test.each([
  [startMs + 90_499, 90],
  [startMs + 90_500, 91],
  [startMs - 2_000, -2],
  [null, null],
])('until %s are %s seconds left', (endAtMs, seconds) => {
  expect(secondsLeft(endAtMs, startMs)).toBe(seconds);
});

test('time spent is in whole seconds, with the number of extra minutes added to it', () => {
  const row = { startedAtMs: startMs, finishedAtMs: startMs + 61_499, extraTimeMinutes: 5 };
  expect(timeSpentSeconds(row)).toBe(61 + 5);
  expect(timeSpentSeconds({ ...row, finishedAtMs: startMs + 61_500, extraTimeMinutes: null })).toBe(62);
  expect(timeSpentSeconds({ ...row, finishedAtMs: null })).toBeNull();
  expect(timeSpentSeconds({ ...row, startedAtMs: null })).toBeNull();
});
