// The write path of quiz events: shared commits, whole batches, honest refusals, bounded memory.

import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from '../../src/model/limits.ts';
import {
  commitWorthEvents,
  groupEventsMax,
  queuedEventCharsMax,
  queuedEventsMax,
} from '../../src/model/quiz-log-limits.ts';
import { Refusal, type RefusalReason } from '../../src/model/refusal.ts';
import type { Database, NewQuizEvent } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { QuizEventWriter, type WriterObserver } from '../../src/store/quiz-event-writer.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';
import { connectPostgres, runSql } from '../support/sql.ts';

/** Keeps what the writer reports. */
class Watcher implements WriterObserver {
  readonly groups: { events: number; batches: number }[] = [];
  readonly errors: unknown[] = [];

  committed({ events, batches, seconds }: { events: number; batches: number; seconds: number }): void {
    expect(seconds).toBeGreaterThan(0);
    this.groups.push({ events, batches });
  }

  failed(error: unknown): void {
    this.errors.push(error);
  }
}

/** What became of each batch: `kept`, or why not. */
async function outcomes(writes: readonly Promise<void>[]): Promise<('kept' | RefusalReason)[]> {
  const settled = await Promise.allSettled(writes);
  return settled.map((outcome) => {
    if (outcome.status === 'fulfilled') return 'kept';
    if (outcome.reason instanceof Refusal) return outcome.reason.reason;
    throw outcome.reason;
  });
}

async function storedSequences(url: string): Promise<number[]> {
  const rows = await runSql<{ sequence: number }>(url, 'select sequence from quiz_events order by id');
  return rows.map(({ sequence }) => sequence);
}

/** A row that no database takes for an integer. */
const unstorable = newQuizEvent({ sequence: 1.5 });

const notStorable = { kind: 'malformed', message: 'an event holds a value that cannot be stored' };
const full = {
  kind: 'overloaded',
  message: 'too many events are waiting to be stored; send these again',
  retryAfterSeconds,
};
const failed = {
  kind: 'overloaded',
  message: 'the events could not be stored; send them again',
  retryAfterSeconds,
};

const numbered = (sequence: number, given: Partial<NewQuizEvent> = {}) =>
  newQuizEvent({ sequence, ...given });

