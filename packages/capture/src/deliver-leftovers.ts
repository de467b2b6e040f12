// For pages on which nothing is recorded (that of a quiz, of its results): delivers what pages before them could not.

import { createBuffer } from './buffer.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { createFlusher } from './flusher.ts';
import { guarded } from './guarded.ts';
import { takeOver } from './leftovers.ts';
import { openStore } from './open-store.ts';
import { post } from './post.ts';
import { writeBehind } from './write-behind.ts';

/**
 * Sends what page sessions that are over have left in this browser, now and every `flushEveryMs` as long as the page is there;
 * those that live keep theirs. Once the server refuses, nothing is sent until another page tries. Needs a document; never
 * throws into the page.
 */
export function deliverLeftovers(options: DeliveryOptions): void {
  const { flushEveryMs = 15_000, onSent, onRefused } = options;
  const opening = openStore();
  const stored = writeBehind(opening);
  const buffer = createBuffer(stored.change);
  const never = new Promise(() => {});

  const flusher = createFlusher({
    buffer,
    post: (batch) => post(batch, undefined, options),
    adopt: () => takeOver(options, opening, buffer, never),
    onDone(batch, status) {
      stored.write();
      // Of an event that is not taken no page session is left to tell. That its number is missing does.
      if (status === undefined) guarded(onSent)(batch.map(({ event }) => event));
    },
    onRefused: guarded(onRefused),
  });

  setInterval(flusher.flush, flushEveryMs);
  window.addEventListener('online', () => flusher.flush(flusher.isUnanswered));
  flusher.flush();
}
