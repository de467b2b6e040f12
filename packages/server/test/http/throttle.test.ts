// The leaky bucket: what it takes up front, what it gives back, how it leaks, when it is full, what it forgets.
// Canvas's numbers: high water 600, most 800, 10 a second leak, 50 up front.

import { describe, expect, test } from 'vitest';
import { Throttle } from '../../src/http/throttle.ts';
import { throttleBucketsMax } from '../../src/model/limits.ts';
import { Refusal } from '../../src/model/refusal.ts';

const startMs = Date.UTC(2026, 8, 1, 9);

function isRefused(throttle: Throttle, key: string, nowMs: number): boolean {
  try {
    throttle.admit(key, nowMs);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).reason).toEqual({ kind: 'rate_limited' });
    return true;
  }
}

/** A bucket that has come to `level` by one settled request at `startMs`. */
function filledTo(level: number, key = 'a'): Throttle {
  const throttle = new Throttle();
  throttle.admit(key, startMs);
  throttle.settle(key, level, startMs);
  return throttle;
}

describe('settling a request', () => {
  test.each([
    ['that cost nothing leaves all', 0, 600],
    ['takes its cost and gives the advance back', 0.25, 599.75],
    ['that cost more than the advance takes it all', 70, 530],
    ['leaves less than nothing past the high water mark', 700, -100],
    ['never fills the bucket beyond its brim', 5000, -200],
  ])('%s', (_, cost, remaining) => {
    const throttle = new Throttle();
    throttle.admit('a', startMs);
    expect(throttle.settle('a', cost, startMs)).toBe(remaining);
  });

  test('counts every request that is under way with its advance', () => {
    const throttle = new Throttle();
    for (let request = 0; request < 4; request++) throttle.admit('a', startMs);
    expect(throttle.settle('a', 1, startMs)).toBe(600 - 3 * 50 - 1);
    expect(throttle.settle('a', 1, startMs)).toBe(600 - 2 * 50 - 2);
    expect(throttle.settle('a', 1, startMs)).toBe(600 - 50 - 3);
    expect(throttle.settle('a', 1, startMs)).toBe(600 - 4);
  });
});

describe('a bucket', () => {
  test('takes requests until the mark is reached, the last of them too', () => {
    const throttle = new Throttle();
    const refused = Array.from({ length: 14 }, () => isRefused(throttle, 'a', startMs));
    expect(refused.indexOf(true)).toBe(12);
    expect(refused.slice(12)).toEqual([true, true]);
  });

  test('that is full takes nothing from a refused request', () => {
    const throttle = filledTo(600);
    for (let time = 0; time < 5; time++) expect(isRefused(throttle, 'a', startMs)).toBe(true);
    expect(isRefused(throttle, 'a', startMs + 1)).toBe(false);
  });

  test.each([
    [599, 0, false],
    [600, 0, true],
    [800, 0, true],
    [800, 20_000, true],
    [800, 20_001, false],
    [610, 1_000, true],
    [610, 1_001, false],
  ])('at %d refuses after %d ms: %s', (level, laterMs, refused) => {
    expect(isRefused(filledTo(level), 'a', startMs + laterMs)).toBe(refused);
  });

  test('leaks ten a second, and no further than empty', () => {
    for (const [laterMs, remaining] of [
      [0, 400],
      [100, 401],
      [1000, 410],
      [20_000, 600],
      [3_600_000, 600],
    ] as const) {
      const throttle = filledTo(200);
      throttle.admit('a', startMs + laterMs);
      expect(throttle.settle('a', 0, startMs + laterMs)).toBeCloseTo(remaining, 9);
    }
  });

  test('does not fill up again when the clock goes back', () => {
    const throttle = filledTo(200);
    throttle.admit('a', startMs - 60_000);
    expect(throttle.settle('a', 0, startMs - 60_000)).toBe(400);
  });

  test('is one caller\u2019s own', () => {
    const throttle = filledTo(800, 'greedy');
    expect(isRefused(throttle, 'greedy', startMs)).toBe(true);
    expect(isRefused(throttle, 'modest', startMs)).toBe(false);
  });
});

describe('past the number of buckets', () => {
  test('those unused the longest are forgotten, and who is at it stays refused', () => {
    const throttle = filledTo(800, 'greedy');
    throttle.admit('early', startMs);
    throttle.settle('early', 100, startMs);
    const half = throttleBucketsMax / 2;
    for (let caller = 2; caller < half; caller++) throttle.admit(`caller ${caller}`, startMs);
    expect(isRefused(throttle, 'greedy', startMs)).toBe(true);
    for (let caller = 1; caller < half; caller++) throttle.admit(`later ${caller}`, startMs);
    expect(isRefused(throttle, 'greedy', startMs)).toBe(true);
    // Forgotten: as if it had never called.
    throttle.admit('early', startMs);
    expect(throttle.settle('early', 0, startMs)).toBe(600);
    throttle.admit('later 1', startMs);
    expect(throttle.settle('later 1', 0, startMs)).toBe(550);
  });

  test('as many callers as half of them are never forgotten', () => {
    const throttle = filledTo(800, 'greedy');
    for (let caller = 0; caller < throttleBucketsMax / 2; caller++)
      throttle.admit(`caller ${caller}`, startMs);
    expect(isRefused(throttle, 'greedy', startMs)).toBe(true);
  });

  test('a request that is settled after its bucket was forgotten costs what it cost', () => {
    const throttle = new Throttle();
    throttle.admit('slow', startMs);
    for (let caller = 0; caller < throttleBucketsMax; caller++) throttle.admit(`caller ${caller}`, startMs);
    expect(throttle.settle('slow', 60, startMs)).toBe(590);
  });
});
