// What every reading of the feed is made of: who may, what is selected, where it begins, and the messages bit by bit.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { feedChunkEvents } from '../../model/feed-limits.ts';
import type { LiveEvent, MessageFormat, RenderMessage } from '../../model/live-event.ts';
import type { Lookup } from '../../model/lookup.ts';
import { malformed, notFound, notPermitted } from '../../model/refusal.ts';
import { findCourseInAnyState } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { type FeedSelection, listFeed } from '../../store/live-event-pages.ts';
import { findLastPosition } from '../../store/live-events.ts';

export interface FeedWanted {
  /** The position behind which it begins; `latest` is where the feed ends now. */
  after: number | 'latest';
  /** Empty for all. */
  eventNames: readonly string[];
  /** Null for all courses, and what belongs to none. An id need not be that of a course of this server. */
  course: Lookup | null;
  format: MessageFormat;
  /** Of ids in messages; without a slash at its end. */
  baseUrl: string;
}

export interface FeedEntry extends Pick<LiveEvent, 'uuid' | 'eventName' | 'eventTimeMs'> {
  position: number;
  /** JSON text. */
  message: string;
}

export interface FeedPart {
  /** Events selected that have a form in the format. */
  entries: FeedEntry[];
  /** Where to go on: of what was selected nothing up to here is left out, ever. */
  position: number;
}

/** How far a reading has come: `position` and `isBarren` move on. */
export interface FeedReading extends Pick<FeedWanted, 'format' | 'baseUrl'> {
  selection: FeedSelection;
  position: number;
  /** Whether none of the events that were looked at last had a form. */
  isBarren: boolean;
}

/** Admins of the root account may: the feed tells of everybody. */
export function mayReadFeed(caller: Pick<Caller, 'adminAccountIds'>): boolean {
  return caller.adminAccountIds.includes(rootAccountId);
}

/** Raises not_permitted, then what `readWanted` does, not_found (of a course), malformed (a position of another feed). */
export async function beginReading<Wanted extends FeedWanted>(
  query: Query,
  caller: Caller,
  readWanted: () => Wanted,
): Promise<FeedReading & { wanted: Wanted }> {
  if (!mayReadFeed(caller)) throw notPermitted();
  const wanted = readWanted();
  const { eventNames, course, after, format, baseUrl } = wanted;
  const selection = { eventNames, courseId: course === null ? null : await courseIdOf(query, course) };
  return { wanted, selection, format, baseUrl, position: await startOf(query, after), isBarren: false };
}

/** What came from another server may speak of courses that are not here. */
async function courseIdOf(query: Query, course: Lookup): Promise<number> {
  if (course.by === 'id') return course.id;
  const found = await findCourseInAnyState(query, course);
  if (found === undefined) throw notFound();
  return found.id;
}

/** Who comes from beyond the end has read another feed, and would wait for places that are long taken. */
async function startOf(query: Query, after: number | 'latest'): Promise<number> {
  if (after === 0) return 0;
  const last = await findLastPosition(query);
  if (after === 'latest') return last;
  if (after > last) {
    const message = `cursor ${after} is another feed's: this one ends at ${last}; begin with 0 or latest`;
    throw malformed(message);
  }
  return after;
}

/**
 * Looks at some of the next events, for at most `entriesMax` entries; `looked` says at how many, `isEnd` that there are no more
 * for now. The reading has moved on then.
 */
export async function readOn(
  query: Query,
  reading: FeedReading,
  entriesMax: number,
  renderMessage: RenderMessage,
  clock: Clock,
): Promise<FeedPart & { looked: number; isEnd: boolean }> {
  const { selection, format, baseUrl } = reading;
  const isAll = selection.courseId === null && selection.eventNames.length === 0;
  // Before the events are: what gets its place in between is either among them or behind where they end.
  const last = isAll ? 0 : await findLastPosition(query);
  // Who wants few would otherwise go through a desert step by step.
  const eventsMax = reading.isBarren ? feedChunkEvents : Math.min(entriesMax, feedChunkEvents);
  const events = await listFeed(query, selection, reading.position, eventsMax);
  const sendTimeMs = clock();
  const entries: FeedEntry[] = [];
  let looked = 0;
  for (const event of events) {
    if (entries.length === entriesMax) break;
    const { position, uuid, eventName, eventTimeMs } = event;
    const message = renderMessage(event, format, sendTimeMs, baseUrl);
    if (message !== null) entries.push({ position, uuid, eventName, eventTimeMs, message });
    reading.position = position;
    looked++;
  }
  const isEnd = looked === events.length && looked < eventsMax;
  if (isEnd) reading.position = Math.max(reading.position, last);
  reading.isBarren = entries.length === 0;
  // SQLite answers at once, so that a long feed would be read without anybody else getting a turn.
  await turnOfOthers();
  return { entries, position: reading.position, looked, isEnd };
}
