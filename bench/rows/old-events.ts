// Fills a database with the events of exams of the past, as they would lie there: exam after exam over some months, and
// within an exam the events of all its attempts in the order of their times.
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';
import type { BenchDatabase } from '../databases.ts';
import { mixRows } from './mix-rows.ts';
import { copyInto, copyText } from './postgres-copy.ts';
import { prepareInsert, statementsOf } from './sqlite-insert.ts';

export const eventsPerAttempt = 400;
const attemptsPerExam = 250;

const examMs = 5_400_000;
const dayMs = 86_400_000;

/** The exams lie this far back at most, and end the day before. */
const backMs = 120 * dayMs;

/** Quiz submissions whose events nobody asks for do not exist; these are above all that do. */
const firstUnseenId = 10_000_000;

/** Rows handed to the database at a time. */
const chunkRows = 10_000;

/** Distinct events, drawn again and again. */
const drafts = mixRows([1], 10_000);

/**
 * Stores about `count` events, in whole exams, and an attempt's events for each of `readIds`, quiz submissions that
 * exist: their attempts become part of the exam in the middle. Nobody else may have the database open. `filled` hears of
 * every chunk of rows.
 */
export async function storeOldEvents(
  database: BenchDatabase,
  { count, readIds }: { count: number; readIds: readonly number[] },
  filled: (rows: number) => void,
): Promise<void> {
  const nowMs = Date.now();
  const exams = Math.round(count / attemptsPerExam / eventsPerAttempt);
  const starts = Array.from(
    { length: Math.max(1, exams) },
    (_, exam) => nowMs - backMs + Math.floor(((backMs - dayMs) * exam) / Math.max(1, exams)),
  );
  const middle = exams >> 1;
  await prepare(database, readIds, starts[middle] ?? nowMs, nowMs);
  await using sink = await openSink(database);
  for (const [exam, startMs] of starts.entries()) {
    const firstId = firstUnseenId + exam * attemptsPerExam;
    const ids = exams === 0 ? [] : Array.from({ length: attemptsPerExam }, (_, index) => firstId + index);
    if (exam === middle) ids.push(...readIds);
    for (const rows of examRows(ids, startMs)) {
      await sink.store(rows);
      filled(rows.length);
    }
  }
}

/** The events of one exam by time: everybody's first, everybody's second, and so on. */
function* examRows(ids: readonly number[], startedAtMs: number): Generator<NewQuizEvent[]> {
  let rows: NewQuizEvent[] = [];
  for (let event = 0; event < eventsPerAttempt; event++) {
    const createdAtMs = startedAtMs + Math.floor((examMs * event) / eventsPerAttempt);
    for (const quizSubmissionId of ids) {
      const draft = drafts[(event * 31 + quizSubmissionId * 7) % drafts.length];
      if (draft === undefined) throw new Error('there are no drafts');
      rows.push({ ...draft, quizSubmissionId, createdAtMs });
      if (rows.length < chunkRows) continue;
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

/** Moves the start of the attempts to be read; and makes partitions, as PostgreSQL's server does at an event's storing. */
async function prepare(
  { url }: BenchDatabase,
  readIds: readonly number[],
  startMs: number,
  nowMs: number,
): Promise<void> {
  await using opened = await openDatabase(url, nowMs);
  const startedAtMs = startMs - 1;
  const { query } = opened;
  await query.updateTable('quizSubmissions').set({ startedAtMs }).where('id', 'in', readIds).execute();
  await query
    .updateTable('quizSubmissionAttempts')
    .set({ startedAtMs })
    .where('quizSubmissionId', 'in', readIds)
    .execute();
  // The months of PostgreSQL's partitions.
  for (let atMs = nowMs - backMs; atMs <= nowMs; atMs += 10 * dayMs) await opened.prepareAhead(atMs);
}

interface Sink extends AsyncDisposable {
  store(rows: readonly NewQuizEvent[]): Promise<void>;
}

async function openSink({ kind, url }: BenchDatabase): Promise<Sink> {
  if (kind === 'sqlite') {
    const connection = new DatabaseSync(url.slice('sqlite:'.length));
    connection.exec('pragma synchronous = off; pragma cache_size = -262144');
    const insert = prepareInsert(connection);
    return {
      async store(rows) {
        insert(statementsOf(rows));
        await setImmediate();
      },
      async [Symbol.asyncDispose]() {
        connection.exec('pragma wal_checkpoint(truncate)');
        connection.close();
      },
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    store: (rows) => copyInto(client, 'quiz_events', copyText(rows)),
    async [Symbol.asyncDispose]() {
      // What autovacuum would have done by and by.
      await client.query('vacuum (analyze) quiz_events');
      await client.query('checkpoint');
      await client.end();
    },
  };
}
