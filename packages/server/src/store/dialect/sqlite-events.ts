// How SQLite stores a group of quiz events: many rows a statement, because binding and stepping cost more than rows.

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { NewQuizEvent } from '../database.ts';

const columns = [
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

/** Rows a statement, measured: 1 → 4.7 µs a row, 10 → 3.7 µs, 40 → 3.0 µs. */
const rowsPerStatement = [40, 10, 1];

/** Prepares the statements; the result stores events in one transaction, skipping client ids that are there already. */
export function prepareEventInsert(connection: DatabaseSync): (events: readonly NewQuizEvent[]) => void {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const inserts = rowsPerStatement.map((rows) => ({
    rows,
    statement: connection.prepare(
      `insert into quiz_events (${columns.join(', ')}) values ${Array(rows).fill(row).join(', ')}`,
    ),
  }));
  const receipt = connection.prepare('insert into quiz_event_receipts values (?, ?) on conflict do nothing');

  return (events) => {
    connection.exec('begin immediate');
    try {
      const fresh = events.filter((event) => isFresh(receipt, event));
      let next = 0;
      for (const { rows, statement } of inserts) {
        for (; fresh.length - next >= rows; next += rows)
          statement.run(...valuesOf(fresh, next, next + rows));
      }
      connection.exec('commit');
    } catch (error) {
      if (connection.isTransaction) connection.exec('rollback');
      throw error;
    }
  };
}

function isFresh(receipt: StatementSync, event: NewQuizEvent): boolean {
  return (
    event.clientEventId === null || receipt.run(event.quizSubmissionId, event.clientEventId).changes === 1
  );
}

function valuesOf(events: readonly NewQuizEvent[], from: number, to: number): SQLInputValue[] {
  const values: SQLInputValue[] = [];
  for (let index = from; index < to; index++) {
    const event = events[index] as NewQuizEvent;
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
