// One view of the SQLite file for all that is looked up in one turn of the event loop: to begin and end a view for each takes
// as long as to look up, and what was read for one is read for the next.

import type { DatabaseSync, StatementSync } from 'node:sqlite';

export class TurnSnapshot {
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  #isOpen = false;

  /** Nothing else may begin transactions on the connection. */
  constructor(connection: DatabaseSync) {
    this.#begin = connection.prepare('begin');
    this.#commit = connection.prepare('commit');
  }

  /** From now on the connection sees the file as it is at its next read: until `end`, and no longer than this turn. */
  begin(): void {
    if (this.#isOpen) return;
    this.#begin.run();
    this.#isOpen = true;
    setImmediate(() => this.end());
  }

  /** To be called when something was committed, so that nobody who hears of it looks at the file as it was before. */
  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#commit.run();
  }
}
