// Bringing live events into the feed when several ask at once, when it fails, and when the server ends meanwhile. What a
// reader sees of it is in test/http/live-event-streams.test.ts.

import { expect, test } from 'vitest';
import type { Fact } from '../../../src/facts/fact.ts';
import { FeedNumbering } from '../../../src/operations/announcing/feed-numbering.ts';
import { prepareAccount } from '../../../src/operations/prepare-account.ts';
import { systemRandom } from '../../../src/operations/random.ts';
import type { Database } from '../../../src/store/database.ts';
import { insertLiveEvents } from '../../../src/store/live-events.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { announcedIn } from '../../support/announced.ts';
import { eachDatabase, type TestDatabase } from '../../support/databases.ts';
import { announcingOn, callerNamed } from '../../support/direct-call.ts';
import { newLiveEvent } from '../../support/fed-events.ts';
import { testStartMs } from '../../support/server.ts';
import { connectPostgres } from '../../support/sql.ts';

/** What `lockNumbering` takes. */
const numberingLock = 7_145_230_001;

const unexpected = (error: unknown): never => {
  throw error;
};

async function opened(database: TestDatabase): Promise<{ url: string; database: Database }> {
  const url = await database.readyUrl();
  return { url, database: await openDatabase(url, testStartMs) };
}

eachDatabase((databaseKind) => {
  test('the server does not end before numbering has, whoever asked for it', async () => {
    const { database } = await opened(databaseKind);
    await using _ = database;
    const numbering = new FeedNumbering(database, Date.now, unexpected);
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
    const numbering = new FeedNumbering(sometimes, Date.now, (error) => failures.push(error));
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

  if (databaseKind.kind === 'postgres')
    test('a server that waits for another to number goes on serving, and numbers afterwards', async () => {
      const { url, database } = await opened(databaseKind);
      await using _ = database;
      const other = await connectPostgres(url);
      await other.query(`select pg_advisory_lock(${numberingLock})`);
      const numbering = new FeedNumbering(database, Date.now, unexpected);
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
    });

  if (databaseKind.kind === 'postgres')
    test('several servers give every place once, without gaps, to each transaction in its order', async () => {
      const { url, database } = await opened(databaseKind);
      await using one = database;
      await using two = await openDatabase(url, testStartMs);
      await prepareAccount(one, 'admin-token-of-the-test', systemRandom, () => testStartMs);
      const failures: unknown[] = [];
      const servers = [one, two].map((server) => {
        const numbering = new FeedNumbering(server, Date.now, (error) => failures.push(error));
        return {
          numbering,
          announcing: announcingOn(
            server,
            () => testStartMs,
            () => numbering.announced(),
          ),
        };
      });
      const transactions = servers.flatMap(({ announcing }, server) =>
        Array.from({ length: 30 }, (_, number) =>
          announcing.transaction(callerNamed(1), async (transaction) => {
            for (let at = 0; at <= number % 5; at++) transaction.announce(saidBy(server, number, at));
          }),
        ),
      );
      await Promise.all(transactions);
      for (const { numbering } of servers) await numbering[Symbol.asyncDispose]();
      expect(failures).toEqual([]);
      const events = (await announcedIn(url)).sort((a, b) => Number(a.position) - Number(b.position));
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
      expect(events).toHaveLength(2 * 6 * (1 + 2 + 3 + 4 + 5));
      const told = Map.groupBy(events, ({ body }) => `${body.server} ${body.number}`);
      for (const own of told.values()) expect(own.map(({ body }) => body.at)).toEqual(own.map((_, at) => at));
    });
});

test('in memory a place is given at once, and who listens is told', async () => {
  await using database = await openDatabase('sqlite::memory:', testStartMs);
  await prepareAccount(database, 'admin-token-of-the-test', systemRandom, () => testStartMs);
  const numbering = new FeedNumbering(database, Date.now, unexpected);
  const grown = new Promise<void>((resolve) => void numbering.listen(resolve));
  const announcing = announcingOn(
    database,
    () => testStartMs,
    () => numbering.announced(),
  );
  await announcing.transaction(callerNamed(1), async (transaction) => transaction.announce(saidBy(0, 0, 0)));
  await grown;
  const rows = await database.query.selectFrom('liveEvents').select('position').execute();
  expect(rows).toEqual([{ position: 1 }]);
});

function saidBy(server: number, number: number, at: number): Fact {
  return {
    eventName: 'user_updated',
    courseId: null,
    assignmentId: null,
    userId: null,
    body: { server, number, at },
  };
}
