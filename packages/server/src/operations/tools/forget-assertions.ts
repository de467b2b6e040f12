// Upkeep: assertions that have expired are forgotten. They are refused without being remembered.

import type { Clock } from '../../model/clock.ts';
import type { Database } from '../../store/database.ts';
import { deleteUsedAssertionsUntil } from '../../store/tool-proxies.ts';

export function forgetAssertions(database: Database, clock: Clock): () => Promise<void> {
  return () => database.transaction((transaction) => deleteUsedAssertionsUntil(transaction, clock()));
}
