// When what failed is tried again.

import { check, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { nextTryAtMs, retryDelayMs } from '../../src/model/retry-schedule.ts';

const hourMs = 3_600_000;
const retryMs = 75 * hourMs;
const lots = double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test.each([
  [1, 0, 1_000],
  [1, 0.5, 2_500],
  [1, 0.999, 4_995],
  [2, 0.5, 5_000],
  [5, 0.5, 40_000],
  [12, 0.5, 5_120_000],
  [13, 0.5, 5_400_000],
  [99, 0.5, 5_400_000],
  [5_000, 0.5, 5_400_000],
])('after failure %i a lot of %d waits %i ms', (failures, lot, waitMs) => {
  expect(retryDelayMs(failures, lot)).toBe(waitMs);
});

test('no wait is shorter than a second or longer than three hours, and a larger lot never waits less', () => {
  expect(
    check(
      property(integer({ min: 1, max: 10_000 }), lots, lots, (failures, one, other) => {
        const [less, more] = [
          retryDelayMs(failures, Math.min(one, other)),
          retryDelayMs(failures, Math.max(one, other)),
        ];
        return less >= 1_000 && more <= 3 * hourMs && less <= more;
      }),
    ).failed,
  ).toBe(false);
});

test('whatever the lots, a delivery is tried a last time when its time is over, and is dead then', () => {
  expect(
    check(
      property(
        integer({ min: 1, max: 2 ** 31 }),
        integer({ min: 1, max: 100 }),
        double({ min: 0.01, max: 0.99, noNaN: true }),
        (seed, hours, lot) => {
          const firstTriedAtMs = seed;
          const lastAtMs = firstTriedAtMs + hours * hourMs;
          let nowMs = firstTriedAtMs;
          for (let tries = 1; ; tries++) {
            const next = nextTryAtMs({ tries, firstTriedAtMs }, nowMs, hours * hourMs, lot);
            if (next === null) return nowMs >= lastAtMs && nowMs < lastAtMs + 1_000;
            if (next <= nowMs || next >= lastAtMs + 1_000) return false;
            nowMs = next;
          }
        },
      ),
      { numRuns: 30 },
    ).failed,
  ).toBe(false);
});

test('a try that came late for the last time is the last', () => {
  const failed = { tries: 9, firstTriedAtMs: 1_000 };
  expect(nextTryAtMs(failed, 1_000 + retryMs - 1, retryMs, 0.9)).toBe(1_000 + retryMs + 999);
  expect(nextTryAtMs(failed, 1_000 + retryMs, retryMs, 0.9)).toBeNull();
  expect(nextTryAtMs(failed, 1_000 + retryMs + 5 * hourMs, retryMs, 0.9)).toBeNull();
});
