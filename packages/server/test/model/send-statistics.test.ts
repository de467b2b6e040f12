// Counts of sends as charts: classes of durations, quantiles, and bars that leave nothing out.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sendCountStepMs } from '../../src/model/delivery-log-limits.ts';
import {
  durationClassOf,
  type SendCount,
  type StatisticsPeriod,
  sendCountStepOf,
  sendStatistics,
  statisticsPeriods,
  statisticsRange,
} from '../../src/model/send-statistics.ts';

const nowMs = Date.parse('2026-09-01T09:07:30Z');
const count = (given: Partial<SendCount>): SendCount => ({
  subscriptionId: 1,
  atMs: sendCountStepOf(nowMs),
  isDelivered: 1,
  durationClass: 0,
  sends: 1,
  ...given,
});

test.each([
  [0, 0],
  [1, 0],
  [1.1, 1],
  [2, 2],
  [3, 4],
  [4, 4],
  [5, 5],
  [1024, 20],
  [1025, 21],
  [15_000, 28],
])('%s ms are of class %s', (ms, durationClass) => expect(durationClassOf(ms)).toBe(durationClass));

test.each([
  ['hour', '2026-09-01T08:10:00.000Z', '2026-09-01T09:10:00.000Z', 300_000],
  ['day', '2026-08-31T10:00:00.000Z', '2026-09-01T10:00:00.000Z', 3_600_000],
  ['week', '2026-08-25T12:00:00.000Z', '2026-09-01T12:00:00.000Z', 21_600_000],
] as const)('a chart of the last %s is from %s to %s', (period, from, until, barMs) => {
  expect(statisticsRange(period, nowMs)).toEqual({
    fromMs: Date.parse(from),
    untilMs: Date.parse(until),
    barMs,
  });
});

test('without sends every bar is there and says nothing of durations', () => {
  const { bars, ...all } = sendStatistics([], 'day', nowMs);
  expect(all).toMatchObject({ delivered: 0, failed: 0, p50Ms: null, p95Ms: null });
  expect(bars).toHaveLength(24);
  expect(bars[0]).toEqual({ atMs: all.fromMs, delivered: 0, failed: 0, p50Ms: null, p95Ms: null });
});

test('successes and failures are counted apart, and durations together', () => {
  const { bars, ...all } = sendStatistics(
    [
      count({ sends: 90, durationClass: 10 }),
      count({ sends: 10, durationClass: 28, isDelivered: 0 }),
      count({ sends: 1, atMs: nowMs - 30 * 60_000 }),
      count({ sends: 1_000, atMs: nowMs - 2 * 3_600_000 }),
    ],
    'hour',
    nowMs,
  );
  expect(all).toMatchObject({ delivered: 91, failed: 10 });
  expect(bars.map(({ delivered, failed }) => delivered + failed)).toEqual([
    0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 100,
  ]);
  const last = bars.at(-1);
  expect(last).toMatchObject({ delivered: 90, failed: 10 });
  expect(last?.p50Ms).toBeGreaterThan(23);
  expect(last?.p50Ms).toBeLessThanOrEqual(32);
  expect(last?.p95Ms).toBeGreaterThan(11_585);
  expect(last?.p95Ms).toBeLessThanOrEqual(16_384);
});

test('every send of the period is in exactly one bar', () => {
  const periods = Object.keys(statisticsPeriods) as StatisticsPeriod[];
  fc.assert(
    fc.property(
      fc.constantFrom(...periods),
      fc.integer({ min: 0, max: 4e12 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 12 * 24 * 8 }), fc.integer({ min: 1, max: 9 }))),
      (period, now, given) => {
        const { fromMs, untilMs, barMs } = statisticsRange(period, now);
        expect(now >= fromMs && now < untilMs && untilMs % barMs === 0).toBe(true);
        const counts = given.map(([steps, sends]) =>
          count({ atMs: sendCountStepOf(now) - steps * sendCountStepMs, sends }),
        );
        const inside = counts.filter(({ atMs }) => atMs >= fromMs);
        const { bars, delivered } = sendStatistics(counts, period, now);
        const sum = inside.reduce((total, { sends }) => total + sends, 0);
        expect(delivered).toBe(sum);
        expect(bars.reduce((total, bar) => total + bar.delivered, 0)).toBe(sum);
      },
    ),
  );
});

test('a quantile is off by a fifth at most where sends of a class are spread', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 15_000 }), (ms) => {
      const counts = [count({ sends: 1, durationClass: durationClassOf(ms) })];
      const { p50Ms } = sendStatistics(counts, 'hour', nowMs);
      expect(Math.abs((p50Ms ?? 0) - ms) / ms).toBeLessThan(0.22);
    }),
  );
});
