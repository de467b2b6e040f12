// New, empty databases for measuring: SQLite files in a folder of their own, PostgreSQL in a cluster of our own with its
// durable settings. Both are gone when the benchmark ends, in whatever way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { createDatabase, startCluster } from '../packages/server/test/support/postgres.ts';
import { findPostgresBinaries } from '../packages/server/test/support/postgres-programs.ts';

export type Kind = 'sqlite' | 'postgres';

export const kindNames: Record<Kind, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

export interface BenchDatabase extends AsyncDisposable {
  kind: Kind;
  url: string;
  /** The answer to a query that gives one number. Nobody else may have a SQLite file open. */
  number(sql: string): Promise<number>;
  /** PostgreSQL learns what rows it has, as it does a minute later by itself. Nothing on SQLite. */
  analyze(): Promise<void>;
}

export interface Databases extends AsyncDisposable {
  /** Those that this machine has. */
  kinds: Kind[];
  /** Null without PostgreSQL. */
  postgres: { version: string; pid: number } | null;
  /** A new one; dispose of it as soon as it is measured, for they are large. */
  fresh(kind: Kind): Promise<BenchDatabase>;
}

/** Durable as installed, with a common share of memory; the rest is PostgreSQL's default. */
const postgresSettings = { shared_buffers: '1GB' };

/** Starts what the wanted kinds need. PostgreSQL is left out, with a line that says so, where it is not installed. */
export async function openDatabases(wanted: readonly Kind[]): Promise<Databases> {
  const directory = mkdtempSync(join(tmpdir(), 'quizwire-bench-'));
  const removeDirectory = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', removeDirectory);
  const isMissing = wanted.includes('postgres') && findPostgresBinaries() === null;
  if (isMissing)
    process.stderr.write('PostgreSQL is left out: neither PATH nor /usr/lib/postgresql has it.\n');
  const kinds = wanted.filter((kind) => kind === 'sqlite' || !isMissing);
  const cluster = kinds.includes('postgres') ? await startCluster({ settings: postgresSettings }) : null;
  let files = 0;

  return {
    kinds,
    postgres: cluster && {
      version: await textOf(cluster.url, "select current_setting('server_version')"),
      pid: cluster.pid,
    },
    async fresh(kind) {
      if (kind === 'sqlite') return sqliteDatabase(join(directory, `${++files}.db`));
      if (cluster === null) throw new Error('there is no PostgreSQL');
      return postgresDatabase(cluster.url);
    },
    async [Symbol.asyncDispose]() {
      await cluster?.stop();
      process.off('exit', removeDirectory);
      removeDirectory();
    },
  };
}

function sqliteDatabase(path: string): BenchDatabase {
  return {
    kind: 'sqlite',
    url: `sqlite:${path}`,
    async number(sql) {
      using connection = new DatabaseSync(path);
      return Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
    },
    async analyze() {},
    async [Symbol.asyncDispose]() {
      for (const end of ['', '-wal', '-shm', '.lock', '.lock-journal']) rmSync(path + end, { force: true });
    },
  };
}

async function postgresDatabase(baseUrl: string): Promise<BenchDatabase> {
  // So that every measurement begins at the same distance from the next checkpoint.
  await textOf(baseUrl, 'checkpoint');
  const database = await createDatabase(baseUrl);
  return {
    kind: 'postgres',
    url: database.url,
    number: async (sql) => Number(await textOf(database.url, sql)),
    analyze: async () => void (await textOf(database.url, 'analyze')),
    [Symbol.asyncDispose]: database.drop,
  };
}

/** The first column of the first row, as text; empty when there is none. */
async function textOf(url: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return String(rows[0]?.[0] ?? '');
  } finally {
    await client.end();
  }
}
