// What of a page session is missing, and what its clocks say of it.

import { describe, expect, test } from 'vitest';
import { type PageClock, pageClockOf } from '../../src/model/page-clock.ts';
import { pageSessionLog, type ReceivedNumbers, type StoredClocks } from '../../src/model/page-session-log.ts';
import { missingRangesMax } from '../../src/model/quiz-log-limits.ts';

const numbers: ReceivedNumbers = {
  pageSession: 'p',
  received: 4,
  lastSequence: 6,
  lastReceivedAtMs: 5_000,
  missing: [
    { from: 0, to: 1 },
    { from: 4, to: 4 },
  ],
  missingRanges: 2,
};

function clock(given: Partial<PageClock> = {}): PageClock {
  const said = { id: 'p', elapsedMs: 0, clockSinceMs: 0, roundTripMs: null, sequence: null, isEnding: false };
  return { ...pageClockOf(said, { quizSubmissionId: 1, attempt: 1 }, null, 1_000), ...given };
}

function stored(given: Partial<StoredClocks> = {}): StoredClocks {
  const clocks = given.clocks ?? [clock()];
  return {
    pageSession: 'p',
    clocks,
    runs: clocks.length,
    lastSequence: 6,
    isEnding: false,
    lastReceivedAtMs: 4_000,
    ...given,
  };
}

test('nothing is said of a session of which nothing is known', () => {
  expect(pageSessionLog('p', undefined, undefined)).toBeUndefined();
});

describe('missing is', () => {
  test('what lies before and between what was received', () => {
    expect(pageSessionLog('p', numbers, stored())).toMatchObject({
      recorded: 7,
      received: 4,
      missing: numbers.missing,
      missingCount: 3,
      moreMissingRanges: 0,
      lastReceivedAtMs: 5_000,
    });
  });

  test('and what the page gave out after that', () => {
    expect(pageSessionLog('p', numbers, stored({ lastSequence: 9 }))).toMatchObject({
      recorded: 10,
      missing: [...numbers.missing, { from: 7, to: 9 }],
      missingCount: 6,
    });
  });

  test('all that the page gave out, when nothing came', () => {
    const log = pageSessionLog('p', undefined, stored({ lastSequence: 2 }));
    expect(log).toMatchObject({ recorded: 3, received: 0, missing: [{ from: 0, to: 2 }], missingCount: 3 });
    expect(log?.lastReceivedAtMs).toBe(4_000);
  });

  test('nothing of a page that recorded nothing', () => {
    const log = pageSessionLog('p', undefined, stored({ lastSequence: null }));
    expect(log).toMatchObject({ recorded: 0, received: 0, missing: [], missingCount: 0 });
  });

  test('told without counting, up to the greatest number there is', () => {
    const last = Number.MAX_SAFE_INTEGER;
    expect(pageSessionLog('p', numbers, stored({ lastSequence: last }))).toMatchObject({
      recorded: last + 1,
      missing: [...numbers.missing, { from: 7, to: last }],
      missingCount: last + 1 - 4,
    });
  });

  test('told in so many ranges, and how many more there are', () => {
    const missing = Array.from({ length: missingRangesMax }, (_, at) => ({ from: 2 * at, to: 2 * at }));
    const log = pageSessionLog('p', { ...numbers, missing, missingRanges: 150 }, stored({ lastSequence: 7 }));
    expect(log).toMatchObject({ missing, moreMissingRanges: 51 });
  });
});

test('a session that says nothing of itself has no beginning and no end', () => {
  expect(pageSessionLog('p', numbers, undefined)).toMatchObject({
    beganAtMs: null,
    isEnded: null,
    clocks: [],
    moreClocks: 0,
  });
});

describe('the clocks', () => {
  test('are told half a round trip of what their readings say', () => {
    const first = clock({ beganAtMs: 2_000, wallOffsetMs: 7_199_950, roundTripMs: 101 });
    const log = pageSessionLog('p', numbers, stored({ clocks: [first], isEnding: true, runs: 3 }));
    expect(log).toMatchObject({
      beganAtMs: 1_949,
      isEnded: true,
      clocks: [{ sinceMs: 0, beganAtMs: 1_949, offsetMs: 7_200_001, uncertaintyMs: 50.5 }],
      moreClocks: 2,
    });
  });

  test('leave open when the session began, when it was heard of only after they had changed', () => {
    const later = clock({ sinceMs: 60_000, beganAtMs: 2_000 });
    expect(pageSessionLog('p', numbers, stored({ clocks: [later] }))).toMatchObject({
      beganAtMs: null,
      clocks: [{ sinceMs: 60_000, beganAtMs: 2_000, offsetMs: null, uncertaintyMs: null }],
    });
  });
});
