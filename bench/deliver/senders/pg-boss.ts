// A rival: pg-boss, tuned for this. Its worker sends the messages of a batch as the raw loop does.
import { PgBoss } from 'pg-boss';
import type { Posted } from '../messages.ts';
import { openPost, sendAll } from './post.ts';
import { bossOptions, taskName } from './queued.ts';
import { serveSender } from './sender-process.ts';

/**
 * The best of those tried under this load: batches of 500 to 4,000 for 2 to 4 workers (1,000 for 3 and 2,000 for 2 are alike and
 * ahead). Without the burst it fetches twice a second, whatever waits.
 */
const settings = {
  batchSize: 1_000,
  localConcurrency: 3,
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
