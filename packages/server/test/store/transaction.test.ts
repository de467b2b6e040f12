// Transactions: all or nothing, unseen until they end, and run again when PostgreSQL makes one of two give way.

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database, Query } from '../../src/store/database.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';
import { openForRows, storeRows } from '../support/stored-rows.ts';

const flag = (feature: string, state: 'on' | 'off' = 'on') => ({
  contextType: 'Course' as const,
  contextId: 1,
  feature,
  state,
});

async function setFlag(query: Query, feature: string, state: 'on' | 'off' = 'on'): Promise<void> {
  await query.insertInto('featureFlags').values(flag(feature, state)).execute();
}

async function featuresOf(query: Query): Promise<string[]> {
  const rows = await query.selectFrom('featureFlags').select('feature').orderBy('feature').execute();
  return rows.map(({ feature }) => feature);
}

/** A promise and the function that resolves it. */
function signal(): { reached: Promise<void>; reach(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { reached: promise, reach: resolve };
}

eachDatabase((kind) => {
  async function opened(): Promise<Database> {
    return openForRows(await kind.readyUrl());
  }

  test('what it did is there when it ends well, with what it returned', async () => {
    await using database = await opened();
    const features = await database.transaction(async (transaction) => {
      await setFlag(transaction, 'a');
      await setFlag(transaction, 'b');
      return featuresOf(transaction);
    });
    expect(features).toEqual(['a', 'b']);
    expect(await featuresOf(database.query)).toEqual(['a', 'b']);
  });

  test('nothing of it is there when it ends with an error, which comes out as it was', async () => {
    await using database = await opened();
    const error = new Error('changed my mind');
    const ending = database.transaction(async (transaction) => {
      await setFlag(transaction, 'a');
      throw error;
    });
    await expect(ending).rejects.toBe(error);
    expect(await featuresOf(database.query)).toEqual([]);
    await database.transaction((transaction) => setFlag(transaction, 'b'));
    expect(await featuresOf(database.query)).toEqual(['b']);
  });

  test('nothing of it is there when one of its statements fails', async () => {
    await using database = await opened();
    const ending = database.transaction(async (transaction) => {
      await setFlag(transaction, 'a');
      await setFlag(transaction, 'a');
    });
    const error: unknown = await ending.catch((thrown: unknown) => thrown);
    expect(database.isUniqueConflict(error)).toBe(true);
    expect(await featuresOf(database.query)).toEqual([]);
  });

  test('only a broken unique rule is a unique conflict', async () => {
    await using database = await opened();
    const errors = await Promise.all(
      [
        sql`insert into feature_flags values ('Course', 1, null, 'on')`,
        sql`insert into pseudonyms (user_id, account_id, unique_id, unique_id_key, created_at_ms) values (7, 7, 'a', 'a', 0)`,
        sql`insert into no_such_table values (1)`,
      ].map((statement) => statement.execute(database.query).catch((thrown: unknown) => thrown)),
    );
    for (const error of errors) {
      expect(error).toBeInstanceOf(Error);
      expect(database.isUniqueConflict(error)).toBe(false);
    }
    expect(database.isUniqueConflict(undefined)).toBe(false);
  });

  test('nobody sees what it did before it ends', async () => {
    await using database = await opened();
    const written = signal();
    const mayEnd = signal();
    const lookup = database.lookup<{ ord: number; state: string }>({
      name: 'flag',
      keys: { feature: 'text' },
      sql: (keys) => `select k.ord, f.state from ${keys} join feature_flags f on f.feature = k.feature`,
    });
    const transaction = database.transaction(async (inside) => {
      await setFlag(inside, 'rolled back');
      written.reach();
      await mayEnd.reached;
      await setFlag(inside, 'rolled back too');
      throw new Error('rolled back');
    });
    await written.reached;
    // On SQLite they wait for their turn, on PostgreSQL they see the state before: either way, nothing.
    const seen = Promise.all([featuresOf(database.query), lookup(['rolled back']), database.ping()]);
    const stored = kind.kind === 'sqlite' ? storeRows(database, [newQuizEvent()]) : Promise.resolve();
    mayEnd.reach();
    await expect(transaction).rejects.toThrow('rolled back');
    expect(await seen).toEqual([[], undefined, undefined]);
    await stored;
  });

  if (kind.kind === 'sqlite') {
    test('everybody else waits until it ends, transactions in order of asking', async () => {
      await using database = await opened();
      const order: string[] = [];
      const written = signal();
      const mayEnd = signal();
      const first = database.transaction(async (inside) => {
        await setFlag(inside, 'a');
        written.reach();
        await mayEnd.reached;
        await setFlag(inside, 'b');
        order.push('first');
      });
      await written.reached;
      const second = database.transaction(async (inside) => {
        expect(await featuresOf(inside)).toEqual(['a', 'b']);
        await setFlag(inside, 'c');
        order.push('second');
      });
      const third = storeRows(database, [newQuizEvent()]).then(() => order.push('third'));
      const fourth = featuresOf(database.query).then((features) => {
        expect(features).toEqual(['a', 'b', 'c']);
        order.push('fourth');
      });
      mayEnd.reach();
      await Promise.all([fourth, third, second, first]);
      expect(order[0]).toBe('first');
      expect(order.filter((name) => name !== 'third')).toEqual(['first', 'second', 'fourth']);
    });

    test('an error after which SQLite has rolled back by itself is the one that comes out', async () => {
      await using database = await opened();
      const ending = database.transaction(async (inside) => {
        await setFlag(inside, 'a');
        await sql`insert or rollback into feature_flags values ('Course', 1, 'a', 'on')`.execute(inside);
      });
      await expect(ending).rejects.toThrow('UNIQUE constraint failed');
      expect(await featuresOf(database.query)).toEqual([]);
      await database.transaction((inside) => setFlag(inside, 'b'));
    });

    test('a foreign key is held to', async () => {
      await using database = await opened();
      const orphan = database.query
        .insertInto('accountUsers')
        .values({ accountId: 1, userId: 99, role: 'AccountAdmin', createdAtMs: testStartMs })
        .execute();
      await expect(orphan).rejects.toThrow('FOREIGN KEY constraint failed');
    });
  } else {
    test('of two that would wait for each other for ever, the loser is run again and nobody notices', async () => {
      await using database = await opened();
      for (const feature of ['a', 'b']) await setFlag(database.query, feature, 'off');
      let runs = 0;
      const holding = [signal(), signal()];
      const change = (mine: number, first: string, second: string) =>
        database.transaction(async (inside) => {
          runs++;
          for (const feature of [first, second]) {
            await inside
              .updateTable('featureFlags')
              .set({ state: 'on' })
              .where('feature', '=', feature)
              .execute();
            holding[mine]?.reach();
            await holding[1 - mine]?.reached;
          }
          return first;
        });
      expect(await Promise.all([change(0, 'a', 'b'), change(1, 'b', 'a')])).toEqual(['a', 'b']);
      // Three, or four when PostgreSQL saw the deadlock from both sides at once.
      expect([3, 4]).toContain(runs);
      const states = await database.query.selectFrom('featureFlags').select('state').execute();
      expect(states).toEqual([{ state: 'on' }, { state: 'on' }]);
    });

    test('one that loses again and again is given up after five runs, with the reason', async () => {
      await using database = await opened();
      let runs = 0;
      const ending = database.transaction(async (inside) => {
        runs++;
        await sql.raw(`do $$ begin raise exception 'lost' using errcode = '40001'; end $$`).execute(inside);
      });
      await expect(ending).rejects.toThrow('lost');
      expect(runs).toBe(5);
    });

    test('one that fails for another reason is not run again', async () => {
      await using database = await opened();
      let runs = 0;
      const ending = database.transaction(async (inside) => {
        runs++;
        await sql`select 1 / 0`.execute(inside);
      });
      await expect(ending).rejects.toThrow('division by zero');
      expect(runs).toBe(1);
    });
  }
});
