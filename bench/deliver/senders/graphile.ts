// A rival: graphile-worker, tuned for this. Its task sends one message as the raw loop does.
import { Logger, run } from 'graphile-worker';
import type { Posted } from '../messages.ts';
import { connections, openPost } from './post.ts';
import { taskName } from './queued.ts';
import { serveSender } from './sender-process.ts';

/**
 * The best of those tried under this load: local queues of 500 to 5,000 (the larger, the less CPU, up to 2,000), 64 to 256 jobs
 * at once (alike), completions put together after 0 to 250 ms (alike; without, a third as fast).
 */
const settings = {
  concurrentJobs: connections,
  localQueue: { size: 2_000 },
  completeJobBatchDelay: 0,
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
