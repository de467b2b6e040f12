// Which tokens were used, gathered and written together, so that no request waits for it.

import { noteTokenUses } from '../../store/access-tokens.ts';
import type { Database } from '../../store/database.ts';

export class TokenUses {
  readonly #database: Database;
  #used = new Set<number>();
  #lastUsedAtMs = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  note(accessTokenId: number, atMs: number): void {
    this.#used.add(accessTokenId);
    this.#lastUsedAtMs = atMs;
  }

  /** Writes what was noted since the last time, all with the latest time: it is exact to some seconds. */
  async flush(): Promise<void> {
    if (this.#used.size === 0) return;
    const ids = [...this.#used];
    const lastUsedAtMs = this.#lastUsedAtMs;
    this.#used = new Set();
    await this.#database.transaction((transaction) => noteTokenUses(transaction, ids, lastUsedAtMs));
  }
}
