// A load generator runs in a process of its own, so that what it costs is not mistaken for the server's. This is how one
// is started, told its load, heard and ended.
import { fork } from 'node:child_process';

/** What a generator says: when measuring begins and ends, and at last its result. */
export type FromGenerator<Result> =
  | { kind: 'measuring' }
  | { kind: 'measured' }
  | { kind: 'done'; result: Result };

export interface Watch {
  measuring(): void;
  measured(): void;
}

/** Runs the generator of that file with that load. Rejects when it ends without a result. */
export function runGenerator<Result>(file: string, load: object, watch: Watch): Promise<Result> {
  const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  return new Promise<Result>((resolve, reject) => {
    child.on('message', (message: FromGenerator<Result>) => {
      if (message.kind === 'done') resolve(message.result);
      else watch[message.kind]();
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`the load generator ended with ${signal ?? code}`)));
    child.send(load);
  }).finally(() => {
    process.off('exit', kill);
    kill();
  });
}

/** The other end, in the generator's process: takes the load and answers with what `generate` makes of it. */
export function generateOnce<Load, Result>(
  generate: (load: Load, tell: (message: FromGenerator<Result>) => void) => Promise<Result>,
): void {
  const tell = (message: FromGenerator<Result>): void => {
    process.send?.(message);
  };
  process.once('message', async (load: Load) => {
    tell({ kind: 'done', result: await generate(load, tell) });
  });
}
