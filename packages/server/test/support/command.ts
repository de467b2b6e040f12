// Runs a command of `quizwire` to its end, as people do.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { cleanEnvironment, serverEntry } from './process.ts';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `cwd` is also what npm calls the folder where the user stands; `node` is the program that runs it. */
export async function runQuizwire(
  args: readonly string[],
  env: Record<string, string> = {},
  { cwd = process.cwd(), node = process.execPath }: { cwd?: string; node?: string } = {},
): Promise<Ended> {
  const { INIT_CWD: _, ...ours } = cleanEnvironment();
  const child = spawn(node, [serverEntry, ...args], {
    cwd,
    env: { ...ours, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}
