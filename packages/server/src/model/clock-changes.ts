// When the clock of a device was moved, or the device slept, during an attempt: told by the runs of its pages' clocks.

import type { ClockEstimate, PageSessionLog } from './page-session-log.ts';

export interface ClockChange {
  atMs: number;
  pageSession: string;
  /** How far the device's clock was moved; null when it was not, but time was lost: the device slept. */
  byMs: number | null;
}

/** A clock that is moved by less is as good as one that is not; the capture client does not see it either. */
const movedMsMin = 1_000;

/** One for each run after the first, in the order of time. Runs that do not say how far their clock is off tell of none. */
export function clockChanges(sessions: readonly PageSessionLog[]): ClockChange[] {
  return sessions
    .flatMap(({ id, clocks }) =>
      clocks.flatMap((run, at): ClockChange[] => {
        const before = clocks[at - 1];
        if (before === undefined || before.offsetMs === null || run.offsetMs === null) return [];
        const movedMs = run.offsetMs - before.offsetMs;
        const isMoved = Math.abs(movedMs) >= movedMsMin + slackOf(before) + slackOf(run);
        return [
          {
            atMs: Math.floor(run.beganAtMs + run.sinceMs),
            pageSession: id,
            byMs: isMoved ? Math.round(movedMs) : null,
          },
        ];
      }),
    )
    .toSorted((one, other) => one.atMs - other.atMs);
}

function slackOf({ uncertaintyMs }: ClockEstimate): number {
  return uncertaintyMs ?? 0;
}
