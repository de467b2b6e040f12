// Carries changes of the buffer into the store, many at once, without anybody waiting for it.

import type { Entry } from './buffer.ts';
import type { EventStore } from './event-store.ts';

export interface WriteBehind {
  /** Notes that the entry is to be stored under the key, or the key deleted. The last word on a key counts. */
  change(key: string, entry?: Entry): void;
  /** Hands what was noted to the store, in the order of calls. After a failure nothing is tried until a `retry`. */
  write(isRetry?: boolean): void;
}

/** Notes are kept until the store is open, and while it refuses. */
export function writeBehind(opening: Promise<EventStore>): WriteBehind {
  let store: EventStore | undefined;
  let noted = new Map<string, Entry | undefined>();
  let hasFailed = false;

  function write(isRetry?: boolean): void {
    if (store === undefined || noted.size === 0 || (hasFailed && !isRetry)) return;
    const changes = noted;
    noted = new Map();
    hasFailed = false;
    store.write(changes).catch(() => {
      hasFailed = true;
      noted = new Map([...changes, ...noted]);
    });
  }

  opening.then((opened) => {
    store = opened;
    write();
  });
  return { change: (key, entry) => noted.set(key, entry), write };
}
