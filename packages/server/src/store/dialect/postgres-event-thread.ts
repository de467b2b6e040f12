// The thread that stores quiz events and what came of sends in PostgreSQL, whose URL is its worker data.

import { workerData } from 'node:worker_threads';
import { groupsInFlight } from '../../model/quiz-log-limits.ts';
import { serveThread } from './event-thread-port.ts';
import { insertEvents } from './postgres-events.ts';
import { openPool } from './postgres-pool.ts';
import { storeSettlement } from './postgres-settlement.ts';

/** One settlement is under way at a time; it waits for no events. */
const pool = openPool(workerData as string, groupsInFlight + 1);

serveThread({
  storeEvents: (values, clockValues, originValues) => insertEvents(pool, values, clockValues, originValues),
  settle: (settlement) => storeSettlement(pool, settlement),
  end: () => pool.end(),
});
