// What the capture client still has on the device: the truth about what has not arrived.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Sequence numbers of the events that wait in the browser's store, ascending. Fails when the client has not made it yet. */
export async function storedSequences(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('quizwire-capture');
        // Made here it would be without the client's own parts for good.
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const listing = opening.result.transaction('events').objectStore('events').getAll();
          listing.onerror = () => reject(listing.error);
          listing.onsuccess = () => {
            const entries: { event: { sequence: number } }[] = listing.result;
            resolve(entries.map(({ event }) => event.sequence).sort((a, b) => a - b));
          };
        };
      }),
  );
}

/** Waits until nothing is left in the browser's store. */
export async function delivered(page: Page): Promise<void> {
  await expect.poll(() => storedSequences(page), { timeout: 50_000 }).toEqual([]);
}
