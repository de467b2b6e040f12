// Brings committed live events into the feed, in order and without gaps, and tells those who wait for them.

import type { Clock } from '../../model/clock.ts';
import { liveEventsNumberedAtOnce } from '../../model/feed-limits.ts';
import type { Database } from '../../store/database.ts';
import { findLastPosition, lockNumbering, numberLiveEvents } from '../../store/live-events.ts';

export class FeedNumbering implements AsyncDisposable {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #failed: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #running: Promise<void> | null = null;
  /** What is done after that, for all who have asked meanwhile. */
  #next: Promise<void> | null = null;
  #lastPosition = 0;

  /** `failed` is told why numbering failed that nobody waits for; the next upkeep tries again. */
  constructor(database: Database, clock: Clock, failed: (error: unknown) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#failed = failed;
  }

  /** Something was announced and committed. Returns at once. */
  announced(): void {
    if (this.#next === null) this.number().catch(this.#failed);
  }

  /**
   * Numbers all that is committed by now, also by other servers and those that ended before they could; tells who listens.
   * One at a time, so that a server that waits for another to number keeps its connections for its callers.
   */
  number(): Promise<void> {
    if (this.#running !== null) {
      const again = (): Promise<void> => {
        this.#next = null;
        return this.number();
      };
      this.#next ??= this.#running.then(again, again);
      return this.#next;
    }
    this.#running = this.#numberAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Calls `listener` whenever the feed has grown, until what is returned is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for the numbering that was asked for. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (;;) {
      const last = this.#next ?? this.#running;
      if (last === null) return;
      await last.catch(() => {});
    }
  }

  async #numberAll(): Promise<void> {
    // On SQLite positions are given in the transaction that announces.
    while (this.#database.kind === 'postgres' && (await this.#numberSome()) === liveEventsNumberedAtOnce);
    const last = await findLastPosition(this.#database.query);
    if (last === this.#lastPosition) return;
    this.#lastPosition = last;
    for (const listener of this.#listeners) listener();
  }

  #numberSome(): Promise<number> {
    return this.#database.transaction(async (transaction) => {
      await lockNumbering(transaction);
      return numberLiveEvents(transaction, liveEventsNumberedAtOnce, this.#clock());
    });
  }
}
