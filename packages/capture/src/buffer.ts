// The events that have not arrived yet, in memory, in the order in which they are to be sent. It does not know the store.

import type { CapturedEvent } from './captured-event.ts';

/** An event on its way to the server, as it is buffered and stored. */
export interface Entry {
  /** Of its row in the store: whose, where to, which attempt, which page session, which event, from the left. */
  key: string;
  attempt: number | undefined;
  event: CapturedEvent;
  /** In a request that is not answered yet. */
  isUnderWay?: boolean;
}

/** Events of one attempt. */
export type Batch = readonly Entry[];

export interface Buffer {
  readonly entries: ReadonlySet<Entry>;
  /** It waits to be sent: newly, or again in its old place. */
  add(entry: Entry): void;
  /** The next ones, at most so many, all of the same attempt. They are under way now. */
  take(eventsMax: number): Batch;
  /** They need no sending any more. */
  remove(batch: Batch): void;
}

/** `onRemove` is told the key of each entry that is removed. */
export function createBuffer(onRemove: (key: string) => void): Buffer {
  const entries = new Set<Entry>();
  return {
    entries,
    add(entry) {
      entry.isUnderWay = false;
      entries.add(entry);
    },
    take(eventsMax) {
      const batch: Entry[] = [];
      for (const entry of entries) {
        if (batch.length === eventsMax) break;
        if (entry.isUnderWay || (batch[0] ?? entry).attempt !== entry.attempt) continue;
        entry.isUnderWay = true;
        batch.push(entry);
      }
      return batch;
    },
    remove(batch) {
      for (const entry of batch) {
        entries.delete(entry);
        onRemove(entry.key);
      }
    },
  };
}
