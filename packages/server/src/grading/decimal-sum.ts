// The exact sum of points. Course scores add up thousands of rows, so points with few decimals are added as integers.

import type { Decimal } from 'decimal.js';
import { ExactDecimal } from './exact-decimal.ts';

const partsPerPoint = 10_000;

/** Up to twice this, doubles lie closer together than parts: every number of parts has a double of its own. */
const partsMax = 1e15;

/** Σ of the values, each taken as the decimal it is written as. */
export function decimalSum(values: readonly number[]): Decimal {
  const parts = sumInParts(values);
  if (parts !== null) return new ExactDecimal(parts / partsPerPoint);
  return values.reduce((sum, value) => sum.plus(value), new ExactDecimal(0));
}

/** The sum in ten-thousandths, or null where that could be inexact: a value with more decimals, or too large a number. */
function sumInParts(values: readonly number[]): number | null {
  let sum = 0;
  for (const value of values) {
    const parts = Math.round(value * partsPerPoint);
    sum += parts;
    if (parts / partsPerPoint !== value || !(Math.abs(sum) <= partsMax)) return null;
  }
  return sum;
}
