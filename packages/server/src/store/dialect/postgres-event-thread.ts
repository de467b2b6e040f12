// The thread that stores quiz events in PostgreSQL, whose URL is its worker data.

import { workerData } from 'node:worker_threads';
import { groupsInFlight } from '../../model/limits.ts';
import { serveGroups } from './event-thread-port.ts';
import { insertEvents } from './postgres-events.ts';
import { openPool } from './postgres-pool.ts';

const pool = openPool(workerData as string, groupsInFlight);

serveGroups(
  (values) => insertEvents(pool, values),
  () => pool.end(),
);
