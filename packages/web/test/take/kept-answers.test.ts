import { describe, expect, test } from 'vitest';
import { keptAnswers } from '../../src/take/kept-answers.ts';

const attempt = { quizSubmissionId: 7, attempt: 2 };

function storage(entries: Record<string, string> = {}) {
  const items = new Map(Object.entries(entries));
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

describe('answers kept on the device', () => {
  test('are there for the next page of the same attempt, and of no other', () => {
    const store = storage();
    keptAnswers(() => store, attempt).keep({ question_1: 'a', question_3: ['81'] });
    expect(keptAnswers(() => store, attempt).read()).toEqual({ question_1: 'a', question_3: ['81'] });
    expect(keptAnswers(() => store, { ...attempt, attempt: 3 }).read()).toEqual({});
  });

  test('are gone once they are saved', () => {
    const store = storage();
    const kept = keptAnswers(() => store, attempt);
    kept.keep({ question_1: 'a' });
    kept.keep({});
    expect(store.items.size).toBe(0);
    kept.keep({ question_1: 'b' });
    kept.forget();
    expect(store.items.size).toBe(0);
  });

  test('of another tab stay when this one has saved its own', () => {
    const store = storage();
    keptAnswers(() => store, attempt).keep({ question_1: 'of another tab' });
    const kept = keptAnswers(() => store, attempt);
    kept.keep({ question_2: 'own' });
    kept.keep({});
    expect(keptAnswers(() => store, attempt).read()).toEqual({ question_1: 'of another tab' });
  });

  test.each(['no json', '[]', 'null', '"text"', '{"question_1":{"a":1},"question_2":[1],"question_3":4}'])(
    'what is not ours is passed over: %s',
    (text) => {
      const store = storage({ 'quizwire:unsaved:7:2': text });
      expect(keptAnswers(() => store, attempt).read()).toEqual({});
    },
  );

  test('a browser that forbids or is full keeps nothing, and says so', () => {
    const forbidden = keptAnswers(() => {
      throw new Error('forbidden');
    }, attempt);
    expect(forbidden.read()).toEqual({});
    expect(forbidden.keep({ question_1: 'a' })).toBe(false);
    forbidden.forget();
  });
});
