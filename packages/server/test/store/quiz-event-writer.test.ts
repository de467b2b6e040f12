// The write path of quiz events: shared commits, whole batches, honest refusals, bounded memory.

import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from '../../src/model/limits.ts';
import {
  batchOverheadBytes,
  commitWorthBytes,
  groupBytesMax,
  groupEventsMax,
  queuedBytesMax,
} from '../../src/model/quiz-log-limits.ts';
import { Refusal, type RefusalReason } from '../../src/model/refusal.ts';
import type { Database, NewQuizEvent } from '../../src/store/database.ts';
import type { PostedBatch } from '../../src/store/posted-batch.ts';
import { QuizEventWriter, type WriterObserver } from '../../src/store/quiz-event-writer.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { connectPostgres, runSql } from '../support/sql.ts';
import { openForRows, rowsBatch } from '../support/stored-rows.ts';

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

const write = (writer: QuizEventWriter, events: readonly NewQuizEvent[]) => writer.write(rowsBatch(events));

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
    const database = await openForRows(url);
    const watcher = new Watcher();
    return { url, database, watcher, writer: new QuizEventWriter(database, watcher) };
  }

  test('batches that arrive in one turn share a commit, and keep their order', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const batches = Array.from({ length: 30 }, (_, batch) =>
      [0, 1, 2].map((item) => numbered(batch * 3 + item)),
    );
    expect(await outcomes(batches.map((batch) => write(writer, batch)))).toEqual(batches.map(() => 'kept'));
    expect(watcher.groups).toEqual([{ events: 90, batches: 30 }]);
    expect(await storedSequences(url)).toEqual(Array.from({ length: 90 }, (_, sequence) => sequence));
  });

  test('with none under way, a group worth a commit does not wait for the turn to end; the rest shares the next', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const small = rowsBatch([numbered(0)]);
    const large = rowsBatch([numbered(1, { eventData: JSON.stringify('x'.repeat(commitWorthBytes)) })]);
    await Promise.all([small, large, large, small, small].map((batch) => writer.write(batch)));
    const bySize = watcher.groups.toSorted((a, b) => b.batches - a.batches);
    expect(bySize).toEqual([
      { events: 3, batches: 3 },
      { events: 2, batches: 2 },
    ]);
    expect(await storedSequences(url)).toHaveLength(5);
  });

  test('a batch is stored by the time it is said to be kept', async () => {
    const { url, database, writer } = await opened();
    await using _ = database;
    for (let sequence = 0; sequence < 20; sequence++) {
      await write(writer, [numbered(sequence)]);
      expect(await storedSequences(url)).toHaveLength(sequence + 1);
    }
  });

  test('a commit takes no more events than its limit, unless one batch alone has more', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const sizes = [groupEventsMax - 1, 1, 1, groupEventsMax + 5, groupEventsMax, 7];
    let next = 0;
    const writes = sizes.map((size) =>
      write(
        writer,
        Array.from({ length: size }, () => numbered(next++)),
      ),
    );
    await Promise.all(writes);
    expect(watcher.groups.map(({ events }) => events).sort((a, b) => a - b)).toEqual(
      [groupEventsMax - 1, 2, groupEventsMax + 5, groupEventsMax, 7].sort((a, b) => a - b),
    );
    const stored = await storedSequences(url);
    expect(stored.toSorted((a, b) => a - b)).toEqual(Array.from({ length: next }, (_, sequence) => sequence));
    expect(writer.queuedBytes).toBe(0);
  });

  test('a batch with a row that cannot be stored is refused whole, and its neighbours are kept in order', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const writes = [
      write(writer, [numbered(1), numbered(2)]),
      write(writer, [numbered(3), unstorable, numbered(4)]),
      write(writer, [numbered(5)]),
      write(writer, [unstorable]),
      write(writer, [numbered(6)]),
    ];
    expect(await outcomes(writes)).toEqual(['kept', notStorable, 'kept', notStorable, 'kept']);
    expect(await storedSequences(url)).toEqual([1, 2, 5, 6]);
    expect(watcher.errors).toHaveLength(2);
    expect(writer.queuedBytes).toBe(0);
  });

  test('one bad batch among hundreds costs a few commits and not hundreds', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const batches = Array.from({ length: 400 }, (_, sequence) => [
      sequence === 123 ? unstorable : numbered(sequence),
    ]);
    const found = await outcomes(batches.map((batch) => write(writer, batch)));
    expect(found.flatMap((outcome, index) => (outcome === 'kept' ? [] : [index]))).toEqual([123]);
    expect(await storedSequences(url)).toHaveLength(399);
    expect(watcher.groups.length).toBeLessThanOrEqual(10);
  });

  test('no more bytes go to be stored at once than the limit, unless one batch alone has more', async () => {
    const groups: number[] = [];
    const taker: Pick<Database, 'storeBatches' | 'groupsInFlight'> = {
      groupsInFlight: 1,
      async storeBatches(batches) {
        groups.push(batches.length);
        return { commits: [], unkept: [], errors: [] };
      },
    };
    const writer = new QuizEventWriter(taker, new Watcher());
    const ofBytes = (bytes: number): PostedBatch => ({
      ...rowsBatch([]),
      body: new Uint8Array(bytes - batchOverheadBytes),
    });
    const third = ofBytes(Math.floor(groupBytesMax / 3));
    const batches = [ofBytes(groupBytesMax * 2), third, third, third, third, ofBytes(groupBytesMax), third];
    await Promise.all(batches.map((batch) => writer.write(batch)));
    expect(groups).toEqual([1, 3, 1, 1, 1]);
    expect(writer.queuedBytes).toBe(0);
  });

  test('past the bound of bytes a batch is refused, nothing of it is stored, and there is room again later', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const text = 'x'.repeat(queuedBytesMax / 2 - 4 * batchOverheadBytes);
    const half = rowsBatch([newQuizEvent({ eventData: JSON.stringify(text) })]);
    const writes = [writer.write(half), writer.write(half)];
    const queued = writer.queuedBytes;
    expect(queued).toBe(2 * (half.body.length + batchOverheadBytes));
    const rest = rowsBatch([newQuizEvent({ eventData: JSON.stringify('x'.repeat(8 * batchOverheadBytes)) })]);
    expect(await outcomes([writer.write(rest)])).toEqual([full]);
    expect(writer.queuedBytes).toBe(queued);
    const small = write(writer, [numbered(1)]);
    expect(await outcomes([...writes, small])).toEqual(['kept', 'kept', 'kept']);
    expect(writer.queuedBytes).toBe(0);
    expect(await outcomes([writer.write(rest)])).toEqual(['kept']);
    expect(await runSql(url, 'select count(*) as count from quiz_events')).toEqual([{ count: 4 }]);
    expect(watcher.errors).toEqual([]);
  });

  test('events with a client id are stored once: within a batch, within a commit and later', async () => {
    const { url, database, watcher, writer } = await opened();
    await using _ = database;
    const known = (clientEventId: string, sequence: number, quizSubmissionId = 1) =>
      numbered(sequence, { clientEventId, quizSubmissionId });
    await Promise.all([
      write(writer, [known('a', 1), known('b', 2), known('a', 3), numbered(4)]),
      write(writer, [known('b', 5), known('c', 6), numbered(7), numbered(8)]),
      write(writer, [known('a', 9, 2)]),
    ]);
    expect(watcher.groups).toEqual([{ events: 9, batches: 3 }]);
    await write(writer, [known('c', 10), known('d', 11), known('a', 12, 2)]);
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
        write(writer, events),
        ...others.map((other, index) => write(other, index === 0 ? events.toReversed() : shuffled)),
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
        write(writer, [numbered(1)]),
        write(writer, [newQuizEvent({ eventType: 'a\0b' })]),
        write(writer, [newQuizEvent({ clientTimestampMs: 2 ** 63 })]),
        write(writer, [numbered(2)]),
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
          const first = outcomes([write(writer, [numbered(1)]), write(writer, [numbered(2), numbered(3)])]);
          const waiting = () =>
            runSql(url, "select pid from pg_locks where not granted and relation = 'quiz_events'::regclass");
          await expect.poll(waiting).toHaveLength(1);
          const second = outcomes([write(writer, [numbered(4)])]);
          await expect.poll(waiting).toHaveLength(2);
          await runSql(
            url,
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and application_name = 'quizwire'`,
          );
          expect([...(await first), ...(await second)]).toEqual([failed, failed, failed]);
          expect(watcher.errors).toHaveLength(2);
          expect(writer.queuedBytes).toBe(0);
          await other.query('rollback');
        } finally {
          await other.end();
        }
        expect(await outcomes([write(writer, [numbered(5)])])).toEqual(['kept']);
        expect(await storedSequences(url)).toEqual([5]);
      });
    });
  }
});
