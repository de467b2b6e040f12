// The clocks of a page session: the wall clock, which may be wrong and may jump, and the monotonic one, which may stand
// still while the machine sleeps. Which of the two happened cannot be told, and need not be: either begins a new run.

/** How far wall and monotonic clock may drift apart within a run. Below it, a jump is no worse than a slow network. */
const driftMsMax = 1000;

export interface SessionClock {
  /** Both clocks now: epoch milliseconds, and milliseconds since the session began to a tenth; and when the run began by the latter. */
  read(): { wallMs: number; elapsedMs: number; sinceMs: number };
}

/**
 * Starts at 0. Each `read` compares the clocks, so it is to be called every few seconds; `onBreak` is told by how
 * many milliseconds the wall clock went ahead of the monotonic one when a new run has begun.
 */
export function startSessionClock(
  wallNow: () => number,
  monotonicNow: () => number,
  onBreak: (jumpMs: number) => void,
): SessionClock {
  const startedMs = monotonicNow();
  let offsetMs = wallNow();
  let sinceMs = 0;

  return {
    read() {
      const wallMs = wallNow();
      const elapsedMs = Math.round((monotonicNow() - startedMs) * 10) / 10;
      const jumpMs = Math.round(wallMs - elapsedMs - offsetMs);
      if (Math.abs(jumpMs) > driftMsMax) {
        offsetMs += jumpMs;
        sinceMs = elapsedMs;
        onBreak(jumpMs);
      }
      return { wallMs, elapsedMs, sinceMs };
    },
  };
}
