// Global ids: the shard before the local id, exact beyond what a number holds.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globalIdFactor, globalIdOf } from '../../src/model/ids.ts';

test('a global id has thirteen digits for the local one after its shard', () => {
  expect(globalIdOf(1, 1)).toBe('10000000000001');
  expect(globalIdOf(1, 9_999_999_999_999)).toBe('19999999999999');
  expect(globalIdOf(7053, 234)).toBe('70530000000000234');
});

test('a global id is shard · 10^13 + local id, to the last digit, and stays within 64 bits', () => {
  const shard = fc.integer({ min: 1, max: 900_000 });
  const local = fc.integer({ min: 1, max: globalIdFactor - 1 });
  fc.assert(
    fc.property(shard, local, (ofShard, id) => {
      const whole = BigInt(ofShard) * BigInt(globalIdFactor) + BigInt(id);
      expect(globalIdOf(ofShard, id)).toBe(String(whole));
      expect(whole < 2n ** 63n).toBe(true);
    }),
  );
});
