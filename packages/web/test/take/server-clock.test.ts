import { describe, expect, test } from 'vitest';
import { serverClock } from '../../src/take/server-clock.ts';

function clock() {
  let monotonicMs = 0;
  return {
    ...serverClock(() => monotonicMs),
    pass: (ms: number): void => {
      monotonicMs += ms;
    },
  };
}

describe('the clock of the server', () => {
  test('goes on from what was heard, in the middle between question and answer', () => {
    const { heard, nowMs, pass } = clock();
    pass(300);
    heard(1_000_000, 100, 300);
    expect(nowMs()).toBe(1_000_100);
    pass(5000);
    expect(nowMs()).toBe(1_005_100);
  });

  test('does not jump about by what answers in whole seconds can be off', () => {
    const { heard, nowMs } = clock();
    heard(1_000_000, 0, 0);
    heard(1_001_400, 0, 0);
    expect(nowMs()).toBe(1_000_000);
  });

  test('is set anew when the device has slept', () => {
    const { heard, nowMs } = clock();
    heard(1_000_000, 0, 0);
    heard(1_600_000, 0, 0);
    expect(nowMs()).toBe(1_600_000);
  });
});
