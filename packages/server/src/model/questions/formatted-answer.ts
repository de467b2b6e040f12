// An answer to a numerical question as Canvas's page shows it when the field is left. Canvas: quiz reference §2.6.

import type { QuestionData } from '../question-data.ts';
import { decimalText } from './decimal-text.ts';

const decimals = 4;
const significantDigits = 16;
/** More digits, or a greater exponent, than a double has: nothing that a question asks for. */
const digitsMax = 400;

/**
 * At most 4 decimals, or 16 significant digits when any answer of the question counts digits, without zeros at the end:
 * `99.9000000` is `99.9`. Halves are rounded away from zero, in the decimal digits as written. Text that is no number comes
 * back as it is, and so does any answer to a question that asks for none.
 */
export function formattedAnswer(
  { question_type, answers }: Pick<QuestionData, 'question_type' | 'answers'>,
  text: string,
): string {
  const asksForNumber = question_type === 'numerical_question' || question_type === 'calculated_question';
  const decimal = asksForNumber ? decimalText(text) : null;
  if (decimal === null) return text;
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(decimal) ?? [];
  const scale = fraction.length - Number(exponent);
  if (whole.length + fraction.length > digitsMax || Math.abs(scale) > digitsMax) return text;
  const digits = BigInt(`${whole}${fraction}`);
  const countsDigits = answers.some((answer) => answer.numerical_answer_type === 'precision_answer');
  const places = countsDigits ? scale - String(digits).length + significantDigits : decimals;
  const rounded =
    scale <= places ? placed(digits, scale) : placed(roundedOff(digits, scale - places), places);
  return sign === '-' && rounded !== '0' ? `-${rounded}` : rounded;
}

/** Without its last `count` digits. */
function roundedOff(digits: bigint, count: number): bigint {
  const unit = 10n ** BigInt(count);
  return (digits + unit / 2n) / unit;
}

/** `digits` with the last `scale` of them after the point; below 0, with zeros behind. */
function placed(digits: bigint, scale: number): string {
  if (scale <= 0) return String(digits * 10n ** BigInt(-scale));
  const text = String(digits).padStart(scale + 1, '0');
  const fraction = text.slice(-scale).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, -scale) : `${text.slice(0, -scale)}.${fraction}`;
}
