// The quiz as it is taken, from the server's stream, shown anew once a second at most, however much happens: attempts, and what
// time it is by the server's clock, whatever the clock of this device says.

import { follow } from '../api/server-sent.ts';
import type { LiveAttempt, LiveNews } from './live-attempt.ts';

export interface LiveState {
  /** Null until the server has told. In no order. */
  attempts: readonly LiveAttempt[] | null;
  /** The server's clock, epoch milliseconds. */
  nowMs: number;
  /** False while nothing can arrive. */
  isConnected: boolean;
  /** The server's clock when it was last heard from. */
  toldAtMs: number | null;
}

/** Calls `show` at once when all attempts have come, and every second, until the function it returns is called. */
export function openLiveFeed(path: string, show: (state: LiveState) => void): () => void {
  const attempts = new Map<number, LiveAttempt>();
  let shown: readonly LiveAttempt[] | null = null;
  let isChanged = false;
  let isConnected = true;
  let toldAtMs: number | null = null;
  /** The server's clock less ours that only runs on. News take time, so the greatest is the nearest. */
  let offsetMs: number | null = null;

  const unfollow = follow(path, ['attempts', 'changed'], {
    onEvent(name, data) {
      const news = data as LiveNews;
      const isWhole = name === 'attempts';
      toldAtMs = Date.parse(news.now);
      const ownOffsetMs = toldAtMs - performance.now();
      // A device that slept begins anew: its clock stood still.
      offsetMs = isWhole || offsetMs === null ? ownOffsetMs : Math.max(offsetMs, ownOffsetMs);
      if (isWhole) attempts.clear();
      for (const attempt of news.attempts) attempts.set(attempt.quiz_submission_id, attempt);
      isChanged = true;
      if (isWhole) tick();
    },
    onConnected(isNow) {
      isConnected = isNow;
    },
  });
  const timer = setInterval(tick, 1000);

  function tick(): void {
    if (isChanged) shown = [...attempts.values()];
    isChanged = false;
    const nowMs = performance.now() + (offsetMs ?? Date.now() - performance.now());
    show({ attempts: shown, nowMs, isConnected, toldAtMs });
  }

  return () => {
    clearInterval(timer);
    unfollow();
  };
}
