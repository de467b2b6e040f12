// An account admin reads the feed of live events: a page of it, all that there is, or also what comes from then on.

import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import {
  feedChunkEvents,
  feedPageCharsMax,
  feedPageEventsSeen,
  feedPauseMs,
  feedStreamsMax,
  retryAfterSeconds,
} from '../../model/limits.ts';
import type { RenderMessage } from '../../model/live-event.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { FeedGrowth } from './feed-growth.ts';
import type { FeedNumbering } from './feed-numbering.ts';
import {
  beginReading,
  type FeedEntry,
  type FeedPart,
  type FeedReading,
  type FeedWanted,
  readOn,
} from './feed-reading.ts';

export interface ReadFeed {
  /** At most `limit` entries. It is the last page for now when it goes on where it began. */
  page(caller: Caller, readWanted: () => FeedWanted & { limit: number }): Promise<FeedPart>;

  /** All until where the feed ends now, or `limit` entries, in parts. Its place is given back when `signal` aborts. */
  all(
    caller: Caller,
    readWanted: () => FeedWanted & { limit: number | null },
    signal: AbortSignal,
  ): Promise<AsyncGenerator<FeedPart>>;

  /**
   * All, and then what comes as it comes, until `signal` aborts, which gives its place back. The first part is empty and says
   * where it begins; so is one whenever there was none for `quietMs`.
   */
  follow(
    caller: Caller,
    readWanted: () => FeedWanted,
    quietMs: number,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<FeedPart>>;
}

/** All raise what `beginReading` does; `all` and `follow` raise overloaded, too, when all places are taken. */
export function readFeed(
  { query }: Database,
  numbering: FeedNumbering,
  renderMessage: RenderMessage,
  clock: Clock,
): ReadFeed {
  let streams = 0;

  return {
    async page(caller, readWanted) {
      const { wanted, ...reading } = await beginReading(query, caller, readWanted);
      const entries: FeedEntry[] = [];
      let seen = 0;
      let chars = 0;
      while (entries.length < wanted.limit && seen < feedPageEventsSeen && chars < feedPageCharsMax) {
        const eventsMax = Math.min(wanted.limit - entries.length, feedChunkEvents);
        const part = await readOn(query, reading, eventsMax, renderMessage, clock);
        for (const entry of part.entries) {
          entries.push(entry);
          chars += entry.message.length;
        }
        if (part.isEnd) break;
        seen += eventsMax;
      }
      return { entries, position: reading.position };
    },

    async all(caller, readWanted, signal) {
      const { wanted, ...reading } = await beginReading(query, caller, readWanted);
      takePlace(signal);
      return parts(reading, wanted.limit ?? Number.POSITIVE_INFINITY);
    },

    async follow(caller, readWanted, quietMs, signal) {
      const reading = await beginReading(query, caller, readWanted);
      takePlace(signal);
      return partsAsTheyCome(reading, quietMs, signal);
    },
  };

  function takePlace(signal: AbortSignal): void {
    if (signal.aborted) return;
    if (streams >= feedStreamsMax) {
      const message =
        'as many streams of the feed as may be open are open; repeat this one later, or read pages';
      throw new Refusal({ kind: 'overloaded', message, retryAfterSeconds });
    }
    streams++;
    signal.addEventListener('abort', () => streams--, { once: true });
  }

  async function* parts(reading: FeedReading, entriesMax: number): AsyncGenerator<FeedPart> {
    for (let left = entriesMax; left > 0; ) {
      const part = await readOn(query, reading, Math.min(left, feedChunkEvents), renderMessage, clock);
      left -= part.entries.length;
      yield part;
      if (part.isEnd) return;
    }
  }

  async function* partsAsTheyCome(
    reading: FeedReading,
    quietMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<FeedPart> {
    using growth = new FeedGrowth(numbering, signal);
    yield { entries: [], position: reading.position };
    let saidAtMs = performance.now();
    while (!signal.aborted) {
      const { isEnd, ...part } = await readOn(query, reading, feedChunkEvents, renderMessage, clock);
      if (part.entries.length > 0 || performance.now() - saidAtMs >= quietMs) {
        yield part;
        saidAtMs = performance.now();
      }
      if (!isEnd) continue;
      // In a storm a follower reads many events at once and not one at a time.
      await delay(feedPauseMs);
      await growth.within(quietMs - (performance.now() - saidAtMs));
    }
  }
}
