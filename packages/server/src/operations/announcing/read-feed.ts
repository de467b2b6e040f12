// An account admin reads the feed of live events: a page of it from wherever they stand.

import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import { feedChunkEvents, feedPageCharsMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { malformed, notFound, notPermitted } from '../../model/refusal.ts';
import { findCourseInAnyState } from '../../store/courses.ts';
import type { Database, Query } from '../../store/database.ts';
import { type FedEvent, type FeedSelection, listFeed } from '../../store/live-event-pages.ts';
import { findLastPosition } from '../../store/live-events.ts';

export type { FedEvent } from '../../store/live-event-pages.ts';

export interface FeedWanted {
  /** The position behind which it begins; `latest` is where the feed ends now. */
  after: number | 'latest';
  /** Empty for all. */
  eventNames: readonly string[];
  /** Null for all courses, and what belongs to none. An id need not be a course of this server. */
  course: Lookup | null;
}

export interface FeedChunk {
  events: FedEvent[];
  /** Where to go on: nothing selected up to here is left out, ever. */
  position: number;
}

export interface ReadFeed {
  /** At most `limit` events. It is the last page when it goes on where it began. */
  page(caller: Caller, readWanted: () => FeedWanted & { limit: number }): Promise<FeedChunk>;
}

/** Raises not_permitted, then what `readWanted` does, not_found (of the course), malformed (of another feed's position). */
export function readFeed(database: Database): ReadFeed {
  const { query } = database;
  return {
    async page(caller, readWanted) {
      if (!caller.adminAccountIds.includes(rootAccountId)) throw notPermitted();
      const wanted = readWanted();
      const selection = await selectionOf(query, wanted);
      let position = await startOf(query, wanted.after);
      const events: FedEvent[] = [];
      let chars = 0;
      while (events.length < wanted.limit && chars < feedPageCharsMax) {
        const limit = Math.min(wanted.limit - events.length, feedChunkEvents);
        const chunk = await nextChunk(query, selection, position, limit);
        events.push(...chunk.events);
        for (const { metadata, body } of chunk.events) chars += metadata.length + body.length;
        position = chunk.position;
        if (chunk.events.length < limit) break;
      }
      return { events, position };
    },
  };
}

async function selectionOf(query: Query, { eventNames, course }: FeedWanted): Promise<FeedSelection> {
  if (course === null) return { eventNames, courseId: null };
  // What came from another server may speak of courses that are not here.
  const courseId = course.by === 'id' ? course.id : (await findCourseInAnyState(query, course))?.id;
  if (courseId === undefined) throw notFound();
  return { eventNames, courseId };
}

/** Who comes from beyond the end has read another feed, and would wait here for what has long been. */
async function startOf(query: Query, after: number | 'latest'): Promise<number> {
  if (after === 0) return 0;
  const last = await findLastPosition(query);
  if (after === 'latest') return last;
  if (after > last) throw malformed(`after is ${after}, but the feed ends at ${last}: it is another feed's`);
  return after;
}

async function nextChunk(
  query: Query,
  selection: FeedSelection,
  position: number,
  limit: number,
): Promise<FeedChunk> {
  const isAll = selection.courseId === null && selection.eventNames.length === 0;
  // Before the events are: what gets its place in between is either among them or behind where they end.
  const last = isAll ? 0 : await findLastPosition(query);
  const events = await listFeed(query, selection, position, limit);
  const reached = events.at(-1)?.position ?? position;
  return { events, position: events.length < limit ? Math.max(reached, last) : reached };
}
