// SQLite through node:sqlite: one process, one writing connection, every commit on disk before it is answered.

import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { CamelCasePlugin, type CompiledQuery, Kysely } from 'kysely';
import { type Database, DatabaseUnusable, type Lookup, type LookupDefinition, type NewQuizEvent } from '../database.ts';
import { type MigrationDialect, migrate } from '../migrate.ts';
import type { Schema } from '../schema.ts';
import { prepareEventInsert } from './sqlite-events.ts';
import { sqliteDialect } from './sqlite-driver.ts';
import { Turn } from './turn.ts';

/** A page of results while another reader has the file: WAL readers never wait, so this is for the odd checkpoint. */
const busyTimeoutMs = 5_000;

const migrationDialect: MigrationDialect = {
  types: { id: 'integer primary key', integer: 'integer', real: 'real' },
  own: (migration) => migration.sqlite,
  // The transaction began as IMMEDIATE: that is the lock.
  lock: async () => {},
};

/**
 * Opens, locks and migrates the database at `path` (`:memory:` for one that ends with the process).
 * Raises DatabaseUnusable when another server has it, when it is not as durable as promised, SchemaTooNew.
 */
export async function openSqlite(path: string, nowMs: number): Promise<Database> {
  const isInMemory = path === ':memory:';
  const lock = isInMemory ? null : lockFor(path);
  const connection = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    // 16 MB of log between checkpoints and 32 MB of page cache: fewer, larger writes, bounded memory.
    connection.exec('pragma wal_autocheckpoint = 4000; pragma cache_size = -32768');
    const durability = durabilityOf(connection);
    if (!isInMemory) assertDurable(durability);
    const turn = new Turn();
    const query = new Kysely<Schema>({ dialect: sqliteDialect(connection, turn), plugins: [new CamelCasePlugin()] });
    const transaction: Database['transaction'] = (work) => query.transaction().execute(work);
    await migrate({ transaction }, migrationDialect, nowMs);
    const insertEvents = prepareEventInsert(connection);

    async function inTurn<T>(work: () => T): Promise<T> {
      await turn.take();
      try {
        return work();
      } finally {
        turn.release();
      }
    }

    return {
      kind: 'sqlite',
      durability,
      query,
      transaction,
      insertsInFlight: 1,
      lookup: <Row>(definition: LookupDefinition): Lookup<Row> => {
        const columns = Object.keys(definition.keys).map((column) => `? as ${column}`);
        const statement = connection.prepare(definition.sql(`(select ${columns.join(', ')}, 1 as ord) k`));
        const get = (key: readonly SQLInputValue[]): Row | undefined => statement.get(...key) as Row | undefined;
        return async (key) => (turn.isFree ? get(key) : inTurn(() => get(key)));
      },
      insertQuizEvents: (events: readonly NewQuizEvent[]) => inTurn(() => insertEvents(events)),
      stream: (compiled, chunkRows) => streamRows(isInMemory ? connection : path, compiled, chunkRows),
      ping: () => inTurn(() => connection.exec('select 1')),
      prepareAhead: async () => {},
      isUniqueConflict: (error) => [1555, 2067].includes(sqliteCode(error)),
      isRowFault: (error) => (sqliteCode(error) & 0xff) === 19 || (sqliteCode(error) & 0xff) === 20,
      async [Symbol.asyncDispose]() {
        await turn.take();
        connection.close();
        lock?.close();
      },
    };
  } catch (error) {
    connection.close();
    lock?.close();
    throw error;
  }
}

/**
 * Holds `<path>.lock` exclusively, a lock of the operating system that ends with the process however it ends. The
 * database itself stays open to readers such as backup tools.
 */
function lockFor(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const lockPath = join(realpathSync(dirname(path)), `${basename(path)}.lock`);
  const lock = new DatabaseSync(lockPath, { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if ((sqliteCode(error) & 0xff) !== 5) throw error;
    throw new DatabaseUnusable(
      `another quizwire already serves ${path}: stop it, or give this one its own file (QUIZWIRE_DATABASE_URL)`,
    );
  }
}

function durabilityOf(connection: DatabaseSync): Record<string, string> {
  const pragma = (name: string): string => String(Object.values(connection.prepare(`pragma ${name}`).get() ?? {})[0]);
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
      throw new DatabaseUnusable(`SQLite has ${name}=${durability[name]} where ${value} is needed to keep what is answered`);
    }
  }
}

/** A file is read through a connection of its own, so that writers go on; memory has only the one. */
async function* streamRows<Row>(
  source: DatabaseSync | string,
  compiled: CompiledQuery<Row>,
  chunkRows: number,
): AsyncIterable<Row[]> {
  const connection = typeof source === 'string' ? new DatabaseSync(source, { readOnly: true }) : source;
  try {
    const statement = connection.prepare(compiled.sql);
    let chunk: Row[] = [];
    for (const row of statement.iterate(...(compiled.parameters as SQLInputValue[]))) {
      chunk.push(row as Row);
      if (chunk.length >= chunkRows) {
        yield chunk;
        chunk = [];
      }
    }
    if (chunk.length > 0) yield chunk;
  } finally {
    if (connection !== source) connection.close();
  }
}

function sqliteCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
}
