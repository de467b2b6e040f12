// What a posted grade means and how a score is written: every form of core reference §10.3 on every grading type.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradeFromText, gradeOfScore } from '../../src/grading/posted-grade.ts';
import { type GradingType, gradingTypes } from '../../src/model/assignment.ts';
import { defaultGradingScheme, type GradingScheme } from '../../src/model/grading-standard.ts';

const gpa: GradingScheme = [
  { name: '4.0', value: 0.9 },
  { name: '3.0', value: 0.8 },
  { name: '0', value: 0 },
];

const posted = (text: string, gradingType: GradingType, pointsPossible: number | null = 20) =>
  gradeFromText(text, { gradingType, pointsPossible }, defaultGradingScheme, false);

type Given = [text: string, score: number | null, grade: string];

describe('on an assignment of 20 points', () => {
  const numbers: [text: string, score: number][] = [
    ['18', 18],
    ['8.5', 8.5],
    ['08.50', 8.5],
    ['.5', 0.5],
    ['+7', 7],
    ['-3', -3],
    ['-.5', -0.5],
    ['25', 25],
    ['75%', 15],
    ['+33.3%', 6.66],
    ['-10%', -2],
    ['.5%', 0.1],
    ['150%', 30],
    ['pass', 20],
    ['complete', 20],
    ['fail', 0],
    ['incomplete', 0],
  ];

  test.each(numbers)('points: %s is %d', (text, score) => {
    expect(posted(text, 'points')).toEqual({ score, grade: String(score) });
  });

  test.each<Given>([
    ['18', 18, '90%'],
    ['75%', 15, '75%'],
    ['33.335%', 6.667, '33.34%'],
    ['25', 25, '125%'],
    ['-1', -1, '-5%'],
    ['complete', 20, '100%'],
    ['0.001', 0.001, '0.01%'],
  ])('percent: %s is %d, %s', (text, score, grade) =>
    expect(posted(text, 'percent')).toEqual({ score, grade }),
  );

  test.each<Given>([
    ['complete', 20, 'complete'],
    ['pass', 20, 'complete'],
    ['incomplete', 0, 'incomplete'],
    ['fail', 0, 'incomplete'],
    ['20', 20, 'complete'],
    ['20.0', 20, 'complete'],
    ['100%', 20, 'complete'],
    ['0', 0, 'incomplete'],
    ['0%', 0, 'incomplete'],
    ['10', null, '10'],
    ['50%', null, '50%'],
    ['Complete', null, 'Complete'],
    ['A', null, 'A'],
  ])('pass_fail: %s is %s, %s', (text, score, grade) =>
    expect(posted(text, 'pass_fail')).toEqual({ score, grade }),
  );

  test.each<Given>([
    ['B+', 17.8, 'B+'],
    ['b+', 17.8, 'B+'],
    ['A', 20, 'A'],
    ['A-', 18.6, 'A-'],
    ['A\u2212', 18.6, 'A-'],
    ['f', 12, 'F'],
    ['18.8', 18.8, 'A'],
    ['18.79', 18.79, 'A-'],
    ['93%', 18.6, 'A-'],
    ['-5', -5, 'F'],
    ['complete', 20, 'A'],
    ['fail', 0, 'F'],
    ['E', null, 'E'],
  ])('letter_grade: %s is %s, %s', (text, score, grade) => {
    expect(posted(text, 'letter_grade')).toEqual({ score, grade });
  });

  test.each<[text: string, prefersPoints: boolean, score: number, grade: string]>([
    ['4.0', false, 20, '4.0'],
    ['4', false, 20, '4.0'],
    ['3.0', false, 17.8, '3.0'],
    ['0', false, 15.8, '0'],
    ['4', true, 4, '0'],
    ['17', false, 17, '3.0'],
    ['+4', false, 4, '0'],
    ['80%', true, 16, '3.0'],
  ])('gpa_scale: %s, points preferred %s: %d, %s', (text, prefersPoints, score, grade) => {
    const assignment = { gradingType: 'gpa_scale' as const, pointsPossible: 20 };
    expect(gradeFromText(text, assignment, gpa, prefersPoints)).toEqual({ score, grade });
  });

  test('points are preferred to numbers that are names, not to letters', () => {
    const assignment = { gradingType: 'letter_grade' as const, pointsPossible: 20 };
    expect(gradeFromText('B', assignment, defaultGradingScheme, true)).toEqual({ score: 17.2, grade: 'B' });
  });

  test.each(['4', 'A', '50%', 'complete', 'text'])('not_graded: %s is no score', (text) => {
    expect(posted(text, 'not_graded')).toEqual({ score: null, grade: text });
  });

  test.each([
    ' ',
    '5.',
    '5 ',
    ' 5',
    '1,5',
    '1e3',
    '0x10',
    '--5',
    '5%%',
    '%',
    '.',
    '+',
    'Infinity',
    'NaN',
    '\u22125',
  ])('no number: %j has no score and stays as text', (text) => {
    for (const gradingType of gradingTypes) {
      expect(posted(text, gradingType)).toEqual({ score: null, grade: text });
    }
  });

  test('a score of too many points is none', () => {
    expect(posted('100000000000', 'points')).toMatchObject({ score: 100_000_000_000 });
    for (const text of ['100000000001', '-100000000001', '9'.repeat(400), `${'9'.repeat(400)}%`]) {
      expect(posted(text, 'points')).toEqual({ score: null, grade: text });
    }
  });
});

