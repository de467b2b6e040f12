// What of one target is in memory: who may go next in ordered mode, and who has to be read again.

import { expect, test } from 'vitest';
import { DueQueue } from '../../src/delivery/due-queue.ts';
import type { DueDelivery } from '../../src/store/due-deliveries.ts';
import { newLiveEvent } from '../support/fed-events.ts';

function due(deliveryId: number, userId: number): DueDelivery {
  const times = { dueAtMs: 0, createdAtMs: 0, firstTriedAtMs: null };
  const event = { ...newLiveEvent(deliveryId, { userId }), id: deliveryId, position: deliveryId };
  return { deliveryId, userId, position: deliveryId, tries: 0, ...times, event, chars: 10 };
}

const idsOf = (deliveries: readonly DueDelivery[]) => deliveries.map(({ deliveryId }) => deliveryId);

test('what waits behind a failed message is read again, also when it had not come to its turn', () => {
  let chars = 0;
  const queue = new DueQueue(true, (more) => {
    chars += more;
  });
  const failed = due(1, 7);
  queue.add([failed, due(2, 8), due(3, 7), due(4, 9)]);
  // Few places: nobody has looked further than the second.
  expect(idsOf(queue.next(1))).toEqual([1]);
  queue.ended(failed, false);
  expect(queue.settled([1])).toBe(true);
  expect(idsOf(queue.next(10))).toEqual([2, 4]);
  expect([...queue.knownIds]).toEqual([2, 4]);
  expect(chars).toBe(20);
});

test('who is behind a delivered message follows, one at a time', () => {
  const queue = new DueQueue(true, () => {});
  const [first, second] = [due(1, 7), due(2, 7)];
  queue.add([first, second, due(3, 7), due(4, 8)]);
  expect(idsOf(queue.next(10))).toEqual([1, 4]);
  queue.ended(first, true);
  expect(idsOf(queue.next(10))).toEqual([2]);
  queue.ended(second, true);
  expect(idsOf(queue.next(10))).toEqual([3]);
});

test('without an order everybody goes at once', () => {
  const queue = new DueQueue(false, () => {});
  queue.add([due(1, 7), due(2, 7), due(3, 8)]);
  expect(idsOf(queue.next(2))).toEqual([1, 2]);
  expect(queue.hasNext()).toBe(true);
  expect(queue.length).toBe(1);
});
