// The thread that stores quiz events in SQLite, so that the event loop waits for no disk. Each message is one group, as
// flat values; each answer says that it is committed, or why not. It ends when its port is closed.

import type { SQLInputValue } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './sqlite-connection.ts';
import { sqliteCode } from './sqlite-error.ts';
import { prepareEventInsert } from './sqlite-events.ts';

/** Null: committed. */
export type GroupAnswer = { message: string; errcode: number } | null;

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

const connection = openConnection(workerData as string);
const insertEvents = prepareEventInsert(connection);

port.on('message', (group: SQLInputValue[] | 'close') => {
  if (group === 'close') {
    connection.close();
    port.close();
    return;
  }
  port.postMessage(answerTo(group));
});

function answerTo(group: SQLInputValue[]): GroupAnswer {
  try {
    insertEvents(group);
    return null;
  } catch (error) {
    return { message: (error as Error).message, errcode: sqliteCode(error) };
  }
}
