// The time left of the attempt, second by second, by the server's clock: what the timer shows, when to warn, and when it is over.

import { type Observable, observable } from './observable.ts';
import type { Schedule } from './schedule.ts';
import type { ServerClock } from './server-clock.ts';
import { timeWarning } from './time-warnings.ts';

export interface Countdown {
  /** Whole seconds until the end, rounded up, never below 0; null without an end. */
  left: Observable<number | null>;
  /** The server told of another end, or of the same. */
  endsAt(endAtMs: number | null): void;
  /** Looks at the clock now, and goes on from there: the page was away, or the clock was corrected. */
  look(): void;
  stop(): void;
}

interface Uses {
  clock: Pick<ServerClock, 'nowMs'>;
  schedule: Schedule;
  startedAtMs: number;
  onWarning(text: string): void;
  /** Once, when the end is reached. */
  onEnd(): void;
}

/** Stands still until the first `look`. */
export function countdownTo(
  { clock, schedule, startedAtMs, onWarning, onEnd }: Uses,
  firstEndAtMs: number | null,
): Countdown {
  let endAtMs = firstEndAtMs;
  let beforeMs = leftMs();
  let isOver = false;
  let isStopped = false;
  let cancel = (): void => {};
  const left = observable<number | null>(shown());

  function leftMs(): number {
    return endAtMs === null ? Number.POSITIVE_INFINITY : endAtMs - clock.nowMs();
  }

  function shown(): number | null {
    return endAtMs === null ? null : Math.max(0, Math.ceil(leftMs() / 1000));
  }

  function look(): void {
    if (isStopped) return;
    cancel();
    left.set(shown());
    const nowLeftMs = leftMs();
    const warning =
      endAtMs === null
        ? null
        : timeWarning(endAtMs - startedAtMs, beforeMs, Math.ceil(nowLeftMs / 1000) * 1000);
    beforeMs = nowLeftMs;
    if (warning !== null) onWarning(warning);
    if (nowLeftMs > 0) {
      if (endAtMs !== null) cancel = schedule(nowLeftMs % 1000 || 1000, look);
    } else if (!isOver) {
      isOver = true;
      onEnd();
    }
  }

  return {
    left,
    endsAt(nextEndAtMs) {
      if (nextEndAtMs === endAtMs) return;
      endAtMs = nextEndAtMs;
      beforeMs = leftMs();
      isOver = false;
      look();
    },
    look,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
