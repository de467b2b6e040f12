// The columns of quiz_events that a writer gives, in order, and one event as their values.
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';

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
];

export function eventValues(event: NewQuizEvent): (string | number | null)[] {
  return [
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
  ];
}
