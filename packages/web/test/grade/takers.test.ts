// Whom to grade next.

import { expect, test } from 'vitest';
import type { AttemptState, Taker } from '../../src/grade/grade-api.ts';
import { neighbours } from '../../src/grade/takers.ts';

const taker = (quizSubmissionId: number, name: string, state: AttemptState): Taker => ({
  quizSubmissionId,
  name,
  state,
});
const takers = [
  taker(1, 'Turing, Alan', 'pending_review'),
  taker(2, 'Hopper, Grace', 'pending_review'),
  taker(3, 'Lovelace, Ada', 'complete'),
  taker(4, 'Curie, Marie', 'untaken'),
  taker(5, 'Noether, Emmy', 'pending_review'),
];
const ids = (found: readonly (Taker | null)[]) => found.map((one) => one?.quizSubmissionId ?? null);

test('before and after are those who have handed in, by name', () => {
  const { previous, next } = neighbours(takers, 3);
  expect(ids([previous, next])).toEqual([2, 5]);
  expect(ids([neighbours(takers, 2).previous, neighbours(takers, 1).next])).toEqual([null, null]);
});

test('who waits comes from here on, and then from the beginning, never oneself', () => {
  expect(ids(neighbours(takers, 3).waiting)).toEqual([5, 1, 2]);
  expect(ids(neighbours(takers, 5).waiting)).toEqual([1, 2]);
  expect(ids(neighbours(takers, 1).waiting)).toEqual([2, 5]);
});

test('from who takes it still, everybody who waits comes after', () => {
  expect(ids(neighbours(takers, 4).waiting)).toEqual([2, 5, 1]);
  expect(neighbours([], 4)).toEqual({ waiting: [], previous: null, next: null });
});
