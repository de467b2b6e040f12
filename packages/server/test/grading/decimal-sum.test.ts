// Sums of points: the integers that make them fast against plain decimals.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalSum } from '../../src/grading/decimal-sum.ts';
import { ExactDecimal } from '../../src/grading/exact-decimal.ts';

test.each([
  [[], '0'],
  [[0.1, 0.2], '0.3'],
  [[1.3, 1.3, 1.3], '3.9'],
  [[0.00005, 1], '1.00005'],
  [[-1.1, 1], '-0.1'],
  [[100_000_000_000, 0.0001], '100000000000.0001'],
  [[566_459_466_843.628, -566_459_466_843], '0.628'],
  [Array(100).fill(99_999_999_999.9999), '9999999999999.99'],
  [[1e300, -1e300, 1], '1'],
] as [number[], string][])('%j: %s', (values, sum) => expect(decimalSum(values).toFixed()).toBe(sum));

test('is the sum of the decimals as they are written', () => {
  const written = fc
    .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 7 }))
    .map(([digits, places]) => digits / 10 ** places);
  const large = fc
    .double({ noNaN: true, min: -2e11, max: 2e11 })
    .filter((one) => one === 0 || Math.abs(one) > 1e-10);
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: written }, large), { maxLength: 30 }), (values) => {
      const plain = values.reduce((sum, value) => sum.plus(value), new ExactDecimal(0));
      expect(decimalSum(values).equals(plain)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
