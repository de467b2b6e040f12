// Global ids: the shard before the local id, exact beyond what a number holds.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globalIdFactor, globalIdOf, localIdOf } from '../../src/model/ids.ts';

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

test('the local id of a global one is read where the shard is the right one, and only there', () => {
  const shard = fc.integer({ min: 1, max: 900_000 });
  const local = fc.integer({ min: 1, max: globalIdFactor - 1 });
  fc.assert(
    fc.property(shard, shard, local, (ofShard, asked, id) => {
      expect(localIdOf(asked, globalIdOf(ofShard, id))).toBe(asked === ofShard ? id : null);
    }),
  );
  expect(localIdOf(7053, '70530000000000234')).toBe(234);
  expect(localIdOf(1, 10_000_000_000_234)).toBe(234);
});

test.each([
  '234',
  234,
  '10000000000000',
  '010000000000234',
  ' 10000000000234',
  '10000000000234x',
  '1e13',
  -10_000_000_000_234,
  10_000_000_000_234.5,
  // A number written in JSON that JavaScript cannot hold: it would be another.
  Number('10000000000000000234'),
  Number('21070000000000049'),
  '9'.repeat(400),
  '',
  null,
  undefined,
  true,
  ['10000000000234'],
  { id: '10000000000234' },
])('%j is no global id of a shard', (id) => {
  for (const shard of [1, 2107, 1_000_000]) expect(localIdOf(shard, id)).toBeNull();
});
