// Runs `quizwire tail` and its like as people do: a process that goes on until it is told to end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { cleanEnvironment, serverEntry } from './process.ts';

export interface Tail extends AsyncDisposable {
  /** The next line of what it prints, or of what it says beside; undefined when it has ended. */
  line(): Promise<string | undefined>;
  told(): Promise<string | undefined>;
  /** Reads nothing more, as a pager does that is left. */
  stopReading(): void;
  /** Sends the signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: string | null }>;
}

export function startTail(args: readonly string[], env: Record<string, string>): Tail {
  return startFollowing('tail', args, env);
}

export function startFollowing(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Tail {
  const child = spawn(process.execPath, [serverEntry, command, ...args], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode }));
  return {
    line: linesOf(child.stdout),
    told: linesOf(child.stderr),
    stopReading: () => void child.stdout.destroy(),
    end(signal) {
      if (signal !== undefined) child.kill(signal);
      return exited;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function linesOf(stream: Readable): () => Promise<string | undefined> {
  const lines = createInterface({ input: stream })[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await lines.next();
    return done ? undefined : value;
  };
}
