// Quiz events as one flat list of values: the form in which statements take many rows.

import type { KeyValue, NewQuizEvent } from '../database.ts';

/** The columns, in the order of the values of an event. */
export const eventColumns = [
  'quiz_submission_id',
  'attempt',
  'event_type',
  'event_data',
  'client_timestamp_ms',
  'created_at_ms',
  'sent_at_ms',
  'source',
  'client_event_id',
  'page_session',
  'sequence',
  'elapsed_ms',
] as const;

/** Values of one event. */
export const eventWidth = eventColumns.length;

export const clientEventIdAt = eventColumns.indexOf('client_event_id');

/** The values of all events, one event after the other. */
export function flatValuesOf(events: readonly NewQuizEvent[]): KeyValue[] {
  const values: KeyValue[] = [];
  for (const event of events) {
    values.push(
      event.quizSubmissionId,
      event.attempt,
      event.eventType,
      event.eventData,
      event.clientTimestampMs,
      event.createdAtMs,
      event.sentAtMs,
      event.source,
      event.clientEventId,
      event.pageSession,
      event.sequence,
      event.elapsedMs,
    );
  }
  return values;
}

/** The values without those of some events, named by where theirs begin. */
export function withoutEventsAt(values: KeyValue[], starts: ReadonlySet<number>): KeyValue[] {
  if (starts.size === 0) return values;
  return values.filter((_value, index) => !starts.has(index - (index % eventWidth)));
}
