// Up to which id every quiz event is either to be seen or will never be.
//
// An id is drawn when an event is added and the event is seen when its transaction commits, so ids become visible out of
// order, and whoever reads up to the highest may pass one by that is still to come. But every transaction that adds events
// shares a lock from before it draws an id until it has committed (store/dialect/quiz-event-lock.ts). So: note the highest id
// that was drawn, and then who has the lock. Once all of those are gone, nothing up to that id is under way. Nobody is ever
// made to wait.

import { findLastQuizEventId, findQuizEventWriters } from '../../store/announced-quiz-events.ts';
import type { Query } from '../../store/database.ts';

export class SettledQuizEvents {
  readonly #query: Query;
  #throughId = 0;
  /** An id up to which it is waited for, and those who may still add an event before it. */
  #next: { throughId: number; writers: readonly string[] } | null = null;

  constructor(query: Query) {
    this.#query = query;
  }

  /** The id. It grows from call to call as writers end; a transaction that never does holds it back. */
  async throughId(): Promise<number> {
    if (this.#next === null) {
      const throughId = await findLastQuizEventId(this.#query);
      if (throughId === this.#throughId) return throughId;
      this.#next = { throughId, writers: await findQuizEventWriters(this.#query) };
    } else {
      const still = new Set(await findQuizEventWriters(this.#query));
      this.#next.writers = this.#next.writers.filter((writer) => still.has(writer));
    }
    if (this.#next.writers.length === 0) {
      this.#throughId = this.#next.throughId;
      this.#next = null;
    }
    return this.#throughId;
  }
}
