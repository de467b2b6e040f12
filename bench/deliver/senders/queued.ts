// Puts messages into the rivals' queues, before anybody works on them, and says what is left in them.
import { makeWorkerUtils } from 'graphile-worker';
import { PgBoss } from 'pg-boss';
import type { BenchDatabase } from '../../databases.ts';
import type { Posted } from '../messages.ts';

export const taskName = 'deliver';

export const bossOptions = { supervise: false, schedule: false };

/** Jobs put in by one statement. */
const jobsAtOnce = 2_000;

export async function fillGraphile(databaseUrl: string, messages: readonly Posted[]): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: databaseUrl });
  try {
    await utils.migrate();
    for (const some of chunks(messages)) {
      await utils.addJobs(some.map((payload) => ({ identifier: taskName, payload })));
    }
  } finally {
    await utils.release();
  }
}

export async function fillPgBoss(databaseUrl: string, messages: readonly Posted[]): Promise<void> {
  const boss = new PgBoss({ ...bossOptions, connectionString: databaseUrl });
  await boss.start();
  try {
    await boss.createQueue(taskName);
    for (const some of chunks(messages)) {
      await boss.insert(
        taskName,
        some.map((data) => ({ data })),
      );
    }
  } finally {
    await boss.stop();
  }
}

/** Jobs that are not done. */
export function leftInGraphile(database: BenchDatabase): Promise<number> {
  return database.number('select count(*) from graphile_worker.jobs');
}

export function leftInPgBoss(database: BenchDatabase): Promise<number> {
  return database.number("select count(*) from pgboss.job where state <> 'completed'");
}

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += jobsAtOnce) yield rows.slice(start, start + jobsAtOnce);
}
