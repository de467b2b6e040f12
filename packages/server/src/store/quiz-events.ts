// Quiz events as they are read, and those that an operation writes in its own transaction. Events that pages report go
// through quiz-event-writer.ts.

import { type SelectQueryBuilder, sql } from 'kysely';
import type { TimedQuizEvent } from '../model/quiz-event.ts';
import type { Database, NewQuizEvent, Query } from './database.ts';
import { withLockedWriting } from './dialect/quiz-event-lock.ts';
import { isOnPostgres } from './row-lock.ts';
import type { Schema } from './schema.ts';
import { timed, timedEventOf } from './timed-quiz-events.ts';

export interface EventSelection {
  quizSubmissionId: number;
  attempt: number;
  /** Only events received after this; null for all. Canvas: strictly after `started_at`. */
  afterMs: number | null;
  order: 'created_at' | 'occurred_at';
  /** Empty for all. */
  eventTypes: readonly string[];
  /** Received at or after. */
  sinceMs: number | null;
  /** Received before. */
  untilMs: number | null;
}

type Selected = SelectQueryBuilder<Schema, 'quizEvents', object>;

/** Stores one event of the server's own, which has no client id, with what the transaction does beside it. */
export async function insertServerEvent(
  transaction: Query,
  event: Pick<NewQuizEvent, 'quizSubmissionId' | 'attempt' | 'eventType' | 'eventData' | 'createdAtMs'>,
): Promise<void> {
  if (!isOnPostgres(transaction)) {
    await transaction
      .insertInto('quizEvents')
      .values({ ...event, source: 'server' })
      .execute();
    return;
  }
  const { quizSubmissionId, attempt, eventType, eventData, createdAtMs } = event;
  await sql`${withLockedWriting}
    insert into quiz_events (quiz_submission_id, attempt, event_type, event_data, created_at_ms, source)
    select ${quizSubmissionId}::bigint, ${attempt}::bigint, ${eventType}::text, ${eventData}::text,
      ${createdAtMs}::bigint, 'server'
    from writing`.execute(transaction);
}

/** Rows of one page, from `offset`, in order. */
export async function listQuizEvents(
  query: Query,
  selection: EventSelection,
  limit: number,
  offset: number,
): Promise<TimedQuizEvent[]> {
  return ordered(selected(query, selection), selection.order).limit(limit).offset(offset).execute();
}

export async function countQuizEvents(query: Query, selection: EventSelection): Promise<number> {
  const { count } = await selected(query, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** All selected rows in order, in chunks, as of the moment of the first. */
export async function* streamQuizEvents(
  database: Database,
  selection: EventSelection,
  chunkRows: number,
): AsyncIterable<TimedQuizEvent[]> {
  const compiled = ordered(selected(database.query, selection), selection.order).compile();
  for await (const rows of database.stream(compiled, chunkRows)) yield rows.map(timedEventOf);
}

function selected(query: Query, selection: EventSelection): Selected {
  let events: Selected = query
    .selectFrom('quizEvents')
    .where('quizEvents.quizSubmissionId', '=', selection.quizSubmissionId)
    .where('quizEvents.attempt', '=', selection.attempt);
  if (selection.afterMs !== null) events = events.where('createdAtMs', '>', selection.afterMs);
  if (selection.sinceMs !== null) events = events.where('createdAtMs', '>=', selection.sinceMs);
  if (selection.untilMs !== null) events = events.where('createdAtMs', '<', selection.untilMs);
  if (selection.eventTypes.length > 0) events = events.where('eventType', 'in', selection.eventTypes);
  return events;
}

/** The same rule as `occurredAtMs` in model/quiz-event.ts, as SQL; a test holds them together. */
const occurredAt = sql<number>`case
  when page_clocks.began_at_ms - coalesce(page_clocks.round_trip_ms, 0) / 2 + elapsed_ms <= created_at_ms
    then page_clocks.began_at_ms - coalesce(page_clocks.round_trip_ms, 0) / 2 + elapsed_ms
  when page_clocks.began_at_ms is not null then created_at_ms
  when client_timestamp_ms is null or sent_at_ms is null then created_at_ms
  when client_timestamp_ms > sent_at_ms then created_at_ms
  when client_timestamp_ms + created_at_ms - sent_at_ms < 0 then created_at_ms
  else client_timestamp_ms + created_at_ms - sent_at_ms end`;

function ordered(events: Selected, order: EventSelection['order']) {
  const byOrder = order === 'occurred_at' ? timed(events).orderBy(occurredAt) : timed(events);
  return byOrder.orderBy('createdAtMs').orderBy('id');
}
