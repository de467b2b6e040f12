// Before the first test: one PostgreSQL for the whole run (docs/decisions/0003-one-postgres-cluster-per-test-run.md).
// Tests reach it through support/databases.ts.
import type { TestProject } from 'vitest/node';
import { createDatabase, startCluster } from './postgres.ts';
import { findPostgresBinaries } from './postgres-programs.ts';
import { reportMissing } from './requirements.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a database whose role may create others; null when this machine has no PostgreSQL. */
    postgresUrl: string | null;
  }
}

export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.QUIZWIRE_TEST_POSTGRES_URL;
  if (given !== undefined && given !== '') {
    try {
      await (await createDatabase(given)).drop();
    } catch (error) {
      throw new Error(`No database can be created at QUIZWIRE_TEST_POSTGRES_URL: ${error}`, { cause: error });
    }
    project.provide('postgresUrl', given);
    return undefined;
  }
  if (findPostgresBinaries() === null) {
    reportMissing(
      'postgres',
      'every test on PostgreSQL',
      'neither PATH nor /usr/lib/postgresql has initdb and postgres, and QUIZWIRE_TEST_POSTGRES_URL is not set',
    );
    project.provide('postgresUrl', null);
    return undefined;
  }
  const cluster = await startCluster();
  project.provide('postgresUrl', cluster.url);
  return cluster.stop;
}
