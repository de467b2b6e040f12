// A clock that stands still until the test moves it, and does on the way what was scheduled.

import type { Schedule } from '../../src/take/schedule.ts';

export interface VirtualTime {
  nowMs(): number;
  schedule: Schedule;
  /** Goes on by `ms`, doing what falls due in its order; what that starts is done before the next. */
  advance(ms: number): Promise<void>;
}

export function virtualTime(startMs = 0): VirtualTime {
  let nowMs = startMs;
  const due = new Set<{ atMs: number; work: () => void }>();
  return {
    nowMs: () => nowMs,
    schedule(ms, work) {
      const entry = { atMs: nowMs + ms, work };
      due.add(entry);
      return () => void due.delete(entry);
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      await settled();
      for (;;) {
        const next = [...due].sort((a, b) => a.atMs - b.atMs).find(({ atMs }) => atMs <= endMs);
        if (next === undefined) break;
        due.delete(next);
        nowMs = next.atMs;
        next.work();
        await settled();
      }
      nowMs = endMs;
    },
  };
}

/** Promises that are settled by now have told everybody. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
