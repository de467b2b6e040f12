// Connections to PostgreSQL, for the main thread and for the thread that stores events.

import pg from 'pg';

const connectTimeoutMs = 10_000;

/** Our integers stay below 2^53, so they are numbers here, as they are on SQLite. */
export const postgresTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/** A pool of at most `connectionsMax`; connects when first asked. */
export function openPool(url: string, connectionsMax: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'quizwire',
    types: postgresTypes,
    // To compile a statement that reads a log takes longer than what it saves. Not as a start-up option: poolers refuse these.
    onConnect: async (client) => void (await client.query('set jit = off')),
  });
  // An idle connection that breaks is replaced at the next query, which reports what is wrong.
  pool.on('error', () => {});
  // One that breaks in the midst of a transaction says so to its query; unheard, its event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
