// How commands that go on until they are told to end print, speak and end.

import { once } from 'node:events';
import { styleText } from 'node:util';
import type { Paint } from './event-line.ts';

export const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });

/** Aborts when the person or the system ends the command, and when whoever it prints for has gone; again ends it at once. */
export function ended(): AbortSignal {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  process.stdout.on('error', () => end.abort());
  return end.signal;
}

/** Waits for a reader who is slower than what comes. */
export async function print(line: string, signal: AbortSignal): Promise<void> {
  if (process.stdout.write(`${line}\n`) || signal.aborted) return;
  await once(process.stdout, 'drain', { signal }).catch(() => {});
}

/** Beside what is printed, so that it can be piped on. */
export function say(text: string): void {
  process.stderr.write(`quizwire: ${text}\n`);
}
