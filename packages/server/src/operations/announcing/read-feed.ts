// An account admin reads the feed of live events: a page of it, all that there is, or also what comes from then on.

import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import {
  feedPageCharsMax,
  feedPageEventsSeen,
  feedPauseMs,
  feedStreamsMax,
} from '../../model/feed-limits.ts';
import { retryAfterSeconds } from '../../model/limits.ts';
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
  mayReadFeed,
  readOn,
} from './feed-reading.ts';

export interface ReadFeed {
  /** At most `limit` entries. It is the last page for now when it goes on where it began. */
  page(caller: Caller, readWanted: () => FeedWanted & { limit: number }): Promise<FeedPart>;

  /** All until the end of the feed, or `limit` entries, in parts. Its place is given back when `signal` aborts. */
  all(
    caller: Caller,
    readWanted: () => FeedWanted & { limit: number | null },
    signal: AbortSignal,
  ): Promise<AsyncGenerator<FeedPart>>;

  /**
   * All, and then what comes as it comes, for as long as the reader may. The first part is empty and says where it begins.
   */
  follow(
    caller: Caller,
    readWanted: () => FeedWanted,
    following: Following,
  ): Promise<AsyncGenerator<FeedPart>>;
}

interface Following {
  /** After so long without a part there is an empty one. */
  quietMs: number;
  /** Who reads, by now; raises a refusal when it is nobody any more. */
  findPerson(): Promise<Pick<Caller, 'adminAccountIds'>>;
  /** Ends it and gives its place back. */
  signal: AbortSignal;
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
        const part = await readOn(query, reading, wanted.limit - entries.length, renderMessage, clock);
        for (const entry of part.entries) {
          entries.push(entry);
          chars += entry.message.length;
        }
        if (part.isEnd) break;
        seen += part.looked;
      }
      return { entries, position: reading.position };
    },

    async all(caller, readWanted, signal) {
      const { wanted, ...reading } = await beginReading(query, caller, readWanted);
      takePlace(signal);
      return parts(reading, wanted.limit ?? Number.POSITIVE_INFINITY);
    },

    async follow(caller, readWanted, following) {
      const reading = await beginReading(query, caller, readWanted);
      takePlace(following.signal);
      return partsAsTheyCome(reading, following);
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
      const part = await readOn(query, reading, left, renderMessage, clock);
      left -= part.entries.length;
      yield part;
      if (part.isEnd) return;
    }
  }

  async function* partsAsTheyCome(
    reading: FeedReading,
    { quietMs, findPerson, signal }: Following,
  ): AsyncGenerator<FeedPart> {
    using growth = new FeedGrowth(numbering, signal);
    yield { entries: [], position: reading.position };
    let saidAtMs = performance.now();
    while (!signal.aborted) {
      const part = await readOn(query, reading, Number.POSITIVE_INFINITY, renderMessage, clock);
      if (part.entries.length > 0 || performance.now() - saidAtMs >= quietMs) {
        if (!(await isReaderStill(findPerson))) return;
        yield part;
        saidAtMs = performance.now();
      }
      if (!part.isEnd) continue;
      // In a storm a follower reads many events at once and not one at a time.
      await delay(feedPauseMs);
      await growth.within(quietMs - (performance.now() - saidAtMs));
    }
  }
}

/** A token that is revoked is dead at once, also where it has opened something. */
async function isReaderStill(findPerson: Following['findPerson']): Promise<boolean> {
  try {
    return mayReadFeed(await findPerson());
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
