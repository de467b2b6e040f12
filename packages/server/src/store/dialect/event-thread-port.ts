// The far end: what a thread that stores quiz events does with the messages of the main thread.

import { parentPort } from 'node:worker_threads';
import type { KeyValue } from '../database.ts';
import type { ThreadAnswer, ThreadRequest } from './event-thread.ts';

/** Stores each group through `store` and answers; at the word to end, waits for those under way and then for `end`. */
export function serveGroups(
  store: (values: KeyValue[]) => void | Promise<void>,
  end: () => void | Promise<void>,
): void {
  const port = parentPort;
  if (port === null) throw new Error('this runs as a worker thread');
  const underWay = new Set<Promise<void>>();

  async function answer(id: number, values: KeyValue[]): Promise<void> {
    let error: ThreadAnswer['error'] = null;
    try {
      await store(values);
    } catch (cause) {
      error = toldOf(cause as Error);
    }
    port?.postMessage({ id, error } satisfies ThreadAnswer);
  }

  port.on('message', async (request: ThreadRequest) => {
    if (request === 'end') {
      await Promise.all(underWay);
      await end();
      port.close();
      return;
    }
    const answered = answer(request.id, request.values);
    underWay.add(answered);
    await answered;
    underWay.delete(answered);
  });
}

/** What the far end decides by; nothing else of an error is sure to cross from one thread to another. */
const decidingFields = new Set(['code', 'errcode', 'severity', 'syscall']);

function toldOf(error: Error): { name: string; message: string } {
  const fields = Object.entries(error).filter(([name]) => decidingFields.has(name));
  return { ...Object.fromEntries(fields), name: error.name, message: error.message };
}
