// Several servers on one database: each target has one of them at a time, and none is left alone when its server is gone.

import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { type DeliveryWorld, openDeliveryWorld, someEvents } from '../support/delivery-world.ts';

eachDatabase((database) => {
  let world: DeliveryWorld;
  afterEach(() => world[Symbol.asyncDispose]());

  test('four of them send everything once', async () => {
    world = await openDeliveryWorld(database);
    const subscribers = [];
    for (let count = 0; count < 12; count++) subscribers.push(await world.subscriber());
    const dispatchers = Array.from({ length: 4 }, () => world.dispatcher());
    const uuids: string[] = [];
    for (let round = 0; round < 5; round++) {
      uuids.push(...(await world.announce(someEvents(40))));
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.sendDue()));
    }
    for (const { arrived } of subscribers) expect(arrived().toSorted()).toEqual(uuids);
    expect(world.failures).toEqual([]);
  });

  test('a server that stops gives its targets to the others at once', async () => {
    world = await openDeliveryWorld(database);
    const { id, arrived } = await world.subscriber();
    const first = world.dispatcher();
    const second = world.dispatcher();
    await world.announce(someEvents(1));
    await first.sendDue();
    expect((await world.health(id)).owner).not.toBeNull();
    await world.announce(someEvents(1));
    await second.sendDue();
    expect(arrived().length).toBe(1);
    await first[Symbol.asyncDispose]();
    expect(await world.health(id)).toMatchObject({ owner: null, ownedUntilMs: 0 });
    await second.sendDue();
    expect(arrived().length).toBe(2);
  });

  test('stopping waits for what is under way and keeps what came of it', async () => {
    world = await openDeliveryWorld(database);
    const asked = Promise.withResolvers<void>();
    const mayAnswer = Promise.withResolvers<void>();
    const { id } = await world.subscriber({}, (_request, response) => {
      asked.resolve();
      void mayAnswer.promise.then(() => response.writeHead(204).end());
    });
    await world.announce(someEvents(1));
    const dispatcher = world.dispatcher();
    dispatcher.wake();
    await asked.promise;
    const stopped = dispatcher[Symbol.asyncDispose]();
    mayAnswer.resolve();
    await stopped;
    expect(await world.deliveries(id)).toMatchObject([{ state: 'delivered', tries: 1 }]);
    await world.announce(someEvents(1));
    await dispatcher.sendDue();
    expect(await world.deliveries(id)).toMatchObject([{ state: 'delivered' }, { state: 'waiting' }]);
  });

  test('the targets of a server that is gone are taken over when its time has run out', async () => {
    world = await openDeliveryWorld(database);
    const uuids = await world.announce([]);
    let isGone = true;
    const unanswered: ServerResponse[] = [];
    const asked = Promise.withResolvers<void>();
    const { id, requests, arrived } = await world.subscriber({}, (_request, response) => {
      asked.resolve();
      if (isGone) unanswered.push(response);
      else response.writeHead(204).end();
    });
    uuids.push(...(await world.announce(someEvents(100))));
    const gone = world.dispatcher();
    gone.wake();
    await asked.promise;
    await expect.poll(() => requests.length).toBe(64);
    isGone = false;
    const other = world.dispatcher();
    world.clock.nowMs += 29_999;
    await other.sendDue();
    expect(requests.length).toBe(64);
    world.clock.nowMs += 1;
    await other.sendDue();
    expect(new Set(arrived()).size).toBe(100);
    expect(arrived().slice(64).toSorted()).toEqual(uuids);
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
    // The one that was away finds out, and changes nothing.
    for (const response of unanswered) response.writeHead(500).end();
    await expect.poll(() => world.sent.filter(({ outcome }) => outcome.kind === 'failed').length).toBe(64);
    await gone.sendDue();
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
    expect(await world.health(id)).toMatchObject({ failuresInARow: 0 });
  });

  test('a server that goes on keeps its targets for as long as it does', async () => {
    world = await openDeliveryWorld(database);
    const { id } = await world.subscriber();
    const first = world.dispatcher();
    const second = world.dispatcher();
    await world.announce(someEvents(1));
    await first.sendDue();
    const { owner } = await world.health(id);
    for (let times = 0; times < 9; times++) {
      world.clock.nowMs += 10_000;
      await first.sendDue();
      await second.sendDue();
      expect(await world.health(id)).toMatchObject({ owner, ownedUntilMs: world.clock.nowMs + 30_000 });
    }
  });

  test('a target for which nothing was due for two minutes is given back', async () => {
    world = await openDeliveryWorld(database);
    const { id } = await world.subscriber();
    const dispatcher = world.dispatcher();
    await world.announce(someEvents(1));
    await dispatcher.sendDue();
    world.clock.nowMs += 120_000;
    await dispatcher.sendDue();
    expect(await world.health(id)).toMatchObject({ owner: null });
    await world.announce(someEvents(1));
    await dispatcher.sendDue();
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
  });
});
