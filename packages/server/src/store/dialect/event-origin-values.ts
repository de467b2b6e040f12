// Origins of events as one flat list of values, as events are, and how they are merged into the rows
// that there are. Most groups have none.

import { type EventOrigin, mergedOrigins } from '../../model/event-origin.ts';
import type { KeyValue } from '../database.ts';

/** The columns, in the order of the values of an origin. The first five are its key. */
export const originColumns = [
  'quiz_submission_id',
  'attempt',
  'page_session',
  'client_address',
  'user_agent',
  'first_received_at_ms',
  'last_received_at_ms',
] as const;

/** Values of one origin. */
export const originWidth = originColumns.length;

/** The values of all origins, one after the other, each once. */
export function flatOriginValuesOf(origins: readonly EventOrigin[]): KeyValue[] {
  const values: KeyValue[] = [];
  for (const origin of origins.length > 1 ? mergedOrigins(origins) : origins) {
    values.push(
      origin.quizSubmissionId,
      origin.attempt,
      origin.pageSession,
      origin.clientAddress,
      origin.userAgent,
      origin.firstReceivedAtMs,
      origin.lastReceivedAtMs,
    );
  }
  return values;
}

/** Ends an insert into `event_origins`. Neither database has a function for the later of two that the other has. */
export const mergeOrigin = `
on conflict (quiz_submission_id, attempt, page_session, client_address, user_agent) do update set
  first_received_at_ms = case when excluded.first_received_at_ms < event_origins.first_received_at_ms
    then excluded.first_received_at_ms else event_origins.first_received_at_ms end,
  last_received_at_ms = case when excluded.last_received_at_ms > event_origins.last_received_at_ms
    then excluded.last_received_at_ms else event_origins.last_received_at_ms end`;
