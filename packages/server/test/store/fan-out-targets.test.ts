// What is told of targets goes to the admins' subscriptions, and never to the one that it is about.

import { expect, test } from 'vitest';
import { targetEventNames } from '../../src/model/target-events.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import { insertLiveEvents, numberLiveEvents } from '../../src/store/live-events.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase } from '../support/databases.ts';
import { newLiveEvent } from '../support/fed-events.ts';
import { newSubscription } from '../support/new-subscription.ts';
import { testStartMs } from '../support/server.ts';

eachDatabase((databaseKind) => {
  test.each(targetEventNames)('%s', async (eventName) => {
    await using database = await openDatabase(await databaseKind.readyUrl(), testStartMs);
    await prepareAccount(database, null, systemRandom, () => testStartMs);
    const tool = { guid: 'guid', accountId: 1, name: 'Tool', sharedSecret: '', capabilities: '[]' };
    await database.query
      .insertInto('toolProxies')
      .values({ id: 1, ...tool, workflowState: 'active', createdAtMs: testStartMs })
      .execute();
    const about = newSubscription(1);
    for (const subscription of [
      about,
      newSubscription(2),
      newSubscription(3, { toolProxyId: 1 }),
      newSubscription(4, { contextType: 'course', contextId: 7 }),
    ]) {
      await database.query.insertInto('subscriptions').values(subscription).execute();
      await database.query
        .insertInto('subscriptionEvents')
        .values({ subscriptionId: subscription.id, eventName: '*' })
        .execute();
    }
    // A name is free text, also one that looks like another subscription's key.
    const name = `"subscription_uuid":"${newSubscription(2).uuid}"`;
    const body = JSON.stringify({ subscription_uuid: about.uuid, subscription_name: name });
    await insertLiveEvents(database.query, [
      newLiveEvent(1, { eventName, body }),
      newLiveEvent(2, { body, courseId: 7 }),
    ]);
    await database.transaction((transaction) => numberLiveEvents(transaction, 10, testStartMs));
    const deliveries = await database.query
      .selectFrom('deliveries')
      .select(['position', 'subscriptionId'])
      .orderBy('position')
      .orderBy('subscriptionId')
      .execute();
    expect(deliveries.map(({ position, subscriptionId }) => [position, subscriptionId])).toEqual([
      [1, 2],
      ...[1, 2, 3, 4].map((id) => [2, id]),
    ]);
  });
});
