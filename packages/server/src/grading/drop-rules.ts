// Drop rules: which rows of a group count when some of the lowest or highest are dropped. It knows one student's rows in
// one view of the scores; which rows there are is decided in course-scores.ts.

import type { AssignmentGroup } from '../model/assignment.ts';

export interface DropRules extends Pick<AssignmentGroup, 'dropLowest' | 'dropHighest'> {
  /** Ids of assignments. */
  neverDrop: readonly number[];
}

/** What one assignment contributes to its group. */
export interface GroupRow {
  assignmentId: number;
  score: number;
  total: number;
}

/**
 * The rows that are kept, in no order. Dropping the lowest leaves the rows that together make the highest percentage,
 * dropping the highest then leaves those that make the lowest, both counted with the rows that are never dropped; a low
 * percentage on a small assignment may stay while a larger one goes. At least one row that can be dropped is kept, and which
 * of two equal ones does not depend on their order. Canvas: core reference §12.3.
 */
export function keptRows(rows: readonly GroupRow[], rules: DropRules): readonly GroupRow[] {
  const dropLowest = rules.dropLowest ?? 0;
  const dropHighest = rules.dropHighest ?? 0;
  if (dropLowest <= 0 && dropHighest <= 0) return rows;
  const isFixed = ({ assignmentId }: GroupRow) => rules.neverDrop.includes(assignmentId);
  const fixed = rows.filter(isFixed);
  const droppable = rows.filter((row) => !isFixed(row));
  const count = droppable.length;
  if (count === 0) return fixed;
  const bestCount = count - Math.min(Math.max(dropLowest, 0), count - 1);
  const lowestCount = dropHighest > 0 && dropHighest < bestCount ? bestCount - dropHighest : bestCount;
  return [...keptOf(droppable, fixed, bestCount, lowestCount), ...fixed];
}

function keptOf(
  droppable: readonly GroupRow[],
  fixed: readonly GroupRow[],
  bestCount: number,
  lowestCount: number,
): readonly GroupRow[] {
  const totalMax = Math.max(...droppable.map(({ total }) => total), ...fixed.map(({ total }) => total));
  if (!(totalMax > 0)) return byScore(droppable).slice(-bestCount).slice(0, lowestCount);
  const best = extremeRows(droppable, fixed, bestCount, totalMax, 'highest');
  if (best.length > lowestCount && [...best, ...fixed].every(({ total }) => total === 0)) {
    return byScore(best).slice(-lowestCount);
  }
  return extremeRows(best, fixed, lowestCount, totalMax, 'lowest');
}

function byScore(rows: readonly GroupRow[]): GroupRow[] {
  return [...rows].sort((a, b) => a.score - b.score || a.assignmentId - b.assignmentId);
}

/**
 * The `count` rows that make the highest or lowest percentage together with the fixed ones. For a percentage q, the rows
 * with the most (fewest) points above q do best; they reach q when those points and the fixed rows' add up to none. So q is
 * found by bisection, to within less than two different percentages are apart.
 */
function extremeRows(
  rows: readonly GroupRow[],
  fixed: readonly GroupRow[],
  count: number,
  totalMax: number,
  which: 'highest' | 'lowest',
): readonly GroupRow[] {
  if (rows.length <= count) return rows;
  const sign = which === 'highest' ? -1 : 1;
  let [low, high] = percentageBounds([...rows, ...fixed]);
  const precision = 1 / (2 * count * totalMax ** 2);
  const rated = rows.map((row) => ({ row, above: 0 }));
  for (;;) {
    const middle = (low + high) / 2;
    for (const one of rated) one.above = one.row.score - middle * one.row.total;
    rated.sort((a, b) => sign * (a.above - b.above) || a.row.assignmentId - b.row.assignmentId);
    // Doubles end before the precision is reached when totals are large; odd values give no bounds at all.
    if (high - low < precision || !(low < middle && middle < high)) break;
    let sum = 0;
    for (let index = 0; index < count; index += 1) sum += rated[index]?.above ?? 0;
    for (const { score, total } of fixed) sum += score - middle * total;
    if (sum < 0) high = middle;
    else low = middle;
  }
  return rated.slice(0, count).map(({ row }) => row);
}

/** What the percentage of any choice of these rows lies between; rows without points only add to a score. */
function percentageBounds(rows: readonly GroupRow[]): [low: number, high: number] {
  const pointed = rows.filter(({ total }) => total !== 0);
  const ratios = pointed.map(({ score, total }) => score / total);
  const low = Math.min(...ratios);
  if (pointed.length === rows.length) return [low, Math.max(...ratios)];
  const possible = sumOf(pointed, 'total');
  const extra = sumOf(rows, 'score') - sumOf(pointed, 'score');
  return [low, (Math.max(possible, sumOf(pointed, 'score')) + extra) / possible];
}

function sumOf(rows: readonly GroupRow[], column: 'score' | 'total'): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}
