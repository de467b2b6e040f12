// Who sends without being Quizwire: each in a process of its own. How one is started and ended.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sender } from '../sink.ts';

export interface Sending {
  /** Of the sink. */
  url: string;
  /** Messages in all; the rivals find theirs in their queue. */
  count: number;
  /** Of the queue; none for who has no queue. */
  databaseUrl: string;
}

export type SenderName = 'raw' | 'raw-request' | 'graphile' | 'pg-boss';

/** How long one may take to end. */
const impatienceMs = 10_000;

export function startSender(name: SenderName, sending: Sending): Sender {
  const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(() => process.off('exit', kill));
  child.send(sending);
  return {
    processes: [{ pid: child.pid ?? Number.NaN }],
    async stop() {
      if (child.connected) child.send('stop');
      const impatience = setTimeout(kill, impatienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}
