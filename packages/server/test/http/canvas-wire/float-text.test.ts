// Floats as Ruby's `Float#to_s` writes them, which is what Canvas's headers hold.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { floatText } from '../../../src/http/canvas-wire/float-text.ts';

test.each([
  [600, '600.0'],
  [0, '0.0'],
  [-200, '-200.0'],
  [599.75, '599.75'],
  [0.0123, '0.0123'],
  [0.0001, '0.0001'],
  [0.00005, '5.0e-05'],
  [0.000012, '1.2e-05'],
  [1e-10, '1.0e-10'],
  [-0.00005, '-5.0e-05'],
  [1e15, '1000000000000000.0'],
])('%s is %s', (value, expected) => {
  expect(floatText(value)).toBe(expected);
});

test('any float has a fraction and is read back as itself', () => {
  const value = fc.double({ min: -1e15, max: 1e15, noNaN: true }).filter((float) => !Object.is(float, -0));
  fc.assert(
    fc.property(value, (float) => {
      expect(floatText(float)).toMatch(/^-?\d+\.\d+(e-\d\d+)?$/);
      expect(Number(floatText(float))).toBe(float);
    }),
  );
});
