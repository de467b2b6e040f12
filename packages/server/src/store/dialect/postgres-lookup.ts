// Lookups that share a query: keys asked for while a query is under way, or in the same turn of the event loop, are
// answered together by the next one. Nothing is cached.

import type { Pool } from 'pg';
import type { KeyValue, Lookup, LookupDefinition } from '../database.ts';
import { bigintArray, encodeArray, textArray } from './postgres-array.ts';

/** Keys in one query; more would only make the first caller wait. */
const keysMax = 500;

/** Queries of one lookup at once: the second gathers less but waits less. */
const queriesInFlight = 2;

interface Waiting<Row> {
  key: readonly KeyValue[];
  resolve(row: Row | undefined): void;
  reject(error: unknown): void;
}

export function batchedLookup<Row>(pool: Pool, definition: LookupDefinition): Lookup<Row> {
  const names = Object.keys(definition.keys);
  const types = Object.values(definition.keys).map((name) => (name === 'bigint' ? bigintArray : textArray));
  // Behind a select, so that PostgreSQL expects as many keys of every call and keeps one plan. Else it plans each call anew
  // for as long as calls have one key, and for a thousand more.
  const arrays = types.map((type, index) => `(select $${index + 1}::${type.name}[])`).join(', ');
  const text = definition.sql(`unnest(${arrays}) with ordinality as k(${names.join(', ')}, ord)`);
  const waiting: Waiting<Row>[] = [];
  let inFlight = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || waiting.length === 0 || inFlight >= queriesInFlight) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const batch = waiting.splice(0, keysMax);
      inFlight++;
      void answer(batch).finally(() => {
        inFlight--;
        schedule();
      });
      schedule();
    });
  }

  async function answer(batch: readonly Waiting<Row>[]): Promise<void> {
    try {
      const values = types.map((type, index) =>
        encodeArray(
          type,
          batch.map(({ key }) => key[index] ?? null),
        ),
      );
      const { rows } = await pool.query<Row & { ord: number }>({ name: definition.name, text, values });
      const found = new Array<Row | undefined>(batch.length);
      for (const row of rows) found[row.ord - 1] = row;
      for (const [index, { resolve }] of batch.entries()) resolve(found[index]);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      schedule();
    });
}
