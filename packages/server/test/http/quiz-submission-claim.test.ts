// How the attempt and the token that a taker names are read. Source: quiz reference §2.5.

import { describe, expect, test } from 'vitest';
import { claimOf, strictInteger } from '../../src/http/contract/quiz-submission-claim.ts';
import { answersOf } from '../../src/http/contract/quiz-submission-question.ts';

test.each([
  [1, 1],
  ['1', 1],
  [' 12 ', 12],
  ['+3', 3],
  ['-1', -1],
  [2.9, 2],
  [-0, 0],
  ['', null],
  ['1st', null],
  ['2.0', null],
  ['1e3', null],
  [1e300, null],
  ['9007199254740993', null],
  [true, null],
  [null, null],
  [undefined, null],
  [[1], null],
  [{ 0: 1 }, null],
])('attempt %j is %j', (given, integer) => {
  expect(strictInteger(given)).toBe(integer);
});

test('a claim that makes no sense is a wrong one, but an access code must be text', () => {
  expect(claimOf({ attempt: {}, validation_token: 7 }, '10.0.0.1')).toEqual({
    attempt: null,
    validationToken: null,
    accessCode: null,
    ip: '10.0.0.1',
  });
  expect(claimOf({ access_code: 4711, validation_token: 'x', attempt: '2' }, '::1')).toEqual({
    attempt: 2,
    validationToken: 'x',
    accessCode: '4711',
    ip: '::1',
  });
  expect(() => claimOf({ access_code: ['a'] }, '::1')).toThrow('access_code must be a string');
});

describe('answers', () => {
  test.each([
    [[{ id: '1', answer: 'x' }], [[1, 'x']]],
    [[{ id: 1.5, answer: 0 }], [[1, 0]]],
    [[{ id: 1, answer: '' }], [[1, '']]],
    [[{ id: 1 }], [[1, []]]],
    [[{ id: 1, answer: null }], [[1, []]]],
    [[{ id: 1, answer: false }], [[1, []]]],
    [
      [
        { id: 1, answer: 'x' },
        { id: '1', answer: 'y' },
      ],
      [[1, 'y']],
    ],
    [{ 0: { id: 1, answer: { a: 'b' } } }, [[1, { a: 'b' }]]],
    [[{ id: null, answer: 1 }, { id: [1] }, null, 'x', [1]], []],
    ['x', []],
    [undefined, []],
    [null, []],
  ])('%j', (given, read) => {
    expect([...answersOf(given)]).toEqual(read);
  });
});
