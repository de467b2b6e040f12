// The way through the gradebook by keys.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeAfterKey } from '../../src/gradebook/grid-columns.ts';

const size = { rows: 5, columns: 4, page: 3 };
const after = (key: string, isControl = false, place = { row: 2, column: 1 }) => {
  const next = placeAfterKey(place, { key, isControl }, size);
  return next === null ? null : [next.row, next.column];
};

test.each<[string, [number, number], [number, number]]>([
  ['ArrowUp', [1, 1], [0, 1]],
  ['ArrowDown', [3, 1], [4, 1]],
  ['ArrowLeft', [2, 0], [2, 0]],
  ['ArrowRight', [2, 2], [2, 3]],
  ['Home', [2, 0], [0, 0]],
  ['End', [2, 3], [4, 3]],
  ['PageUp', [0, 1], [0, 1]],
  ['PageDown', [4, 1], [4, 1]],
])('%s leads to %j, with Control to %j', (key, alone, withControl) => {
  expect(after(key)).toEqual(alone);
  expect(after(key, true)).toEqual(withControl);
});

test('above the first row are the heads, and nothing above them', () => {
  expect(after('ArrowUp', false, { row: 0, column: 2 })).toEqual([-1, 2]);
  expect(after('ArrowUp', false, { row: -1, column: 2 })).toEqual([-1, 2]);
  expect(after('Home', false, { row: -1, column: 2 })).toEqual([-1, 0]);
});

test.each(['a', 'Enter', ' ', 'Escape', 'Tab'])('%j does not move', (key) => {
  expect(after(key)).toBeNull();
});

test('no keys lead out of the grid', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 50 }),
      (pressed, rows, columns) => {
        let place = { row: 0, column: 0 };
        for (const [key, isControl] of pressed) {
          place = placeAfterKey(place, { key, isControl }, { rows, columns, page: 7 }) ?? place;
          expect(place.row).toBeGreaterThanOrEqual(-1);
          expect(place.row).toBeLessThan(rows);
          expect(place.column).toBeGreaterThanOrEqual(0);
          expect(place.column).toBeLessThan(columns);
        }
      },
    ),
  );
});
