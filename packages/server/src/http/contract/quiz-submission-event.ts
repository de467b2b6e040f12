// Quiz submission events on the wire: what may be asked, and how an event is written as Canvas's JSON, as our detailed
// form, and as a row of CSV. Event data goes out as the very text that came in.

import { Type } from 'typebox';
import { occurredAtMs, type QuizEvent } from '../../model/quiz-event.ts';
import { wireTime, wireTimeMs } from '../../model/time.ts';

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
});

export const eventsQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'The attempt to look up; the latest one if absent' })),
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
  include: Type.Optional(
    Type.Unknown({ description: 'Ours: `include[]=details` adds times, sequence, session and source' }),
  ),
  order: Type.Optional(
    Type.Unknown({ description: 'Ours: `occurred_at` sorts by the corrected client time' }),
  ),
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
  occurred_at: Type.Optional(Type.String()),
  sequence: Type.Optional(Type.Unsafe<number | null>({ type: ['integer', 'null'] })),
  session: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'] })),
  elapsed_ms: Type.Optional(Type.Unsafe<number | null>({ type: ['number', 'null'] })),
  source: Type.Optional(Type.Unsafe<QuizEvent['source']>({ enum: ['page', 'server', 'staff'] })),
});

export const shownEvents = Type.Object({ quiz_submission_events: Type.Array(shownEvent) });

/** Canvas's list, as JSON text; with our details when asked for. */
export function eventsJson(events: readonly QuizEvent[], withDetails: boolean): string {
  const write = withDetails ? detailedEventJson : eventJson;
  return `{"quiz_submission_events":[${events.map(write).join(',')}]}`;
}

/** Canvas: exactly these four keys, the id as a string. */
function eventJson(event: QuizEvent): string {
  return `{${canvasMembers(event)}}`;
}

/** The four keys and ours, as JSON text; written by hand because an export writes millions. */
export function detailedEventJson(event: QuizEvent): string {
  return (
    `{${canvasMembers(event)},"client_timestamp":${timeJson(event.clientTimestampMs)},` +
    `"received_at":${timeJson(event.createdAtMs)},"occurred_at":${timeJson(occurredAtMs(event))},` +
    `"sequence":${event.sequence},"session":${textJson(event.pageSession)},"elapsed_ms":${event.elapsedMs},` +
    `"source":"${event.source}"}`
  );
}

function timeJson(timeMs: number | null): string {
  return timeMs === null ? 'null' : `"${wireTimeMs(timeMs)}"`;
}

function textJson(text: string | null): string {
  return text === null ? 'null' : JSON.stringify(text);
}

function canvasMembers(event: QuizEvent): string {
  const type = textJson(event.eventType);
  const time = wireTime(event.createdAtMs);
  return `"id":"${event.id}","event_type":${type},"event_data":${event.eventData ?? 'null'},"created_at":"${time}"`;
}

export const csvHeader =
  'id,event_type,event_data,created_at,client_timestamp,received_at,occurred_at,sequence,session,elapsed_ms,source\r\n';

/** One row of CSV (RFC 4180), ended by CRLF. */
export function eventCsv(event: QuizEvent): string {
  const cells = [
    String(event.id),
    event.eventType,
    event.eventData,
    wireTime(event.createdAtMs),
    wireTimeMs(event.clientTimestampMs),
    wireTimeMs(event.createdAtMs),
    wireTimeMs(occurredAtMs(event)),
    event.sequence === null ? null : String(event.sequence),
    event.pageSession,
    event.elapsedMs === null ? null : String(event.elapsedMs),
    event.source,
  ];
  return `${cells.map(csvCell).join(',')}\r\n`;
}

const plainNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A spreadsheet runs a cell that starts so as a formula; an apostrophe before it makes it text. */
const formulaStart = /^[=+\-@\t\r\n]/;

function csvCell(text: string | null): string {
  if (text === null) return '';
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
