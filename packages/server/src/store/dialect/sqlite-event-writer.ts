// The main thread's end of the thread that stores quiz events. Groups are stored one after the other, in order; a few may
// be on their way, so that the thread need not wait for the event loop to bring it the next.

import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { NewQuizEvent } from '../database.ts';
import type { GroupAnswer } from './sqlite-event-thread.ts';
import { flatValuesOf } from './sqlite-events.ts';

/** The thread holds few groups at a time; more young heap would only be kept for nothing. */
const youngHeapMb = 4;

interface Pending {
  resolve(): void;
  reject(error: Error): void;
}

export class SqliteEventWriter implements AsyncDisposable {
  readonly #worker: Worker;
  /** Groups on their way, oldest first; answers come in the same order. */
  readonly #pending: Pending[] = [];
  /** Why the thread is no more; undefined while it is. */
  #ended: Error | undefined;

  /** `path` must be a migrated database. */
  constructor(path: string) {
    const script = new URL(`./sqlite-event-thread${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(script, {
      workerData: path,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
    });
    this.#worker.on('message', (answer: GroupAnswer) => {
      const pending = this.#pending.shift();
      if (answer === null) pending?.resolve();
      else pending?.reject(Object.assign(new Error(answer.message), { errcode: answer.errcode }));
    });
    this.#worker.on('error', (error: Error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the thread that stores quiz events has ended')));
  }

  /** Why nothing can be stored any more, if so. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** Stores a group in one commit. */
  store(events: readonly NewQuizEvent[]): Promise<void> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      this.#worker.postMessage(flatValuesOf(events));
    });
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.splice(0)) reject(this.#ended);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended) return;
    const ended = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await ended;
  }
}
