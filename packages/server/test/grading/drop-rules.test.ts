// Drop rules against the examples of the core reference §12.3 and against trying every choice.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DropRules, type GroupRow, keptRows } from '../../src/grading/drop-rules.ts';

const noDrops: DropRules = { dropLowest: null, dropHighest: null, neverDrop: [] };

/** Assignments count from 1. */
function rowsOf(...given: [score: number, total: number][]): GroupRow[] {
  return given.map(([score, total], index) => ({ assignmentId: index + 1, score, total }));
}

function keptIds(rows: readonly GroupRow[], rules: Partial<DropRules>): number[] {
  return keptRows(rows, { ...noDrops, ...rules })
    .map(({ assignmentId }) => assignmentId)
    .sort((a, b) => a - b);
}

describe('drop rules', () => {
  const three = rowsOf([9, 10], [50, 100], [5, 20]);

  test('drop what makes the rest best, not what is lowest by itself', () => {
    expect(keptIds(three, { dropLowest: 1 })).toEqual([1, 2]);
    const four = rowsOf([80, 100], [20, 20], [1, 3], [2, 5]);
    expect(keptIds(four, { dropLowest: 2 })).toEqual([2, 3]);
  });

  test('drop the highest from what dropping the lowest left', () => {
    expect(keptIds(three, { dropHighest: 1 })).toEqual([2, 3]);
    expect(keptIds(three, { dropLowest: 1, dropHighest: 1 })).toEqual([2]);
  });

  test.each([
    ['unset', {}],
    ['0', { dropLowest: 0, dropHighest: 0 }],
    ['below 0', { dropLowest: -1, dropHighest: -2 }],
  ])('%s keep everything', (_name, rules) => expect(keptIds(three, rules)).toEqual([1, 2, 3]));

  test('keep one row although more should be dropped', () => {
    expect(keptIds(three, { dropLowest: 3 })).toEqual([1]);
    expect(keptIds(three, { dropLowest: 99, dropHighest: 99 })).toEqual([1]);
    expect(keptIds(rowsOf([1, 2]), { dropLowest: 1, dropHighest: 1 })).toEqual([1]);
  });

  test('drop none of the highest when both together would leave nothing', () => {
    expect(keptIds(three, { dropHighest: 3 })).toEqual([1, 2, 3]);
    expect(keptIds(three, { dropLowest: 1, dropHighest: 2 })).toEqual([1, 2]);
  });

  test('never drop what is never to be dropped, and do not count it', () => {
    const rows = rowsOf([5, 20], [15, 20], [10, 20]);
    expect(keptIds(rows, { dropLowest: 2, neverDrop: [1] })).toEqual([1, 2]);
    expect(keptIds(rows, { dropLowest: 2, neverDrop: [1, 2, 3] })).toEqual([1, 2, 3]);
    expect(keptIds(rows, { dropLowest: 1, neverDrop: [1, 99] })).toEqual([1, 2]);
  });

  test('keep by score where nothing has points: the best, and the lowest of those', () => {
    const unpointed = rowsOf([4, 0], [1, 0], [3, 0], [2, 0]);
    expect(keptIds(unpointed, { dropLowest: 1 })).toEqual([1, 3, 4]);
    expect(keptIds(unpointed, { dropLowest: 1, dropHighest: 1 })).toEqual([3, 4]);
  });

  test('keep the best scores when dropping the lowest left nothing with points', () => {
    const rows = rowsOf([0, 10], [4, 0], [1, 0], [3, 0], [0, 10]);
    expect(keptIds(rows, { dropLowest: 2, dropHighest: 1 })).toEqual([2, 4]);
  });

  test('count extra credit that has no points of its own', () => {
    const rows = rowsOf([5, 10], [9, 10], [3, 0]);
    expect(keptIds(rows, { dropLowest: 1 })).toEqual([2, 3]);
  });

  test('tell percentages apart that are closer than one point of the largest assignment', () => {
    const close = rowsOf([98, 99], [95, 100], [98, 98], [100, 99], [96, 97]);
    expect(keptIds(close, { dropLowest: 2, dropHighest: 1 })).toEqual([1, 3]);
  });

  test('come to an end with points beyond what doubles can tell apart', () => {
    const large = rowsOf([1e9, 2e9], [1.5e9, 2e9], [5e8, 2e9]);
    expect(keptIds(large, { dropLowest: 1, dropHighest: 1 })).toEqual([1]);
    expect(
      keptIds(rowsOf([Number.NaN, 1], [1, Number.POSITIVE_INFINITY], [1, -1]), { dropLowest: 1 }),
    ).toHaveLength(2);
  });

  test('drop the same of equal rows in whatever order they come', () => {
    const equal = rowsOf([5, 10], [5, 10], [5, 10]);
    expect(keptIds(equal.toReversed(), { dropLowest: 1 })).toEqual(keptIds(equal, { dropLowest: 1 }));
  });
});

describe('every choice tried', () => {
  // The precision of the bisection tells any two choices apart for so few rows; more need luck, in Canvas too.
  const rowsTried = fc
    .array(fc.record({ score: fc.integer({ min: 0, max: 60 }), total: fc.integer({ min: 1, max: 40 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((rows) => rows.map((row, index) => ({ assignmentId: index + 1, ...row })));
  const drops = fc.integer({ min: 0, max: 5 });
  const neverDrop = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 2 });

  test('finds nothing better than what is kept', () => {
    fc.assert(
      fc.property(rowsTried, drops, drops, neverDrop, (rows, dropLowest, dropHighest, never) => {
        const rules = { dropLowest, dropHighest, neverDrop: never };
        const kept = keptRows(rows, rules);
        const fixed = rows.filter(({ assignmentId }) => never.includes(assignmentId));
        const droppable = rows.filter((row) => !fixed.includes(row));
        expect(kept).toEqual(expect.arrayContaining(fixed));
        if (droppable.length === 0) return;
        const bestCount = Math.max(droppable.length - dropLowest, 1);
        const lowestCount = dropHighest < bestCount ? bestCount - dropHighest : bestCount;
        expect(kept).toHaveLength(fixed.length + lowestCount);
        const inKept = new Set(kept);
        const isRight = extremes(choices(droppable, bestCount), fixed, 1).some((best) =>
          extremes(choices(best, lowestCount), fixed, -1).some((lowest) =>
            lowest.every((row) => inKept.has(row)),
          ),
        );
        expect(isRight).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  /** The choices with the highest (1) or lowest (-1) percentage, compared without rounding. */
  function extremes(among: GroupRow[][], fixed: readonly GroupRow[], sign: 1 | -1): GroupRow[][] {
    const sums = among.map((rows) => ({ rows, ...sumOf([...rows, ...fixed]) }));
    return sums
      .filter((one) => sums.every((other) => sign * (one.score * other.total - other.score * one.total) >= 0))
      .map(({ rows }) => rows);
  }

  function sumOf(rows: readonly GroupRow[]): { score: number; total: number } {
    return rows.reduce((sum, row) => ({ score: sum.score + row.score, total: sum.total + row.total }), {
      score: 0,
      total: 0,
    });
  }

  function choices(rows: readonly GroupRow[], count: number): GroupRow[][] {
    const [first, ...others] = rows;
    if (count === 0) return [[]];
    if (first === undefined) return [];
    return [...choices(others, count - 1).map((rest) => [first, ...rest]), ...choices(others, count)];
  }
});
