// Where the cursor over an attempt can stand.

import { expect, test } from 'vitest';
import type { AttemptLog } from '../../src/log/attempt-log.ts';
import { momentsOf, saveBeside } from '../../src/log/moments.ts';
import { logEvent } from '../support/log-event.ts';

const log = (given: Partial<AttemptLog>) =>
  ({ events: [], startedAtMs: null, finishedAtMs: null, ...given }) as unknown as AttemptLog;

const saves = [5000, 3000, 3000].map((receivedAtMs) => logEvent({ type: 'question_answered', receivedAtMs }));

test('moments are from the start to the last of what is known, in the order of receipt', () => {
  expect(momentsOf(log({ startedAtMs: 1000, finishedAtMs: 6000, events: saves }))).toEqual({
    fromMs: 1000,
    toMs: 6000,
    saves: [3000, 5000],
  });
  expect(momentsOf(log({ events: saves }))).toMatchObject({ fromMs: 3000, toMs: 5000 });
  expect(momentsOf(log({ startedAtMs: 1000 }))).toEqual({ fromMs: 1000, toMs: 1000, saves: [] });
  expect(momentsOf(log({}))).toBeNull();
});

test('the cursor goes from save to save', () => {
  const moments = { fromMs: 0, toMs: 9, saves: [3, 5] };
  expect([0, 3, 4, 5].map((ms) => saveBeside(moments, ms, 'after'))).toEqual([3, 5, 5, null]);
  expect([3, 4, 5, 9].map((ms) => saveBeside(moments, ms, 'before'))).toEqual([null, 3, 3, 5]);
});
