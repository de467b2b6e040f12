// Questions answered with a number: exact with a margin, ranges, significant digits, and calculated ones.

import { describe, expect, test } from 'vitest';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import type { Answer } from '../../src/model/answer-sheet.ts';
import type { FrozenQuestion, QuestionAnswer } from '../../src/model/question-data.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

function numerical(answer: Omit<QuestionAnswer, 'id' | 'weight'>): FrozenQuestion {
  return frozenQuestion('numerical_question', [{ id: 1, weight: 100, ...answer }]);
}

function exact(value: number, margin?: number | string): FrozenQuestion {
  const given = { numerical_answer_type: 'exact_answer', exact: value } as const;
  return numerical(margin === undefined ? given : { ...given, margin });
}

function range(start: number, end: number): FrozenQuestion {
  return numerical({ numerical_answer_type: 'range_answer', start, end });
}

function precise(approximate: number, precision: number): FrozenQuestion {
  return numerical({ numerical_answer_type: 'precision_answer', approximate, precision });
}

function calculated(answer: number, tolerance: number | string | null): FrozenQuestion {
  const drawn = { id: 1, weight: 100, answer, variables: [{ name: 'x', value: '4' }] };
  return frozenQuestion('calculated_question', [drawn, { id: 2, weight: 100, answer: 1000 }], {
    answer_tolerance: tolerance,
  });
}

describe('right are', () => {
  test.each<[string, FrozenQuestion, Answer]>([
    ['the number itself', exact(46, 0), 46],
    ['the number as text', exact(46, 0), ' 46.0 '],
    ['the number in groups', exact(1234.5, 0), '1,234.5'],
    ['the number as other languages write it', exact(1234.5, 0), '1.234,5'],
    ['a decimal comma', exact(3.5, 0), '3,5'],
    ['a sign before it', exact(46, 0), '+46'],
    ['a point behind it', exact(46, 0), '46.'],
    ['the number with an exponent', exact(1500, 0), '1.5e3'],
    ['a fraction without a whole part', exact(0.5, 0), '.5'],
    ['a decimal that doubles have not', exact(0.3, 0), '0.3'],
    ['a number without a margin said', exact(2), 2],
    ['the lower bound of a margin that doubles miss', exact(-11.7, 0.02), -11.72],
    ['the upper bound of a margin that doubles miss', exact(0.1, 0.2), '0.3'],
    ['the upper bound, as a number', exact(0.1, 0.2), 0.3],
    ['a margin as text', exact(10, '0.5'), 10.5],
    ['a negative margin, which is as wide', exact(10, -0.5), 9.5],
    ['the lower bound of a percentage', exact(0.7, '10%'), '0.63'],
    ['the upper bound of a percentage', exact(0.7, ' 10 % '), 0.77],
    ['a percentage of a negative number', exact(-50, '2%'), -51],
    ['minus nought', exact(0, 0), -0],
    ['a number within a range', range(2, 3), 2.5],
    ['the start of a range', range(2.5, 3.5), 2.5],
    ['the end of a range', range(2.5, 3.5), '3.50'],
    ['within a range from its upper end', range(3, -3), -2.5],
    ['as many digits as asked', precise(5.67894, 3), 5.67],
    ['more digits than asked, cut off and not rounded', precise(5.67894, 4), '5.6789999'],
    ['a text of many digits', precise(5.67894, 6), `5.67894${'9'.repeat(1000)}`],
    ['fewer digits where the rest is noughts', precise(2, 4), '2'],
    ['noughts behind', precise(2.5, 2), '2.500'],
    ['a negative number', precise(-0.00123456, 3), -0.00123999],
    ['nought', precise(0, 3), '0.000'],
    ['a calculated result', calculated(12.5, 0), 12.5],
    ['within a tolerance', calculated(0.1, 0.2), '0.3'],
    ['within a percentage of tolerance', calculated(200, '5%'), 210],
    ['a calculated result without tolerance', calculated(12.5, null), '12.50'],
  ])('%s', (_, question, answer) => {
    expect(scoreQuestion(question, answer)).toStrictEqual({
      correct: true,
      points: 3,
      question_id: 7,
      answer_id: 1,
      text: String(answer),
    });
  });
});

const number = exact(0, 0);

