// What the database holds, seen beside the server that writes it.

import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** How many quiz events are stored in the database at `databaseUrl`. */
export async function countStoredEvents(databaseUrl: string): Promise<number> {
  const sql = 'select count(*) as count from quiz_events';
  if (databaseUrl.startsWith('sqlite:')) {
    const connection = new DatabaseSync(databaseUrl.slice('sqlite:'.length), { readOnly: true });
    const { count } = connection.prepare(sql).get() as { count: number };
    connection.close();
    return count;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(sql);
  await client.end();
  return Number(rows[0]?.count);
}
