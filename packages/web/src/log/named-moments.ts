// The moments of an attempt that have a name in its picture. Pure.

import type { AttemptLog } from './attempt-log.ts';
import { sessionNotes } from './session-notes.ts';

export interface NamedMoment {
  atMs: number;
  name: string;
  isDashed: boolean;
}

const names = { device: 'Another device', address: 'Another address' };

/** `atMs` is the moment that answers are shown of; null for none. */
export function namedMoments(log: AttemptLog, atMs: number | null): NamedMoment[] {
  const { startedAtMs, finishedAtMs, endAtMs } = log;
  const moments = [
    { atMs: startedAtMs, name: 'Started', isDashed: false },
    { atMs: finishedAtMs, name: 'Handed in', isDashed: false },
    { atMs: endAtMs === finishedAtMs ? null : endAtMs, name: 'Time up', isDashed: true },
    { atMs, name: 'Answers of', isDashed: true },
    // The first device is no change.
    ...sessionNotes(log)
      .filter(({ kind, atMs: at }) => at !== null && (kind === 'device' || kind === 'address'))
      .slice(1)
      .map((note) => ({ atMs: note.atMs, name: names[note.kind as keyof typeof names], isDashed: true })),
  ];
  return moments.flatMap(({ atMs: at, ...moment }) => (at === null ? [] : [{ ...moment, atMs: at }]));
}
