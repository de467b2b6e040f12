// What page sessions that ended (closed, reloaded, crashed) left in the store is taken over, by one tab each.

import type { Buffer } from './buffer.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import type { EventStore } from './event-store.ts';
import { keyPrefix } from './key-prefix.ts';
import { holdSession } from './session-lock.ts';

/**
 * Puts what one dead page session left into the buffer, in order; whether there was one. It is this page's until `until` is
 * settled. Never rejects: what cannot be had now, the next call finds.
 */
export async function takeOver(
  options: DeliveryOptions,
  opening: Promise<EventStore>,
  buffer: Buffer,
  until: Promise<unknown>,
): Promise<boolean> {
  try {
    const store = await opening;
    const entries = await store.list(keyPrefix(options, options.sendsOtherAttempts));
    for (const [session, key] of new Map(entries.map(({ key, event }) => [event.session, key]))) {
      // Not when it is held here: that of this page, and those taken over before.
      if (!(await holdSession(session, until))) continue;
      // Listed once more: until a moment ago it may have recorded, and sent.
      const left = await store.list(key.slice(0, key.lastIndexOf(' ') + 1));
      for (const entry of left.sort((a, b) => a.event.sequence - b.event.sequence)) buffer.add(entry);
      if (left.length > 0) return true;
    }
  } catch {}
  return false;
}
