import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  booleanParam,
  floatParam,
  integerParam,
  objectParam,
  positionParam,
  stringListParam,
  stringParam,
  timeParam,
} from '../../../src/http/canvas-wire/params.ts';
import { nameCharsMax } from '../../../src/model/limits.ts';
import { positionMax } from '../../../src/model/quiz-limits.ts';
import { malformed, Refusal } from '../../../src/model/refusal.ts';

const text = (value: unknown, name: string) => stringParam(value, name, 5);
const list = (value: unknown, name: string) => stringListParam(value, name, 5);

describe.each([
  ['booleanParam', booleanParam],
  ['integerParam', integerParam],
  ['positionParam', positionParam],
  ['floatParam', floatParam],
  ['timeParam', timeParam],
  ['stringParam', text],
  ['stringListParam', list],
  ['objectParam', objectParam],
])('%s', (_, read) => {
  it('is undefined for an absent parameter and null for null', () => {
    expect(read(undefined, 'p')).toBeUndefined();
    expect(read(null, 'p')).toBeNull();
  });

  it('reads any JSON value or refuses it as malformed, naming the parameter', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          read(value, 'quiz[p]');
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.reason).toEqual({
            kind: 'malformed',
            message: expect.stringMatching(/^quiz\[p\] must /),
          });
        }
      }),
    );
  });
});

describe('booleanParam', () => {
  it.each([true, 'true', 'TRUE', '1', 1, 'on', 'Yes', 't', 'Y', ' true '])('is true for %j', (value) => {
    expect(booleanParam(value, 'p')).toBe(true);
  });

  it.each([false, 'false', 'False', '0', 0, 'off', 'NO', 'f', 'n'])('is false for %j', (value) => {
    expect(booleanParam(value, 'p')).toBe(false);
  });

  it.each(['', ' '])('is null for %j', (value) => {
    expect(booleanParam(value, 'p')).toBeNull();
  });

  it.each(['maybe', 'tru', '2', 2, -1, 'null', [], ['true'], {}, 'true\0'])('refuses %j', (value) => {
    expect(() => booleanParam(value, 'published')).toThrow(malformed('published must be true or false'));
  });
});

describe('integerParam', () => {
  it.each([
    [12, 12],
    ['12', 12],
    [' 12 ', 12],
    ['+12', 12],
    ['-3', -3],
    ['007', 7],
    [10.0, 10],
    ['9007199254740991', 9_007_199_254_740_991],
    ['', null],
    ['  ', null],
  ])('reads %j', (value, expected) => {
    expect(integerParam(value, 'p')).toBe(expected);
  });

  it.each([
    1.5,
    '1.5',
    '1e3',
    '12a',
    'abc',
    '0x10',
    '9007199254740992',
    1e300,
    Number.NaN,
    true,
    [1],
    {},
    '1\0',
    '1,000',
  ])('refuses %j', (value) => {
    expect(() => integerParam(value, 'allowed_attempts')).toThrow(
      malformed('allowed_attempts must be an integer'),
    );
  });

  it('has no minus zero', () => {
    expect(Object.is(integerParam('-0', 'p'), 0)).toBe(true);
    expect(Object.is(integerParam(-0, 'p'), 0)).toBe(true);
  });
});

describe('positionParam', () => {
  it.each([positionMax, -positionMax, 0, `${positionMax}`])('reads %j', (value) => {
    expect(positionParam(value, 'p')).toBe(Number(value));
  });

  it.each([positionMax + 1, -positionMax - 1, `${positionMax + 1}`, Number.MAX_SAFE_INTEGER])(
    'refuses %j',
    (value) => {
      expect(() => positionParam(value, 'p')).toThrow(malformed(`p must be at most ${positionMax}`));
    },
  );
});

describe('floatParam', () => {
  it.each([
    [1.5, 1.5],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-2', -2],
    ['1e3', 1000],
    ['1.5E-2', 0.015],
    [' 7 ', 7],
    ['', null],
  ])('reads %j', (value, expected) => {
    expect(floatParam(value, 'p')).toBe(expected);
  });

  it.each(['abc', '1.5x', '1,5', '.', 'e3', 'Infinity', 'NaN', '1e999', '0x10', true, [1], {}, '1\0'])(
    'refuses %j',
    (value) => {
      expect(() => floatParam(value, 'points_possible')).toThrow(
        malformed('points_possible must be a number'),
      );
    },
  );

  it('refuses a very long text of digits at once', () => {
    expect(() => floatParam(`${'1'.repeat(1_000_000)}x`, 'p')).toThrow(malformed('p must be a number'));
  });

  it('reads every number that JSON can carry, as a number and as text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(floatParam(number, 'p')).toBe(number + 0);
        expect(floatParam(String(number), 'p')).toBe(number + 0);
      }),
    );
  });
});

