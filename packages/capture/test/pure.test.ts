// The parts that need no browser, as tables.

import { expect, test } from 'vitest';
import { backoffMs } from '../src/backoff.ts';
import { createBuffer, type Entry } from '../src/buffer.ts';
import { type Outcome, outcomeOf } from '../src/outcome.ts';
import { createRecording } from '../src/recording.ts';
import { startSessionClock } from '../src/session-clock.ts';

const nowMs = Date.UTC(2026, 10, 22, 12);

test.each<[status: number, retryAfter: string | null, text: string, Outcome['kind'], retryAfterMs: number]>([
  [200, null, '', 'kept', 0],
  [204, null, '', 'kept', 0],
  [0, null, '', 'later', 0],
  [408, null, '', 'later', 0],
  [425, null, '', 'later', 0],
  [429, '30', '', 'later', 30_000],
  [429, 'Sun, 22 Nov 2026 12:01:00 GMT', '', 'later', 60_000],
  [429, 'Sun, 22 Nov 2026 11:00:00 GMT', '', 'later', 0],
  [429, 'soon', '', 'later', 0],
  [429, '-5', '', 'later', 0],
  [500, null, '', 'later', 0],
  [503, '86400', '', 'later', 3_600_000],
  [403, null, '403 Forbidden (Rate Limit Exceeded)\n', 'later', 0],
  [403, null, '{"status":"unauthorized"}', 'refused', 0],
  [304, null, '', 'refused', 0],
  [400, null, '', 'unacceptable', 0],
  [401, null, '', 'refused', 0],
  [404, null, '', 'refused', 0],
  [413, null, '', 'unacceptable', 0],
  [422, null, '', 'refused', 0],
])('%i with Retry-After %j and text %j is %s', (status, retryAfter, text, kind, retryAfterMs) => {
  expect(outcomeOf(status, retryAfter, text, nowMs)).toEqual({ kind, status, retryAfterMs });
});

test('the bound of a wait doubles up to five minutes, and chance takes any part of it', () => {
  const bounds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((failures) => backoffMs(failures, 1));
  expect(bounds).toEqual([2e3, 4e3, 8e3, 16e3, 32e3, 64e3, 128e3, 256e3, 300e3, 300e3]);
  expect(backoffMs(9, 0)).toBe(0);
  expect(backoffMs(9, 0.5)).toBe(150e3);
});

test('a clock that is wrong but steady is one run; a jump, or a sleep, begins another', () => {
  let wallMs = 0;
  let monotonicMs = 500;
  const jumps: number[] = [];
  const clock = startSessionClock(
    () => wallMs,
    () => monotonicMs,
    (jumpMs) => jumps.push(jumpMs),
  );
  expect(clock.read()).toEqual({ wallMs: 0, elapsedMs: 0, sinceMs: 0 });
  // Both go on, but for the second that they may differ by.
  [wallMs, monotonicMs] = [11_000, 10_500.1234];
  expect(clock.read()).toEqual({ wallMs: 11_000, elapsedMs: 10_000.1, sinceMs: 0 });
  // Set back by an hour.
  wallMs -= 3_600_000;
  expect(clock.read()).toEqual({ wallMs: -3_589_000, elapsedMs: 10_000.1, sinceMs: 10_000.1 });
  // Asleep for ten minutes: the monotonic clock stood still.
  [wallMs, monotonicMs] = [wallMs + 605_000, monotonicMs + 5_000];
  expect(clock.read().sinceMs).toBe(15_000.1);
  expect(clock.read().sinceMs).toBe(15_000.1);
  expect(jumps).toEqual([-3_599_000, 600_000]);
});

const entryOf = (number: number, attempt: number): Entry => ({
  key: String(number),
  attempt,
  event: {
    event_type: 'a',
    client_timestamp: '',
    id: String(number),
    session: 's',
    sequence: number,
    elapsed_ms: number,
  },
});

test('a batch is of one attempt, in order, and of what is not under way already', () => {
  const removed: string[] = [];
  const buffer = createBuffer((key) => removed.push(key));
  const entries = [1, 1, 2, 1, 2].map((attempt, number) => entryOf(number, attempt));
  for (const entry of entries) buffer.add(entry);
  const numbers = (max: number): number[] => buffer.take(max).map(({ event }) => event.sequence);
  expect([numbers(2), numbers(2), numbers(2), numbers(2)]).toEqual([[0, 1], [2, 4], [3], []]);
  for (const entry of entries.slice(1, 3)) entry.isUnderWay = false;
  expect(numbers(9)).toEqual([1]);
  buffer.remove(entries.slice(0, 2));
  expect([...buffer.entries]).toEqual(entries.slice(2));
  expect(removed).toEqual(entries.slice(0, 2).map(({ key }) => key));
});

test('what has no room is counted; a mark that was sent, or a gap that ended, begins another', () => {
  const buffer = createBuffer(() => {});
  const recording = createRecording({
    session: 's',
    attempt: 1,
    prefix: 'p ',
    clock: startSessionClock(
      () => 0,
      () => 0,
      () => {},
    ),
    buffer,
    bufferEventsMax: 2,
    onChange: () => {},
  });
  const kept = (): unknown[] =>
    [...buffer.entries].map(({ event }) => [event.sequence, event.event_data ?? event.event_type]);
  expect(recording.sequence).toBeNull();

  for (const type of ['a', 'b', 'c', 'd']) recording.add(type);
  expect(kept()).toEqual([
    [0, 'a'],
    [1, 'b'],
    [2, { count: 2, from: 3, to: 4 }],
  ]);

  // All of it is under way: what is lost from now on needs a mark of its own.
  const batch = buffer.take(9);
  recording.add('e');
  expect(kept().at(-1)).toEqual([5, { count: 1, from: 6, to: 6 }]);
  buffer.remove(batch);

  recording.add('f');
  recording.add('g');
  expect(kept()).toEqual([
    [5, { count: 1, from: 6, to: 6 }],
    [7, 'f'],
    [8, { count: 1, from: 9, to: 9 }],
  ]);
  expect([recording.sequence, recording.dropped]).toEqual([9, 4]);
});
