// The limit of SQLite for our rows: one connection that does nothing but transactions of 1,000 rows, with prepared
// statements, into the server's own schema and with the server's own settings.
import { setImmediate } from 'node:timers/promises';
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';
import { openConnection } from '../../packages/server/src/store/dialect/sqlite-connection.ts';
import { prepareInsert, statementRows, statementsOf } from '../rows/sqlite-insert.ts';

const transactionRows = 1_000;

/**
 * Inserts `rows`, a multiple of 1,000, over and over for `warmUpSeconds` and then `seconds` into the database at `path`,
 * which the server has migrated and nobody has open. Rows per second of the measured time; checks that all are there.
 */
export async function sqliteRowsPerSecond(
  path: string,
  rows: readonly NewQuizEvent[],
  { warmUpSeconds, seconds }: { warmUpSeconds: number; seconds: number },
): Promise<number> {
  using connection = openConnection(path);
  const insert = prepareInsert(connection);
  const statements = statementsOf(rows);
  const statementsEach = transactionRows / statementRows;
  let transactions = 0;
  const insertFor = async (timeSeconds: number): Promise<number> => {
    const startedMs = performance.now();
    const before = transactions;
    while (performance.now() - startedMs < timeSeconds * 1000) {
      const first = (transactions * statementsEach) % statements.length;
      insert(statements.slice(first, first + statementsEach));
      transactions++;
      // Lets whoever shows the progress have a turn.
      if (transactions % 20 === 0) await setImmediate();
    }
    return ((transactions - before) * transactionRows) / ((performance.now() - startedMs) / 1000);
  };
  await insertFor(warmUpSeconds);
  const rowsPerSecond = await insertFor(seconds);
  const counted = connection.prepare('select count(*) as count from quiz_events').get();
  if (Number(counted?.count) !== transactions * transactionRows) throw new Error('SQLite lost rows');
  return rowsPerSecond;
}
