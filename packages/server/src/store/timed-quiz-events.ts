// Quiz events as they are read: each with the run of its page's clocks that it falls into. As text, because it is long and
// read often: put together by Kysely it would cost more than its rows.

import { sql } from 'kysely';
import type { TimedQuizEvent } from '../model/quiz-event.ts';
import { runsBoundingMax } from '../model/quiz-log-limits.ts';
import type { KeyValue } from './database.ts';

/** The least `value` of the run and those that bound it. Events of Canvas's own pages have no clock to ask. */
const leastOfRuns = (value: string): string => `case when page_clocks.since_ms is not null then (
  select min(near.value) from (
    select ${value} as value from page_clocks later
    where later.quiz_submission_id = page_clocks.quiz_submission_id and later.attempt = page_clocks.attempt
      and later.page_session = page_clocks.page_session and later.since_ms >= page_clocks.since_ms
    order by later.since_ms limit ${runsBoundingMax}
  ) near
) end`;

/** `beginningBy` of the model, as SQL; a test holds them together. */
const clockBegan = leastOfRuns('later.began_at_ms - coalesce(later.round_trip_ms, 0) / 2');
const clockSlack = `${leastOfRuns('later.began_at_ms')} - ${clockBegan}`;
const clockUncertainty = `case
  when page_clocks.round_trip_ms / 2 < ${clockSlack} then ${clockSlack}
  else page_clocks.round_trip_ms / 2 end`;

const timedBy = (eventData: string) =>
  sql.raw(`
select quiz_events.id, quiz_events.quiz_submission_id, quiz_events.attempt, event_type, ${eventData}, client_timestamp_ms,
  created_at_ms, sent_at_ms, source, client_event_id, quiz_events.page_session, sequence, elapsed_ms,
  ${clockBegan} as clock_began_at_ms, ${clockUncertainty} as clock_uncertainty_ms
from quiz_events left join page_clocks on page_clocks.quiz_submission_id = quiz_events.quiz_submission_id
  and page_clocks.attempt = quiz_events.attempt and page_clocks.page_session = quiz_events.page_session
  and page_clocks.since_ms = (
    select max(run.since_ms) from page_clocks run
    where run.quiz_submission_id = quiz_events.quiz_submission_id and run.attempt = quiz_events.attempt
      and run.page_session = quiz_events.page_session and run.since_ms <= quiz_events.elapsed_ms
  )`);

/**
 * Selects whole events, in the order in which `timedEventOf` reads them, up to the conditions. A run is over when the next
 * one begins: an event falls into the last one that began before it.
 */
export const selectTimed = timedBy('event_data');

/** The same without the questions that `submission_created` has, which are most of an attempt's text. */
export const selectTimedBriefly = timedBy(
  "case when event_type = 'submission_created' and source = 'server' then null else event_data end as event_data",
);

const byClock = `${clockBegan} + elapsed_ms`;

/** `occurredAtMs` of the model, as SQL, where `selectTimed` selects; a test holds them together. */
export const occurredAt = sql.raw(`case
  when ${byClock} <= created_at_ms then ${byClock}
  when page_clocks.since_ms is not null then created_at_ms
  when client_timestamp_ms is null or sent_at_ms is null then created_at_ms
  when client_timestamp_ms > sent_at_ms then created_at_ms
  when client_timestamp_ms + created_at_ms - sent_at_ms < 0 then created_at_ms
  else client_timestamp_ms + created_at_ms - sent_at_ms end`);

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
  clockUncertaintyMs: number | null,
];

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
    clockUncertaintyMs: values[14],
  };
}
