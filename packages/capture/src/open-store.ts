// The best store that this browser, in its present mood, has to offer.

import type { EventStore } from './event-store.ts';
import { openIndexedDb } from './indexeddb-store.ts';
import { openLocalStorage } from './local-storage-store.ts';
import { memoryStore } from './memory-store.ts';

/** Never rejects. */
export function openStore(): Promise<EventStore> {
  return openIndexedDb()
    .catch(openLocalStorage)
    .catch(() => memoryStore);
}
