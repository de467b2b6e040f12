// Upkeep: what waits for subscriptions that are deleted, left by a server that ended, or made while one was being deleted.

import { deliveriesRemovedAtOnce } from '../../model/delivery-limits.ts';
import type { Query } from '../../store/database.ts';
import { deleteUnwantedDeliveries } from '../../store/subscriptions.ts';

/** Removes all of it, bit by bit; safe on several servers at once. */
export function clearDeleted(query: Query): () => Promise<void> {
  return async () => {
    while ((await deleteUnwantedDeliveries(query, null, deliveriesRemovedAtOnce)) > 0);
  };
}
