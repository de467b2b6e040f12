// The limit of SQLite for our rows: one connection that does nothing but transactions of 1,000 rows, with prepared
// statements, into the server's own schema and with the server's own settings.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';

const transactionRows = 1_000;

/** Measured: 20 to 50 rows a statement are fastest, a fifth faster than one. A limit is what goes fastest. */
const statementRows = 40;

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

/**
 * Inserts `rows`, a multiple of 1,000, over and over for `warmUpSeconds` and then `seconds` into the database at `path`,
 * which the server has migrated and nobody has open. Rows per second of the measured time; checks that all are there.
 */
export async function sqliteRowsPerSecond(
  path: string,
  rows: readonly NewQuizEvent[],
  { warmUpSeconds, seconds }: { warmUpSeconds: number; seconds: number },
): Promise<number> {
  using connection = new DatabaseSync(path);
  // What store/dialect/sqlite.ts sets.
  connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  connection.exec('pragma wal_autocheckpoint = 4000; pragma cache_size = -32768');
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insert = connection.prepare(
    `insert into quiz_events (${columns.join(', ')}) values ${Array(statementRows).fill(row).join(', ')}`,
  );
  const statements: SQLInputValue[][] = [];
  for (let start = 0; start < rows.length; start += statementRows) {
    statements.push(rows.slice(start, start + statementRows).flatMap(valuesOf));
  }
  const statementsEach = transactionRows / statementRows;
  let transactions = 0;
  const insertFor = async (timeSeconds: number): Promise<number> => {
    const startedMs = performance.now();
    const before = transactions;
    while (performance.now() - startedMs < timeSeconds * 1000) {
      const first = (transactions * statementsEach) % statements.length;
      connection.exec('begin immediate');
      for (const values of statements.slice(first, first + statementsEach)) insert.run(...values);
      connection.exec('commit');
      transactions++;
      // Lets whoever shows the progress have a turn.
      if (transactions % 20 === 0) await setImmediate();
    }
    return ((transactions - before) * transactionRows) / ((performance.now() - startedMs) / 1000);
  };
  await insertFor(warmUpSeconds);
  const rowsPerSecond = await insertFor(seconds);
  const counted = connection.prepare('select count(*) as count from quiz_events').get();
  if (Number(counted?.count) !== transactions * transactionRows) throw new Error('SQLite lost rows');
  return rowsPerSecond;
}

function valuesOf(event: NewQuizEvent): SQLInputValue[] {
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
