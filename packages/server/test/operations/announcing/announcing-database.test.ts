// What a transaction announces: all of it, once, in order, or nothing. What is announced of which change is in test/http.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fact } from '../../../src/facts/fact.ts';
import type { AnnouncingDatabase } from '../../../src/operations/announcing/announcing-database.ts';
import { prepareAccount } from '../../../src/operations/prepare-account.ts';
import { systemRandom } from '../../../src/operations/random.ts';
import type { Database } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { announcedBy } from '../../support/announced.ts';
import { eachDatabase } from '../../support/databases.ts';
import { announcingOn, callerNamed } from '../../support/direct-call.ts';
import { testStartMs } from '../../support/server.ts';

const clock = () => testStartMs;

const updated = (userId: number): Fact => ({
  eventName: 'user_updated',
  courseId: null,
  assignmentId: null,
  userId,
  body: { user_id: userId },
});

eachDatabase(({ kind, freshUrl }) => {
  let url: string;
  let database: Database;
  let announcing: AnnouncingDatabase;
  let told = 0;
  beforeAll(async () => {
    url = await freshUrl();
    database = await openDatabase(url, testStartMs);
    await prepareAccount(database, 'admin-token-of-the-test', systemRandom, clock);
    announcing = announcingOn(database, clock, () => told++);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  test('ten thousand facts of one transaction keep their order', async () => {
    const before = told;
    const ids = Array.from({ length: 10_000 }, (_, at) => at + 1);
    const events = await announcedBy(url, () =>
      announcing.transaction(callerNamed(1), async (transaction) => {
        for (const id of ids) transaction.announce(updated(id));
      }),
    );
    expect(events.map(({ userId }) => userId)).toEqual(ids);
    expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(ids.length);
    expect(told).toBe(before + 1);
  });

  test('a transaction that fails announces nothing and wakes nobody', async () => {
    const before = told;
    const broken = new Error('broken');
    const events = await announcedBy(url, async () => {
      const failing = announcing.transaction(callerNamed(1), async (transaction) => {
        transaction.announce(updated(1));
        throw broken;
      });
      await expect(failing).rejects.toBe(broken);
    });
    expect([events, told]).toEqual([[], before]);
  });

  test('nothing that is announced wakes nobody', async () => {
    const before = told;
    const events = await announcedBy(url, () =>
      announcing.transaction(callerNamed(1), async (transaction) => transaction.announce(null)),
    );
    expect([events, told]).toEqual([[], before]);
  });

  if (kind === 'postgres')
    test('a transaction that is run again announces what its last run said', async () => {
      let runs = 0;
      const events = await announcedBy(url, () =>
        announcing.transaction(callerNamed(1), async (transaction) => {
          runs++;
          transaction.announce(updated(runs));
          if (runs < 3) throw Object.assign(new Error('lost'), { severity: 'ERROR', code: '40001' });
        }),
      );
      expect(events.map(({ userId }) => userId)).toEqual([3]);
    });
});
