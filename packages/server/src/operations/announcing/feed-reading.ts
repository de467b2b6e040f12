// What every reading of the feed is made of: who may, what is selected, where it begins, and the messages bit by bit.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { rootAccountId } from '../../model/account.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
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

/** How far a reading has come; `position` moves on. */
export interface FeedReading extends Pick<FeedWanted, 'format' | 'baseUrl'> {
  selection: FeedSelection;
  position: number;
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
  return { wanted, selection, format, baseUrl, position: await startOf(query, after) };
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
  if (after > last) throw malformed(`after is ${after}, but the feed ends at ${last}: it is another feed's`);
  return after;
}

/** Looks at the next `eventsMax` events; `isEnd` when there are no more for now. The reading has moved on then. */
export async function readOn(
  query: Query,
  reading: FeedReading,
  eventsMax: number,
  renderMessage: RenderMessage,
  clock: Clock,
): Promise<FeedPart & { isEnd: boolean }> {
  const { selection, format, baseUrl } = reading;
  const isAll = selection.courseId === null && selection.eventNames.length === 0;
  // Before the events are: what gets its place in between is either among them or behind where they end.
  const last = isAll ? 0 : await findLastPosition(query);
  const events = await listFeed(query, selection, reading.position, eventsMax);
  const isEnd = events.length < eventsMax;
  const reached = events.at(-1)?.position ?? reading.position;
  reading.position = isEnd ? Math.max(reached, last) : reached;
  const sendTimeMs = clock();
  const entries = events.flatMap((event): FeedEntry | [] => {
    const message = renderMessage(event, format, sendTimeMs, baseUrl);
    const { position, uuid, eventName, eventTimeMs } = event;
    return message === null ? [] : { position, uuid, eventName, eventTimeMs, message };
  });
  // SQLite answers at once, so that a long feed would be read without anybody else getting a turn.
  await turnOfOthers();
  return { entries, position: reading.position, isEnd };
}
