// The main thread's end of a thread that reads and stores quiz events and what came of sends, so that the event loop waits for
// no disk, reads no batch and encodes nothing. A few groups may be on their way, so that the thread need not wait for the loop
// to bring it the next.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { GroupOutcome, PostedBatch } from '../posted-batch.ts';
import type { Settlement } from '../settlement.ts';
import { errorOf, type ToldError } from '../told-error.ts';
import { type PackedBatches, packed } from './packed-batches.ts';

/** The thread holds few groups at a time: with less it collects garbage all the time, with more only memory is kept. */
const youngHeapMb = 6;

/** After a thread that has ended by itself, which is a defect, or memory that ran out: it may meet the same again. */
const startsAgainAfterMs = 1_000;

/** What the thread works with. */
export interface ThreadData {
  /** The file or the URL of its database. */
  about: string;
  /** The URL of the module that reads batches; null when none will come. */
  batchReader: string | null;
}

/** A group of batches or a settlement to store, or the word to end. */
export type ThreadRequest =
  | { id: number; batches: PackedBatches }
  | { id: number; settlement: Settlement }
  | 'end';

/** What came of the group, null for a settlement; or what the thread raised. */
export type ThreadAnswer = { id: number } & ({ outcome: GroupOutcome | null } | { error: ToldError });

interface Pending {
  resolve(outcome: GroupOutcome | null): void;
  reject(error: Error): void;
}

export class EventThread implements AsyncDisposable {
  readonly #script: URL;
  readonly #data: ThreadData;
  #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  /** Why there is no thread; undefined while there is. */
  #ended: Error | undefined;
  #isDisposed = false;

  /** Runs `script`, which serves it through `serveThread`; again when it has ended by itself. */
  constructor(script: URL, data: ThreadData) {
    this.#script = script;
    this.#data = data;
    this.#worker = this.#start();
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
      workerData: this.#data,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
    });
    worker.on('message', (answer: ThreadAnswer) => {
      const pending = this.#pending.get(answer.id);
      this.#pending.delete(answer.id);
      if ('error' in answer) pending?.reject(errorOf(answer.error));
      else pending?.resolve(answer.outcome);
    });
    worker.on('error', (error: Error) => this.#end(error));
    worker.on('exit', () => {
      this.#end(new Error('the thread that stores quiz events has ended'));
      if (!this.#isDisposed) setTimeout(() => this.#startAgain(), startsAgainAfterMs).unref();
    });
    return worker;
  }

  #startAgain(): void {
    if (this.#isDisposed) return;
    this.#ended = undefined;
    this.#worker = this.#start();
  }

  /** Why nothing can be stored now, if so. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** Reads and stores a group. Rejects when it cannot be known what came of it. */
  async store(group: readonly PostedBatch[]): Promise<GroupOutcome> {
    const batches = packed(group);
    const outcome = await this.#ask((id) => ({ id, batches }), [batches.bodies.buffer]);
    if (outcome === null) throw new Error('the thread that stores quiz events did not say what came of them');
    return outcome;
  }

  /** Stores a settlement in one commit. Rejects with the error of the database. */
  async settle(settlement: Settlement): Promise<void> {
    await this.#ask((id) => ({ id, settlement }), []);
  }

  #ask(requestOf: (id: number) => ThreadRequest, handedOver: ArrayBuffer[]): Promise<GroupOutcome | null> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage(requestOf(id), handedOver);
    });
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    if (this.#ended) return;
    // It has nothing to finish, and may still be loading.
    if (this.#lastId === 0) return void (await this.#worker.terminate());
    const ended = once(this.#worker, 'exit');
    this.#worker.postMessage('end' satisfies ThreadRequest);
    await ended;
  }
}
