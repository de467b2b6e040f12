// SQL straight to a database, beside whoever has it open.

import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** Runs one statement on a connection of its own and returns its rows; 64-bit integers are numbers. */
export async function runSql<Row = Record<string, unknown>>(
  databaseUrl: string,
  statement: string,
): Promise<Row[]> {
  if (databaseUrl.startsWith('sqlite:')) {
    using connection = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
    return connection.prepare(statement).all() as Row[];
  }
  const client = await connectPostgres(databaseUrl);
  try {
    const { rows } = await client.query(statement);
    return rows as Row[];
  } finally {
    await client.end();
  }
}

/** A connection to end with `end()`; 64-bit integers are numbers. */
export async function connectPostgres(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    types: {
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  await client.connect();
  return client;
}
