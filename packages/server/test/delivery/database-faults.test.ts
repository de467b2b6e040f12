// What a database that goes away in the midst of sending may cost: time, and a message sent twice; never one.

import { afterEach, describe, expect, inject, test } from 'vitest';
import { Settler } from '../../src/delivery/settler.ts';
import { laneHealthOf } from '../../src/model/target-health.ts';
import { onSqlite } from '../support/databases.ts';
import { type DeliveryWorld, openDeliveryWorld, someEvents } from '../support/delivery-world.ts';
import { startCluster } from '../support/postgres.ts';

describe.skipIf(inject('postgresUrl') === null)('on a PostgreSQL of its own', () => {
  test('a crash of it while messages are under way loses none, and sends few twice', async () => {
    const cluster = await startCluster();
    try {
      const readyUrl = async () => cluster.url;
      await using world = await openDeliveryWorld({ readyUrl });
      let backend: number | null = null;
      const { id, arrived, requests } = await world.subscriber({}, (_request, response) => {
        response.writeHead(204).end();
        // One backend that is killed takes all of them down, as any crash does.
        if (requests.length === 700 && backend !== null) process.kill(backend, 'SIGKILL');
      });
      const uuids = await world.announce(someEvents(3_000));
      backend = await backendOf(world);
      const dispatcher = world.dispatcher();
      await expect
        .poll(async () => {
          await dispatcher.sendDue().catch(() => {});
          return new Set(arrived()).size;
        })
        .toBe(3_000);
      await dispatcher.sendDue();
      expect([...new Set(arrived())].toSorted()).toEqual(uuids);
      expect(world.failures.length).toBeGreaterThan(0);
      expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
      expect(arrived().length - 3_000).toBeLessThan(2_000);
    } finally {
      await cluster.stop();
    }
  });
});

onSqlite((database) => {
  let world: DeliveryWorld;
  afterEach(() => world[Symbol.asyncDispose]());

  test('outcomes that cannot be stored are kept until they can', async () => {
    world = await openDeliveryWorld(database);
    const { id, arrived } = await world.subscriber();
    await world.announce(someEvents(3));
    let refused = 0;
    const away = Object.assign(new Error('away'), { errcode: 10, code: 'ERR_SQLITE_ERROR' });
    const settleDeliveries: DeliveryWorld['database']['settleDeliveries'] = (settlement) =>
      ++refused <= 3 ? Promise.reject(away) : world.database.settleDeliveries(settlement);
    await world
      .dispatcher({ database: { ...world.database, settleDeliveries, isUnavailable: () => true } })
      .sendDue();
    expect(world.failures).toEqual([away, away, away]);
    expect(arrived().length).toBe(3);
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
  });

  test('outcomes that the database will not take are given up, so that their messages go again', async () => {
    world = await openDeliveryWorld(database);
    const lane = { health: laneHealthOf(await healthOfNobody(), false), settled: settledTo() };
    const defect = new Error('a value that nothing takes');
    const failures: unknown[] = [];
    const settler = new Settler(
      { settleDeliveries: () => Promise.reject(defect), isUnavailable: () => false },
      'a server',
      (error) => failures.push(error),
    );
    const outcome = { tries: 1, firstTriedAtMs: 1, dueAtMs: 1, settledAtMs: 1, state: 'delivered' } as const;
    settler.add(lane, { id: 7, ...outcome }, null);
    settler.add(lane, { id: 8, ...outcome }, null);
    settler.stop();
    expect(await lane.settled.promise).toEqual([[7, 8], false]);
    expect(failures).toEqual([defect]);
  });

  async function healthOfNobody() {
    const { id } = await world.subscriber();
    return world.health(id);
  }
});

function settledTo() {
  const { promise, resolve } = Promise.withResolvers<[readonly number[], boolean]>();
  return Object.assign((ids: readonly number[], isKept: boolean) => resolve([ids, isKept]), { promise });
}

async function backendOf({ database }: DeliveryWorld): Promise<number> {
  const { sql } = await import('kysely');
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.query);
  return rows[0]?.pid ?? 0;
}
