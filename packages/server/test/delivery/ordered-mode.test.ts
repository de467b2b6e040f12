// Ordered mode: of one student one message at a time, in the order of the feed; others do not wait for them.

import { afterEach, expect, test } from 'vitest';
import type { OutgoingMessage } from '../../src/delivery/transport.ts';
import type { Outcome } from '../../src/model/delivery.ts';
import { eachDatabase } from '../support/databases.ts';
import { type DeliveryWorld, openDeliveryWorld } from '../support/delivery-world.ts';
import { randomFrom } from '../support/random-from.ts';

eachDatabase((database) => {
  let world: DeliveryWorld;
  afterEach(() => world[Symbol.asyncDispose]());

  test('the messages of a student never overtake each other, whatever fails and however long', async () => {
    world = await openDeliveryWorld(database);
    const random = randomFrom(5);
    const underWay = new Set<number>();
    const overlaps: number[] = [];
    const { id, requests } = await world.subscriber({ isOrdered: 1 }, (_request, response) => {
      const { userId } = numbersIn(requests.at(-1)?.body ?? '');
      if (underWay.has(userId)) overlaps.push(userId);
      underWay.add(userId);
      setTimeout(() => {
        underWay.delete(userId);
        response.writeHead(random() < 0.1 ? 500 : 204).end();
      }, random() * 5);
    });
    const dispatcher = world.dispatcher();
    for (let part = 0; part < 3; part++) {
      await world.announce(
        Array.from({ length: 150 }, (_, at) => {
          const userId = 1 + (at % 20);
          return { userId, body: JSON.stringify({ userId, number: part * 150 + at }) };
        }),
      );
      await dispatcher.sendDue();
    }
    for (let times = 0; times < 400; times++) {
      world.clock.nowMs += 10_000;
      await dispatcher.sendDue();
    }
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
    expect(overlaps).toEqual([]);
    expect(inOrder(requests.map(({ body }) => numbersIn(body)))).toBe(true);
  });

  test('nor do those that come while one waits for its next try overtake those that came before', async () => {
    world = await openDeliveryWorld(database);
    const tries = new Map<number, number>();
    const { requests } = await world.subscriber({ isOrdered: 1 }, (_request, response) => {
      const { number } = numbersIn(requests.at(-1)?.body ?? '');
      tries.set(number, (tries.get(number) ?? 0) + 1);
      // It answers late, so that the next is read while it is under way.
      setTimeout(() => response.writeHead(number === 0 && tries.get(0) === 1 ? 500 : 204).end(), 50);
    });
    const dispatcher = world.dispatcher();
    const announce = (number: number) =>
      world.announce([{ userId: 1, body: JSON.stringify({ userId: 1, number }) }]);
    await announce(0);
    await announce(1);
    await dispatcher.sendDue();
    world.clock.nowMs += 60_000;
    await announce(2);
    await announce(3);
    await dispatcher.sendDue();
    await dispatcher.sendDue();
    expect(requests.map(({ body }) => numbersIn(body).number)).toEqual([0, 0, 1, 2, 3]);
  });

  test('a student whose message fails waits, and nobody else', async () => {
    world = await openDeliveryWorld(database);
    let isDisliked = true;
    const { requests } = await world.subscriber({ isOrdered: 1 }, (_request, response) => {
      const { userId } = numbersIn(requests.at(-1)?.body ?? '');
      response.writeHead(isDisliked && userId === 1 ? 500 : 204).end();
    });
    const numbers = [1, 2, 1, 2, 1, 2].map((userId, number) => ({ userId, number }));
    await world.announce(numbers.map((of) => ({ userId: of.userId, body: JSON.stringify(of) })));
    const dispatcher = world.dispatcher();
    await dispatcher.sendDue();
    const sentTo = (userId: number) =>
      requests.map(({ body }) => numbersIn(body)).flatMap((of) => (of.userId === userId ? [of.number] : []));
    expect(sentTo(1)).toEqual([0]);
    expect(sentTo(2)).toEqual([1, 3, 5]);
    isDisliked = false;
    world.clock.nowMs += 5_000;
    await dispatcher.sendDue();
    expect(sentTo(1)).toEqual([0, 0, 2, 4]);
    expect(sentTo(2)).toEqual([1, 3, 5]);
  });

  test('those behind a message that is dead go out', async () => {
    world = await openDeliveryWorld(database);
    const { id, requests } = await world.subscriber({ isOrdered: 1 }, (_request, response) =>
      response.writeHead(numbersIn(requests.at(-1)?.body ?? '').number === 0 ? 413 : 204).end(),
    );
    await world.announce(
      [0, 1, 2].map((number) => ({ userId: 1, body: JSON.stringify({ userId: 1, number }) })),
    );
    await world.dispatcher().sendDue();
    expect((await world.deliveries(id)).map(({ state }) => state)).toEqual([
      'dead',
      'delivered',
      'delivered',
    ]);
  });

  test('a transport of one send at a time gets all in order, batch by batch, and again from where it failed', async () => {
    world = await openDeliveryWorld(database);
    const { id } = await world.subscriber();
    const batches: number[][] = [];
    let failing = 3;
    const send = async (messages: readonly OutgoingMessage[]): Promise<Outcome[]> => {
      batches.push(messages.map(({ text }) => numbersIn(JSON.stringify(JSON.parse(text).body)).number));
      const isDown = batches.length > 2 && failing-- > 0;
      return messages.map(() =>
        isDown
          ? {
              kind: 'failed',
              status: null,
              responseHead: null,
              reason: 'no broker',
              retryAfterMs: null,
              isFinal: false,
            }
          : { kind: 'delivered', status: null, responseHead: null },
      );
    };
    await world.announce(
      Array.from({ length: 40 }, (_, number) => ({ userId: 1, body: JSON.stringify({ userId: 1, number }) })),
    );
    const dispatcher = world.dispatcher({
      openTransport: async () => ({
        messagesAtOnceMax: 10,
        sendsAtOnceMax: 1,
        send,
        [Symbol.asyncDispose]: async () => {},
      }),
    });
    await dispatcher.sendDue();
    expect(batches.length).toBe(3);
    for (let times = 0; times < 5; times++) {
      world.clock.nowMs = Math.max(world.clock.nowMs, (await world.health(id)).heldUntilMs);
      await dispatcher.sendDue();
    }
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
    expect(batches).toEqual([
      // What is read first is few.
      range(0, 4),
      range(4, 14),
      range(14, 24),
      [14],
      [14],
      [14],
      range(15, 25),
      range(25, 35),
      range(35, 40),
    ]);
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
  });

  test('it gets them in order, too, when a part of a batch fails and what comes behind does not', async () => {
    world = await openDeliveryWorld(database);
    const { id } = await world.subscriber({ isOrdered: 1 });
    const taken: Numbers[] = [];
    let isDown = true;
    const send = async (messages: readonly OutgoingMessage[]): Promise<Outcome[]> =>
      messages.map(({ text }) => {
        const of = numbersIn(text);
        if (isDown && of.userId === 1)
          return { ...failedPart, status: null, responseHead: null, retryAfterMs: null, isFinal: false };
        taken.push(of);
        return { kind: 'delivered', status: null, responseHead: null };
      });
    await world.announce(
      Array.from({ length: 40 }, (_, number) => {
        const userId = 1 + (number % 2);
        return { userId, body: JSON.stringify({ userId, number }) };
      }),
    );
    const dispatcher = world.dispatcher({
      openTransport: async () => ({
        messagesAtOnceMax: 10,
        sendsAtOnceMax: 1,
        send: async (messages) => {
          const outcomes = await send(messages);
          isDown = false;
          return outcomes;
        },
        [Symbol.asyncDispose]: async () => {},
      }),
    });
    await dispatcher.sendDue();
    expect(await world.health(id)).toMatchObject({ heldUntilMs: world.clock.nowMs + 4_999 });
    expect(taken.map(({ number }) => number)).toEqual([1, 3]);
    world.clock.nowMs += 5_000;
    await dispatcher.sendDue();
    expect(inOrder(taken)).toBe(true);
    expect((await world.deliveries(id)).every(({ state }) => state === 'delivered')).toBe(true);
  });
});

const failedPart = { kind: 'failed', reason: 'no leader' } as const;

interface Numbers {
  userId: number;
  number: number;
}

/** Of the body of an event, or of its whole message. */
function numbersIn(text: string): Numbers {
  const read = JSON.parse(text) as Numbers & { body?: Numbers };
  return read.body ?? read;
}

/** Of each student no number is less than one before it; a repeat is none. */
function inOrder(arrived: readonly Numbers[]): boolean {
  const last = new Map<number, number>();
  return arrived.every(({ userId, number }) => {
    const isInOrder = number >= (last.get(userId) ?? 0);
    last.set(userId, number);
    return isInOrder;
  });
}
