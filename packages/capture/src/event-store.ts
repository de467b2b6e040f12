// Where events outlive the page: a table of entries by key, whose keys sort what belongs together side by side.

import type { Entry } from './buffer.ts';

export interface EventStore {
  /** Puts entries, and deletes keys that have none. Rejects when it cannot. */
  write(changes: ReadonlyMap<string, Entry | undefined>): Promise<unknown>;
  /** Those whose keys begin with the prefix. */
  list(prefix: string): Promise<Entry[]>;
}
