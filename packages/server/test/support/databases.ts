// Runs a suite on every kind of database, each time on a new and empty one. It knows no schema.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, inject } from 'vitest';
import { createDatabase } from './postgres.ts';

export interface TestDatabase {
  kind: 'sqlite' | 'postgres';
  /** The URL of a new, empty database, as QUIZWIRE_DATABASE_URL takes it. It is removed after the suite. */
  freshUrl(): Promise<string>;
  /** The same, but it may have this program's tables already, with nothing in them. */
  readyUrl(): Promise<string>;
}

/** Registers `suite` twice: on SQLite, and on PostgreSQL where this run has one. Close what you open in it. */
export function eachDatabase(suite: (database: TestDatabase) => void): void {
  onSqlite(suite);
  onPostgres(suite);
}

/** Registers `suite` on PostgreSQL alone, where this run has one: for what SQLite has not. */
export function onPostgres(suite: (database: TestDatabase) => void): void {
  const baseUrl = inject('postgresUrl');
  describe.skipIf(baseUrl === null)('on PostgreSQL', () =>
    suite(postgresDatabase(baseUrl ?? '', inject('postgresTemplate') ?? '')),
  );
}

/** Registers `suite` on SQLite alone: for what no database can change. */
export function onSqlite(suite: (database: TestDatabase) => void): void {
  describe('on SQLite', () => suite(sqliteDatabase()));
}

function sqliteDatabase(): TestDatabase {
  const directories: string[] = [];
  // Hooks run last in, first out: the suite's own, which close its connections, come before this one.
  afterAll(async () => {
    for (const directory of directories) await rm(directory, { recursive: true, force: true });
  });
  async function newFile(): Promise<string> {
    const directory = await mkdtemp(join(inject('scratch'), 'sqlite-'));
    directories.push(directory);
    return join(directory, 'quizwire.db');
  }
  return {
    kind: 'sqlite',
    freshUrl: async () => `sqlite:${await newFile()}`,
    async readyUrl() {
      const file = await newFile();
      await copyFile(inject('sqliteTemplate'), file);
      return `sqlite:${file}`;
    },
  };
}

function postgresDatabase(baseUrl: string, template: string): TestDatabase {
  const databases: { drop(): Promise<void> }[] = [];
  afterAll(async () => {
    // Together, because each waits for a checkpoint and they can share it.
    await Promise.all(databases.map((database) => database.drop()));
  });
  async function created(template?: string): Promise<string> {
    const database = await createDatabase(baseUrl, template);
    databases.push(database);
    return database.url;
  }
  return {
    kind: 'postgres',
    freshUrl: () => created(),
    readyUrl: () => created(template),
  };
}