describe('timeParam', () => {
  it.each([
    ['2014-10-08T19:29:58Z', Date.UTC(2014, 9, 8, 19, 29, 58)],
    ['2014-10-08T19:29:58', Date.UTC(2014, 9, 8, 19, 29, 58)],
    ['2014-10-08T19:29:58-06:00', Date.UTC(2014, 9, 9, 1, 29, 58)],
    ['2014-10-08', Date.UTC(2014, 9, 8)],
    ['', null],
  ])('reads %j', (value, expected) => {
    expect(timeParam(value, 'p')).toBe(expected);
  });

  it.each(['tomorrow', '2014-02-30', '2014-10-08T25:00:00Z', 1412796598, true, [], {}, '2014-10-08\0'])(
    'refuses %j',
    (value) => {
      expect(() => timeParam(value, 'due_at')).toThrow(malformed('due_at must be an ISO 8601 time'));
    },
  );
});

describe('stringParam', () => {
  it.each([
    ['abc', 'abc'],
    ['', ''],
    [' a ', ' a '],
    [12, '12'],
    [1.5, '1.5'],
    [true, 'true'],
    [false, 'false'],
    ['12345', '12345'],
    ['😀😀😀😀😀', '😀😀😀😀😀'],
  ])('reads %j', (value, expected) => {
    expect(stringParam(value, 'p', 5)).toBe(expected);
  });

  it('refuses objects, arrays, NUL and what is too long', () => {
    expect(() => stringParam({}, 'title', 5)).toThrow(malformed('title must be a string'));
    expect(() => stringParam(['a'], 'title', 5)).toThrow(malformed('title must be a string'));
    expect(() => stringParam('a\0b', 'title', 5)).toThrow(
      malformed('title must not contain the character U+0000'),
    );
    expect(() => stringParam('123456', 'title', 5)).toThrow(
      malformed('title must have at most 5 characters'),
    );
    expect(() => stringParam('😀😀😀😀😀😀', 'title', 5)).toThrow(
      malformed('title must have at most 5 characters'),
    );
  });
});

describe('the bound on characters', () => {
  it('is that of a name where none is given', () => {
    const longest = 'a'.repeat(nameCharsMax);
    expect(stringParam(longest, 'name')).toBe(longest);
    expect(stringListParam([longest], 'name')).toEqual([longest]);
    expect(() => stringParam(`${longest}a`, 'name')).toThrow(
      malformed('name must have at most 255 characters'),
    );
    expect(() => stringListParam([`${longest}a`], 'name')).toThrow(
      malformed('name must have at most 255 characters'),
    );
  });
});

describe('stringListParam', () => {
  it.each([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    ['a', ['a']],
    [7, ['7']],
    [
      [1, true, ''],
      ['1', 'true', ''],
    ],
    [[null, 'a', null], ['a']],
    [[], []],
    ['', []],
    [[null], []],
  ])('reads %j', (value, expected) => {
    expect(stringListParam(value, 'p', 5)).toEqual(expected);
  });

  it('refuses objects, lists in lists, NUL and items that are too long', () => {
    for (const value of [{ 0: 'a' }, [['a']], [{}]]) {
      expect(() => stringListParam(value, 'include', 5)).toThrow(
        malformed('include must be a list of strings'),
      );
    }
    expect(() => stringListParam(['a\0'], 'include', 5)).toThrow(
      malformed('include must not contain the character U+0000'),
    );
    expect(() => stringListParam(['a', '123456'], 'include', 5)).toThrow(
      malformed('include must have at most 5 characters'),
    );
  });
});

describe('objectParam', () => {
  it('hands the object back as it is', () => {
    const value = { a: 1 };
    expect(objectParam(value, 'quiz')).toBe(value);
  });

  it.each(['', 'a', 1, true, [], [{}]])('refuses %j', (value) => {
    expect(() => objectParam(value, 'quiz')).toThrow(malformed('quiz must be an object'));
  });
});
