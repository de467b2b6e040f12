// Numerical: exact with a margin, a range, or so many significant digits. Bounds belong to what they bound, in decimal
// arithmetic: 11.7 ± 0.02 includes 11.72.

import type { Decimal } from 'decimal.js';
import type { QuestionAnswer, QuestionData } from '../../model/question-data.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { textOrEmpty } from './answer-text.ts';
import { type Judgement, judgedWhole } from './judgement.ts';
import { marginAround, writtenNumber } from './written-number.ts';

/** Nothing, or what is no number, is wrong and not 0. */
export function scoreNumerical({ answers }: QuestionData, answer: unknown): Judgement {
  const text = textOrEmpty(answer);
  const given = writtenNumber(answer);
  const matched = given === null ? undefined : answers.find((one) => isWithin(one, given));
  if (matched === undefined) return judgedWhole(false, { text });
  return judgedWhole(true, { answer_id: matched.id, text });
}

/** Whether the number is `centre`, give or take the margin: a number, or a percentage of `centre` as text. */
export function isNear(centre: unknown, margin: unknown, given: Decimal): boolean {
  const exact = writtenNumber(centre);
  if (exact === null) return false;
  if (given.equals(exact)) return true;
  const allowed = marginAround(exact, margin);
  return isBetween(exact.minus(allowed), exact.plus(allowed), given);
}

/** Canvas: a type that is not known is a range, and a range may be written from its upper end. */
function isWithin(answer: QuestionAnswer, given: Decimal): boolean {
  switch (answer.numerical_answer_type) {
    case 'exact_answer':
      return isNear(answer.exact, answer.margin, given);
    case 'precision_answer':
      return isApproximately(answer, given);
    default: {
      const start = writtenNumber(answer.start);
      const end = writtenNumber(answer.end);
      if (start === null || end === null) return false;
      return isBetween(start, end, given) || isBetween(end, start, given);
    }
  }
}

/** Sign, exponent and the first `precision` significant digits are the same; what follows is cut off, not rounded. */
function isApproximately({ approximate, precision = 0 }: QuestionAnswer, given: Decimal): boolean {
  const expected = writtenNumber(approximate);
  if (expected === null) return false;
  if (expected.isZero() || given.isZero()) return expected.equals(given);
  const digits = Math.trunc(precision);
  if (!(digits >= 1)) return expected.s === given.s && expected.e === given.e;
  return firstDigits(expected, digits).equals(firstDigits(given, digits));
}

function firstDigits(number: Decimal, digits: number): Decimal {
  return digits < number.precision() ? number.toSignificantDigits(digits, ExactDecimal.ROUND_DOWN) : number;
}

function isBetween(low: Decimal, high: Decimal, given: Decimal): boolean {
  return given.greaterThanOrEqualTo(low) && given.lessThanOrEqualTo(high);
}
