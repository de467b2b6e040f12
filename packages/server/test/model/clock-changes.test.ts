// When clocks of devices were moved, or stood still.

import { expect, test } from 'vitest';
import { clockChanges } from '../../src/model/clock-changes.ts';
import { pageClockOf } from '../../src/model/page-clock.ts';
import { type PageSessionLog, pageSessionLog } from '../../src/model/page-session-log.ts';

/** Runs of the clocks of a page that began at 1,000,000, each a minute of the page after the one before. */
function page(id: string, ...runs: { wallOffsetMs: number | null; lostMs?: number }[]): PageSessionLog {
  let lost = 0;
  const clocks = runs.map(({ wallOffsetMs, lostMs = 0 }, at) => {
    lost += lostMs;
    const sinceMs = at * 60_000;
    const says = {
      id,
      elapsedMs: sinceMs,
      clockSinceMs: sinceMs,
      roundTripMs: 40,
      sequence: null,
      isEnding: false,
    };
    const receivedAtMs = 1_000_000 + lost + sinceMs;
    const sentAtMs = wallOffsetMs === null ? null : receivedAtMs + wallOffsetMs;
    return pageClockOf(says, { quizSubmissionId: 1, attempt: 1 }, sentAtMs, receivedAtMs);
  });
  const stored = { clocks, runs: runs.length, lastSequence: null, isEnding: false, lastReceivedAtMs: 0 };
  const log = pageSessionLog(id, undefined, { pageSession: id, ...stored });
  if (log === undefined) throw new Error('a page with clocks has a log');
  return log;
}

test('a clock that is never broken changes nothing', () => {
  expect(clockChanges([page('tab', { wallOffsetMs: 7_200_000 })])).toEqual([]);
});

test('a clock that was moved says how far', () => {
  expect(clockChanges([page('tab', { wallOffsetMs: 0 }, { wallOffsetMs: -2_400_000 })])).toEqual([
    { atMs: 1_000_000 - 20 + 60_000, pageSession: 'tab', byMs: -2_400_000 },
  ]);
});

test('a device that slept lost time, and its clock was not moved', () => {
  expect(
    clockChanges([page('tab', { wallOffsetMs: 500 }, { wallOffsetMs: 510, lostMs: 600_000 })]),
  ).toMatchObject([{ atMs: 1_000_000 - 20 + 660_000, byMs: null }]);
});

test('changes of several pages are in the order of time, and without a wall clock there are none', () => {
  const late = page('late', { wallOffsetMs: 0, lostMs: 9_000 }, { wallOffsetMs: 5_000 });
  const early = page('early', { wallOffsetMs: 0 }, { wallOffsetMs: 5_000 });
  const silent = page('silent', { wallOffsetMs: null }, { wallOffsetMs: 5_000 });
  expect(clockChanges([late, early, silent]).map(({ pageSession }) => pageSession)).toEqual([
    'early',
    'late',
  ]);
});
