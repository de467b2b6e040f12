// Lookups that wait for each other.

import { describe, expect, test } from 'vitest';
import { batched } from '../../../src/http/graphql/batched.ts';

function counted() {
  const asked: (readonly number[])[] = [];
  const lookup = batched(async (keys: readonly number[]) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key > 0).map((key) => [key, `found ${key}`]));
  });
  return { asked, lookup };
}

describe('a batched lookup', () => {
  test('asks once for everything of a level, however deep in promises it is', async () => {
    const { asked, lookup } = counted();
    const later = async (key: number, turns: number) => {
      for (let turn = 0; turn < turns; turn++) await null;
      return lookup(key);
    };
    expect(await Promise.all([later(1, 0), later(2, 5), later(3, 50), later(1, 9)])).toEqual([
      'found 1',
      'found 2',
      'found 3',
      'found 1',
    ]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  test('asks again for what comes later, and never twice for the same', async () => {
    const { asked, lookup } = counted();
    expect(await lookup(1)).toBe('found 1');
    expect(await Promise.all([lookup(1), lookup(2)])).toEqual(['found 1', 'found 2']);
    expect(asked).toEqual([[1], [2]]);
  });

  test('finds nothing where there is nothing', async () => {
    const { lookup } = counted();
    expect(await lookup(-1)).toBeUndefined();
  });

  test('asks for many in parts of a thousand', async () => {
    const { asked, lookup } = counted();
    const keys = Array.from({ length: 2500 }, (_, at) => at + 1);
    const found = await Promise.all(keys.map(lookup));
    expect(found.at(-1)).toBe('found 2500');
    expect(asked.map((some) => some.length)).toEqual([1000, 1000, 500]);
  });

  test('fails for everybody who waits, and for who asks again', async () => {
    const lookup = batched(async (): Promise<Map<number, string>> => {
      throw new Error('gone');
    });
    const results = await Promise.allSettled([lookup(1), lookup(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(lookup(1)).rejects.toThrow('gone');
  });
});
