// Quiz events as they are read: each with the run of its page's clocks that it falls into.

import { type SelectQueryBuilder, sql } from 'kysely';
import type { TimedQuizEvent } from '../model/quiz-event.ts';
import type { KeyValue } from './database.ts';
import type { Schema } from './schema.ts';

/** What is selected, in the order in which `timedEventOf` reads it. */
const columns = [
  'quizEvents.id',
  'quizEvents.quizSubmissionId',
  'quizEvents.attempt',
  'quizEvents.eventType',
  'quizEvents.eventData',
  'quizEvents.clientTimestampMs',
  'quizEvents.createdAtMs',
  'quizEvents.sentAtMs',
  'quizEvents.source',
  'quizEvents.clientEventId',
  'quizEvents.pageSession',
  'quizEvents.sequence',
  'quizEvents.elapsedMs',
  'pageClocks.beganAtMs as clockBeganAtMs',
  'pageClocks.roundTripMs as clockRoundTripMs',
] as const;

type Values = [
  id: number,
  quizSubmissionId: number,
  attempt: number,
  eventType: string | null,
  eventData: string | null,
  clientTimestampMs: number | null,
  createdAtMs: number,
  sentAtMs: number | null,
  source: TimedQuizEvent['source'],
  clientEventId: string | null,
  pageSession: string | null,
  sequence: number | null,
  elapsedMs: number | null,
  clockBeganAtMs: number | null,
  clockRoundTripMs: number | null,
];

/** Selects whole events. A run is over when the next one begins: an event falls into the last one that began before it. */
export function timed(events: SelectQueryBuilder<Schema, 'quizEvents', object>) {
  return events
    .leftJoin('pageClocks', (join) =>
      join
        .onRef('pageClocks.quizSubmissionId', '=', 'quizEvents.quizSubmissionId')
        .onRef('pageClocks.attempt', '=', 'quizEvents.attempt')
        .onRef('pageClocks.pageSession', '=', 'quizEvents.pageSession')
        .on('pageClocks.sinceMs', '=', lastSince),
    )
    .select(columns);
}

const lastSince = sql<number>`(
  select max(run.since_ms) from page_clocks run
  where run.quiz_submission_id = quiz_events.quiz_submission_id and run.attempt = quiz_events.attempt
    and run.page_session = quiz_events.page_session and run.since_ms <= quiz_events.elapsed_ms
)`;

/** An event from its values in the order of selection. */
export function timedEventOf(row: KeyValue[]): TimedQuizEvent {
  const values = row as Values;
  return {
    id: values[0],
    quizSubmissionId: values[1],
    attempt: values[2],
    eventType: values[3],
    eventData: values[4],
    clientTimestampMs: values[5],
    createdAtMs: values[6],
    sentAtMs: values[7],
    source: values[8],
    clientEventId: values[9],
    pageSession: values[10],
    sequence: values[11],
    elapsedMs: values[12],
    clockBeganAtMs: values[13],
    clockRoundTripMs: values[14],
  };
}
