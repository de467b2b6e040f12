// A connection that is lost in the midst of something ends that, with an error, and nothing else.

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { onPostgres } from '../support/databases.ts';
import { testStartMs } from '../support/server.ts';

onPostgres((testDatabase) => {
  test('a stream rejects, and the next one streams', async () => {
    await using database = await openDatabase(await testDatabase.readyUrl(), testStartMs);
    const numbers = () => sql`select generate_series(1, 1000) as n`.compile(database.query);
    const stream = database.stream(numbers(), 100)[Symbol.asyncIterator]();
    expect((await stream.next()).value?.length).toBe(100);
    await loseOthers(database);
    await expect(stream.next().then(() => stream.next())).rejects.toThrow();
    let rows = 0;
    for await (const chunk of database.stream(numbers(), 100)) rows += chunk.length;
    expect(rows).toBe(1_000);
  });

  test('a transaction rejects, and the next one commits', async () => {
    await using database = await openDatabase(await testDatabase.readyUrl(), testStartMs);
    const broken = database.transaction(async (transaction) => {
      await sql`select 1`.execute(transaction);
      await loseOthers(database);
      await sql`select 1`.execute(transaction);
    });
    await expect(broken).rejects.toSatisfy((error) => database.isUnavailable(error));
    expect(await database.transaction(async () => 'committed')).toBe('committed');
  });
});

/** Ends all connections to the database but the one that this takes. */
async function loseOthers({ query }: Database): Promise<void> {
  await sql`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(query);
}
