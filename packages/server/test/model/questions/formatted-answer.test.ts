// How answers to numerical questions are shown. Source: quiz reference §2.6.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formattedAnswer } from '../../../src/model/questions/formatted-answer.ts';

const inDecimals = { question_type: 'numerical_question', answers: [{ id: 1, weight: 100 }] } as const;
const inDigits = {
  question_type: 'numerical_question',
  answers: [
    { id: 1, weight: 100, numerical_answer_type: 'exact_answer' },
    { id: 2, weight: 100, numerical_answer_type: 'precision_answer' },
  ],
} as const;
const asked = {
  decimals: { ...inDecimals, answers: [...inDecimals.answers] },
  digits: { ...inDigits, answers: [...inDigits.answers] },
};

describe('a number', () => {
  test.each([
    ['99.9000000', '99.9', '99.9'],
    ['12.34567890123456789', '12.3457', '12.34567890123457'],
    ['0.00005', '0.0001', '0.00005'],
    ['0.00004', '0', '0.00004'],
    ['-0.00004', '0', '-0.00004'],
    ['-1.00005', '-1.0001', '-1.00005'],
    ['1.00005', '1.0001', '1.00005'],
    ['9.99999', '10', '9.99999'],
    ['99999999999999999', '99999999999999999', '100000000000000000'],
    ['1234567890123456789', '1234567890123456789', '1234567890123457000'],
    ['0.000012345678901234567', '0', '0.00001234567890123457'],
    ['007', '7', '7'],
    ['-0', '0', '0'],
    ['1,234.50', '1234.5', '1234.5'],
    ['3,5', '3.5', '3.5'],
    ['.5', '0.5', '0.5'],
    ['2e3', '2000', '2000'],
    ['1.5E-2', '0.015', '0.015'],
  ])('%s is %s in decimals and %s in digits', (text, decimals, digits) => {
    expect(formattedAnswer(asked.decimals, text)).toBe(decimals);
    expect(formattedAnswer(asked.digits, text)).toBe(digits);
  });

  test.each([['abcd'], [''], ['1 2'], ['1e999999999'], ['-1e-401'], ['1'.repeat(401)]])(
    'that is none, or no number to show, comes back: %.20s',
    (text) => {
      expect(formattedAnswer(asked.decimals, text)).toBe(text);
      expect(formattedAnswer(asked.digits, text)).toBe(text);
    },
  );

  test('to a question that asks for none comes back', () => {
    expect(formattedAnswer({ ...asked.decimals, question_type: 'short_answer_question' }, '1.50')).toBe(
      '1.50',
    );
    expect(formattedAnswer({ ...asked.decimals, question_type: 'calculated_question' }, '1.50')).toBe('1.5');
  });

  test('shown again is the same, and is the number to 4 decimals', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (number) => {
        const shown = formattedAnswer(asked.decimals, String(number));
        expect(formattedAnswer(asked.decimals, shown)).toBe(shown);
        expect(Math.abs(Number(shown) - number)).toBeLessThanOrEqual(0.000_050_1);
      }),
    );
  });
});
