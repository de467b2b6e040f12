// The thread that stores quiz events and what came of sends in PostgreSQL, whose URL it is told.

import { groupsInFlight } from '../../model/quiz-log-limits.ts';
import { serveThread, threadData } from './event-thread-port.ts';
import { isRowFault } from './postgres-error.ts';
import { insertEvents } from './postgres-events.ts';
import { openPool } from './postgres-pool.ts';
import { storeSettlement } from './postgres-settlement.ts';

/** One settlement is under way at a time; it waits for no events. */
const pool = openPool(threadData.about, groupsInFlight + 1);

await serveThread({
  insert: (values, clockValues, originValues) => insertEvents(pool, values, clockValues, originValues),
  isRowFault,
  settle: (settlement) => storeSettlement(pool, settlement),
  end: () => pool.end(),
});
