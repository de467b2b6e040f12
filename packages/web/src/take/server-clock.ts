// The server's clock as this page knows it: what the server said, and how long ago that was by a clock that nobody can set.
// The clock of the device is never asked.

/** Answers tell whole seconds at best; less than this is no news. */
const newsMs = 1500;

export interface ServerClock {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** The server said `serverMs` between two readings of the monotonic clock. Small differences change nothing. */
  heard(serverMs: number, askedAtMs: number, answeredAtMs: number): void;
}

/** `monotonicMs` is `performance.now`: the time since the page was opened, which may stand still while the device sleeps. */
export function serverClock(monotonicMs: () => number): ServerClock {
  let offsetMs: number | null = null;
  return {
    nowMs: () => monotonicMs() + (offsetMs ?? 0),
    heard(serverMs, askedAtMs, answeredAtMs) {
      const heardMs = serverMs - (askedAtMs + answeredAtMs) / 2;
      if (offsetMs === null || Math.abs(heardMs - offsetMs) > newsMs) offsetMs = heardMs;
    },
  };
}
