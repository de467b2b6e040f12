// What people are shown of a replay: how far, how much, and how long it will take.

import { expect, test } from 'vitest';
import {
  endText,
  leftMs,
  progressBar,
  progressText,
  type ReplayState,
  type Seen,
} from '../../src/cli/replay-progress.ts';

function seen(atMs: number, completion: number, given: Partial<ReplayState> = {}): Seen {
  const replay = { id: 7, state: 'running', completion, cursor: '40', deliveries: 400, waiting: 0 } as const;
  return { atMs, replay: { ...replay, ...given } };
}

test.each<[string, Seen, Seen, number | null]>([
  ['nothing is known at first', seen(0, 0), seen(0, 0), null],
  ['there is no pace yet', seen(0, 10), seen(60_000, 10), null],
  ['a tenth took a second', seen(0, 0), seen(1_000, 10), 9_000],
  ['it counts from where the watching began', seen(5_000, 50), seen(7_000, 75), 2_000],
  ['it is done', seen(0, 0), seen(4_000, 100), 0],
])('the time left: %s', (_, first, last, left) => {
  expect(leftMs(first, last)).toBe(left);
});

test.each([
  [1, '1 s'],
  [59_000, '59 s'],
  [60_000, '1 min 0 s'],
  [125_400, '2 min 6 s'],
  [3_600_000, '1 h 0 min'],
  [93_780_000, '26 h 3 min'],
])('%i ms are told as %s', (ms, text) => {
  expect(progressText(seen(0, 0), seen(ms, 50))).toBe(`50.0 %, about ${text} left, 400 sent for again`);
});

test('what waits at the target is told while something does', () => {
  expect(progressText(seen(0, 33.3), seen(0, 33.3, { waiting: 12 }))).toBe(
    '33.3 %, 400 sent for again, 12 waiting at the target',
  );
});

test.each([
  [0, '░░░░░░░░░░░░░░░░░░░░░░░░'],
  [50, '████████████░░░░░░░░░░░░'],
  [100, '████████████████████████'],
])('the bar at %i percent', (completion, bar) => {
  const at = seen(0, completion);
  expect(progressBar(at, at, 96)).toBe(`${bar}  ${completion}.0 %, 400 sent for again`);
});

test('there is nothing left of what is done', () => {
  expect(progressText(seen(0, 0), seen(9_000, 100))).toBe('100.0 %, 400 sent for again');
});

test('a narrow terminal gets a shorter bar and no second line', () => {
  const at = seen(0, 50);
  expect(progressBar(at, at, 60)).toBe('████████░░░░░░░  50.0 %, 400 sent for again');
  expect(progressBar(at, at, 30)).toBe('████░░░  50.0 %, 400 sent for');
  expect(progressBar(at, at, 0)).toBe('');
});

test.each<[Partial<ReplayState>, string]>([
  [{ state: 'done' }, 'replay 7 is done: 400 sent for again'],
  [{ state: 'done', waiting: 3 }, 'replay 7 is done: 400 sent for again, 3 waiting at the target'],
  [{ state: 'cancelled', waiting: 3 }, 'replay 7 was cancelled at cursor 40: 400 sent for again'],
])('an end as %o', (given, text) => {
  expect(endText(seen(0, 50, given).replay)).toBe(text);
});
