// How long the log of deliveries is kept, and what never goes.

import { expect, test } from 'vitest';
import { oldDeliveriesAtOnce } from '../../../src/model/delivery-limits.ts';
import { forgetDeliveries } from '../../../src/operations/subscriptions/forget-deliveries.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { insertReplay } from '../../../src/store/replays.ts';
import { eachDatabase } from '../../support/databases.ts';
import {
  insertDeliveries,
  insertDelivery,
  insertSend,
  insertSends,
} from '../../support/logged-deliveries.ts';
import { testStartMs } from '../../support/server.ts';

const dayMs = 86_400_000;
const logDays = 30;
/** The first moment that is kept. */
const keptMs = testStartMs - logDays * dayMs;

eachDatabase((databaseKind) => {
  async function begin() {
    const database = await openDatabase(await databaseKind.readyUrl(), testStartMs);
    const { query } = database;
    return {
      database,
      query,
      forget: forgetDeliveries(database, logDays, () => testStartMs),
      positions: async () =>
        (await query.selectFrom('deliveries').select('position').orderBy('position').execute()).map(
          ({ position }) => position,
        ),
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    };
  }

  test('what was settled before goes with its sends; what waits stays, however old it is', async () => {
    await using log = await begin();
    const old = { subscriptionId: 1, createdAtMs: keptMs - dayMs };
    const rows = [
      { state: 'delivered', settledAtMs: keptMs - 1 },
      { state: 'dead', settledAtMs: keptMs - 1 },
      { state: 'left_out', settledAtMs: keptMs - 1 },
      { state: 'delivered', settledAtMs: keptMs },
      { state: 'waiting', settledAtMs: null },
    ] as const;
    for (const [index, row] of rows.entries()) {
      const deliveryId = await insertDelivery(log.query, { ...old, ...row, position: index + 1 });
      await insertSend(log.query, { deliveryId, startedAtMs: keptMs - 1 });
      await insertSend(log.query, { deliveryId, startedAtMs: index < 3 ? keptMs - 1 : keptMs });
    }
    await log.forget();
    expect(await log.positions()).toEqual([4, 5]);
    const sends = await log.query.selectFrom('sends').select('startedAtMs').execute();
    expect(sends).toEqual([{ startedAtMs: keptMs }, { startedAtMs: keptMs }]);
    await log.forget();
    expect(await log.positions()).toEqual([4, 5]);
  });

  test('more than fits in one transaction goes, past what stays in between', async () => {
    await using log = await begin();
    const count = 2 * oldDeliveriesAtOnce + 1;
    const waits = new Set([1, oldDeliveriesAtOnce, oldDeliveriesAtOnce + 1, count]);
    const positions = Array.from({ length: count }, (_, index) => index + 1);
    await insertDeliveries(
      log.query,
      positions.map((position) => ({
        ...{ subscriptionId: 1, position, createdAtMs: keptMs - 2 },
        ...(waits.has(position)
          ? { state: 'waiting', settledAtMs: null }
          : { state: 'delivered', settledAtMs: keptMs - 1 }),
      })),
    );
    await insertSends(
      log.query,
      positions.map((position) => ({
        deliveryId: position,
        startedAtMs: position === 7 ? keptMs : keptMs - 1,
      })),
    );
    await log.forget();
    expect(await log.positions()).toEqual([...waits]);
    expect(await log.query.selectFrom('sends').select('startedAtMs').execute()).toEqual([
      { startedAtMs: keptMs },
    ]);
  });

  test('replays go once they have been over for as long', async () => {
    await using log = await begin();
    const replay = {
      subscriptionId: 1,
      toSubscriptionId: 1,
      isOfDead: 0,
      eventNames: '[]',
      fromPosition: 1,
      toPosition: 1,
      donePosition: 1,
      deliveries: 0,
      ratePerSecond: 1,
      nextAtMs: 0,
      state: 'done',
      userId: null,
      createdAtMs: 0,
    } as const;
    await insertReplay(log.query, { ...replay, finishedAtMs: keptMs - 1 });
    const kept = await insertReplay(log.query, { ...replay, finishedAtMs: keptMs });
    const running = await insertReplay(log.query, { ...replay, state: 'running', finishedAtMs: null });
    await log.forget();
    const rows = await log.query.selectFrom('replays').select('id').orderBy('id').execute();
    expect(rows).toEqual([{ id: kept.id }, { id: running.id }]);
  });
});
