// Quiz submission events on the wire: what may be asked, and how an event is written as Canvas's JSON, as our detailed
// form, and as a row of CSV. Event data goes out as the very text that came in.

import { Type } from 'typebox';
import type { PageSessionLog } from '../../model/page-session-log.ts';
import { occurredAtMs, type TimedQuizEvent } from '../../model/quiz-event.ts';
import { wireTime, wireTimeMs } from '../../model/time.ts';
import { csvRow } from '../canvas-wire/csv.ts';
import { pageSessionJson, postedPageSession, shownPageSession } from './page-session.ts';

export const eventsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events';

export const eventsParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
  quiz_id: Type.String({ description: 'Quiz id' }),
  id: Type.String({ description: 'Quiz submission id, or `self`' }),
});

const postedEvent = Type.Object(
  {
    event_type: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 255 })),
    event_data: Type.Optional(Type.Unknown({ description: 'Any JSON; kept byte for byte' })),
    client_timestamp: Type.Optional(
      Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'ISO 8601' }),
    ),
    id: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'Ours, not in Canvas: the same id is stored once per quiz submission',
      }),
    ),
    session: Type.Optional(Type.String({ description: 'Ours: the page load that the event comes from' })),
    sequence: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Ours: counts the events of a page session' }),
    ),
    elapsed_ms: Type.Optional(
      Type.Number({ minimum: 0, description: 'Ours: monotonic time since the page session began' }),
    ),
  },
  { description: 'Further keys are ignored' },
);

export const postedBatch = Type.Object({
  quiz_submission_events: Type.Optional(
    Type.Array(postedEvent, { description: 'The submission events to be recorded' }),
  ),
  sent_at: Type.Optional(Type.String({ description: "Ours: the client's clock when it sends, ISO 8601" })),
  attempt: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'Ours: the attempt that the events are of, up to the current one; the current one if absent',
    }),
  ),
  page_session: Type.Optional(postedPageSession),
});

export const eventsQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'The attempt to look up; the latest one if absent' })),
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
  include: Type.Optional(
    Type.Unknown({
      description: 'Ours: `include[]=details` adds times, sequence, session, source and page sessions',
    }),
  ),
  order: Type.Optional(Type.Unknown({ description: 'Ours: `occurred_at` sorts by when events happened' })),
  event_types: Type.Optional(Type.Unknown({ description: 'Ours: `event_types[]=…` selects types' })),
  since: Type.Optional(Type.Unknown({ description: 'Ours: received at or after, ISO 8601' })),
  until: Type.Optional(Type.Unknown({ description: 'Ours: received before, ISO 8601' })),
});

const shownEvent = Type.Object({
  id: Type.String(),
  event_type: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  event_data: Type.Unknown(),
  created_at: Type.String({ description: 'Server receipt, whole seconds, UTC' }),
  client_timestamp: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'] })),
  received_at: Type.Optional(Type.String()),
  occurred_at: Type.Optional(
    Type.String({ description: "When it happened by the server's clock, as far as the page told" }),
  ),
  sequence: Type.Optional(Type.Unsafe<number | null>({ type: ['integer', 'null'] })),
  session: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'] })),
  elapsed_ms: Type.Optional(Type.Unsafe<number | null>({ type: ['number', 'null'] })),
  source: Type.Optional(Type.Unsafe<TimedQuizEvent['source']>({ enum: ['page', 'server', 'staff'] })),
  clock_uncertainty_ms: Type.Optional(
    Type.Unsafe<number | null>({
      type: ['number', 'null'],
      description: 'By how much `occurred_at` may be off on either side; null when that cannot be told',
    }),
  ),
});

export const shownEvents = Type.Object({
  quiz_submission_events: Type.Array(shownEvent),
  page_sessions: Type.Optional(
    Type.Array(shownPageSession, { description: 'Ours, with details: those of the events of this page' }),
  ),
});

/** Canvas's list, as JSON text; with our details when there are page sessions, be it none. */
export function eventsJson(
  events: readonly TimedQuizEvent[],
  pageSessions: readonly PageSessionLog[] | null,
): string {
  if (pageSessions === null) return `{"quiz_submission_events":[${events.map(eventJson).join(',')}]}`;
  const sessions = JSON.stringify(pageSessions.map(pageSessionJson));
  return `{"quiz_submission_events":[${events.map(detailedEventJson).join(',')}],"page_sessions":${sessions}}`;
}

/** Canvas: exactly these four keys, the id as a string. */
function eventJson(event: TimedQuizEvent): string {
  return `{${canvasMembers(event)}}`;
}

/** The four keys and ours, as JSON text; written by hand because an export writes millions. */
export function detailedEventJson(event: TimedQuizEvent): string {
  return (
    `{${canvasMembers(event)},"client_timestamp":${timeJson(event.clientTimestampMs)},` +
    `"received_at":${timeJson(event.createdAtMs)},"occurred_at":${timeJson(Math.floor(occurredAtMs(event)))},` +
    `"sequence":${event.sequence},"session":${textJson(event.pageSession)},"elapsed_ms":${event.elapsedMs},` +
    `"source":"${event.source}","clock_uncertainty_ms":${event.clockUncertaintyMs}}`
  );
}

function timeJson(timeMs: number | null): string {
  return timeMs === null ? 'null' : `"${wireTimeMs(timeMs)}"`;
}

function textJson(text: string | null): string {
  return text === null ? 'null' : JSON.stringify(text);
}

function canvasMembers(event: TimedQuizEvent): string {
  const type = textJson(event.eventType);
  const time = wireTime(event.createdAtMs);
  return `"id":"${event.id}","event_type":${type},"event_data":${event.eventData ?? 'null'},"created_at":"${time}"`;
}

export const csvHeader =
  'id,event_type,event_data,created_at,client_timestamp,received_at,occurred_at,sequence,session,elapsed_ms,source,' +
  'clock_uncertainty_ms\r\n';

/** One row of CSV. */
export function eventCsv(event: TimedQuizEvent): string {
  return csvRow(eventCells(event));
}

/** By the names of `csvHeader`. */
export function eventCells(event: TimedQuizEvent): (string | null)[] {
  const uncertaintyMs = event.clockUncertaintyMs;
  return [
    String(event.id),
    event.eventType,
    event.eventData,
    wireTime(event.createdAtMs),
    wireTimeMs(event.clientTimestampMs),
    wireTimeMs(event.createdAtMs),
    wireTimeMs(Math.floor(occurredAtMs(event))),
    event.sequence === null ? null : String(event.sequence),
    event.pageSession,
    event.elapsedMs === null ? null : String(event.elapsedMs),
    event.source,
    uncertaintyMs === null ? null : String(uncertaintyMs),
  ];
}
