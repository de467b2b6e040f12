// Upkeep: the log of deliveries is kept for so many days. What is still to be sent is never dropped, however old it is.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Clock } from '../../model/clock.ts';
import { oldDeliveriesAtOnce } from '../../model/delivery-limits.ts';
import { sendCountsKeptMs } from '../../model/delivery-log-limits.ts';
import type { Database } from '../../store/database.ts';
import {
  deleteDeliveriesBefore,
  deleteReplaysBefore,
  deleteSendsBefore,
} from '../../store/old-deliveries.ts';
import { deleteSendCountsBefore } from '../../store/send-counts.ts';

const dayMs = 86_400_000;

/** Deletes settled deliveries, sends and replays of before, and counts that no chart shows, in short transactions. */
export function forgetDeliveries(
  database: Pick<Database, 'transaction'>,
  logDays: number,
  clock: Clock,
): () => Promise<void> {
  return async () => {
    const beforeMs = clock() - logDays * dayMs;
    let deleted: number;
    do {
      deleted = await database.transaction((transaction) =>
        deleteSendsBefore(transaction, beforeMs, oldDeliveriesAtOnce),
      );
      await turnOfOthers();
    } while (deleted > 0);
    for (let afterId: number | null = 0; afterId !== null; await turnOfOthers()) {
      const from: number = afterId;
      afterId = await database.transaction((transaction) =>
        deleteDeliveriesBefore(transaction, beforeMs, from, oldDeliveriesAtOnce),
      );
    }
    await database.transaction((transaction) => deleteReplaysBefore(transaction, beforeMs));
    await database.transaction((transaction) =>
      deleteSendCountsBefore(transaction, clock() - sendCountsKeptMs),
    );
  };
}
