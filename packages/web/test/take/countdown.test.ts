import { describe, expect, test } from 'vitest';
import { countdownTo } from '../../src/take/countdown.ts';
import { timeWarning } from '../../src/take/time-warnings.ts';
import { virtualTime } from '../support/virtual-time.ts';

const minuteMs = 60_000;

function running(endAtMs: number | null, startMs = 0) {
  const time = virtualTime(startMs);
  const said: string[] = [];
  let ends = 0;
  const countdown = countdownTo(
    {
      clock: time,
      schedule: time.schedule,
      startedAtMs: 0,
      onWarning: (text) => said.push(`${time.nowMs() / minuteMs}: ${text}`),
      onEnd: () => {
        ends += 1;
      },
    },
    endAtMs,
  );
  countdown.look();
  return { time, said, countdown, ends: () => ends };
}

describe('the countdown', () => {
  test('counts whole seconds, and ends once', async () => {
    const { time, countdown, ends } = running(2500);
    const seen = [countdown.left.get()];
    countdown.left.subscribe(() => seen.push(countdown.left.get()));
    await time.advance(10_000);
    expect(seen).toEqual([3, 2, 1, 0]);
    expect(ends()).toBe(1);
  });

  test('warns at half of the time, ten minutes and one minute before the end', async () => {
    const { time, said } = running(60 * minuteMs);
    await time.advance(60 * minuteMs);
    expect(said).toEqual([
      '30: Half of the time is over: 30 minutes left.',
      '50: 10 minutes left.',
      '59: 1 minute left.',
    ]);
  });

  test('does not warn of what was passed before the page was opened', async () => {
    const { time, said } = running(60 * minuteMs, 55 * minuteMs);
    await time.advance(minuteMs);
    expect(said).toEqual([]);
  });

  test('an end that moves counts from then on, and warns again', async () => {
    const { time, said, countdown, ends } = running(5 * minuteMs);
    await time.advance(4.5 * minuteMs);
    countdown.endsAt(6 * minuteMs);
    await time.advance(minuteMs);
    expect(said.filter((text) => text.endsWith('1 minute left.'))).toHaveLength(2);
    expect(ends()).toBe(0);
    countdown.endsAt(null);
    expect(countdown.left.get()).toBe(null);
    await time.advance(60 * minuteMs);
    expect(ends()).toBe(0);
  });

  test('a page that comes to its end while it sleeps ends when it wakes', () => {
    const { countdown, ends } = running(1000, 2000);
    expect(ends()).toBe(1);
    countdown.look();
    expect(ends()).toBe(1);
  });
});

describe('a time warning', () => {
  test.each([
    [60, 31, 30, 'Half of the time is over: 30 minutes left.'],
    [60, 31, 29, 'Half of the time is over: 30 minutes left.'],
    [60, 30, 29, null],
    [60, 60, 5, '10 minutes left.'],
    [60, 60, 0, null],
    [20, 11, 10, 'Half of the time is over: 10 minutes left.'],
    [10, 10, 9, null],
    [10, 6, 5, 'Half of the time is over: 5 minutes left.'],
    [2, 2, 1, 'Half of the time is over: 1 minute left.'],
    [1, 1, 0.5, null],
    [180, 91, 90, 'Half of the time is over: 1 hour 30 minutes left.'],
    [14_400, 7_201, 7_200, null],
    [14_400, 11, 10, '10 minutes left.'],
  ])('of %d minutes, from %d left to %d: %s', (total, before, after, text) => {
    expect(timeWarning(total * minuteMs, before * minuteMs, after * minuteMs)).toBe(text);
  });
});
