// The far end: what a thread that stores quiz events and settlements does with the messages of the main thread.

import { parentPort, workerData } from 'node:worker_threads';
import type { GroupOutcome } from '../posted-batch.ts';
import type { Settlement } from '../settlement.ts';
import { toldOf } from '../told-error.ts';
import { BatchStore, type InsertRows, loadReader } from './batch-store.ts';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './event-thread.ts';
import { unpacked } from './packed-batches.ts';

interface ThreadWork {
  insert: InsertRows;
  isRowFault(error: unknown): boolean;
  settle(settlement: Settlement): void | Promise<void>;
  end(): void | Promise<void>;
}

export const threadData = workerData as ThreadData;

/** Does what is asked and answers; at the word to end, waits for what is under way and then for `end`. */
export async function serveThread(work: ThreadWork): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this runs as a worker thread');
  const { batchReader } = threadData;
  const store =
    batchReader === null ? null : new BatchStore(await loadReader(batchReader), work.insert, work.isRowFault);
  const underWay = new Set<Promise<void>>();

  async function outcomeOf(request: Exclude<ThreadRequest, 'end'>): Promise<GroupOutcome | null> {
    if ('batches' in request) {
      if (store === null) throw new Error('this database was opened without a reader of batches');
      return await store.store(unpacked(request.batches));
    }
    await work.settle(request.settlement);
    return null;
  }

  async function answer(request: Exclude<ThreadRequest, 'end'>): Promise<void> {
    const { id } = request;
    const told = await outcomeOf(request).then(
      (outcome): ThreadAnswer => ({ id, outcome }),
      (error: Error): ThreadAnswer => ({ id, error: toldOf(error) }),
    );
    port?.postMessage(told);
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
