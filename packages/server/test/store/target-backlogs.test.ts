// What waits for each target, as metrics tell it.

import { expect, test } from 'vitest';
import { backlogCountedMax } from '../../src/model/delivery-limits.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { listTargetBacklogs } from '../../src/store/target-backlogs.ts';
import { eachDatabase } from '../support/databases.ts';
import { newSubscription } from '../support/new-subscription.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

eachDatabase((databaseKind) => {
  test('of each subscription that is not deleted, counted so far only as is of use', async () => {
    const url = await databaseKind.readyUrl();
    await using database = await openDatabase(url, testStartMs);
    await prepareAccount(database, null, systemRandom, () => testStartMs);
    for (const subscription of [
      newSubscription(1),
      newSubscription(2, { workflowState: 'disabled' }),
      newSubscription(3, { workflowState: 'inactive' }),
      newSubscription(4, { workflowState: 'deleted' }),
    ]) {
      await database.query.insertInto('subscriptions').values(subscription).execute();
    }
    await runSql(
      url,
      `insert into target_healths (subscription_id, owned_until_ms, failures_in_a_row, held_until_ms)
       values (2, 0, 100, 0)`,
    );
    const deliveries = (subscriptionId: number, count: number, state: string, fromMs: number) =>
      runSql(
        url,
        `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})
         insert into deliveries (subscription_id, position, state, tries, due_at_ms, created_at_ms)
         select ${subscriptionId}, ${fromMs} + i, '${state}', 0, ${fromMs} + i, ${fromMs} + i from n`,
      );
    await deliveries(1, 5, 'delivered', 0);
    await deliveries(1, 3, 'waiting', 1_000);
    await deliveries(2, backlogCountedMax + 5, 'waiting', 5_000);
    await deliveries(4, 1, 'waiting', 0);
    // Tried and failed, so that it is due last.
    await runSql(url, 'update deliveries set due_at_ms = 9000 where subscription_id = 1 and position = 1001');
    expect(await listTargetBacklogs(database.query)).toEqual([
      { subscriptionId: 1, workflowState: 'active', failuresInARow: 0, waiting: 3, oldestWaitingAtMs: 1_001 },
      {
        subscriptionId: 2,
        workflowState: 'disabled',
        failuresInARow: 100,
        waiting: backlogCountedMax,
        oldestWaitingAtMs: 5_001,
      },
      {
        subscriptionId: 3,
        workflowState: 'inactive',
        failuresInARow: 0,
        waiting: 0,
        oldestWaitingAtMs: null,
      },
    ]);
  });
});
