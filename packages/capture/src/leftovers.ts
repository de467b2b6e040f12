// What page sessions that ended (closed, reloaded, crashed) left in the store is taken over, by one tab each.

import type { Entry } from './buffer.ts';
import type { EventStore } from './event-store.ts';
import { holdSession } from './session-lock.ts';

/**
 * Takes over the entries of one dead page session among those whose keys begin with the prefix, in their order; none when
 * there is none. Sessions in `held` are this page's already; those taken over join them, until `until` is settled.
 */
export async function takeOver(
  store: EventStore,
  prefix: string,
  held: Set<string>,
  until: Promise<unknown>,
): Promise<Entry[]> {
  for (const { key, event } of await store.list(prefix)) {
    if (held.has(event.session) || !(await holdSession(event.session, until))) continue;
    held.add(event.session);
    // Listed once more: until a moment ago it may have recorded, and sent.
    const left = await store.list(key.slice(0, key.lastIndexOf(' ') + 1));
    if (left.length > 0) return left.sort((a, b) => a.event.sequence - b.event.sequence);
  }
  return [];
}
