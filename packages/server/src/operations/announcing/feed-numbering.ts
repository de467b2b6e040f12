// Brings committed live events into the feed, in order and without gaps, and tells those who wait for them.

import { liveEventsNumberedAtOnce } from '../../model/limits.ts';
import type { Database } from '../../store/database.ts';
import { findLastPosition, lockNumbering, numberLiveEvents } from '../../store/live-events.ts';

export class FeedNumbering implements AsyncDisposable {
  readonly #database: Database;
  readonly #failed: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #numbering: Promise<void> | null = null;
  #isAskedAgain = false;
  #lastPosition = 0;

  /** `failed` is told why numbering failed; the next upkeep tries again. */
  constructor(database: Database, failed: (error: unknown) => void) {
    this.#database = database;
    this.#failed = failed;
  }

  /** Something was announced and committed. Returns at once; calls that come meanwhile are served together. */
  announced(): void {
    if (this.#numbering !== null) {
      this.#isAskedAgain = true;
      return;
    }
    this.#numbering = this.number()
      .catch(this.#failed)
      .finally(() => {
        this.#numbering = null;
        if (!this.#isAskedAgain) return;
        this.#isAskedAgain = false;
        this.announced();
      });
  }

  /** Numbers all that is committed, also by other servers and those that ended before they could; tells who listens. */
  async number(): Promise<void> {
    // On SQLite positions are given in the transaction that announces.
    while (this.#database.kind === 'postgres' && (await this.#numberSome()) === liveEventsNumberedAtOnce);
    const last = await findLastPosition(this.#database.query);
    if (last === this.#lastPosition) return;
    this.#lastPosition = last;
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` whenever the feed has grown, until what is returned is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    while (this.#numbering !== null) await this.#numbering;
  }

  #numberSome(): Promise<number> {
    return this.#database.transaction(async (transaction) => {
      await lockNumbering(transaction);
      return numberLiveEvents(transaction, liveEventsNumberedAtOnce);
    });
  }
}
