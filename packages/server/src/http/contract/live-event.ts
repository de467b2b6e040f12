// Live events on the wire of the feed: what may be asked, and one event with its message, which goes out as it was written.

import { Type } from 'typebox';
import { feedEventNamesMax, feedPageEventsDefault, feedPageEventsMax } from '../../model/feed-limits.ts';
import { type MessageFormat, messageFormats } from '../../model/live-event.ts';
import type { Lookup } from '../../model/lookup.ts';
import { malformed } from '../../model/refusal.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { FeedEntry, FeedWanted } from '../../operations/announcing/feed-reading.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { integerParam, stringListParam, stringParam } from '../canvas-wire/params.ts';

export const feedPath = '/api/v1/live_events';
export const liveEventPath = '/api/v1/live_events/:cursor';

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const feedQuery = Type.Object({
  after: optional(
    'A cursor of this feed: what comes behind it. `latest`: what comes from now on. From the beginning if absent',
  ),
  limit: optional(`1 to ${feedPageEventsMax}, ${feedPageEventsDefault} if absent`),
  event_name: optional(`\`event_name[]=…\`, at most ${feedEventNamesMax}: events of these names only`),
  course_id: optional('Events of this course only; an id, or `sis_course_id:…`'),
  format: optional(`\`${messageFormats.join('`, `')}\`; \`canvas\` if absent`),
});

export const liveEventParams = Type.Object({ cursor: Type.String({ description: 'Its place in the feed' }) });

export const liveEventQuery = Type.Object({ format: feedQuery.properties.format });

const shownLiveEvent = Type.Object({
  cursor: Type.String({ description: 'For `after`; good for ever' }),
  id: Type.String({ format: 'uuid', description: 'The same in every format and every delivery' }),
  event_name: Type.String(),
  event_time: Type.String({ description: 'UTC, with milliseconds' }),
  message: Type.Record(Type.String(), Type.Unknown()),
});

export const shownEvent = Type.Object({
  ...shownLiveEvent.properties,
  message: Type.Unsafe<object | null>({
    type: ['object', 'null'],
    description: 'As it would be sent now; null where the event has no form in the format',
  }),
});

export const shownFeed = Type.Object({
  live_events: Type.Array(shownLiveEvent),
  next_cursor: Type.String({
    description: 'Where to go on. The same as `after` once there is no more for now',
  }),
});

/** Raises malformed, naming the parameter. */
export function feedWantedOf(query: Record<string, unknown>, shard: number): Omit<FeedWanted, 'baseUrl'> {
  return {
    after: afterOf(query.after, 'after'),
    eventNames: eventNamesOf(query.event_name),
    course: courseOf(query.course_id, shard),
    format: formatOf(query.format),
  };
}

/** Blank is the beginning. Raises malformed. */
export function afterOf(value: unknown, name: string): number | 'latest' {
  const text = stringParam(value, name) ?? '';
  if (text === 'latest') return text;
  const position = /^\d{0,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(position)) throw malformed(`${name} must be a cursor of this feed, or latest`);
  return position;
}

/** Null when not said. Raises malformed. */
export function feedLimitOf(query: Record<string, unknown>): number | null {
  const limit = integerParam(query.limit, 'limit') ?? null;
  if (limit !== null && (limit < 1 || limit > feedPageEventsMax))
    throw malformed(`limit must be from 1 to ${feedPageEventsMax}`);
  return limit;
}

/** Canvas's own when not said. Raises malformed. */
export function formatOf(value: unknown): MessageFormat {
  const text = stringParam(value, 'format') || 'canvas';
  const format = messageFormats.find((known) => known === text);
  if (format === undefined) throw malformed(`format must be one of ${messageFormats.join(', ')}`);
  return format;
}

/** Any name is taken that an event could have: those from elsewhere are not known here. Raises malformed. */
export function eventNamesOf(value: unknown): string[] {
  const names = [...new Set(stringListParam(value, 'event_name') ?? [])];
  if (names.length > feedEventNamesMax)
    throw malformed(`event_name must be at most ${feedEventNamesMax} names`);
  const wrong = names.find((name) => !/^[\w.-]+$/.test(name));
  if (wrong !== undefined)
    throw malformed(`event_name must be names of events such as grade_change, not "${wrong}"`);
  return names;
}

function courseOf(value: unknown, shard: number): Lookup | null {
  const text = stringParam(value, 'course_id') || null;
  if (text === null) return null;
  const course = parseLookup(text, 'course', shard);
  if (course.by === 'unknown') throw malformed('course_id must be the id of a course of this server');
  return course;
}

/** As JSON text, with the message as it is. */
export function liveEventJson({
  position,
  uuid,
  eventName,
  eventTimeMs,
  message,
}: Omit<FeedEntry, 'message'> & { message: string | null }): string {
  return (
    `{"cursor":"${position}","id":"${uuid}","event_name":${JSON.stringify(eventName)},` +
    `"event_time":"${wireTimeMs(eventTimeMs)}","message":${message}}`
  );
}

/** The same as a line of its own. */
export function liveEventLine(entry: FeedEntry): string {
  return `${onOneLine(liveEventJson(entry))}\n`;
}

/** As a server-sent event. */
export function serverSentEvent({ position, eventName, message }: FeedEntry): string {
  return `id: ${position}\nevent: ${onOneLine(eventName)}\ndata: ${onOneLine(message)}\n\n`;
}

/** What a stream of server-sent events begins with: from where to resume even before the first event, and how soon. */
export function streamStart(position: number): string {
  return `retry: 1000\nid: ${position}\n\n`;
}

/** A comment for whoever closes quiet connections, and how far the feed has been read: readers take no event from it. */
export function stillHere(position: number): string {
  return `: still here\nid: ${position}\n\n`;
}

/** Line ends in JSON text are between its words, where a space says the same. */
function onOneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text;
}
