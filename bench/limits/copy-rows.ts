// The limit of PostgreSQL for our rows: one connection that sends COPY after COPY of 10,000 rows, each its own commit,
// into a table with the columns, the index and the partitions of quiz_events.
import pg from 'pg';
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';
import { copyInto, copyText } from '../rows/postgres-copy.ts';

export const copyRows = 10_000;

/**
 * Copies `rows` (as many as one COPY takes) over and over for `warmUpSeconds` and then `seconds`, into a new table of a
 * database that the server has migrated. Rows per second of the measured time; checks that all are there.
 */
export async function copyRowsPerSecond(
  databaseUrl: string,
  rows: readonly NewQuizEvent[],
  { warmUpSeconds, seconds }: { warmUpSeconds: number; seconds: number },
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const month = new Date(rows[0]?.createdAtMs ?? 0);
    const [from, to] = [0, 1].map((next) => Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + next, 1));
    await client.query(`
      create table copied (like quiz_events including all) partition by range (created_at_ms);
      create table copied_month partition of copied for values from (${from}) to (${to})`);
    const text = copyText(rows);
    let copies = 0;
    const copyFor = async (timeSeconds: number): Promise<number> => {
      const startedMs = performance.now();
      const before = copies;
      for (; performance.now() - startedMs < timeSeconds * 1000; copies++)
        await copyInto(client, 'copied', text);
      return ((copies - before) * rows.length) / ((performance.now() - startedMs) / 1000);
    };
    await copyFor(warmUpSeconds);
    const rowsPerSecond = await copyFor(seconds);
    const counted = await client.query<{ count: string }>('select count(*) from copied');
    if (Number(counted.rows[0]?.count) !== copies * rows.length) throw new Error('COPY lost rows');
    return rowsPerSecond;
  } finally {
    await client.end();
  }
}
