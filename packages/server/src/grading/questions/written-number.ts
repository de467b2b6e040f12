// Numbers as people and programs write them, without rounding.

import type { Decimal } from 'decimal.js';
import { decimalText } from '../../model/questions/decimal-text.ts';
import { ExactDecimal } from '../exact-decimal.ts';

/** The number exactly as written, or null when it is none: text that is no number, nothing at all, NaN, infinity. */
export function writtenNumber(given: unknown): Decimal | null {
  const written = typeof given === 'string' ? decimalText(given) : typeof given === 'number' ? given : null;
  if (written === null) return null;
  const number = new ExactDecimal(written);
  return number.isFinite() ? number : null;
}

/** A margin around `centre`, in its units: a number, or a percentage of it as text (`"10%"`). Unreadable is none. */
export function marginAround(centre: Decimal, margin: unknown): Decimal {
  const isPercentage = typeof margin === 'string' && margin.trim().endsWith('%');
  const number = writtenNumber(isPercentage ? margin.trim().slice(0, -1) : margin);
  if (number === null) return new ExactDecimal(0);
  return (isPercentage ? number.times(centre).times('0.01') : number).abs();
}