eachDatabase((kind) => {
  async function opened(): Promise<{
    url: string;
    database: Database;
    watcher: Watcher;
    writer: QuizEventWriter;
  }> {
    const url = await kind.readyUrl();
    const database = await openDatabase(url, testStartMs);
    const watcher = new Watcher();
    return { url, database, watcher, writer: new QuizEventWriter(database, watcher) };
  }

  test('batches that arrive in one turn share a commit, and keep their order', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const batches = Array.from({ length: 30 }, (_, batch) =>
      [0, 1, 2].map((item) => numbered(batch * 3 + item)),
    );
    expect(await outcomes(batches.map((batch) => writer.write(batch)))).toEqual(batches.map(() => 'kept'));
    expect(watcher.groups).toEqual([{ events: 90, batches: 30 }]);
    expect(await storedSequences(url)).toEqual(Array.from({ length: 90 }, (_, sequence) => sequence));
  });

  test('with none under way, a group worth a commit does not wait for the turn to end; the rest shares the next', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const sizes = [commitWorthEvents - 1, 1, commitWorthEvents, 3, 4];
    let next = 0;
    const writes = sizes.map((size) => writer.write(Array.from({ length: size }, () => numbered(next++))));
    await Promise.all(writes);
    const bySize = watcher.groups.toSorted((a, b) => b.events - a.events || b.batches - a.batches);
    expect(bySize).toEqual([
      { events: commitWorthEvents + 7, batches: 3 },
      { events: commitWorthEvents, batches: 2 },
    ]);
    expect(await storedSequences(url)).toHaveLength(next);
  });

  test('a batch is stored by the time it is said to be kept', async () => {
    const { url, database, writer } = await opened();
    await using _ = database;
    for (let sequence = 0; sequence < 20; sequence++) {
      await writer.write([numbered(sequence)]);
      expect(await storedSequences(url)).toHaveLength(sequence + 1);
    }
  });

  test('a commit takes no more events than its limit, unless one batch alone has more', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const sizes = [groupEventsMax - 1, 1, 1, groupEventsMax + 5, groupEventsMax, 7];
    let next = 0;
    const writes = sizes.map((size) => writer.write(Array.from({ length: size }, () => numbered(next++))));
    await Promise.all(writes);
    expect(watcher.groups.map(({ events }) => events).sort((a, b) => a - b)).toEqual(
      [groupEventsMax - 1, 2, groupEventsMax + 5, groupEventsMax, 7].sort((a, b) => a - b),
    );
    const stored = await storedSequences(url);
    expect(stored.toSorted((a, b) => a - b)).toEqual(Array.from({ length: next }, (_, sequence) => sequence));
    expect(writer.queuedEvents).toBe(0);
  });

  test('a batch with a row that cannot be stored is refused whole, and its neighbours are kept in order', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const writes = [
      writer.write([numbered(1), numbered(2)]),
      writer.write([numbered(3), unstorable, numbered(4)]),
      writer.write([numbered(5)]),
      writer.write([unstorable]),
      writer.write([numbered(6)]),
    ];
    expect(await outcomes(writes)).toEqual(['kept', notStorable, 'kept', notStorable, 'kept']);
    expect(await storedSequences(url)).toEqual([1, 2, 5, 6]);
    expect(watcher.errors).toHaveLength(2);
    expect(writer.queuedEvents).toBe(0);
  });

  test('one bad batch among hundreds costs a few commits and not hundreds', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const batches = Array.from({ length: 400 }, (_, sequence) => [
      sequence === 123 ? unstorable : numbered(sequence),
    ]);
    const found = await outcomes(batches.map((batch) => writer.write(batch)));
    expect(found.flatMap((outcome, index) => (outcome === 'kept' ? [] : [index]))).toEqual([123]);
    expect(await storedSequences(url)).toHaveLength(399);
    expect(watcher.groups.length).toBeLessThanOrEqual(10);
  });

  test('past the bound of events a batch is refused, nothing of it is stored, and there is room again later', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const size = queuedEventsMax / 10;
    const big = Array.from({ length: size }, (_, sequence) => numbered(sequence));
    const writes = Array.from({ length: 10 }, () => writer.write(big));
    expect(writer.queuedEvents).toBe(queuedEventsMax);
    expect(await outcomes([writer.write([numbered(-1)])])).toEqual([full]);
    expect(writer.queuedEvents).toBe(queuedEventsMax);
    expect(await outcomes(writes)).toEqual(writes.map(() => 'kept'));
    expect(writer.queuedEvents).toBe(0);
    expect(await outcomes([writer.write([numbered(-2)])])).toEqual(['kept']);
    expect(await runSql(url, 'select count(*) as count, min(sequence) as least from quiz_events')).toEqual([
      { count: queuedEventsMax + 1, least: -2 },
    ]);
    expect(watcher.errors).toEqual([]);
  });

  test('past the bound of characters a batch is refused, and there is room again later', async () => {
    const { url, database, writer } = await opened();
    await using _ = database;
    const half = newQuizEvent({ eventData: JSON.stringify('x'.repeat(queuedEventCharsMax / 2 - 2)) });
    const writes = [writer.write([half]), writer.write([half])];
    expect(await outcomes([writer.write([newQuizEvent({ eventData: '1' })])])).toEqual([full]);
    const withoutData = writer.write([numbered(1)]);
    expect(await outcomes([...writes, withoutData])).toEqual(['kept', 'kept', 'kept']);
    expect(await outcomes([writer.write([newQuizEvent({ eventData: '2' })])])).toEqual(['kept']);
    expect(await runSql(url, 'select count(*) as count from quiz_events')).toEqual([{ count: 4 }]);
  });

  test('events with a client id are stored once: within a batch, within a commit and later', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const known = (clientEventId: string, sequence: number, quizSubmissionId = 1) =>
      numbered(sequence, { clientEventId, quizSubmissionId });
    await Promise.all([
      writer.write([known('a', 1), known('b', 2), known('a', 3), numbered(4)]),
      writer.write([known('b', 5), known('c', 6), numbered(7), numbered(8)]),
      writer.write([known('a', 9, 2)]),
    ]);
    expect(watcher.groups).toEqual([{ events: 9, batches: 3 }]);
    await writer.write([known('c', 10), known('d', 11), known('a', 12, 2)]);
    expect(await storedSequences(url)).toEqual([1, 2, 4, 6, 7, 8, 9, 11]);
  });

  test('the same client ids in opposite orders at once are stored once, and nobody is refused', async () => {
    const { url, database, writer } = await opened();
    await using _ = database;
    const others = [
      new QuizEventWriter(database, new Watcher()),
      new QuizEventWriter(database, new Watcher()),
    ];
    for (let round = 0; round < 10; round++) {
      const ids = Array.from({ length: 300 }, (_, number) => `${round}-${number}`);
      const events = ids.map((clientEventId) => newQuizEvent({ clientEventId }));
      const shuffled = events.toSorted(
        (a, b) => Number(a.clientEventId?.at(-1)) - Number(b.clientEventId?.at(-1)),
      );
      const writes = [
        writer.write(events),
        ...others.map((other, index) => other.write(index === 0 ? events.toReversed() : shuffled)),
      ];
      expect(await outcomes(writes)).toEqual(['kept', 'kept', 'kept']);
    }
    expect(
      await runSql(url, 'select count(*) as count, count(distinct client_event_id) as ids from quiz_events'),
    ).toEqual([{ count: 3000, ids: 3000 }]);
  });

  if (kind.kind === 'postgres') {
    test('a NUL and a number beyond 2^53 are faults of their row', async () => {
      const { url, database, writer } = await opened();
      await using _ = database;
      const writes = [
        writer.write([numbered(1)]),
        writer.write([newQuizEvent({ eventType: 'a\0b' })]),
        writer.write([newQuizEvent({ clientTimestampMs: 2 ** 63 })]),
        writer.write([numbered(2)]),
      ];
      expect(await outcomes(writes)).toEqual(['kept', notStorable, notStorable, 'kept']);
      expect(await storedSequences(url)).toEqual([1, 2]);
    });

    describe('when the connections break while groups are under way', () => {
      test('all of them are refused as overloaded, and the next is kept', async () => {
        const { url, database, watcher, writer } = await opened();
        await using _ = database;
        const other = await connectPostgres(url);
        try {
          await other.query('begin');
          await other.query('lock table quiz_events in exclusive mode');
          const first = outcomes([writer.write([numbered(1)]), writer.write([numbered(2), numbered(3)])]);
          const waiting = () =>
            runSql(url, "select pid from pg_locks where not granted and relation = 'quiz_events'::regclass");
          await expect.poll(waiting).toHaveLength(1);
          const second = outcomes([writer.write([numbered(4)])]);
          await expect.poll(waiting).toHaveLength(2);
          await runSql(
            url,
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and application_name = 'quizwire'`,
          );
          expect([...(await first), ...(await second)]).toEqual([failed, failed, failed]);
          expect(watcher.errors).toHaveLength(2);
          expect(writer.queuedEvents).toBe(0);
          await other.query('rollback');
        } finally {
          await other.end();
        }
        expect(await outcomes([writer.write([numbered(5)])])).toEqual(['kept']);
        expect(await storedSequences(url)).toEqual([5]);
      });
    });
  }
});
