// What is typed into a cell of the gradebook, by what the column counts in.

import { describe, expect, test } from 'vitest';
import type { GradingType } from '../../src/gradebook/gradebook-api.ts';
import { typedGrade, typedOverride } from '../../src/gradebook/typed-grade.ts';

const everyType: GradingType[] = [
  'points',
  'percent',
  'letter_grade',
  'gpa_scale',
  'pass_fail',
  'not_graded',
];

describe('a typed grade', () => {
  test.each(everyType)('of nothing clears, and EX excuses, on %s', (type) => {
    expect(typedGrade('  ', type)).toEqual({ is: 'asked', asked: { posted_grade: '' } });
    for (const text of ['EX', 'ex', ' Excused '])
      expect(typedGrade(text, type)).toEqual({ is: 'asked', asked: { excuse: true } });
  });

  test.each<[string, GradingType, string]>([
    ['7', 'points', '7'],
    [' 7.5 ', 'points', '7.5'],
    ['7,5', 'points', '7.5'],
    ['.5', 'points', '.5'],
    ['-1', 'points', '-1'],
    ['90 %', 'points', '90%'],
    ['90', 'percent', '90%'],
    ['90,5', 'percent', '90.5%'],
    ['90%', 'percent', '90%'],
    ['90', 'letter_grade', '90'],
    ['b+', 'letter_grade', 'B+'],
    ['Very good', 'letter_grade', 'Very good'],
    ['3.7', 'gpa_scale', '3.7'],
    ['c', 'pass_fail', 'complete'],
    ['Complete', 'pass_fail', 'complete'],
    ['pass', 'pass_fail', 'complete'],
    ['i', 'pass_fail', 'incomplete'],
    ['fail', 'pass_fail', 'incomplete'],
    ['100%', 'pass_fail', '100%'],
  ])('%s on %s is sent as %3$s', (typed, type, sent) => {
    expect(typedGrade(typed, type)).toEqual({ is: 'asked', asked: { posted_grade: sent } });
  });

  test.each<[string, GradingType]>([
    ['abc', 'points'],
    ['1e3', 'points'],
    ['7/10', 'points'],
    ['=1+1', 'points'],
    ['B', 'percent'],
    ['7', 'pass_fail'],
    ['maybe', 'pass_fail'],
  ])('%s on %s is not sent', (typed, type) => {
    expect(typedGrade(typed, type)).toEqual({ is: 'unclear', message: expect.stringMatching(/^Type /) });
  });
});

test.each([
  ['', null],
  [' ', null],
  ['88', 88],
  ['88.5 %', 88.5],
  ['88,5', 88.5],
  ['0', 0],
  ['B', undefined],
  ['%', undefined],
])('a final grade typed as "%s" is %s', (typed, score) => {
  expect(typedOverride(typed)).toBe(score);
});
