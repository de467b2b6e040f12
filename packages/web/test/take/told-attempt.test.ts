import { describe, expect, test } from 'vitest';
import type { Taking } from '../../src/api/taking.ts';
import { NotSaved, SomebodyElse } from '../../src/take/failures.ts';
import { toldAttempt } from '../../src/take/told-attempt.ts';
import { runningAttempt } from '../support/taken-questions.ts';

const mine = { userId: 7, attempt: 1 };
const first = runningAttempt([]);
const second = { ...first, attempt: 2 };
const past = (attempt: number) => ({ attempt }) as Taking['past_attempts'][number];

const told = (given: Partial<Parameters<typeof toldAttempt>[0]> = {}) =>
  toldAttempt({ user: { id: 7, name: 'Mia' }, attempt: null, past_attempts: [], ...given }, mine);

describe('the attempt of a page', () => {
  test('runs as the server says', () => {
    expect(told({ attempt: first })).toBe(first);
  });

  test('is over when it is among those that are, or another one runs', () => {
    expect(told({ past_attempts: [past(1)] })).toBeNull();
    expect(told({ attempt: second, past_attempts: [past(1)] })).toBeNull();
    expect(told({ attempt: second })).toBeNull();
  });

  test('is not said to be over where it is only kept back', () => {
    expect(() => told()).toThrow(NotSaved);
  });

  test('is nothing that is told to somebody else', () => {
    const user = { id: 8, name: 'Ben' };
    expect(() => told({ user, attempt: first })).toThrow(SomebodyElse);
  });
});
