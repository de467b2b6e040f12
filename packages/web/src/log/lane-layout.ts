// Where the lanes of the picture are, and what of them is at a place of it. Pixels of CSS, from the top of the first lane. Pure.

import type { TimeRange } from './log-views.ts';
import { firstFrom } from './time-range.ts';
import type { Lane, Span } from './timeline-lanes.ts';

export interface View {
  range: TimeRange;
  /** Of the plot. */
  width: number;
  laneHeight: number;
}

/** What the pointer is at: a mark, by its place in the lane, with how many more are drawn at the same spot; or a span. */
export type Hit =
  | { is: 'mark'; laneIndex: number; index: number; more: number }
  | { is: 'span'; laneIndex: number; span: Span };

/** Of the axis over the lanes. */
export const axisHeight = 48;

const reachPx = 10;

/** Of many questions lanes are lower, so that more of them are seen at once. */
export function laneHeightOf(laneCount: number): number {
  return laneCount > 32 ? 18 : 24;
}

export function xOf(atMs: number, { range, width }: Pick<View, 'range' | 'width'>): number {
  return ((atMs - range.fromMs) / (range.toMs - range.fromMs)) * width;
}

export function timeAt(x: number, { range, width }: Pick<View, 'range' | 'width'>): number {
  return range.fromMs + (x / Math.max(1, width)) * (range.toMs - range.fromMs);
}

/** Marks come before the spans under them. */
export function hitAt(lanes: readonly Lane[], x: number, y: number, view: View): Hit | null {
  const laneIndex = Math.floor(y / view.laneHeight);
  const lane = lanes[laneIndex];
  if (lane === undefined) return null;
  const index = nearestMark(lane, timeAt(x, view));
  const isNear = index !== null && Math.abs(xOf(lane.times[index] ?? 0, view) - x) <= reachPx;
  if (isNear) return { is: 'mark', laneIndex, index, more: countBeside(lane, index, view) };
  const span = lane.spans.findLast(
    ({ fromMs, toMs }) => xOf(fromMs, view) - 3 <= x && x <= Math.max(xOf(toMs, view), xOf(fromMs, view)) + 3,
  );
  return span === undefined ? null : { is: 'span', laneIndex, span };
}

/** Null in an empty lane. */
export function nearestMark({ times }: Pick<Lane, 'times'>, atMs: number): number | null {
  const after = firstFrom(times, atMs);
  const [before, next] = [times[after - 1], times[after]];
  if (before === undefined) return next === undefined ? null : after;
  return next === undefined || atMs - before <= next - atMs ? after - 1 : after;
}

function countBeside({ times }: Lane, index: number, view: View): number {
  const pxMs = (view.range.toMs - view.range.fromMs) / Math.max(1, view.width);
  const atMs = times[index] ?? 0;
  return firstFrom(times, atMs + 2 * pxMs) - firstFrom(times, atMs - 2 * pxMs) - 1;
}
