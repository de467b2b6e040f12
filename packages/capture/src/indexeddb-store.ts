// Entries in IndexedDB: the work is done off the main thread, and what is written together is one transaction.

import type { EventStore } from './event-store.ts';

const table = 'events';

/** Rejects where there is none, or it may not be used. */
export function openIndexedDb(): Promise<EventStore> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('quizwire-capture', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(table);
    opening.onerror = reject;
    opening.onsuccess = () => resolve(storeIn(opening.result));
  });
}

function storeIn(database: IDBDatabase): EventStore {
  // A later version of this client, in another tab, would otherwise wait for this one.
  database.onversionchange = () => database.close();

  return {
    write: (changes) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(table, 'readwrite');
        const entries = transaction.objectStore(table);
        for (const [key, entry] of changes) {
          if (entry === undefined) entries.delete(key);
          else entries.put(entry, key);
        }
        transaction.oncomplete = resolve;
        transaction.onabort = reject;
        // Not when the requests have answered: the page may be gone by then.
        transaction.commit();
      }),
    list: (prefix) =>
      new Promise((resolve, reject) => {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const listing = database.transaction(table).objectStore(table).getAll(range);
        listing.onsuccess = () => resolve(listing.result);
        listing.onerror = reject;
      }),
  };
}
