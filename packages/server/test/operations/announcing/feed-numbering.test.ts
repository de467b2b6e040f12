// Bringing live events into the feed when several ask at once, when it fails, and when the server ends meanwhile. What a
// reader sees of it is in test/http/live-event-streams.test.ts.

import { expect, test } from 'vitest';
import { FeedNumbering } from '../../../src/operations/announcing/feed-numbering.ts';
import type { Database } from '../../../src/store/database.ts';
import { insertLiveEvents } from '../../../src/store/live-events.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { eachDatabase, type TestDatabase } from '../../support/databases.ts';
import { newLiveEvent } from '../../support/fed-events.ts';
import { testStartMs } from '../../support/server.ts';
import { connectPostgres } from '../../support/sql.ts';

/** What `lockNumbering` takes. */
const numberingLock = 7_145_230_001;

const unexpected = (error: unknown): never => {
  throw error;
};

async function opened(database: TestDatabase): Promise<{ url: string; database: Database }> {
  const url = await database.freshUrl();
  return { url, database: await openDatabase(url, testStartMs) };
}

eachDatabase((databaseKind) => {
  test('the server does not end before numbering has, whoever asked for it', async () => {
    const { database } = await opened(databaseKind);
    await using _ = database;
    const numbering = new FeedNumbering(database, unexpected);
    const over: string[] = [];
    void numbering.number().then(() => over.push('first'));
    void numbering.number().then(() => over.push('second'));
    await numbering[Symbol.asyncDispose]();
    expect(over).toEqual(['first', 'second']);
  });

  test('a failure is told once, and does not stop what is asked for later', async () => {
    const { database } = await opened(databaseKind);
    await using _ = database;
    const failures: unknown[] = [];
    let isBroken = true;
    const broken = new Error('the database is away');
    const sometimes: Database = {
      ...database,
      transaction: (work) => (isBroken ? Promise.reject(broken) : database.transaction(work)),
      get query() {
        if (isBroken) throw broken;
        return database.query;
      },
    };
    let grown = 0;
    const numbering = new FeedNumbering(sometimes, (error) => failures.push(error));
    numbering.listen(() => grown++);
    await insertLiveEvents(database.query, [newLiveEvent(1), newLiveEvent(2)]);
    await expect(numbering.number()).rejects.toBe(broken);
    expect(failures).toEqual([]);
    numbering.announced();
    await numbering[Symbol.asyncDispose]();
    expect(failures).toEqual([broken]);
    isBroken = false;
    if (databaseKind.kind === 'sqlite')
      await database.query
        .updateTable('liveEvents')
        .set(({ ref }) => ({ position: ref('id') }))
        .execute();
    numbering.announced();
    await numbering[Symbol.asyncDispose]();
    expect([grown, failures]).toEqual([1, [broken]]);
    const rows = await database.query.selectFrom('liveEvents').select('position').orderBy('id').execute();
    expect(rows).toEqual([{ position: 1 }, { position: 2 }]);
  });

  test.runIf(databaseKind.kind === 'postgres')(
    'a server that waits for another to number goes on serving, and numbers afterwards',
    { timeout: 20_000 },
    async () => {
      const { url, database } = await opened(databaseKind);
      await using _ = database;
      const other = await connectPostgres(url);
      await other.query(`select pg_advisory_lock(${numberingLock})`);
      const numbering = new FeedNumbering(database, unexpected);
      const upkeeps = Array.from({ length: 40 }, () => numbering.number());
      try {
        await insertLiveEvents(database.query, [newLiveEvent(1)]);
      } finally {
        await other.query(`select pg_advisory_unlock(${numberingLock})`);
        await other.end();
      }
      await Promise.all(upkeeps);
      const [row] = await database.query.selectFrom('liveEvents').select('position').execute();
      expect(row).toEqual({ position: 1 });
    },
  );
});
