// Before the first test: one PostgreSQL for the whole run (docs/decisions/0003-one-postgres-cluster-per-test-run.md) and a
// file of SQLite that has the tables, both of which tests reach through support/databases.ts, and the program that
// support/kafka-mock.ts starts, compiled.
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { chromiumPath } from '../../../capture/test/support/chromium.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { compileKafkaMock } from './kafka-mock.ts';
import { type CreatedDatabase, createDatabase, startCluster } from './postgres.ts';
import { findPostgresBinaries } from './postgres-programs.ts';
import { reportMissing } from './requirements.ts';
import { makeScratch, scratchFolder } from './scratch.ts';
import { testStartMs } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A directory for databases, gone after the run. */
    scratch: string;
    /** A database of SQLite that has this program's tables and nothing in them. */
    sqliteTemplate: string;
    /** Of a database whose role may create others; null when this machine has no PostgreSQL. */
    postgresUrl: string | null;
    /** A database beside it that has this program's tables and nothing in them; null when there is no PostgreSQL. */
    postgresTemplate: string | null;
    /** The program of Kafka's mock brokers; null when this machine cannot make it. */
    kafkaMock: string | null;
  }
}

/** Room for servers of many files at once, and a bound to what is kept in memory. */
const settings = { max_connections: '400', max_wal_size: '512MB' };

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (chromiumPath === undefined) {
    reportMissing('chromium', 'every test in a browser', 'Chromium is not where Debian has it');
  }
  const folder = scratchFolder();
  const scratch = await makeScratch(folder);
  project.provide('scratch', scratch.directory);
  await setUpSqlite(project, scratch.directory);
  const [endPostgres, endKafka] = [await setUpPostgres(project, folder), await setUpKafka(project)];
  return async () => {
    await endPostgres?.();
    await endKafka?.();
    await scratch.remove();
  };
}

async function setUpSqlite(project: TestProject, within: string): Promise<void> {
  const template = join(within, 'template.db');
  await makeTables(`sqlite:${template}`);
  project.provide('sqliteTemplate', template);
}

async function setUpKafka(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const compiled = await compileKafkaMock();
  if (typeof compiled === 'string') {
    reportMissing('kafka', 'every test that sends to Kafka', compiled);
    project.provide('kafkaMock', null);
    return undefined;
  }
  project.provide('kafkaMock', compiled.program);
  return compiled.remove;
}

async function setUpPostgres(
  project: TestProject,
  within: string,
): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.QUIZWIRE_TEST_POSTGRES_URL;
  if (given !== undefined && given !== '') {
    try {
      const template = await provide(project, given);
      return () => template.drop();
    } catch (error) {
      throw new Error(`No database can be created at QUIZWIRE_TEST_POSTGRES_URL: ${error}`, { cause: error });
    }
  }
  if (findPostgresBinaries() === null) {
    reportMissing(
      'postgres',
      'every test on PostgreSQL',
      'neither PATH nor /usr/lib/postgresql has initdb and postgres, and QUIZWIRE_TEST_POSTGRES_URL is not set',
    );
    project.provide('postgresUrl', null);
    project.provide('postgresTemplate', null);
    return undefined;
  }
  const cluster = await startCluster({ within, settings });
  await provide(project, cluster.url);
  return cluster.stop;
}

/** Most tests want the tables, and a copy of them takes a tenth of making them. */
async function provide(project: TestProject, url: string): Promise<CreatedDatabase> {
  const template = await createDatabase(url);
  await makeTables(template.url);
  project.provide('postgresUrl', url);
  project.provide('postgresTemplate', template.name);
  return template;
}

async function makeTables(url: string): Promise<void> {
  await using _ = await openDatabase(url, testStartMs);
}
