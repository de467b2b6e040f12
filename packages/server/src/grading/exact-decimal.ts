// Decimals for points and percentages. A number is taken as the shortest decimal that reads as it: 0.1 is one tenth.

import { Decimal } from 'decimal.js';

/**
 * 50 digits: sums and products of points, margins and percentages are exact, and a quotient that is not a half of a
 * hundredth is never taken for one. Halves go away from zero.
 */
export const ExactDecimal = Decimal.clone({ precision: 50, rounding: Decimal.ROUND_HALF_UP });

/** The value at two decimals, halves away from zero; null when it is no finite number. Canvas: core reference §12.1. */
export function hundredths(value: Decimal): number | null {
  const rounded = value.toDecimalPlaces(2).toNumber();
  return Number.isFinite(rounded) ? rounded : null;
}
