// A rival: pg-boss, tuned for this. Its worker sends the messages of a batch as the raw loop does.
import { PgBoss } from 'pg-boss';
import type { Posted } from '../messages.ts';
import { openPost, sendAll } from './post.ts';
import { bossOptions, taskName } from './queued.ts';
import { serveSender } from './sender-process.ts';

/** The best found under this load. */
const settings = {
  batchSize: Number(process.env.B_SIZE ?? 2_000),
  localConcurrency: Number(process.env.B_CONC ?? 2),
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 0.5,
};

serveSender(async ({ url, databaseUrl }) => {
  const post = openPost(url);
  const boss = new PgBoss({ ...bossOptions, connectionString: databaseUrl });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.work<Posted>(taskName, settings, (jobs) =>
    sendAll(
      jobs.map(({ data }) => data),
      post,
    ),
  );
  return () => boss.stop();
});