describe('wrong are', () => {
  test.each<[string, FrozenQuestion, unknown, string]>([
    ['another number', exact(46, 0), 47, '47'],
    ['a number beside the number', exact(0.3, 0), 0.1 + 0.2, '0.30000000000000004'],
    ['just outside a margin', exact(0.1, 0.2), '0.30000000000000000001', '0.30000000000000000001'],
    ['just outside a percentage', exact(0.7, '10%'), 0.629, '0.629'],
    ['outside a margin that is no number', exact(10, 'some'), 10.1, '10.1'],
    ['just outside a range', range(2.5, 3.5), 2.49, '2.49'],
    ['just outside a range from its upper end', range(3, -3), -3.001, '-3.001'],
    ['too few digits', precise(5.67894, 4), 5.67, '5.67'],
    ['rounded instead of cut off', precise(5.67894, 4), 5.679, '5.679'],
    ['another exponent', precise(5.67894, 3), 56.7, '56.7'],
    ['another sign', precise(5.67894, 3), -5.67, '-5.67'],
    ['nearly nought', precise(0, 3), 1e-300, '1e-300'],
    ['another result', calculated(12.5, 0), 12.6, '12.6'],
    ['the result of other values', calculated(12.5, 0), 1000, '1000'],
    ['just outside a tolerance', calculated(200, '5%'), 210.01, '210.01'],
    ['no answer', number, undefined, ''],
    ['null', number, null, ''],
    ['an empty text', number, '', ''],
    ['a blank text', number, ' \n', ' \n'],
    ['a word', number, 'zero', 'zero'],
    ['NaN', number, Number.NaN, 'NaN'],
    ['infinity', number, Number.POSITIVE_INFINITY, 'Infinity'],
    ['infinity as text', number, '-Infinity', '-Infinity'],
    ['groups that are none', exact(12345, 0), '12,34,5', '12,34,5'],
    ['two points', exact(1.2, 0), '1.2.3', '1.2.3'],
    ['hexadecimal', exact(16, 0), '0x10', '0x10'],
    ['a number with a unit', exact(5, 0), '5 kg', '5 kg'],
    ['a point alone', number, '.', '.'],
    ['a sign alone', number, '-', '-'],
    ['a list', number, [0], ''],
    ['an object', number, { valueOf: 0 }, ''],
    ['false', number, false, ''],
    ['a huge exponent', number, '1e999999', '1e999999'],
    ['an exponent past all reason', number, '1e9999999999', '1e9999999999'],
    ['very many digits', number, '9'.repeat(200_000), '9'.repeat(200_000)],
    ['very many digits and a letter', number, `${'9'.repeat(200_000)}x`, `${'9'.repeat(200_000)}x`],
  ])('%s', (_, question, answer, text) => {
    expect(scoreQuestion(question, answer as Answer)).toStrictEqual({
      correct: false,
      points: 0,
      question_id: 7,
      text,
    });
  });
});

test('any of several answers will do, and the first that fits is shown', () => {
  const question = frozenQuestion('numerical_question', [
    { id: 1, weight: 100, numerical_answer_type: 'exact_answer', exact: 5, margin: 0 },
    { id: 2, weight: 100, numerical_answer_type: 'range_answer', start: 8, end: 9 },
    { id: 3, weight: 100, numerical_answer_type: 'range_answer', start: 8.5, end: 10 },
  ]);
  expect(scoreQuestion(question, 8.5)).toMatchObject({ correct: true, answer_id: 2 });
  expect(scoreQuestion(question, 9.5)).toMatchObject({ correct: true, answer_id: 3 });
  expect(scoreQuestion(question, 7)).toMatchObject({ correct: false });
});

test('an answer that its author left unfinished fits nothing', () => {
  for (const numerical_answer_type of ['exact_answer', 'range_answer', 'precision_answer'] as const) {
    expect(scoreQuestion(numerical({ numerical_answer_type }), 0)).toMatchObject({ correct: false });
  }
  expect(scoreQuestion(numerical({}), 0)).toMatchObject({ correct: false });
  expect(scoreQuestion(frozenQuestion('numerical_question', []), 0)).toMatchObject({ correct: false });
  expect(scoreQuestion(frozenQuestion('calculated_question', []), 0)).toMatchObject({ correct: false });
});

test('without a number of digits, sign and exponent decide', () => {
  expect(scoreQuestion(precise(5.67, 0), 9.99)).toMatchObject({ correct: true });
  expect(scoreQuestion(precise(5.67, 0), 10)).toMatchObject({ correct: false });
  expect(scoreQuestion(precise(5.67, 0), -5.67)).toMatchObject({ correct: false });
});
