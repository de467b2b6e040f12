// When a student is told how much time is left: at half of it, ten minutes and one minute before the end.

import { minutesText } from '../shell/wording.ts';

const minuteMs = 60_000;
/** Where only a date is the end, half of the time is days. */
const longestHalfMs = 12 * 60 * minuteMs;

/**
 * What to say when the time left went from `beforeMs` to `afterMs` in an attempt of `totalMs`; null for nothing. Only the
 * last of several that were passed in one go, as after sleep.
 */
export function timeWarning(totalMs: number, beforeMs: number, afterMs: number): string | null {
  const passed = warningTimes(totalMs).filter((atMs) => beforeMs > atMs && afterMs <= atMs);
  const last = passed.at(-1);
  if (last === undefined || afterMs <= 0) return null;
  const left = `${minutesText(Math.ceil(last / minuteMs))} left`;
  return last === totalMs / 2 ? `Half of the time is over: ${left}.` : `${left}.`;
}

/** Latest last. Half of a time so short that it is near another warning is none of its own. */
function warningTimes(totalMs: number): number[] {
  const fixed = [10 * minuteMs, minuteMs].filter((atMs) => atMs < totalMs);
  const half = totalMs / 2;
  const isAlone =
    half >= 2 * minuteMs && half <= longestHalfMs && fixed.every((atMs) => Math.abs(atMs - half) >= minuteMs);
  return (isAlone ? [half, ...fixed] : fixed).sort((a, b) => b - a);
}
