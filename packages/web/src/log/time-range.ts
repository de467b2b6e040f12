// The part of an attempt that is in view: zoomed, moved and divided by ticks. Pure.

import type { TimeRange } from './log-views.ts';

/** Ticks are whole seconds, so nothing shorter is worth showing. */
export const rangeMsMin = 5_000;

const stepsMs = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 2_592_000,
].map((seconds) => seconds * 1000);

/** Moments at round distances from `zeroMs`, at most `countMax` of them. */
export function ticksOf({ fromMs, toMs }: TimeRange, zeroMs: number, countMax: number): number[] {
  const leastMs = (toMs - fromMs) / Math.max(1, countMax);
  const stepMs = stepsMs.find((step) => step >= leastMs) ?? stepsMs.at(-1) ?? leastMs;
  const ticks: number[] = [];
  for (let at = zeroMs + Math.ceil((fromMs - zeroMs) / stepMs) * stepMs; at <= toMs; at += stepMs) {
    // Of attempts over years a step of a month is still too many.
    if (ticks.length >= countMax * 2) break;
    ticks.push(at);
  }
  return ticks;
}

/** `factor` below 1 shows less; `aroundMs` stays where it is. Within `whole`, and never less than `rangeMsMin`. */
export function zoomed(range: TimeRange, whole: TimeRange, factor: number, aroundMs: number): TimeRange {
  const lengthMs = range.toMs - range.fromMs;
  const nextMs = Math.min(Math.max(lengthMs * factor, rangeMsMin), whole.toMs - whole.fromMs);
  const share = (aroundMs - range.fromMs) / lengthMs;
  return within(aroundMs - share * nextMs, nextMs, whole);
}

export function moved(range: TimeRange, whole: TimeRange, byMs: number): TimeRange {
  return within(range.fromMs + byMs, range.toMs - range.fromMs, whole);
}

/** As long as before, with `atMs` in it: moved only when it is not, or so near the edge that what follows is not seen. */
export function showing(range: TimeRange, whole: TimeRange, atMs: number): TimeRange {
  const lengthMs = range.toMs - range.fromMs;
  const edgeMs = lengthMs * 0.05;
  if (atMs >= range.fromMs + edgeMs && atMs <= range.toMs - edgeMs) return range;
  return within(atMs - lengthMs / 2, lengthMs, whole);
}

function within(fromMs: number, lengthMs: number, whole: TimeRange): TimeRange {
  const least = Math.max(whole.fromMs, Math.min(fromMs, whole.toMs - lengthMs));
  return { fromMs: Math.round(least), toMs: Math.round(Math.min(whole.toMs, least + lengthMs)) };
}

/** What was asked for, if any of it is in the whole; else null, which is all of it. */
export function askedFor(range: TimeRange | null, whole: TimeRange): TimeRange | null {
  return range !== null && range.fromMs < whole.toMs && range.toMs > whole.fromMs ? range : null;
}

/** But for what rounding does. */
export function isSame(one: TimeRange, other: TimeRange): boolean {
  return Math.abs(one.fromMs - other.fromMs) <= 2 && Math.abs(one.toMs - other.toMs) <= 2;
}

export function isWhole(range: TimeRange, whole: TimeRange): boolean {
  return range.fromMs <= whole.fromMs && range.toMs >= whole.toMs;
}

/** The first place in ascending `times` that is not before `atMs`. */
export function firstFrom(times: ArrayLike<number>, atMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
