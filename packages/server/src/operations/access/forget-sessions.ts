// Upkeep: sessions that have expired are deleted. They count for nothing since they expired.

import type { Clock } from '../../model/clock.ts';
import type { Database } from '../../store/database.ts';
import { deleteSessionsUntil } from '../../store/sessions.ts';

/** Announces nothing: nobody logged out. */
export function forgetSessions(database: Database, clock: Clock): () => Promise<void> {
  return () => database.transaction((transaction) => deleteSessionsUntil(transaction, clock()));
}
