// Lookups by key: however many are asked for at once, each gets its own row as it is now, or none.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database, KeyValue, Lookup, Query } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase } from '../support/databases.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

interface FlagRow {
  context_id: number;
  feature: string;
  state: string;
}

function flagLookup(database: Database): Lookup<FlagRow> {
  return database.lookup<FlagRow>({
    name: 'flag-of-context',
    keys: { context_id: 'bigint', feature: 'text' },
    sql: (keys) => `
      select k.ord, f.context_id, f.feature, f.state
      from ${keys} join feature_flags f on f.context_id = k.context_id and f.feature = k.feature`,
  });
}

/** Contexts 1 to 40, each with the features a, b and an odd one. */
const features = ['a', 'b', 'ä "quoted" {😀}'];
const contexts = 40;

eachDatabase((kind) => {
  async function filled(): Promise<{ url: string; database: Database }> {
    const url = await kind.readyUrl();
    const database = await openDatabase(url, testStartMs);
    const rows = Array.from({ length: contexts }, (_, index) =>
      features.map((feature) => ({
        contextType: 'Course' as const,
        contextId: index + 1,
        feature,
        state: index % 2 === 0 ? ('on' as const) : ('off' as const),
      })),
    );
    await database.query.insertInto('featureFlags').values(rows.flat()).execute();
    return { url, database };
  }

  function expected([contextId, feature]: readonly KeyValue[]): object | undefined {
    if (typeof contextId !== 'number' || typeof feature !== 'string') return undefined;
    if (contextId < 1 || contextId > contexts || !features.includes(feature)) return undefined;
    return { context_id: contextId, feature, state: contextId % 2 === 1 ? 'on' : 'off' };
  }

  test('any number of them at once get their own row each, missing and repeated keys too', async () => {
    const { database } = await filled();
    await using _ = database;
    const lookup = flagLookup(database);
    const key = fc.tuple(
      fc.option(fc.oneof(fc.integer({ min: -2, max: contexts + 3 }), fc.maxSafeInteger())),
      fc.option(fc.oneof(fc.constantFrom(...features), fc.string())),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 1500, size: 'max' }), async (keys) => {
        const found = await Promise.all(keys.map((asked) => lookup(asked)));
        for (const [index, asked] of keys.entries()) {
          const row = found[index];
          const wanted = expected(asked);
          if (wanted === undefined) expect(row).toBeUndefined();
          else expect(row).toMatchObject(wanted);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('asked one after the other they see every change at once, from whomever it comes', async () => {
    const { url, database } = await filled();
    await using _ = database;
    const lookup = flagLookup(database);
    for (const state of ['on', 'off', 'allowed'] as const) {
      await database.query.updateTable('featureFlags').set({ state }).where('contextId', '=', 7).execute();
      expect(await lookup([7, 'a'])).toMatchObject({ state });
      await runSql(url, `update feature_flags set state = 'on from outside' where context_id = 7`);
      expect(await lookup([7, 'a'])).toMatchObject({ state: 'on from outside' });
    }
    await runSql(url, 'delete from feature_flags where context_id = 7');
    expect(await lookup([7, 'a'])).toBeUndefined();
  });

  test('whoever has changed something sees it, however many others look at the same time', async () => {
    const { database } = await filled();
    await using _ = database;
    const lookup = flagLookup(database);
    const changers = Array.from({ length: 20 }, async (_, index) => {
      for (let round = 0; round < 5; round++) {
        await lookup([index + 1, 'b']);
        const state = `${index} in ${round}` as 'on';
        const change = (query: Query) =>
          query
            .updateTable('featureFlags')
            .set({ state })
            .where('contextId', '=', index + 1)
            .execute();
        await (round % 2 === 0 ? change(database.query) : database.transaction(change));
        expect(await lookup([index + 1, 'a'])).toMatchObject({ state });
      }
    });
    await Promise.all(changers);
  });

  test('two lookups of one database do not mix', async () => {
    const { database } = await filled();
    await using _ = database;
    const flags = flagLookup(database);
    const contextsOf = database.lookup<{ count: number }>({
      name: 'flags-of-context',
      keys: { context_id: 'bigint' },
      sql: (keys) => `
        select k.ord, (select count(*) from feature_flags f where f.context_id = k.context_id) as count from ${keys}`,
    });
    const asked = Array.from({ length: 50 }, (_, index) => index + 1);
    const [rows, counts] = await Promise.all([
      Promise.all(asked.map((contextId) => flags([contextId, 'b']))),
      Promise.all(asked.map((contextId) => contextsOf([contextId]))),
    ]);
    for (const contextId of asked) {
      const isThere = contextId <= contexts;
      expect(rows[contextId - 1]?.context_id).toBe(isThere ? contextId : undefined);
      expect(counts[contextId - 1]?.count).toBe(isThere ? features.length : 0);
    }
  });

  test('one that the database refuses fails those who asked, and not those who ask next', async () => {
    const { database } = await filled();
    await using _ = database;
    const lookup = database.lookup<{ digit: number }>({
      name: 'digit',
      keys: { more: 'bigint' },
      // No integer is as great as the least one is small.
      sql: (keys) =>
        `select k.ord, abs(-9223372036854775807 - cast(k.more as bigint)) % 10 as digit from ${keys}`,
    });
    expect(await lookup([0])).toMatchObject({ digit: 7 });
    await expect(lookup([1])).rejects.toThrow(kind.kind === 'sqlite' ? 'integer overflow' : 'out of range');
    expect(await lookup([0])).toMatchObject({ digit: 7 });
  });
});
