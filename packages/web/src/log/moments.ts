// Where the cursor of the answers at a moment can stand. Pure.

import type { AttemptLog } from './attempt-log.ts';

export interface Moments {
  fromMs: number;
  /** Nothing of the log came after it. */
  toMs: number;
  /** When the server received something that changed an answer, in order, each once. */
  saves: number[];
}

/** Null for an attempt that nothing is known of. */
export function momentsOf({ events, startedAtMs, finishedAtMs }: AttemptLog): Moments | null {
  const saves = events.flatMap(({ type, receivedAtMs }) =>
    type === 'question_answered' ? [receivedAtMs] : [],
  );
  let [fromMs, toMs] = [startedAtMs ?? Number.POSITIVE_INFINITY, finishedAtMs ?? Number.NEGATIVE_INFINITY];
  for (const { receivedAtMs } of events) {
    fromMs = Math.min(fromMs, receivedAtMs);
    toMs = Math.max(toMs, receivedAtMs);
  }
  if (!Number.isFinite(fromMs)) return null;
  return {
    fromMs,
    toMs: Math.max(fromMs, toMs),
    saves: [...new Set(saves)].sort((one, other) => one - other),
  };
}

/** The save before or after a moment; null when there is none. */
export function saveBeside({ saves }: Moments, atMs: number, towards: 'before' | 'after'): number | null {
  const beside = towards === 'after' ? saves.find((ms) => ms > atMs) : saves.findLast((ms) => ms < atMs);
  return beside ?? null;
}
