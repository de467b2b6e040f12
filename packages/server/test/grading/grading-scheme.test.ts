// Letters and percentages, both ways: core reference §10.4.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letterOf, percentOf } from '../../src/grading/grading-scheme.ts';
import { defaultGradingScheme, type GradingScheme } from '../../src/model/grading-standard.ts';

const gpa: GradingScheme = [
  { name: '4.0', value: 0.9 },
  { name: '3.0', value: 0.895 },
  { name: '.5', value: 0.5 },
  { name: '0', value: 0 },
];

describe('the default scheme', () => {
  test.each([
    ['A', 94, 100],
    ['A-', 90, 93],
    ['B+', 87, 89],
    ['B', 84, 86],
    ['B-', 80, 83],
    ['C+', 77, 79],
    ['C', 74, 76],
    ['C-', 70, 73],
    ['D+', 67, 69],
    ['D', 64, 66],
    ['D-', 61, 63],
    ['F', 0, 60],
  ])('%s begins at %d and is worth %d', (letter, bound, worth) => {
    expect(letterOf(bound, defaultGradingScheme)).toBe(letter);
    expect(percentOf(letter, defaultGradingScheme)).toBe(worth);
    expect(letterOf(worth, defaultGradingScheme)).toBe(letter);
  });

  test.each([
    [93.99, 'A-'],
    [100, 'A'],
    [250, 'A'],
    [60.99, 'F'],
    [-20, 'F'],
    [Number.NaN, 'F'],
  ])('%d is %s', (percent, letter) => expect(letterOf(percent, defaultGradingScheme)).toBe(letter));

  test.each([
    ['b+', 89],
    ['B\u2212', 83],
    ['a\u2212', 93],
    ['E', undefined],
    ['', undefined],
    ['A ', undefined],
    ['-', undefined],
  ])('%j is worth %s', (letter, worth) => expect(percentOf(letter, defaultGradingScheme)).toBe(worth));
});

describe('a scheme of a teacher', () => {
  test('has bounds that are decimals: 0.545 is reached by 54.5, not only by 54.50000000000001', () => {
    const scheme = [
      { name: 'P', value: 0.545 },
      { name: 'N', value: 0 },
    ];
    expect(letterOf(54.5, scheme)).toBe('P');
    expect(letterOf(54.49, scheme)).toBe('N');
  });

  test('takes a tenth of a percent off where bounds are less than one percent apart', () => {
    expect(percentOf('3.0', gpa)).toBe(89.9);
    expect(percentOf('.5', gpa)).toBe(88.5);
  });

  test('takes a whole percent off where bounds are exactly one percent apart', () => {
    const scheme = [
      { name: 'A', value: 0.57 },
      { name: 'B', value: 0.56 },
    ];
    expect(percentOf('B', scheme)).toBe(56);
  });

  test.each([
    ['4', 100],
    ['04.00', 100],
    ['0.5', 88.5],
    ['.50', 88.5],
    ['+4', undefined],
    ['4.', undefined],
    ['40', undefined],
  ])('has names that are numbers: %s is worth %s', (name, worth) => expect(percentOf(name, gpa)).toBe(worth));

  test('has no number for a name that only a program would read as one', () => {
    for (const name of ['A', ' ', '1e1', '0x0']) {
      expect(percentOf('0', [{ name, value: 0.5 }])).toBeUndefined();
      expect(percentOf('10', [{ name, value: 0.5 }])).toBeUndefined();
    }
  });

  test('may write a minus where a teacher types a hyphen', () => {
    expect(percentOf('a-', [{ name: 'A\u2212', value: 0.5 }])).toBe(100);
  });

  test('has its lowest letter below every bound, and none without entries', () => {
    expect(letterOf(10, [{ name: 'A', value: 0.5 }])).toBe('A');
    expect(letterOf(10, [])).toBe('');
    expect(percentOf('A', [])).toBeUndefined();
  });

  test('gives a letter a percentage of that letter, where bounds are far enough apart', () => {
    const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(bounds, (given) => {
        const sorted = [...given.sort((a, b) => b - a), 0];
        const scheme = sorted.map((bound, index) => ({ name: `N${index}`, value: bound / 100 }));
        for (const { name } of scheme) expect(letterOf(percentOf(name, scheme) ?? -1, scheme)).toBe(name);
      }),
    );
  });
});
