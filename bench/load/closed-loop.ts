// Closed-loop load from a process of its own: as many posts under way as there are connections, never more, so that it
// finds how much a server can take. What happens when load does not wait is load/open-loop.ts.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ClosedLoad {
  url: string;
  /** One for each connection. */
  posts: { path: string; token: string }[];
  warmUpSeconds: number;
  seconds: number;
}

export interface ClosedResult {
  /** Answers by status, of the whole run. */
  statuses: Record<string, number>;
  /** Connections that broke and requests that were not answered. */
  errors: number;
  /** These of the measured seconds only. */
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** CPU cores that the generator itself kept busy. */
  cores: number;
}

export type FromGenerator =
  | { kind: 'measuring' }
  | { kind: 'measured' }
  | { kind: 'done'; result: ClosedResult };

const generator = fileURLToPath(new URL('./closed-loop-process.ts', import.meta.url));

/** Runs the load to its end. `watch` hears when measuring begins and ends. Rejects when the generator breaks. */
export function runClosedLoop(
  load: ClosedLoad,
  watch: { measuring(): void; measured(): void },
): Promise<ClosedResult> {
  const child = fork(generator, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  return new Promise<ClosedResult>((resolve, reject) => {
    child.on('message', (message: FromGenerator) => {
      if (message.kind === 'done') resolve(message.result);
      else watch[message.kind]();
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`the load generator ended with ${signal ?? code}`)));
    child.send(load);
  }).finally(() => {
    process.off('exit', kill);
    if (child.connected) child.disconnect();
    kill();
  });
}
