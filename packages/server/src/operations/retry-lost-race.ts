// Two requests that want the same unique name: who comes second looks again, and then finds what the first has made.

import type { Database, Query } from '../store/database.ts';

/** Runs `work` in a transaction, and once more when a unique rule refused it. */
export async function retryLostRace<Result>(
  database: Pick<Database, 'transaction' | 'isUniqueConflict'>,
  work: (transaction: Query) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (!database.isUniqueConflict(error)) throw error;
    return database.transaction(work);
  }
}
