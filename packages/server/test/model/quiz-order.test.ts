// The order of what is in a quiz after somebody asked for another one. Source: core reference §14.1, §16.1.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OrderItem, placesAfter } from '../../src/model/quiz-order.ts';

/** Questions 1 to 3 and group 1 in the quiz, questions 4 and 5 in group 1, question 6 in group 2. */
const questions = [
  { id: 1, quizGroupId: null, position: 1 },
  { id: 2, quizGroupId: null, position: 2 },
  { id: 3, quizGroupId: null, position: 4 },
  { id: 4, quizGroupId: 1, position: 1 },
  { id: 5, quizGroupId: 1, position: 2 },
  { id: 6, quizGroupId: 2, position: 1 },
];
const groups = [
  { id: 1, position: 3 },
  { id: 2, position: 5 },
];

/** `q1` is question 1, `g1` group 1. */
function named(names: string): OrderItem[] {
  return names
    .split(' ')
    .filter((name) => name !== '')
    .map((name) => ({ type: name.startsWith('q') ? 'question' : 'group', id: Number(name.slice(1)) }));
}

function order(names: string, groupId: number | null): string {
  const places = placesAfter(questions, groups, named(names), groupId);
  expect(places.map(({ position }) => position)).toEqual(places.map((_, index) => index + 1));
  return places.map(({ type, id }) => `${type.slice(0, 1)}${id}`).join(' ');
}

describe('a quiz', () => {
  test.each([
    ['without an order stays as it is', '', 'q1 q2 g1 q3 g2'],
    ['is put in the order that names everything', 'g2 q3 g1 q1 q2', 'g2 q3 g1 q1 q2'],
    ['has what is named first and the rest as it stood', 'q3', 'q3 q1 q2 g1 g2'],
    ['counts the first time that something is named', 'q2 q1 q2', 'q2 q1 g1 q3 g2'],
    ['gets the questions named that were in groups', 'q4 q1', 'q4 q1 q2 g1 q3 g2'],
    ['passes over what it does not have', 'q99 g99 q0 q2', 'q2 q1 g1 q3 g2'],
  ])('%s', (_, names, expected) => {
    expect(order(names, null)).toBe(expected);
  });
});

describe('a group', () => {
  test.each([
    ['stays as it is without an order', '', 'q4 q5'],
    ['is put in order', 'q5 q4', 'q5 q4'],
    ['gets questions of the quiz and of other groups', 'q1 q6 q5', 'q1 q6 q5 q4'],
    ['never holds a group', 'g1 g2 q5', 'q5 q4'],
  ])('%s', (_, names, expected) => {
    expect(order(names, 1)).toBe(expected);
  });
});

test('what stands at one place goes by id, what stands nowhere last', () => {
  const unplaced = [
    { id: 1, quizGroupId: null, position: null },
    { id: 3, quizGroupId: null, position: 7 },
    { id: 2, quizGroupId: null, position: 7 },
  ];
  expect(placesAfter(unplaced, [], [], null).map(({ id }) => id)).toEqual([2, 3, 1]);
});

test('whatever the order names, everything in the quiz has one place', () => {
  const item = fc.record({
    type: fc.constantFrom('question' as const, 'group' as const),
    id: fc.integer({ min: 0, max: 8 }),
  });
  fc.assert(
    fc.property(fc.array(item), (wanted) => {
      const places = placesAfter(questions, groups, wanted, null);
      const keys = places.map(({ type, id }) => `${type} ${id}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of ['question 1', 'question 2', 'question 3', 'group 1', 'group 2']) {
        expect(keys).toContain(key);
      }
    }),
  );
});
