// Targets that fail: how often they are tried, what becomes of their messages, and who is told.

import { afterEach, describe, expect, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { type DeliveryWorld, hourMs, openDeliveryWorld, someEvents } from '../support/delivery-world.ts';

eachDatabase((database) => {
  let world: DeliveryWorld;
  afterEach(() => world[Symbol.asyncDispose]());

  test('one message that fails is tried again by itself, later and later', async () => {
    world = await openDeliveryWorld(database);
    const { id, requests } = await world.subscriber({}, (_request, response) =>
      response.writeHead(500).end(),
    );
    await world.announce(someEvents(1));
    const dispatcher = world.dispatcher();
    const waits: number[] = [];
    for (let tries = 1; tries <= 14; tries++) {
      await dispatcher.sendDue();
      expect(requests.length).toBe(tries);
      const [delivery] = await world.deliveries(id);
      expect(delivery).toMatchObject({ state: 'waiting', tries, settledAtMs: null });
      const dueAtMs = delivery?.dueAtMs ?? 0;
      expect(world.sent.at(-1)).toMatchObject({ tries, nextAtMs: dueAtMs });
      waits.push(Math.round((dueAtMs - world.clock.nowMs) / 1_000));
      world.clock.nowMs = dueAtMs - 1;
      await dispatcher.sendDue();
      expect(requests.length).toBe(tries);
      world.clock.nowMs = dueAtMs;
    }
    const hour = 3_600;
    expect(waits).toEqual([
      5,
      10,
      20,
      40,
      80,
      160,
      320,
      640,
      1_280,
      2_560,
      5_120,
      10_240,
      3 * hour,
      3 * hour,
    ]);
    expect(await world.health(id)).toMatchObject({
      failuresInARow: 14,
      heldUntilMs: 0,
      lastFailureReason: 'answered 500',
    });
    const sends = await world.database.query.selectFrom('sends').selectAll().orderBy('id').execute();
    expect(sends.length).toBe(14);
    expect(sends[0]).toMatchObject({ outcome: 'failed', status: 500, reason: 'answered 500' });
    expect(sends[0]?.nextAtMs).toBe((sends[0]?.startedAtMs ?? 0) + 4_999);
  });

  test('a message that is never taken is dead after 75 hours, and those behind it are not', async () => {
    world = await openDeliveryWorld(database);
    let isDown = true;
    const { id, arrived } = await world.subscriber({}, (_request, response) =>
      response.writeHead(isDown ? 500 : 200).end('no'),
    );
    const firstTriedAtMs = world.clock.nowMs;
    await world.announce(someEvents(1));
    const dispatcher = world.dispatcher();
    await dispatcher.sendDue();
    for (;;) {
      const [delivery] = await world.deliveries(id);
      if (delivery?.state !== 'waiting') break;
      world.clock.nowMs = delivery.dueAtMs;
      await dispatcher.sendDue();
    }
    expect(world.clock.nowMs).toBe(firstTriedAtMs + 75 * hourMs);
    const [later] = await world.announce(someEvents(1));
    isDown = false;
    await dispatcher.sendDue();
    expect(arrived().at(-1)).toBe(later);
    expect(await world.deliveries(id)).toMatchObject([
      { state: 'dead', firstTriedAtMs, settledAtMs: firstTriedAtMs + 75 * hourMs },
      { state: 'delivered', tries: 1 },
    ]);
  });

  test('a message that is too large is dead at once, and speaks for nobody else', async () => {
    world = await openDeliveryWorld(database);
    const { id } = await world.subscriber({}, (_request, response) => response.writeHead(413).end());
    await world.announce(someEvents(5));
    await world.dispatcher().sendDue();
    expect((await world.deliveries(id)).map(({ state }) => state)).toEqual(Array(5).fill('dead'));
    expect(await world.health(id)).toMatchObject({
      failuresInARow: 0,
      heldUntilMs: 0,
      lastFailureAtMs: world.clock.nowMs,
    });
  });

  describe('a target that takes nothing', () => {
    test('is held back, and gets one message at a time until it takes one', async () => {
      world = await openDeliveryWorld(database);
      let isDown = true;
      const subscriber = await world.subscriber({}, (_request, response) =>
        response.writeHead(isDown ? 503 : 204).end(),
      );
      const uuids = await world.announce(someEvents(500));
      const dispatcher = world.dispatcher();
      await dispatcher.sendDue();
      const { heldUntilMs, failuresInARow } = await world.health(subscriber.id);
      expect(failuresInARow).toBe(3);
      expect(heldUntilMs).toBe(world.clock.nowMs + 4_999);
      expect(subscriber.requests.length).toBeLessThan(100);
      // All that was tried has its place again, so that the oldest goes first.
      expect((await world.deliveries(subscriber.id)).every((one) => one.dueAtMs === one.createdAtMs)).toBe(
        true,
      );

      let tried = subscriber.requests.length;
      for (const failures of [4, 5, 6, 7]) {
        const held = await world.health(subscriber.id);
        world.clock.nowMs = held.heldUntilMs - 1;
        await dispatcher.sendDue();
        expect(subscriber.requests.length).toBe(tried);
        world.clock.nowMs = held.heldUntilMs;
        await dispatcher.sendDue();
        tried += 1;
        expect(subscriber.begun.slice(tried - 1)).toEqual([uuids[0]]);
        expect(await world.health(subscriber.id)).toMatchObject({ failuresInARow: failures });
      }
      world.clock.nowMs = (await world.health(subscriber.id)).heldUntilMs;
      isDown = false;
      await dispatcher.sendDue();
      expect(subscriber.begun.slice(tried)).toEqual(uuids);
      expect((await world.deliveries(subscriber.id)).every(({ state }) => state === 'delivered')).toBe(true);
      expect(await world.health(subscriber.id)).toMatchObject({ failuresInARow: 0, heldUntilMs: 0 });
    });

    test('is found held by the server that takes it over', async () => {
      world = await openDeliveryWorld(database);
      const { id, requests } = await world.subscriber({}, (_request, response) =>
        response.writeHead(503).end(),
      );
      await world.announce(someEvents(100));
      const first = world.dispatcher();
      await first.sendDue();
      await first[Symbol.asyncDispose]();
      const tried = requests.length;
      const second = world.dispatcher();
      await second.sendDue();
      expect(requests.length).toBe(tried);
      world.clock.nowMs = (await world.health(id)).heldUntilMs;
      await second.sendDue();
      expect(requests.length).toBe(tried + 1);
    });

    test('and answers, but not to one kind of message, gets the others', async () => {
      world = await openDeliveryWorld(database);
      const { arrived, requests } = await world.subscriber({}, (_request, response) => {
        const isDisliked = requests.at(-1)?.body.includes('disliked') ?? false;
        response.writeHead(isDisliked ? 500 : 204).end();
      });
      await world.announce(Array.from({ length: 6 }, () => ({ body: '{"what":"disliked"}' })));
      const dispatcher = world.dispatcher();
      await dispatcher.sendDue();
      const liked = await world.announce(someEvents(20));
      for (let minute = 0; minute < 30; minute++) {
        world.clock.nowMs += 60_000;
        await dispatcher.sendDue();
      }
      expect(liked.filter((uuid) => !arrived().includes(uuid))).toEqual([]);
    });

    test('is warned of at 50, 70 and 90 failures in a row, and disabled at 100', async () => {
      world = await openDeliveryWorld(database);
      const subscriber = await world.subscriber({}, (_request, response) => response.writeHead(500).end());
      await world.announce(someEvents(300));
      const dispatcher = world.dispatcher();
      const sinceMs = world.clock.nowMs;
      for (let times = 0; times < 110 && !world.reports.some(isDisabling); times++) {
        await dispatcher.sendDue();
        world.clock.nowMs = Math.max(world.clock.nowMs, (await world.health(subscriber.id)).heldUntilMs);
      }
      const told = { failingSinceMs: sinceMs, reason: 'answered 500', subscription: { id: subscriber.id } };
      expect(world.reports).toMatchObject([
        { ...told, verdict: { kind: 'failing', warningLevel: 50 }, failuresInARow: 50 },
        { ...told, verdict: { kind: 'failing', warningLevel: 70 }, failuresInARow: 70 },
        { ...told, verdict: { kind: 'failing', warningLevel: 90 }, failuresInARow: 90 },
        { ...told, verdict: { kind: 'disabled', reason: 'failing' }, failuresInARow: 100 },
      ]);
      const tried = subscriber.requests.length;
      world.clock.nowMs += 24 * hourMs;
      await dispatcher.sendDue();
      expect(subscriber.requests.length).toBe(tried);
    });

    test('is reported again when the report could not be kept', async () => {
      world = await openDeliveryWorld(database);
      const { id } = await world.subscriber({}, (_request, response) => response.writeHead(410).end());
      await world.announce(someEvents(1));
      let times = 0;
      const dispatcher = world.dispatcher({
        targetFailing: async () => {
          if (++times === 1) throw new Error('the database is away');
          await world.setState(id, 'disabled');
          return true;
        },
      });
      await dispatcher.sendDue();
      expect(times).toBe(2);
      expect(world.failures).toMatchObject([{ message: 'the database is away' }]);
    });
  });

  test('a target that is gone is disabled at once, and gets everything when it is active again', async () => {
    world = await openDeliveryWorld(database);
    let isGone = true;
    const subscriber = await world.subscriber({}, (_request, response) =>
      response.writeHead(isGone ? 410 : 204).end(),
    );
    const uuids = await world.announce(someEvents(100));
    const dispatcher = world.dispatcher();
    await dispatcher.sendDue();
    expect(world.reports).toMatchObject([
      { verdict: { kind: 'disabled', reason: 'gone' }, reason: 'answered 410: it wants no more' },
    ]);
    expect((await world.deliveries(subscriber.id)).every(({ state }) => state === 'waiting')).toBe(true);
    expect(await world.health(subscriber.id)).toMatchObject({ owner: null });
    const tried = subscriber.begun.length;
    expect(tried).toBeLessThanOrEqual(64);
    uuids.push(...(await world.announce(someEvents(10))));
    isGone = false;
    await dispatcher.sendDue();
    expect(subscriber.begun.length).toBe(tried);
    await world.setState(subscriber.id, 'active');
    await dispatcher.sendDue();
    expect(subscriber.begun.slice(tried)).toEqual(uuids);
  });

  test('a target that asks for time is left alone for as long, and no longer than a day', async () => {
    world = await openDeliveryWorld(database);
    let asked: string | null = '120';
    const { id, requests } = await world.subscriber({}, (_request, response) =>
      asked === null
        ? response.writeHead(204).end()
        : response.writeHead(429, { 'retry-after': asked }).end(),
    );
    await world.announce(someEvents(1));
    const dispatcher = world.dispatcher();
    await dispatcher.sendDue();
    expect(await world.health(id)).toMatchObject({ heldUntilMs: world.clock.nowMs + 120_000 });
    expect(world.sent.at(-1)?.nextAtMs).toBe(world.clock.nowMs + 120_000);
    await world.announce(someEvents(5));
    world.clock.nowMs += 119_999;
    await dispatcher.sendDue();
    expect(requests.length).toBe(1);
    world.clock.nowMs += 1;
    asked = String(30 * 86_400);
    await dispatcher.sendDue();
    expect((await world.health(id)).heldUntilMs).toBe(world.clock.nowMs + 24 * hourMs);
    world.clock.nowMs += 24 * hourMs;
    asked = null;
    await dispatcher.sendDue();
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
  });
});

function isDisabling({ verdict }: DeliveryWorld['reports'][number]): boolean {
  return verdict.kind === 'disabled';
}
