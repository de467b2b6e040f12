// When tokens were last used, gathered and written together, so that no request waits for it.

import { noteTokenUses } from '../store/access-tokens.ts';
import type { Database } from '../store/database.ts';

export class TokenUses {
  readonly #database: Database;
  #pending = new Map<number, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  note(accessTokenId: number, atMs: number): void {
    this.#pending.set(accessTokenId, atMs);
  }

  /** Writes what was noted since the last time. */
  async flush(): Promise<void> {
    if (this.#pending.size === 0) return;
    const uses = this.#pending;
    this.#pending = new Map();
    await this.#database.transaction((transaction) => noteTokenUses(transaction, uses));
  }
}
