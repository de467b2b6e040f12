// What an extension makes of a quiz submission. Source: quiz reference §2.10.

import { describe, expect, test } from 'vitest';
import { extended, type QuizExtension } from '../../src/model/quiz-extension.ts';
import type { QuizSubmission } from '../../src/model/quiz-submission.ts';

const minuteMs = 60_000;
const nowMs = 10_000 * minuteMs;
const endAtMs = nowMs + 5 * minuteMs;

const running = {
  id: 1,
  quizId: 2,
  userId: 3,
  attempt: 1,
  workflowState: 'untaken',
  startedAtMs: nowMs - 25 * minuteMs,
  endAtMs,
  extraAttempts: 4,
  extraTimeMinutes: 5,
  manuallyUnlocked: 1,
} as QuizSubmission;

const nothing: QuizExtension = {
  extraAttempts: null,
  extraTimeMinutes: null,
  manuallyUnlocked: null,
  extendFromNowMinutes: null,
  extendFromEndAtMinutes: null,
};

const after = (
  asked: Partial<QuizExtension>,
  row: Partial<QuizSubmission> = {},
  timeLimitMinutes: number | null = 30,
) => extended({ timeLimitMinutes }, { ...running, ...row }, { ...nothing, ...asked }, nowMs);

test('what is not asked for stays', () => {
  expect(after({})).toEqual({ ...running, updatedAtMs: nowMs });
});

test('extra attempts and time are set, not added; extra time leaves the running attempt alone', () => {
  expect(after({ extraAttempts: 0, extraTimeMinutes: 60 })).toMatchObject({
    extraAttempts: 0,
    extraTimeMinutes: 60,
    manuallyUnlocked: 1,
    endAtMs,
  });
  expect(after({ manuallyUnlocked: false }).manuallyUnlocked).toBe(0);
  expect(after({ manuallyUnlocked: true }, { manuallyUnlocked: 0 }).manuallyUnlocked).toBe(1);
});

test.each([
  ['extraAttempts', 1000],
  ['extraTimeMinutes', 10_080],
] as const)('%s is clamped to %d, and a minus sign does not count', (name, max) => {
  expect(after({ [name]: max })[name]).toBe(max);
  expect(after({ [name]: max + 1 })[name]).toBe(max);
  expect(after({ [name]: Number.POSITIVE_INFINITY })[name]).toBe(max);
  expect(after({ [name]: -2 })[name]).toBe(2);
  expect(after({ [name]: -max - 1 })[name]).toBe(max);
});

describe('the end of a running attempt', () => {
  test.each<[string, Partial<QuizExtension>, number]>([
    ['from now', { extendFromNowMinutes: 20 }, nowMs + 20 * minuteMs],
    ['from now, even when that is sooner', { extendFromNowMinutes: 1 }, nowMs + minuteMs],
    ['from its end', { extendFromEndAtMinutes: 20 }, endAtMs + 20 * minuteMs],
    ['by a day at most from now', { extendFromNowMinutes: 1441 }, nowMs + 1440 * minuteMs],
    ['by a day at most from its end', { extendFromEndAtMinutes: 1441 }, endAtMs + 1440 * minuteMs],
    [
      'from now when both are asked',
      { extendFromNowMinutes: 20, extendFromEndAtMinutes: 9 },
      nowMs + 20 * minuteMs,
    ],
    [
      'not by nothing from now, whatever is asked from the end',
      { extendFromNowMinutes: 0, extendFromEndAtMinutes: 9 },
      endAtMs,
    ],
    ['not backwards', { extendFromNowMinutes: -5 }, endAtMs],
    ['not backwards from its end', { extendFromEndAtMinutes: -5 }, endAtMs],
  ])('moves %s', (_, asked, expected) => {
    expect(after(asked).endAtMs).toBe(expected);
  });

  const later = { extendFromEndAtMinutes: 20 };
  const hour = 60 * minuteMs;

  test('may be moved for less than an hour after it has passed', () => {
    const justIn = nowMs - hour + 1;
    expect(after(later, { endAtMs: justIn }).endAtMs).toBe(justIn + 20 * minuteMs);
    expect(after(later, { endAtMs: nowMs - hour }).endAtMs).toBe(nowMs - hour);
  });

  test.each(['complete', 'pending_review', 'settings_only', 'preview'] as const)(
    'stays when the attempt is %s',
    (workflowState) => {
      expect(after(later, { workflowState }).endAtMs).toBe(endAtMs);
    },
  );

  test('stays without a time limit, and what has no end gets none', () => {
    expect(after(later, {}, null).endAtMs).toBe(endAtMs);
    expect(after({ extendFromNowMinutes: 20 }, { endAtMs: null }).endAtMs).toBeNull();
  });
});
