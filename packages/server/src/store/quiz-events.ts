// Quiz events as they are read, and those that an operation writes in its own transaction. Events that pages report go
// through quiz-event-writer.ts.

import { type RawBuilder, sql } from 'kysely';
import type { TimedQuizEvent } from '../model/quiz-event.ts';
import type { Database, NewQuizEvent, Query } from './database.ts';
import { withLockedWriting } from './dialect/quiz-event-lock.ts';
import { rowChunks } from './row-chunks.ts';
import { isOnPostgres } from './row-lock.ts';
import { occurredAt, selectTimed, timedEventOf } from './timed-quiz-events.ts';

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

/** An event that no page told of; without a client id. */
export interface OwnEvent
  extends Pick<NewQuizEvent, 'quizSubmissionId' | 'attempt' | 'eventType' | 'eventData' | 'createdAtMs'> {
  source: 'server' | 'staff';
}

/** Stores what the server saw or staff did, in order, with what the transaction does beside it. */
export async function insertOwnEvents(transaction: Query, events: readonly OwnEvent[]): Promise<void> {
  for (const rows of rowChunks(events, 6)) {
    if (!isOnPostgres(transaction)) {
      await transaction.insertInto('quizEvents').values(rows).execute();
      continue;
    }
    const values = rows.map(
      ({ quizSubmissionId, attempt, eventType, eventData, createdAtMs, source }) =>
        sql`(${quizSubmissionId}::bigint, ${attempt}::bigint, ${eventType}::text, ${eventData}::text,
          ${createdAtMs}::bigint, ${source}::text)`,
    );
    await sql`${withLockedWriting}
      insert into quiz_events (quiz_submission_id, attempt, event_type, event_data, created_at_ms, source)
      select own.* from writing cross join (values ${sql.join(values)}) as own`.execute(transaction);
  }
}

/** What staff did to an attempt, from `fromMs` on, in order. */
export async function listStaffEvents(
  query: Query,
  { id, attempt }: { id: number; attempt: number },
  fromMs: number,
): Promise<Pick<OwnEvent, 'eventType' | 'eventData'>[]> {
  return query
    .selectFrom('quizEvents')
    .select(['eventType', 'eventData'])
    .where('quizSubmissionId', '=', id)
    .where('attempt', '=', attempt)
    .where('source', '=', 'staff')
    .where('createdAtMs', '>=', fromMs)
    .orderBy('createdAtMs')
    .orderBy('id')
    .execute();
}

/**
 * Rows of one page, from `offset`, in order. Who shows no times but receipt does without the clocks, which take longer to
 * find than the rows.
 */
export async function listQuizEvents(
  query: Query,
  selection: EventSelection,
  limit: number,
  offset: number,
  withClocks = true,
): Promise<TimedQuizEvent[]> {
  const needsClocks = withClocks || selection.order === 'occurred_at';
  const { rows } = await sql<TimedQuizEvent>`
    ${needsClocks ? timedOf(selection) : untimedOf(selection)} limit ${limit} offset ${offset}`.execute(
    query,
  );
  return rows;
}

export async function countQuizEvents(query: Query, selection: EventSelection): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from quiz_events where ${isSelected(selection)}`.execute(query);
  return rows[0]?.count ?? 0;
}

/** All selected rows in order, in chunks, as of the moment of the first. */
export async function* streamQuizEvents(
  database: Database,
  selection: EventSelection,
  chunkRows: number,
): AsyncIterable<TimedQuizEvent[]> {
  const compiled = timedOf(selection).compile(database.query);
  for await (const rows of database.stream(compiled, chunkRows)) yield rows.map(timedEventOf);
}

function timedOf(selection: EventSelection): RawBuilder<TimedQuizEvent> {
  const order = selection.order === 'occurred_at' ? sql`${occurredAt}, created_at_ms` : sql`created_at_ms`;
  return sql`${selectTimed} where ${isSelected(selection)} order by ${order}, quiz_events.id`;
}

function untimedOf(selection: EventSelection): RawBuilder<TimedQuizEvent> {
  return sql`select quiz_events.*, null as clock_began_at_ms, null as clock_uncertainty_ms from quiz_events
    where ${isSelected(selection)} order by created_at_ms, id`;
}

function isSelected(selection: EventSelection): RawBuilder<boolean> {
  const { quizSubmissionId, attempt, afterMs, sinceMs, untilMs, eventTypes } = selection;
  const conditions = [
    sql`quiz_events.quiz_submission_id = ${quizSubmissionId}`,
    sql`quiz_events.attempt = ${attempt}`,
  ];
  if (afterMs !== null) conditions.push(sql`created_at_ms > ${afterMs}`);
  if (sinceMs !== null) conditions.push(sql`created_at_ms >= ${sinceMs}`);
  if (untilMs !== null) conditions.push(sql`created_at_ms < ${untilMs}`);
  if (eventTypes.length > 0) conditions.push(sql`event_type in (${sql.join(eventTypes)})`);
  return sql.join(conditions, sql` and `);
}
