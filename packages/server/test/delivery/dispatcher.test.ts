// What the dispatcher promises each subscriber: everything, at least once, oldest first, whatever happens at others.

import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Transport } from '../../src/delivery/transport.ts';
import { laneCharsMax } from '../../src/model/delivery-limits.ts';
import { eachDatabase } from '../support/databases.ts';
import { type DeliveryWorld, hourMs, openDeliveryWorld, someEvents } from '../support/delivery-world.ts';

eachDatabase((database) => {
  let world: DeliveryWorld;
  afterEach(() => world[Symbol.asyncDispose]());

  test('everything goes out once, and the log says so', async () => {
    world = await openDeliveryWorld(database);
    const { id, arrived, begun } = await world.subscriber();
    const uuids = await world.announce(someEvents(1_200));
    await world.dispatcher().sendDue();
    expect(arrived().toSorted()).toEqual(uuids);
    expect(begun).toEqual(uuids);
    for (const delivery of await world.deliveries(id)) {
      expect(delivery).toMatchObject({
        state: 'delivered',
        tries: 1,
        firstTriedAtMs: world.clock.nowMs,
        settledAtMs: world.clock.nowMs,
      });
    }
    const sends = await world.database.query.selectFrom('sends').selectAll().execute();
    expect(sends.length).toBe(1_200);
    expect(sends[0]).toMatchObject({
      startedAtMs: world.clock.nowMs,
      outcome: 'delivered',
      status: 204,
      responseHead: null,
      reason: null,
      nextAtMs: null,
    });
    expect(world.sent.length).toBe(1_200);
    expect(world.sent[0]).toMatchObject({
      subscriptionId: id,
      position: 1,
      uuid: uuids[0],
      eventName: 'grade_change',
      tries: 1,
      outcome: { kind: 'delivered', status: 204, responseHead: null },
      lagMs: 0,
      nextAtMs: null,
    });
    expect(await world.health(id)).toMatchObject({
      failuresInARow: 0,
      lastSuccessAtMs: world.clock.nowMs,
      lastSuccessPosition: 1_200,
    });
    expect(world.failures).toEqual([]);
  });

  test('a wake sends without being asked to', async () => {
    world = await openDeliveryWorld(database);
    const got = Promise.withResolvers<void>();
    const { id } = await world.subscriber({}, (_request, response) => {
      response.writeHead(204).end();
      got.resolve();
    });
    await world.announce(someEvents(1));
    const dispatcher = world.dispatcher();
    dispatcher.wake();
    await got.promise;
    await dispatcher.sendDue();
    expect(await world.deliveries(id)).toMatchObject([{ state: 'delivered' }]);
  });

  test('what is announced while it sends goes out, too', async () => {
    world = await openDeliveryWorld(database);
    const dispatcher = world.dispatcher();
    let more = 20;
    const { id, arrived } = await world.subscriber({}, (_request, response) => {
      response.writeHead(204).end();
      if (more-- > 0) void world.announce(someEvents(1)).then(() => dispatcher.wake());
    });
    await world.announce(someEvents(1));
    await expect
      .poll(async () => {
        await dispatcher.sendDue();
        return arrived().length;
      })
      .toBe(21);
    expect(new Set(arrived()).size).toBe(21);
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
  });

  describe('a receiver that is down for three days', () => {
    test('gets everything in the end, oldest first, and slows nobody down', async () => {
      world = await openDeliveryWorld(database);
      let isDown = true;
      const down = await world.subscriber({}, (_request, response) =>
        response.writeHead(isDown ? 503 : 204).end(),
      );
      const healthy = await world.subscriber();
      const dispatcher = world.dispatcher();
      const announced: string[] = [];
      for (let hour = 0; hour < 72; hour++) {
        announced.push(...(await world.announce(someEvents(5))));
        await dispatcher.sendDue();
        expect(healthy.arrived().length).toBe(announced.length);
        world.clock.nowMs += hourMs;
      }
      const refused = down.requests.length;
      expect(refused).toBeLessThan(100);
      isDown = false;
      for (let hour = 0; hour < 4; hour++) {
        await dispatcher.sendDue();
        world.clock.nowMs += hourMs;
      }
      expect(down.begun.slice(refused)).toEqual(announced);
      expect(down.arrived().slice(refused).toSorted()).toEqual(announced);
      expect(world.reports).toEqual([]);
      expect(healthy.arrived().toSorted()).toEqual(announced);
      expect(await world.health(down.id)).toMatchObject({
        failuresInARow: 0,
        failingSinceMs: null,
        heldUntilMs: 0,
      });
    });
  });

  test('a receiver that hangs keeps only its own places', async () => {
    world = await openDeliveryWorld(database);
    const unanswered: ServerResponse[] = [];
    const hanging = await world.subscriber({}, (_request, response) => void unanswered.push(response));
    const healthy = await world.subscriber();
    const uuids = await world.announce(someEvents(300));
    const dispatcher = world.dispatcher();
    dispatcher.wake();
    await expect.poll(() => healthy.arrived().length).toBe(300);
    expect(healthy.arrived().toSorted()).toEqual(uuids);
    expect(hanging.requests.length).toBeLessThanOrEqual(64);
    await world.setState(hanging.id, 'inactive');
    for (const response of unanswered) response.writeHead(204).end();
    await dispatcher.sendDue();
  });

  test('an event without a form in the format is left out, and holds up nothing', async () => {
    world = await openDeliveryWorld(database);
    const { id, arrived } = await world.subscriber();
    const [first, second, third] = await world.announce([{}, { eventName: 'formless' }, {}]);
    const renderMessage = ({ eventName }: { eventName: string }) => (eventName === 'formless' ? null : '{}');
    await world.dispatcher({ renderMessage }).sendDue();
    expect(arrived().toSorted()).toEqual([first, third]);
    expect(second).toBeDefined();
    expect(await world.deliveries(id)).toMatchObject([
      { state: 'delivered' },
      { state: 'left_out', tries: 0, settledAtMs: world.clock.nowMs },
      { state: 'delivered' },
    ]);
    expect(world.sent.length).toBe(2);
  });

  test('a transport that throws is a failed send, told to whoever watches', async () => {
    world = await openDeliveryWorld(database);
    const { id } = await world.subscriber();
    await world.announce(someEvents(1));
    const defect = new Error('a defect');
    const openTransport = async () => ({
      messagesAtOnceMax: 1,
      sendsAtOnceMax: 1,
      send: () => Promise.reject(defect),
      [Symbol.asyncDispose]: async () => {},
    });
    await world.dispatcher({ openTransport }).sendDue();
    expect(world.failures).toEqual([defect]);
    expect(await world.deliveries(id)).toMatchObject([{ state: 'waiting', tries: 1 }]);
  });

  test('a target that cannot be opened is left alone for a minute, and keeps no other', async () => {
    world = await openDeliveryWorld(database);
    const broken = await world.subscriber({ secrets: 'not sealed by this key' });
    const healthy = await world.subscriber();
    await world.announce(someEvents(2));
    const dispatcher = world.dispatcher();
    await dispatcher.sendDue();
    await dispatcher.sendDue();
    expect(healthy.arrived().length).toBe(2);
    expect(world.failures.length).toBe(1);
    expect(await world.health(broken.id)).toMatchObject({ owner: null });
    world.clock.nowMs += 60_000;
    await dispatcher.sendDue();
    expect(world.failures.length).toBe(2);
  });

  test('a subscription that is changed is sent to as it is from then on', async () => {
    world = await openDeliveryWorld(database);
    const subscriber = await world.subscriber();
    const elsewhere = await world.subscriber({ workflowState: 'inactive' });
    const dispatcher = world.dispatcher();
    await world.announce(someEvents(1));
    await dispatcher.sendDue();
    await world.database.transaction(async (transaction) => {
      const { target } = await transaction
        .selectFrom('subscriptions')
        .select('target')
        .where('id', '=', elsewhere.id)
        .executeTakeFirstOrThrow();
      await transaction
        .updateTable('subscriptions')
        .set({ target, updatedAtMs: world.clock.nowMs + 1 })
        .where('id', '=', subscriber.id)
        .execute();
    });
    await world.announce(someEvents(1));
    await dispatcher.sendDue();
    expect(subscriber.requests.length).toBe(1);
    expect(elsewhere.requests.length).toBe(1);
  });

  test('nothing goes to a subscription that is inactive, disabled or deleted', async () => {
    world = await openDeliveryWorld(database);
    const subscriber = await world.subscriber();
    await world.announce(someEvents(3));
    const dispatcher = world.dispatcher();
    for (const state of ['inactive', 'disabled', 'deleted'] as const) {
      await world.setState(subscriber.id, state);
      await dispatcher.sendDue();
      expect(subscriber.requests.length).toBe(0);
    }
    await world.setState(subscriber.id, 'active');
    await dispatcher.sendDue();
    expect(subscriber.requests.length).toBe(3);
  });

  test('large events are read a few at a time', async () => {
    world = await openDeliveryWorld(database);
    const { arrived } = await world.subscriber();
    const body = JSON.stringify({ text: 'x'.repeat(200_000) });
    const uuids = await world.announce(Array.from({ length: 60 }, () => ({ body })));
    await world.dispatcher().sendDue();
    expect(arrived().toSorted()).toEqual(uuids);
  });

  test('of large events no more are in memory than are allowed, however slow their target is', async () => {
    world = await openDeliveryWorld(database);
    const { id } = await world.subscriber();
    const large = 200_000;
    await world.announce(Array.from({ length: 40 }, () => ({ body: JSON.stringify('x'.repeat(large)) })));
    let inMemory = 0;
    let most = 0;
    const rows: DeliveryWorld['database']['rows'] = async (query) => {
      const read = await world.database.rows(query);
      inMemory += read.flat().filter((value) => typeof value === 'string' && value.length > large).length;
      most = Math.max(most, inMemory);
      return read;
    };
    const openTransport = async (): Promise<Transport> => ({
      messagesAtOnceMax: 1,
      sendsAtOnceMax: 1,
      async send() {
        await delay(5);
        inMemory--;
        return [{ kind: 'delivered', status: 204, responseHead: null }];
      },
      [Symbol.asyncDispose]: async () => {},
    });
    await world.dispatcher({ database: { ...world.database, rows }, openTransport }).sendDue();
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
    // The last of a reading may be the one that brings it past the bound.
    expect(most * large).toBeLessThan(laneCharsMax + large);
  });
});
