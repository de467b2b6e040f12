// One connection to SQLite as the server uses it, for the main thread and for the thread that stores events.

import { DatabaseSync } from 'node:sqlite';

/** How long a writer waits for another one, in this process or a backup's. */
const busyTimeoutMs = 5_000;

/** Of each connection. Twice as much is not faster: behind it is that of the operating system. */
const pageCacheKb = 8_192;

/** Opens `path` for writing, with the durable settings; whoever opens a database first asserts that they hold. */
export function openConnection(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    // 16 MB of log between checkpoints: fewer, larger writes.
    connection.exec(`pragma wal_autocheckpoint = 4000; pragma cache_size = -${pageCacheKb}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens `path` for reading: what is committed, never waiting for a writer. */
export function openReader(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
  connection.exec(`pragma cache_size = -${pageCacheKb}`);
  return connection;
}
