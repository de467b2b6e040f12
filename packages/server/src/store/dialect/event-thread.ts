// The main thread's end of a thread that stores quiz events and what came of sends, so that the event loop waits for no disk
// and encodes nothing. A few groups may be on their way, so that the thread need not wait for the loop to bring it the next.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EventOrigin } from '../../model/event-origin.ts';
import type { PageClock } from '../../model/page-clock.ts';
import type { KeyValue, NewQuizEvent } from '../database.ts';
import type { Settlement } from '../settlement.ts';
import { flatOriginValuesOf } from './event-origin-values.ts';
import { flatValuesOf } from './event-values.ts';
import { flatClockValuesOf } from './page-clock-values.ts';

/** The thread holds few groups at a time; more young heap would only be kept for nothing. */
const youngHeapMb = 4;

/** A group of events or a settlement to store, or the word to end. */
export type ThreadRequest =
  | { id: number; values: KeyValue[]; clockValues: KeyValue[]; originValues: KeyValue[] }
  | { id: number; settlement: Settlement }
  | 'end';

/** `error` is what the thread raised, with its own properties; null when the group is committed. */
export interface ThreadAnswer {
  id: number;
  error: { name: string; message: string } | null;
}

interface Pending {
  resolve(): void;
  reject(error: Error): void;
}

export class EventThread implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  /** Why the thread is no more; undefined while it is. */
  #ended: Error | undefined;

  /** Runs `script`, which serves it through `serveThread`, with `about` as its worker data. */
  constructor(script: URL, about: string) {
    this.#worker = new Worker(script, {
      workerData: about,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
    });
    this.#worker.on('message', ({ id, error }: ThreadAnswer) => {
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (error === null) pending?.resolve();
      else pending?.reject(Object.assign(new Error(error.message), error));
    });
    this.#worker.on('error', (error: Error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the thread that stores quiz events has ended')));
  }

  /** Why nothing can be stored any more, if so. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** Stores a group in one commit, all or none. Rejects with the error of the database. */
  store(
    events: readonly NewQuizEvent[],
    clocks: readonly PageClock[],
    origins: readonly EventOrigin[],
  ): Promise<void> {
    return this.#ask((id) => ({
      id,
      values: flatValuesOf(events),
      clockValues: flatClockValuesOf(clocks),
      originValues: flatOriginValuesOf(origins),
    }));
  }

  /** Stores a settlement in one commit. Rejects with the error of the database. */
  settle(settlement: Settlement): Promise<void> {
    return this.#ask((id) => ({ id, settlement }));
  }

  #ask(requestOf: (id: number) => ThreadRequest): Promise<void> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage(requestOf(id));
    });
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended) return;
    // It has nothing to finish, and may still be loading.
    if (this.#lastId === 0) return void (await this.#worker.terminate());
    const ended = once(this.#worker, 'exit');
    this.#worker.postMessage('end' satisfies ThreadRequest);
    await ended;
  }
}
