// What readings of a page's clocks come to, in whatever order they arrive.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runsBoundingMax } from '../../src/model/limits.ts';
import {
  beganByMs,
  mergedClock,
  mergedClocks,
  type PageClock,
  type PageSession,
  pageClockOf,
} from '../../src/model/page-clock.ts';
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
  const runs = [{ beganAtMs: 90 }, { beganAtMs: 95 }, { beganAtMs: 60 }, { beganAtMs: 61 }];

  test('is never after what a run that followed says', () => {
    expect(runs.map((_, at) => beganByMs(runs.slice(at)))).toEqual([60, 60, 60, 61]);
  });

  test('is told by so many runs and no more', () => {
    const many = [...Array.from({ length: runsBoundingMax }, () => ({ beganAtMs: 90 })), { beganAtMs: 1 }];
    expect(beganByMs(many)).toBe(90);
  });
});

test('each run of each page session of each attempt has its own', () => {
  const others = [
    { ...reading(0), quizSubmissionId: 6 },
    { ...reading(0), attempt: 1 },
    { ...reading(0), sinceMs: 0.1 },
    { ...reading(0), pageSession: 'another' },
  ];
  expect(mergedClocks([reading(0), ...others, reading(-5)])).toEqual([
    { ...reading(-5), lastReceivedAtMs: testStartMs },
    ...others,
  ]);
});
