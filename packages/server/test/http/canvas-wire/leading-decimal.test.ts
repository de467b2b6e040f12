// Text read as a number as Ruby does.

import { expect, test } from 'vitest';
import { leadingDecimal } from '../../../src/http/canvas-wire/leading-decimal.ts';

test.each([
  ['2.5', 2.5],
  ['-2.4', -2.4],
  ['+3', 3],
  ['  4.25 points', 4.25],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['5.', 5],
  ['1e2', 100],
  ['1_000.5', 1000.5],
  ['2,5', 2],
  ['1e999', Number.POSITIVE_INFINITY],
  ['', 0],
  ['abc', 0],
  ['-', 0],
  ['e5', 0],
  ['-0', 0],
  ['0x10', 0],
])('%j is %d', (text, number) => {
  expect(leadingDecimal(text)).toBe(number);
});
