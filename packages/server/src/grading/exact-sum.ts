// Sums of points as a person would make them.

import { decimalSum } from './decimal-sum.ts';

/**
 * The sum of the numbers as they are written in decimal, rounded once at the end: 3 × 1.3 is 3.9. Zero without any.
 * Canvas: quiz reference §3.1.
 */
export function exactSum(values: readonly number[]): number {
  return decimalSum(values).toNumber();
}
