// Two requests that want the same unique name: who comes second looks again, and then finds what the first has made.

import type { Cause } from '../model/cause.ts';
import type { AnnouncingDatabase, Transaction } from './announcing/announcing-database.ts';

/** Runs `work` in a transaction, and once more when a unique rule refused it. */
export async function retryLostRace<Result>(
  database: AnnouncingDatabase,
  cause: Cause,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction(cause, work);
  } catch (error) {
    if (!database.isUniqueConflict(error)) throw error;
    return database.transaction(cause, work);
  }
}
