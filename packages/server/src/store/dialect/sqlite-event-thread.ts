// The thread that stores quiz events in a SQLite file, whose path is its worker data.

import { workerData } from 'node:worker_threads';
import { serveGroups } from './event-thread-port.ts';
import { openConnection } from './sqlite-connection.ts';
import { prepareEventInsert } from './sqlite-events.ts';

const connection = openConnection(workerData as string);

serveGroups(prepareEventInsert(connection), () => connection.close());
