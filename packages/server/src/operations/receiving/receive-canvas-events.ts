// Live events of a Canvas come in: onto the feed, each once, as if they had been announced here.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayReceiveEvents } from '../../model/feed-policy.ts';
import type { LiveEvent } from '../../model/live-event.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { insertNewReceivedEvents } from '../../store/received-events.ts';
import { appendLiveEvents } from '../announcing/append-live-events.ts';
import { digestOf } from '../digest.ts';
import type { Random } from '../random.ts';

/** An event as Canvas told it; `metadata` and `body` are its own text. */
export type CanvasEvent = Pick<
  LiveEvent,
  'eventName' | 'eventTimeMs' | 'courseId' | 'assignmentId' | 'userId' | 'metadata' | 'body'
>;

export interface ReceiveCanvasEvents {
  /** For admins of the root account. Raises unauthenticated, not_permitted, then what `readEvents` does. */
  fromCaller(caller: Caller | null, readEvents: () => readonly CanvasEvent[]): Promise<void>;
  /** The caller has made sure that they are Canvas's. */
  verified(events: readonly CanvasEvent[]): Promise<void>;
}

/**
 * All or none, in the order given; resolves once they are on disk. Idempotent: the same metadata and body, character by
 * character, are taken once for ever, since Canvas's events have no id. `announced` is called after the commit.
 */
export function receiveCanvasEvents(
  database: Database,
  announced: () => void,
  clock: Clock,
  random: Random,
): ReceiveCanvasEvents {
  return {
    async fromCaller(caller, readEvents) {
      if (caller === null) throw new Refusal({ kind: 'unauthenticated' });
      if (!mayReceiveEvents(caller)) throw notPermitted();
      await take(readEvents());
    },
    verified: take,
  };

  async function take(events: readonly CanvasEvent[]): Promise<void> {
    const receivedAtMs = clock();
    const byDigest = new Map<string, CanvasEvent>();
    for (const event of events) {
      const digest = digestOf(`${event.metadata}\n${event.body}`);
      if (!byDigest.has(digest)) byDigest.set(digest, event);
    }
    const received = [...byDigest.keys()].map((contentDigest) => ({
      eventKey: digestOf(`canvas ${contentDigest}`),
      contentDigest,
      receivedAtMs,
    }));
    const isAnnouncing = await database.transaction(async (transaction) => {
      const added = await insertNewReceivedEvents(transaction, received);
      const rows = received.flatMap(({ eventKey, contentDigest }) => {
        const event = added.has(eventKey) ? byDigest.get(contentDigest) : undefined;
        if (event === undefined) return [];
        return { ...event, uuid: random.uuid(), source: 'canvas' as const, details: null };
      });
      await appendLiveEvents(transaction, database.kind, rows, receivedAtMs);
      return rows.length > 0;
    });
    if (isAnnouncing) announced();
  }
}
