// The part of an attempt that is in view: zoomed, moved and divided by ticks.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askedFor,
  firstFrom,
  moved,
  rangeMsMin,
  showing,
  ticksOf,
  zoomed,
} from '../../src/log/time-range.ts';

describe('the part in view', () => {
  const whole = { fromMs: 0, toMs: 100_000 };

  test('zooms around a moment, which stays where it is', () => {
    expect(zoomed(whole, whole, 0.5, 40_000)).toEqual({ fromMs: 20_000, toMs: 70_000 });
    expect(zoomed({ fromMs: 20_000, toMs: 70_000 }, whole, 2, 40_000)).toEqual(whole);
  });

  test('is never outside of the whole, nor shorter than can be divided, whatever is done', () => {
    const act = fc.oneof(
      fc.record({
        factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
        atMs: fc.integer({ min: 0, max: 100_000 }),
      }),
      fc.record({ byMs: fc.integer({ min: -200_000, max: 200_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        let range = whole;
        for (const one of acts) {
          range = 'byMs' in one ? moved(range, whole, one.byMs) : zoomed(range, whole, one.factor, one.atMs);
          expect(range.fromMs).toBeGreaterThanOrEqual(0);
          expect(range.toMs).toBeLessThanOrEqual(100_000);
          expect(range.toMs - range.fromMs).toBeGreaterThanOrEqual(rangeMsMin - 1);
        }
      }),
    );
  });

  test('moves only when what is to be seen is not in it', () => {
    const range = { fromMs: 20_000, toMs: 40_000 };
    expect(showing(range, whole, 30_000)).toBe(range);
    expect(showing(range, whole, 60_000)).toEqual({ fromMs: 50_000, toMs: 70_000 });
    expect(showing(range, whole, 0)).toEqual({ fromMs: 0, toMs: 20_000 });
  });

  test('is what was asked for, as long as the attempt has any of it', () => {
    const range = { fromMs: 90_000, toMs: 200_000 };
    expect(askedFor(range, whole)).toBe(range);
    expect(askedFor({ fromMs: 100_000, toMs: 200_000 }, whole)).toBeNull();
    expect(askedFor(null, whole)).toBeNull();
  });

  test('has ticks at round times since the start, no more than there is room for', () => {
    expect(ticksOf({ fromMs: 900, toMs: 61_000 }, 1000, 5)).toEqual([1000, 16_000, 31_000, 46_000, 61_000]);
    fc.assert(
      fc.property(
        fc.integer({ min: 5000, max: 1e12 }),
        fc.integer({ min: 1, max: 40 }),
        (lengthMs, countMax) => {
          expect(ticksOf({ fromMs: 0, toMs: lengthMs }, 0, countMax).length).toBeLessThanOrEqual(
            countMax * 2,
          );
        },
      ),
    );
  });

  test('the first time from a moment on is found', () => {
    expect([0, 1, 2, 5, 6].map((atMs) => firstFrom([1, 2, 2, 5], atMs))).toEqual([0, 0, 1, 3, 4]);
  });
});
