// A rival: graphile-worker, tuned for this. Its task sends one message as the raw loop does.
import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import type { Posted } from '../messages.ts';
import { connections, openPost } from './post.ts';
import { taskName } from './queued.ts';
import { serveSender } from './sender-process.ts';

/** The best found under this load. */
const settings = {
  concurrentJobs: Number(process.env.G_JOBS ?? connections),
  localQueue: { size: Number(process.env.G_SIZE ?? 500) },
  completeJobBatchDelay: Number(process.env.G_DELAY ?? 0),
  failJobBatchDelay: 0,
};

serveSender(async ({ url, databaseUrl }) => {
  const post = openPost(url);
  const pgPool = new pg.Pool({ connectionString: databaseUrl, max: Number(process.env.G_POOL ?? 10) });
  // Said of a connection that nobody uses just now; the next query tells whether it matters.
  pgPool.on('error', (error) => console.error(error));
  const runner = await run({
    pgPool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    preset: { worker: settings },
    taskList: { [taskName]: (payload) => post(payload as Posted) },
  });
  return async () => {
    await runner.stop();
    await pgPool.end();
  };
});
