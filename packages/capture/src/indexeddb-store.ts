// Entries in IndexedDB: the work is done off the main thread, and what is written together is one transaction.

import type { EventStore } from './event-store.ts';

const table = 'events';

/** Rejects where there is none, or it may not be used. */
export async function openIndexedDb(): Promise<EventStore> {
  let database = await open();

  /** After a failure the next one has a new connection: phones close those of pages in the background, and never say so. */
  const use = <Result>(
    work: (entries: IDBObjectStore, resolve: (result: Result) => void) => void,
  ): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(table, 'readwrite');
      transaction.onabort = reject;
      work(transaction.objectStore(table), resolve);
    }).catch(async (error) => {
      database.close();
      database = await open();
      throw error;
    });

  return {
    write: (changes) =>
      use<unknown>((entries, resolve) => {
        for (const [key, entry] of changes) {
          if (entry === undefined) entries.delete(key);
          else entries.put(entry, key);
        }
        entries.transaction.oncomplete = resolve;
        // Not when the requests have answered: the page may be gone by then.
        entries.transaction.commit();
      }),
    list: (prefix) =>
      use((entries, resolve) => {
        const listing = entries.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
        listing.onsuccess = () => resolve(listing.result);
      }),
  };
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('quizwire-capture', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(table);
    opening.onerror = reject;
    opening.onsuccess = () => {
      const database = opening.result;
      // A later version of this client, in another tab, would otherwise wait for this one.
      database.onversionchange = () => database.close();
      resolve(database);
    };
  });
}
