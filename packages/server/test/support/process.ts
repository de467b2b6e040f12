// Runs the server as users do: a process of its own, known by its environment, its output and its end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  /** Where it listens. */
  url: string;
  pid: number;
  /** All it has written so far, stdout and stderr together. */
  output(): string;
  /** Sends the signal and waits until the process has ended; at once when it already has. */
  kill(signal: NodeJS.Signals): Promise<void>;
  exited: Promise<{ code: number | null; signal: string | null }>;
}

const startMs = 60_000;
/** Of V8, as `npm run serve` and the program's own first line have them (`heap-options.test.ts`). */
export const heapOptions = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=30',
  '--no-allocation-site-pretenuring',
];
export const serverEntry = fileURLToPath(new URL('../../bin/quizwire.js', import.meta.url));

/** Processes that run; they must not outlive us when a test fails to end them. */
const running = new Set<{ kill(signal: NodeJS.Signals): boolean }>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts `quizwire serve` with these arguments on a free port, and resolves when it listens. Of our environment it
 * gets no QUIZWIRE_ variable and nothing that says it is under test. Rejects with its output when it ends before it
 * listens, or does not listen within a minute. `entry` runs another script in its place.
 */
export async function startServerProcess(
  env: Record<string, string>,
  args: string[] = [],
  { entry = serverEntry }: { entry?: string } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...heapOptions, entry, 'serve', ...args], {
    env: { ...cleanEnvironment(), QUIZWIRE_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  let stdout = '';
  const exited = once(child, 'close').then(() => {
    running.delete(child);
    return { code: child.exitCode, signal: child.signalCode };
  });
  const listening = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      stdout += chunk;
      const url = /^quizwire listening on (\S+)\r?\n/m.exec(stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };

  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, startMs, undefined);
  });
  const first = await Promise.race([listening, exited, late]).finally(() => clearTimeout(timer));
  if (typeof first === 'string' && child.pid !== undefined) {
    return { url: first, pid: child.pid, output: () => output, kill, exited };
  }
  await kill('SIGKILL');
  const end =
    typeof first === 'object' ? `ended with ${first.signal ?? first.code}` : `was not ready in ${startMs} ms`;
  throw new Error(`The server ${end}. It wrote:\n${output}`);
}

/** Our environment without what configures quizwire, and without what says that tests are running. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(QUIZWIRE_|VITEST|NODE_ENV$|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(kept);
}
