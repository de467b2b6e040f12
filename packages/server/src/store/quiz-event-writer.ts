// The one write path of quiz events: batches that arrive together go to the database together, and nobody is told "kept"
// before their commit is on disk. The queue is bounded.

import { retryAfterSeconds } from '../model/limits.ts';
import {
  batchOverheadBytes,
  commitWorthBytes,
  groupBytesMax,
  queuedBytesMax,
} from '../model/quiz-log-limits.ts';
import { Refusal } from '../model/refusal.ts';
import type { Database } from './database.ts';
import { type GroupOutcome, notStored, type PostedBatch } from './posted-batch.ts';
import { errorOf } from './told-error.ts';

/** What the writer reports to whoever watches it. */
export interface WriterObserver {
  committed(group: { events: number; batches: number; seconds: number }): void;
  failed(error: unknown): void;
}

interface QueuedBatch {
  posted: PostedBatch;
  resolve(): void;
  reject(error: unknown): void;
}

export class QuizEventWriter {
  readonly #database: Pick<Database, 'storeBatches' | 'groupsInFlight'>;
  readonly #observer: WriterObserver;
  #queue: QueuedBatch[] = [];
  #queuedBytes = 0;
  /** Of the queued ones, those that are in no group yet. */
  #waitingBytes = 0;
  #groupsInFlight = 0;
  #isScheduled = false;

  constructor(database: Pick<Database, 'storeBatches' | 'groupsInFlight'>, observer: WriterObserver) {
    this.#database = database;
    this.#observer = observer;
  }

  /** What is waiting for its commit, with what is kept beside the bodies. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /**
   * Stores what a batch says, all or none, in order; resolves after the commit. Events whose client id is stored for the same
   * quiz submission are skipped. Raises overloaded when the queue is full (nothing stored) or when the database fails (not
   * known to be stored), and what its reader or the database refuse (nothing stored).
   */
  write(posted: PostedBatch): Promise<void> {
    const weight = weightOf(posted);
    if (this.#queuedBytes + weight > queuedBytesMax) {
      return Promise.reject(tooMany());
    }
    this.#queuedBytes += weight;
    return new Promise((resolve, reject) => {
      this.#queue.push({ posted, resolve, reject });
      this.#waitingBytes += weight;
      this.#proceed();
    });
  }

  /**
   * A group is stored when this turn of the event loop ends, so that the requests read in it share the commit; but when
   * the database has nothing to do, as soon as the group is worth a commit, so that it works while this thread reads on.
   */
  #proceed(): void {
    if (this.#groupsInFlight === 0 && this.#waitingBytes >= commitWorthBytes) this.#storeGroup();
    if (this.#isScheduled || !this.#mayStore) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (this.#mayStore) this.#storeGroup();
      this.#proceed();
    });
  }

  get #mayStore(): boolean {
    return this.#queue.length > 0 && this.#groupsInFlight < this.#database.groupsInFlight;
  }

  #storeGroup(): void {
    const group = this.#takeGroup();
    this.#groupsInFlight++;
    void this.#store(group).finally(() => {
      this.#groupsInFlight--;
      this.#proceed();
    });
  }

  #takeGroup(): QueuedBatch[] {
    let bytes = 0;
    let batches = 0;
    for (const { posted } of this.#queue) {
      const weight = weightOf(posted);
      if (batches > 0 && bytes + weight > groupBytesMax) break;
      bytes += weight;
      batches++;
    }
    this.#waitingBytes -= bytes;
    return this.#queue.splice(0, batches);
  }

  async #store(group: readonly QueuedBatch[]): Promise<void> {
    try {
      this.#settle(group, await this.#database.storeBatches(group.map(({ posted }) => posted)));
    } catch (error) {
      this.#observer.failed(error);
      for (const batch of group) {
        this.#queuedBytes -= weightOf(batch.posted);
        batch.reject(new Refusal(notStored));
      }
    }
  }

  #settle(group: readonly QueuedBatch[], { commits, unkept, errors }: GroupOutcome): void {
    for (const commit of commits) this.#observer.committed(commit);
    for (const error of errors) this.#observer.failed(error);
    const unkeptAt = new Map(unkept.map((one) => [one.index, one]));
    for (const [index, batch] of group.entries()) {
      this.#queuedBytes -= weightOf(batch.posted);
      const why = unkeptAt.get(index);
      if (why === undefined) batch.resolve();
      else batch.reject('reason' in why ? new Refusal(why.reason) : errorOf(why.fault));
    }
  }
}

function weightOf({ body }: PostedBatch): number {
  return body.length + batchOverheadBytes;
}

function tooMany(): Refusal {
  const message = 'too many events are waiting to be stored; send these again';
  return new Refusal({ kind: 'overloaded', message, retryAfterSeconds });
}
