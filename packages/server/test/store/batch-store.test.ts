// Groups of posted batches, from bodies to commits, whatever the database.

import { expect, test } from 'vitest';
import { groupEventsMax } from '../../src/model/quiz-log-limits.ts';
import { malformed } from '../../src/model/refusal.ts';
import { BatchStore, type InsertRows } from '../../src/store/dialect/batch-store.ts';
import { eventWidth } from '../../src/store/dialect/event-values.ts';
import type { BatchReader, BatchRows, PostedBatch } from '../../src/store/posted-batch.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { rowsBatch } from '../support/stored-rows.ts';

/** A batch of as many events as its body has bytes. */
const ofEvents = (count: number): PostedBatch => ({ ...rowsBatch([]), body: new Uint8Array(count) });

/** A batch whose reader throws this. */
const throwing = (error: Error) => Object.assign(ofEvents(1), { error });

/** Reads `ofEvents` and `throwing`, and keeps what it is told is stored. */
class CountingReader implements BatchReader {
  readonly heard: number[] = [];

  read(batch: PostedBatch & { error?: Error }): BatchRows {
    if (batch.error !== undefined) throw batch.error;
    return { events: Array.from(batch.body, () => newQuizEvent()), clocks: [], origins: [] };
  }

  stored({ events }: BatchRows): void {
    this.heard.push(events.length);
  }
}

/** A database that takes everything, or raises what `fault` gives for so many events. */
function storeWith(fault: (events: number) => Error | null = () => null) {
  const reader = new CountingReader();
  const inserted: number[] = [];
  const insert: InsertRows = (values) => {
    const events = values.length / eventWidth;
    const error = fault(events);
    if (error !== null) throw error;
    inserted.push(events);
  };
  return {
    reader,
    inserted,
    store: new BatchStore(reader, insert, (error) => (error as Error).name === 'RowFault'),
  };
}

test('a commit takes no more events than its limit, unless one batch alone has more', async () => {
  const { store, inserted } = storeWith();
  const sizes = [groupEventsMax - 1, 1, 1, groupEventsMax + 5, groupEventsMax, 7];
  const { commits, unkept } = await store.store(sizes.map(ofEvents));
  expect(inserted).toEqual([groupEventsMax, 1, groupEventsMax + 5, groupEventsMax, 7]);
  expect(commits.map(({ batches }) => batches)).toEqual([2, 1, 1, 1, 1]);
  expect(unkept).toEqual([]);
});

test('what cannot be read is named with its reason and keeps nobody from being stored', async () => {
  const { store, inserted, reader } = storeWith();
  const bug = Object.assign(new TypeError('no such thing'), { code: 'ERR_X', secret: 'of a student' });
  const outcome = await store.store([
    ofEvents(2),
    throwing(malformed('the body is not valid JSON')),
    ofEvents(3),
    throwing(bug),
  ]);
  expect(inserted).toEqual([5]);
  expect(reader.heard).toEqual([2, 3]);
  expect(outcome.unkept).toEqual([
    { index: 1, reason: { kind: 'malformed', message: 'the body is not valid JSON' } },
    { index: 3, fault: { name: 'TypeError', message: 'no such thing', code: 'ERR_X', stack: bug.stack } },
  ]);
  expect(outcome.errors).toEqual([]);
});

test('a group of nothing makes no commit', async () => {
  const { store, inserted } = storeWith();
  expect(await store.store([ofEvents(0), ofEvents(0)])).toEqual({ commits: [], unkept: [], errors: [] });
  expect(inserted).toEqual([]);
});

test('when the database fails, only what is on disk counts as stored, and each commit is told once', async () => {
  const { store, reader } = storeWith((events) => (events > 5 ? new Error('disk full') : null));
  const { commits, unkept, errors } = await store.store([ofEvents(groupEventsMax), ofEvents(2), ofEvents(3)]);
  expect(commits.map(({ events, batches }) => ({ events, batches }))).toEqual([{ events: 5, batches: 2 }]);
  expect(unkept.map(({ index }) => index)).toEqual([0]);
  expect(unkept[0]).toMatchObject({ reason: { kind: 'overloaded' } });
  expect(errors.map(({ message }) => message)).toEqual(['disk full']);
  expect(reader.heard).toEqual([2, 3]);
});

test('a bad row is looked for by halves', async () => {
  let tries = 0;
  const { store, inserted } = storeWith((events) => {
    tries++;
    return events % 2 === 0 ? null : Object.assign(new Error('no such number'), { name: 'RowFault' });
  });
  const batches = Array.from({ length: 64 }, (_, index) => ofEvents(index === 40 ? 1 : 2));
  const { unkept, errors } = await store.store(batches);
  expect(unkept).toEqual([
    { index: 40, reason: { kind: 'malformed', message: 'an event holds a value that cannot be stored' } },
  ]);
  expect(errors).toHaveLength(1);
  expect(inserted.reduce((sum, events) => sum + events, 0)).toBe(126);
  expect(tries).toBe(13);
});