test.each(gradingTypes)('%s: the empty text clears', (gradingType) =>
  expect(posted('', gradingType)).toBe('cleared'),
);

describe.each([null, 0])('where %s points are possible', (pointsPossible) => {
  test.each<[text: string, gradingType: GradingType, score: number | null, grade: string]>([
    ['50%', 'points', 0, '0'],
    ['7', 'points', 7, '7'],
    ['complete', 'points', 0, '0'],
    ['7', 'percent', 7, '7%'],
    ['7.5', 'percent', 7.5, '7.5%'],
    ['complete', 'pass_fail', 0, 'complete'],
    ['pass', 'pass_fail', 0, 'complete'],
    ['incomplete', 'pass_fail', 0, 'incomplete'],
    ['0', 'pass_fail', 0, 'incomplete'],
    ['7', 'pass_fail', null, '7'],
    ['B+', 'letter_grade', 0, 'B+'],
    ['Z', 'letter_grade', null, 'Z'],
    ['B+', 'gpa_scale', 0, 'B+'],
  ])('%s on %s is %s, %s', (text, gradingType, score, grade) => {
    expect(posted(text, gradingType, pointsPossible)).toEqual({ score, grade });
  });

  test('a grade is written without what was given', () => {
    const written = (gradingType: GradingType, score: number) =>
      gradeOfScore(score, { gradingType, pointsPossible }, defaultGradingScheme);
    expect(written('letter_grade', 95)).toBe('A');
    expect(written('letter_grade', 3)).toBe('F');
    expect(written('pass_fail', 3)).toBe('incomplete');
    expect(written('percent', 3)).toBe('3%');
  });
});

describe('a score is written', () => {
  const written = (gradingType: GradingType, score: number, pointsPossible = 10) =>
    gradeOfScore(score, { gradingType, pointsPossible }, defaultGradingScheme, 'B');

  test.each<[gradingType: GradingType, score: number, grade: string]>([
    ['points', 8, '8'],
    ['points', 8.5, '8.5'],
    ['points', 0, '0'],
    ['points', -1.25, '-1.25'],
    ['percent', 8.5, '85%'],
    ['percent', 6.6666, '66.67%'],
    ['pass_fail', 0.1, 'complete'],
    ['pass_fail', 0, 'incomplete'],
    ['pass_fail', -1, 'incomplete'],
    ['letter_grade', 9.4, 'A'],
    ['letter_grade', 9.399, 'A-'],
    ['gpa_scale', 8.7, 'B+'],
    ['not_graded', 3, '3'],
  ])('%s: %d is %s, whatever was given', (gradingType, score, grade) => {
    expect(written(gradingType, score)).toBe(grade);
  });

  test('with a letter from the decimal quotient: 17.4 of 20 is 87 %, although doubles make it less', () => {
    expect(written('letter_grade', 17.4, 20)).toBe('B+');
    expect(written('letter_grade', 5.39, 7)).toBe('C+');
  });

  test('halves of a hundredth away from zero, in decimals', () => {
    expect(written('percent', 1.005, 100)).toBe('1.01%');
    expect(written('percent', -1.005, 100)).toBe('-1.01%');
  });

  test('as it is where the percentage would be no number', () => {
    expect(written('percent', 3, 1e-320)).toBe('3%');
  });
});

test('any text is cleared, a finite score, or kept as it is, in time that grows with its length only', () => {
  const text = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.double().map((one) => `${one}%`),
    fc.constant(`${'1'.repeat(200_000)}x`),
  );
  const possible = fc.option(fc.oneof(fc.double({ noNaN: true }), fc.integer()));
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(...gradingTypes),
      possible,
      fc.boolean(),
      (given, gradingType, pointsPossible, prefers) => {
        const grade = gradeFromText(given, { gradingType, pointsPossible }, defaultGradingScheme, prefers);
        if (grade === 'cleared') expect(given).toBe('');
        else if (grade.score === null) expect(grade.grade).toBe(given);
        else expect(Number.isFinite(grade.score)).toBe(true);
      },
    ),
  );
});
