// Which subscriptions get a delivery of a live event, and that it is made with the event's place in the feed, once.

import { expect, test } from 'vitest';
import type { Subscription } from '../../src/model/subscription.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { Database } from '../../src/store/database.ts';
import { deliveriesChannel } from '../../src/store/fan-out.ts';
import { insertLiveEvents, lockNumbering, numberLiveEvents } from '../../src/store/live-events.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase, onPostgres } from '../support/databases.ts';
import { newLiveEvent } from '../support/fed-events.ts';
import { testStartMs } from '../support/server.ts';

type Wanted = Pick<Subscription, 'contextType' | 'contextId' | 'workflowState'> & { eventNames: string[] };

const everything: Wanted = {
  contextType: 'root_account',
  contextId: null,
  workflowState: 'active',
  eventNames: ['*'],
};

/** Adds subscriptions with ids from 1. */
async function subscribe(database: Database, wanted: readonly Wanted[]): Promise<void> {
  await prepareAccount(database, null, systemRandom, () => testStartMs);
  for (const [index, { eventNames, ...of }] of wanted.entries()) {
    await database.query
      .insertInto('subscriptions')
      .values({
        ...of,
        id: index + 1,
        uuid: systemRandom.uuid(),
        accountId: 1,
        toolProxyId: null,
        userId: null,
        name: null,
        eventNames: JSON.stringify(eventNames),
        format: 'canvas',
        transportType: 'https',
        target: '{}',
        secrets: '',
        isOrdered: 0,
        createdAtMs: testStartMs,
        updatedAtMs: testStartMs,
      })
      .execute();
    for (const eventName of eventNames) {
      await database.query
        .insertInto('subscriptionEvents')
        .values({ subscriptionId: index + 1, eventName })
        .execute();
    }
  }
}

async function deliveriesIn(database: Database): Promise<[subscriptionId: number, position: number][]> {
  const rows = await database.query
    .selectFrom('deliveries')
    .select(['subscriptionId', 'position'])
    .orderBy('position')
    .orderBy('subscriptionId')
    .execute();
  return rows.map(({ subscriptionId, position }) => [subscriptionId, position]);
}

function number(database: Database, rowsMax = 100): Promise<number> {
  return database.transaction(async (transaction) => {
    if (database.kind === 'postgres') await lockNumbering(transaction);
    return numberLiveEvents(transaction, rowsMax, testStartMs);
  });
}

eachDatabase((databaseKind) => {
  test('an event goes to who wants its name, its course or its assignment, and is not off', async () => {
    await using database = await openDatabase(await databaseKind.readyUrl(), testStartMs);
    const states = ['active', 'disabled', 'inactive', 'deleted'] as const;
    await subscribe(database, [
      ...states.map((workflowState) => ({ ...everything, workflowState })),
      { ...everything, eventNames: ['grade_change', 'quiz_submitted'] },
      { ...everything, eventNames: ['quiz_submitted'] },
      { ...everything, contextType: 'course', contextId: 7 },
      { ...everything, contextType: 'assignment', contextId: 7 },
      { ...everything, contextType: 'course', contextId: 8 },
    ]);
    await insertLiveEvents(database.query, [
      newLiveEvent(1, { courseId: 7, assignmentId: 9 }),
      newLiveEvent(2, { courseId: 9, assignmentId: 7, eventName: 'quiz_submitted' }),
      newLiveEvent(3),
    ]);
    expect(await number(database)).toBe(3);
    expect(await deliveriesIn(database)).toEqual([
      ...[1, 2, 5, 7].map((id) => [id, 1]),
      ...[1, 2, 5, 6, 8].map((id) => [id, 2]),
      ...[1, 2, 5].map((id) => [id, 3]),
    ]);
  });

  test('each event has its deliveries once, in as many steps as they are numbered in', async () => {
    await using database = await openDatabase(await databaseKind.readyUrl(), testStartMs);
    await subscribe(database, [everything]);
    await insertLiveEvents(
      database.query,
      Array.from({ length: 25 }, (_, index) => newLiveEvent(index, { userId: index % 3 })),
    );
    const steps: number[] = [];
    do steps.push(await number(database, 10));
    while (steps.at(-1) !== 0);
    expect(steps).toEqual([10, 10, 5, 0]);
    expect(await deliveriesIn(database)).toEqual(Array.from({ length: 25 }, (_, index) => [1, index + 1]));
    const first = await database.query.selectFrom('deliveries').selectAll().limit(1).executeTakeFirst();
    expect(first).toMatchObject({
      state: 'waiting',
      tries: 0,
      userId: 0,
      dueAtMs: testStartMs,
      createdAtMs: testStartMs,
    });
  });

  test('a subscription of later gets nothing of before', async () => {
    await using database = await openDatabase(await databaseKind.readyUrl(), testStartMs);
    await insertLiveEvents(database.query, [newLiveEvent(1)]);
    await number(database);
    await subscribe(database, [everything]);
    await insertLiveEvents(database.query, [newLiveEvent(2)]);
    await number(database);
    expect(await deliveriesIn(database)).toEqual([[1, 2]]);
  });
});

onPostgres((databaseKind) => {
  test('every server hears of new deliveries once they are committed, and of nothing else', async () => {
    const url = await databaseKind.readyUrl();
    await using database = await openDatabase(url, testStartMs);
    await subscribe(database, [{ ...everything, eventNames: ['grade_change'] }]);
    let heard = 0;
    let next = Promise.withResolvers<void>();
    await using _ = database.listen(deliveriesChannel, () => {
      heard++;
      next.resolve();
    });
    // It says so once when it has begun to listen.
    await next.promise;
    expect(heard).toBe(1);
    await insertLiveEvents(database.query, [newLiveEvent(1, { eventName: 'quiz_submitted' })]);
    await number(database);
    next = Promise.withResolvers<void>();
    await insertLiveEvents(database.query, [newLiveEvent(2)]);
    await number(database);
    await next.promise;
    expect(heard).toBe(2);
  });
});
