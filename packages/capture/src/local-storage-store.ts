// Entries in localStorage, one item each. It is synchronous and small, so it serves only where IndexedDB does not.

import type { EventStore } from './event-store.ts';

/** Rejects where there is none. A full one opens, as room may come. */
export async function openLocalStorage(): Promise<EventStore> {
  const items = localStorage;
  return {
    async write(changes) {
      for (const [key, entry] of changes) {
        if (entry === undefined) items.removeItem(key);
        else items.setItem(key, JSON.stringify(entry));
      }
    },
    list: async (prefix) =>
      Object.keys(items)
        .filter((key) => key.startsWith(prefix))
        .map((key) => JSON.parse(items.getItem(key) ?? '')),
  };
}
