// What readings of a page's clocks come to, in whatever order they arrive.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginningBy,
  mergedClock,
  mergedClocks,
  type PageClock,
  type PageSession,
  pageClockOf,
} from '../../src/model/page-clock.ts';
import { runsBoundingMax } from '../../src/model/quiz-log-limits.ts';
import { testStartMs } from '../support/server.ts';

const place = { quizSubmissionId: 5, attempt: 2 };
const session: PageSession = {
  id: 'a-page-load',
  elapsedMs: 20_000.4,
  clockSinceMs: 0,
  roundTripMs: 81.5,
  sequence: 6,
  isEnding: false,
};

/** As `session`, received so long after the start of tests. */
function reading(
  afterMs: number,
  given: Partial<PageSession> = {},
  sentAtMs: number | null = null,
): PageClock {
  return pageClockOf({ ...session, ...given }, place, sentAtMs, testStartMs + afterMs);
}

test('a reading says when the session began at the latest, and how far the wall clock is ahead', () => {
  const twoHoursAhead = testStartMs + 7_200_000 + 29_900;
  expect(reading(30_000, {}, twoHoursAhead)).toEqual({
    ...place,
    pageSession: 'a-page-load',
    sinceMs: 0,
    beganAtMs: testStartMs + 10_000,
    wallOffsetMs: 7_199_900,
    roundTripMs: 81.5,
    lastSequence: 6,
    lastElapsedMs: 20_000.4,
    isEnding: 0,
    firstReceivedAtMs: testStartMs + 30_000,
    lastReceivedAtMs: testStartMs + 30_000,
  });
});

describe('of two readings', () => {
  const slow = reading(20_900, { roundTripMs: null, sequence: null, isEnding: true }, testStartMs + 20_000);
  const swift = reading(35_010, { elapsedMs: 35_000 }, testStartMs + 35_000);

  test('the one that took least says when the session began and what the wall clock is off', () => {
    expect(mergedClock(slow, swift)).toMatchObject({ beganAtMs: testStartMs + 10, wallOffsetMs: -10 });
  });

  test('the later one says whether the page is being left, and the last number', () => {
    expect(mergedClock(slow, swift)).toMatchObject({ isEnding: 0, lastSequence: 6, lastElapsedMs: 35_000 });
  });

  test('of the same moment the one that says that the page is being left', () => {
    const ending = reading(0, { isEnding: true });
    expect(mergedClock(reading(0), ending).isEnding).toBe(1);
    expect(mergedClock(ending, reading(0)).isEnding).toBe(1);
  });

  test('what only one of them says counts', () => {
    const { roundTripMs, wallOffsetMs } = mergedClock(slow, reading(9, { roundTripMs: 4 }));
    expect({ roundTripMs, wallOffsetMs }).toEqual({ roundTripMs: 4, wallOffsetMs: -900 });
  });
});

test('neither the order of readings nor their repetition makes a difference', () => {
  const anyReading = fc
    .record({
      afterMs: fc.integer({ min: 0, max: 5 }),
      elapsedMs: fc.integer({ min: 0, max: 3 }),
      roundTripMs: fc.option(fc.integer({ min: 0, max: 3 })),
      sequence: fc.option(fc.integer({ min: 0, max: 3 })),
      isEnding: fc.boolean(),
      sentAtMs: fc.option(fc.integer({ min: -3, max: 3 }).map((offset) => testStartMs + offset)),
    })
    .map(({ afterMs, sentAtMs, ...given }) => reading(afterMs, given, sentAtMs));
  const some = fc
    .array(anyReading, { minLength: 1, maxLength: 6 })
    .chain((readings) =>
      fc.tuple(
        fc.constant(readings),
        fc.shuffledSubarray([...readings, ...readings], { minLength: 2 * readings.length }),
      ),
    );
  fc.assert(
    fc.property(some, ([readings, shuffled]) => {
      expect(mergedClocks(shuffled)).toEqual(mergedClocks(readings));
      expect(mergedClocks(readings)).toHaveLength(1);
    }),
  );
});

describe('when the session began by a run', () => {
  const run = (beganAtMs: number, roundTripMs: number | null = null) => ({ beganAtMs, roundTripMs });

  test('is half a round trip before what its receipt alone would say, give or take as much', () => {
    expect(beginningBy([run(100, 80)])).toEqual({ beganAtMs: 60, uncertaintyMs: 40 });
  });

  test('is what its receipt says, and nobody knows how far off, when no round trip was ever told', () => {
    expect(beginningBy([run(100)])).toEqual({ beganAtMs: 100, uncertaintyMs: null });
  });

  test('is never after what a run that followed says', () => {
    const runs = [run(90), run(95), run(60), run(61)];
    expect(runs.map((_, at) => beginningBy(runs.slice(at)).beganAtMs)).toEqual([60, 60, 60, 61]);
  });

  test('is within its uncertainty, and never after what a run that followed says, however long requests take', () => {
    const anyRun = fc.record({
      lostMs: fc.integer({ min: 0, max: 50 }),
      thereMs: fc.integer({ min: 0, max: 300 }),
      backMs: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(anyRun, { minLength: 1, maxLength: runsBoundingMax }), (some) => {
        let lostMs = 0;
        const began = some.map((each) => (lostMs += each.lostMs));
        const runs = some.map(({ thereMs, backMs }, at) => run((began[at] ?? 0) + thereMs, thereMs + backMs));
        const found = runs.map((_, at) => beginningBy(runs.slice(at)));
        for (const [at, { beganAtMs, uncertaintyMs }] of found.entries()) {
          expect(Math.abs(beganAtMs - (began[at] ?? 0))).toBeLessThanOrEqual(uncertaintyMs ?? -1);
          expect(beganAtMs).toBeLessThanOrEqual(found[at + 1]?.beganAtMs ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  test('is told by so many runs and no more', () => {
    const many = [...Array.from({ length: runsBoundingMax }, () => run(90)), run(1)];
    expect(beginningBy(many).beganAtMs).toBe(90);
  });
});
