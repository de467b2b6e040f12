// Whether what was read may still be used is decided when it is used.

import { expect, test } from 'vitest';
import { DueReader } from '../../src/delivery/due-reader.ts';
import type { DueDelivery } from '../../src/store/due-deliveries.ts';

const wanted = { subscriptionId: 1, isOrdered: false, dueByMs: 0, knownIds: [], limit: 1, bytesMax: 1 };
const delivery: DueDelivery = {
  deliveryId: 1,
  tries: 0,
  firstTriedAtMs: null,
  dueAtMs: 0,
  createdAtMs: 0,
  userId: null,
  position: 1,
  event: {
    id: 1,
    position: 1,
    uuid: '00000000-0000-4000-8000-000000000001',
    source: 'quizwire',
    eventName: 'grade_change',
    eventTimeMs: 0,
    courseId: null,
    assignmentId: null,
    userId: null,
    metadata: '{}',
    body: '{}',
    details: null,
  },
  chars: 4,
};

test('what is outdated in any turn before it is used is not, and is read again', async () => {
  for (let turns = 0; turns < 10; turns++) {
    const read = Promise.withResolvers<{ due: DueDelivery[]; isAll: boolean }>();
    const reader = new DueReader(
      () => read.promise,
      () => {},
    );
    const used: number[] = [];
    let isOutdated = false;
    reader.read(wanted, (due) => {
      if (isOutdated) used.push(...due.map(({ deliveryId }) => deliveryId));
    });
    read.resolve({ due: [delivery], isAll: true });
    for (let turn = 0; turn < turns; turn++) await null;
    reader.outdate();
    isOutdated = true;
    await read.promise;
    await expect.poll(() => reader.isReading).toBe(false);
    expect(used).toEqual([]);
    expect(reader.mayRead).toBe(true);
  }
});
