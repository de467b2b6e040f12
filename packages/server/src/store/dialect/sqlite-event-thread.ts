// The thread that stores quiz events and what came of sends in a SQLite file, whose path is its worker data.

import { workerData } from 'node:worker_threads';
import { serveThread } from './event-thread-port.ts';
import { openConnection } from './sqlite-connection.ts';
import { prepareEventInsert } from './sqlite-events.ts';
import { settlementStore } from './sqlite-settlement.ts';

const connection = openConnection(workerData as string);

serveThread({
  storeEvents: prepareEventInsert(connection),
  settle: settlementStore(connection),
  end: () => connection.close(),
});
