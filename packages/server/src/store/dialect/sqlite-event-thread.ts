// The thread that stores quiz events and what came of sends in a SQLite file, whose path it is told.

import { serveThread, threadData } from './event-thread-port.ts';
import { openConnection } from './sqlite-connection.ts';
import { isRowFault } from './sqlite-error.ts';
import { prepareEventInsert } from './sqlite-events.ts';
import { settlementStore } from './sqlite-settlement.ts';

const connection = openConnection(threadData.about);
// It adds to the ends of its tables, and needs few of their pages again.
connection.exec('pragma cache_size = -4096');

await serveThread({
  insert: prepareEventInsert(connection),
  isRowFault,
  settle: settlementStore(connection),
  end: () => connection.close(),
});
