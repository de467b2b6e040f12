// SQLite through node:sqlite: one process, every commit on disk before it is answered. A file has three connections: one
// for Kysely, one that only looks up, and one in a thread of its own that reads and stores events; memory has one for all.

import { extname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import { CamelCasePlugin, type CompiledQuery, Kysely } from 'kysely';
import { groupsInFlight } from '../../model/quiz-log-limits.ts';
import {
  type Database,
  DatabaseUnusable,
  type KeyValue,
  type Lookup,
  type LookupDefinition,
} from '../database.ts';
import { type MigrationDialect, migrate } from '../migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import type { Schema } from '../schema.ts';
import { BatchStore, loadReader } from './batch-store.ts';
import { EventThread } from './event-thread.ts';
import { openConnection, openReader } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-driver.ts';
import { isFileFault, isRowFault, sqliteCode } from './sqlite-error.ts';
import { prepareEventInsert } from './sqlite-events.ts';
import { lockFor } from './sqlite-lock.ts';
import { settlementStore } from './sqlite-settlement.ts';
import { Turn } from './turn.ts';

const eventThreadScript = new URL(`./sqlite-event-thread${extname(import.meta.url)}`, import.meta.url);

const migrationDialect: MigrationDialect = {
  types: { id: 'integer primary key', integer: 'integer', real: 'real', bytes: 'blob' },
  own: (migration) => migration.sqlite,
  // The transaction began as IMMEDIATE: that is the lock.
  lock: async () => {},
};

/**
 * Opens, locks and migrates the database at `path` (`:memory:` for one that ends with the process). Raises
 * DatabaseUnusable when the file cannot be used, another server has it or it is not as durable as promised; SchemaTooNew.
 */
export async function openSqlite(
  path: string,
  nowMs: number,
  migrations: readonly Migration[],
  batchReader: string | null,
): Promise<Database> {
  try {
    return await openFile(path, nowMs, migrations, batchReader);
  } catch (error) {
    if (!(error instanceof Error && isFileFault(error))) throw error;
    throw new DatabaseUnusable(`cannot use the SQLite file ${path}: ${error.message}`, { cause: error });
  }
}

async function openFile(
  path: string,
  nowMs: number,
  migrations: readonly Migration[],
  batchReader: string | null,
): Promise<Database> {
  const isInMemory = path === ':memory:';
  using opening = new DisposableStack();
  if (!isInMemory) opening.use(lockFor(path));
  const connection = opening.use(openConnection(path));
  const durability = durabilityOf(connection);
  if (!isInMemory) assertDurable(durability);
  const turn = new Turn();
  const writing = new Turn();
  const query = new Kysely<Schema>({
    dialect: sqliteDialect(connection, turn, writing),
    plugins: [new CamelCasePlugin({ underscoreBetweenUppercaseLetters: true })],
  });
  const transaction: Database['transaction'] = (work) => query.transaction().execute(work);
  await migrate({ transaction }, migrationDialect, migrations, nowMs);

  const inMemory =
    isInMemory && batchReader !== null
      ? new BatchStore(await loadReader(batchReader), prepareEventInsert(connection), isRowFault)
      : null;
  const settle = settlementStore(connection);
  // Of a file, lookups have a connection of their own: they see what is committed and wait for nobody.
  const reader = isInMemory ? connection : opening.use(openReader(path));
  const readRows = preparedRows(reader);
  const mayLookUp = (): boolean => reader !== connection || turn.isFree;
  const writer = isInMemory ? null : new EventThread(eventThreadScript, { about: path, batchReader });
  const held = opening.move();

  return {
    kind: 'sqlite',
    durability,
    query,
    transaction,
    groupsInFlight: isInMemory ? 1 : groupsInFlight,
    lookup: <Row>(definition: LookupDefinition): Lookup<Row> => {
      const get = prepareLookup<Row>(reader, definition);
      return async (key) => (mayLookUp() ? get(key) : inTurn(turn, () => get(key)));
    },
    storeBatches: (batches) =>
      writer === null
        ? inTurn(turn, () => {
            if (inMemory === null) throw new Error('this database was opened without a reader of batches');
            return inMemory.store(batches);
          })
        : // Groups share the turn to write: they follow one another in their thread.
          whileHeld(writing, writing.share(), () => writer.store(batches)),
    settleDeliveries: (settlement) =>
      writer === null
        ? inTurn(turn, () => settle(settlement))
        : whileHeld(writing, writing.share(), () => writer.settle(settlement)),
    rows: async (compiled) => (mayLookUp() ? readRows(compiled) : inTurn(turn, () => readRows(compiled))),
    stream: (compiled, chunkRows) =>
      isInMemory
        ? chunksOf(() => inTurn(turn, () => rowsOf(connection, compiled)), chunkRows)
        : streamFile(path, compiled, chunkRows),
    listen: () => ({ [Symbol.asyncDispose]: async () => {} }),
    ping: () =>
      inTurn(turn, () => {
        if (writer?.ended) throw writer.ended;
        connection.exec('select 1');
      }),
    prepareAhead: async () => {},
    isUniqueConflict: (error) => [1555, 2067].includes(sqliteCode(error)),
    isUnavailable: (error) => error instanceof Error && isFileFault(error),
    async [Symbol.asyncDispose]() {
      await inTurn(writing, () => writer?.[Symbol.asyncDispose]());
      await inTurn(turn, () => held.dispose());
    },
  };
}

function inTurn<T>(turn: Turn, work: () => T): Promise<Awaited<T>> {
  return whileHeld(turn, turn.take(), work);
}

/** Does `work` once `entered` says that the turn is ours, and gives it up afterwards. */
async function whileHeld<T>(turn: Turn, entered: Promise<void>, work: () => T): Promise<Awaited<T>> {
  await entered;
  try {
    return await work();
  } finally {
    turn.release();
  }
}

/** Rows are read as arrays and named here, which takes half the time of having them named by the statement. */
function prepareLookup<Row>(
  connection: DatabaseSync,
  definition: LookupDefinition,
): (key: readonly KeyValue[]) => Row | undefined {
  const keys = Object.keys(definition.keys).map((column) => `? as ${column}`);
  const statement = connection.prepare(definition.sql(`(select ${keys.join(', ')}, 1 as ord) k`));
  statement.setReturnArrays(true);
  const names = statement.columns().map(({ name }) => name);
  return (key) => {
    const values = statement.get(...key) as unknown as KeyValue[] | undefined;
    if (values === undefined) return undefined;
    const row: Record<string, KeyValue | undefined> = {};
    for (let index = 0; index < names.length; index++) row[names[index] as string] = values[index];
    return row as Row;
  };
}

function durabilityOf(connection: DatabaseSync): Record<string, string> {
  const pragma = (name: string): string =>
    String(Object.values(connection.prepare(`pragma ${name}`).get() ?? {})[0]);
  return {
    journal_mode: pragma('journal_mode'),
    synchronous: { '0': 'off', '1': 'normal', '2': 'full', '3': 'extra' }[pragma('synchronous')] ?? 'unknown',
    foreign_keys: pragma('foreign_keys') === '1' ? 'on' : 'off',
  };
}

function assertDurable(durability: Record<string, string>): void {
  const expected: Record<string, string> = { journal_mode: 'wal', synchronous: 'full', foreign_keys: 'on' };
  for (const [name, value] of Object.entries(expected)) {
    if (durability[name] !== value) {
      throw new DatabaseUnusable(
        `SQLite has ${name}=${durability[name]} where ${value} is needed to keep what is answered`,
      );
    }
  }
}

/**
 * A file is read through a connection of its own, so that writers go on; between chunks, which are read at once, the event
 * loop takes its turn, so that all others go on too.
 */
async function* streamFile(
  path: string,
  compiled: CompiledQuery,
  chunkRows: number,
): AsyncIterable<KeyValue[][]> {
  using connection = openReader(path);
  const statement = connection.prepare(compiled.sql);
  statement.setReturnArrays(true);
  let chunk: KeyValue[][] = [];
  for (const row of statement.iterate(...parametersOf(compiled))) {
    chunk.push(row as unknown as KeyValue[]);
    if (chunk.length >= chunkRows) {
      yield chunk;
      chunk = [];
      await nextTurnOfLoop();
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** Memory has only the one connection: to read on it step by step would mix with what others write meanwhile. */
async function* chunksOf(read: () => Promise<KeyValue[][]>, chunkRows: number): AsyncIterable<KeyValue[][]> {
  const rows = await read();
  for (let at = 0; at < rows.length; at += chunkRows) {
    yield rows.slice(at, at + chunkRows);
    await nextTurnOfLoop();
  }
}

/** Prepares each text once; there are few. */
function preparedRows(connection: DatabaseSync): (compiled: CompiledQuery) => KeyValue[][] {
  const statements = new Map<string, StatementSync>();
  return (compiled) => {
    const statement = statements.get(compiled.sql) ?? connection.prepare(compiled.sql);
    statement.setReturnArrays(true);
    statements.set(compiled.sql, statement);
    return statement.all(...parametersOf(compiled)) as unknown as KeyValue[][];
  };
}

function rowsOf(connection: DatabaseSync, compiled: CompiledQuery): KeyValue[][] {
  const statement = connection.prepare(compiled.sql);
  statement.setReturnArrays(true);
  return statement.all(...parametersOf(compiled)) as unknown as KeyValue[][];
}

function parametersOf(compiled: CompiledQuery<unknown>): SQLInputValue[] {
  return compiled.parameters as SQLInputValue[];
}
