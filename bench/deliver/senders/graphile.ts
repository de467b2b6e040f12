// A rival: graphile-worker, tuned for this. Its task sends one message as the raw loop does.
import { Logger, run } from 'graphile-worker';
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
  const runner = await run({
    connectionString: databaseUrl,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    preset: { worker: settings },
    taskList: { [taskName]: (payload) => post(payload as Posted) },
  });
  return () => runner.stop();
});
