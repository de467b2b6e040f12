// Arrays in PostgreSQL's binary form arrive as they were sent.

import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  type ArrayType,
  bigintArray,
  doubleArray,
  encodeArray,
  textArray,
} from '../../src/store/dialect/postgres-array.ts';
import { connectPostgres } from '../support/sql.ts';

const postgresUrl = inject('postgresUrl');

describe.skipIf(postgresUrl === null)('an array sent to PostgreSQL', () => {
  let client: Client;
  beforeAll(async () => {
    client = await connectPostgres(postgresUrl ?? '');
  });
  afterAll(() => client.end());

  /** Element by element, so that nothing but PostgreSQL itself reads the array. */
  async function received(
    type: ArrayType,
    elements: readonly (number | string | null)[],
  ): Promise<unknown[]> {
    const { rows } = await client.query<{ element: unknown }>(
      `select element from unnest($1::${type.name}[]) with ordinality as t(element, ord) order by ord`,
      [encodeArray(type, elements)],
    );
    return rows.map(({ element }) => element);
  }

  async function arrivesWhole<Element extends number | string>(
    type: ArrayType,
    element: fc.Arbitrary<Element>,
  ): Promise<void> {
    const elements = fc.array(fc.option(element), { maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(elements, async (sent) => {
        expect(await received(type, sent)).toEqual(sent);
      }),
      { numRuns: 100 },
    );
  }

  test('holds any safe integers and nulls', async () => {
    await arrivesWhole(bigintArray, fc.oneof(fc.maxSafeInteger(), fc.integer()));
  });

  test('holds the integers at every edge', async () => {
    const edges = [0, 1, 2 ** 31, 2 ** 32, 2 ** 33, 2 ** 52, Number.MAX_SAFE_INTEGER].flatMap((edge) =>
      edge === 0 ? [0, 1, -1] : [edge - 1, edge, 1 - edge, -edge],
    );
    expect(await received(bigintArray, edges)).toEqual(edges);
  });

  test('holds any text without a NUL: empty, quotes, braces, characters beyond the first plane', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', 'null', 'NULL', '"', '\\', '{}', '{a,b}', '😀', 'é', ',', ' ', '\n'),
    );
    await arrivesWhole(
      textArray,
      text.filter((value) => !value.includes('\0')),
    );
  });

  test('holds any floating point numbers, the odd ones too', async () => {
    await arrivesWhole(doubleArray, fc.double());
  });

  test('may be empty or hold nulls only', async () => {
    for (const type of [bigintArray, textArray, doubleArray]) {
      expect(await received(type, [])).toEqual([]);
      expect(await received(type, [null, null])).toEqual([null, null]);
    }
  });
});

test.each([2 ** 53, -(2 ** 53), 2 ** 70, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
  'an integer that is not a safe one is refused and never sent as another: %s',
  (value) => {
    expect(() => encodeArray(bigintArray, [1, value])).toThrow(RangeError);
  },
);
