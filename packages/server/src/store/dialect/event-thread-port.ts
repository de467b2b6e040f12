// The far end: what a thread that stores quiz events and settlements does with the messages of the main thread.

import { parentPort } from 'node:worker_threads';
import type { KeyValue } from '../database.ts';
import type { Settlement } from '../settlement.ts';
import type { ThreadAnswer, ThreadRequest } from './event-thread.ts';

export interface ThreadWork {
  storeEvents(values: KeyValue[], clockValues: KeyValue[], originValues: KeyValue[]): void | Promise<void>;
  settle(settlement: Settlement): void | Promise<void>;
  end(): void | Promise<void>;
}

/** Does what is asked and answers; at the word to end, waits for what is under way and then for `end`. */
export function serveThread(work: ThreadWork): void {
  const port = parentPort;
  if (port === null) throw new Error('this runs as a worker thread');
  const underWay = new Set<Promise<void>>();

  async function answer(request: Exclude<ThreadRequest, 'end'>): Promise<void> {
    let error: ThreadAnswer['error'] = null;
    try {
      await ('values' in request
        ? work.storeEvents(request.values, request.clockValues, request.originValues)
        : work.settle(request.settlement));
    } catch (cause) {
      error = toldOf(cause as Error);
    }
    port?.postMessage({ id: request.id, error } satisfies ThreadAnswer);
  }

  port.on('message', async (request: ThreadRequest) => {
    if (request === 'end') {
      await Promise.all(underWay);
      await work.end();
      port.close();
      return;
    }
    const answered = answer(request);
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
