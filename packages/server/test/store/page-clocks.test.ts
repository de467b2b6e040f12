// Clocks of pages: kept with the events that they came with, or not at all, and merged as the model merges them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergedClock, mergedClocks, type PageClock, pageClockOf } from '../../src/model/page-clock.ts';
import type { Database, Query } from '../../src/store/database.ts';
import { savePageClock } from '../../src/store/page-clocks.ts';
import { QuizEventWriter } from '../../src/store/quiz-event-writer.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';
import { openForRows, rowsBatch, storeRows } from '../support/stored-rows.ts';

const silent = { committed: () => {}, failed: () => {} };

/** Of quiz submission 1, attempt 1, received when tests begin. */
function clock(given: Partial<PageClock> = {}): PageClock {
  const said = { id: 'tab', elapsedMs: 50, clockSinceMs: 0, roundTripMs: 7.5, sequence: 3, isEnding: false };
  return {
    ...pageClockOf(said, { quizSubmissionId: 1, attempt: 1 }, testStartMs + 9, testStartMs),
    ...given,
  };
}

const anyClock: fc.Arbitrary<PageClock> = fc
  .record({
    pageSession: fc.constantFrom('tab', 'other'),
    sinceMs: fc.constantFrom(0, 0.1),
    beganAtMs: fc.integer({ min: testStartMs, max: testStartMs + 4 }),
    wallOffsetMs: fc.option(fc.integer({ min: -2, max: 2 })),
    roundTripMs: fc.option(fc.constantFrom(0, 0.1, 2)),
    lastSequence: fc.option(fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER)),
    lastElapsedMs: fc.constantFrom(0.1, 0.2, 3),
    isEnding: fc.constantFrom(0 as const, 1 as const),
    firstReceivedAtMs: fc.integer({ min: 1, max: 3 }),
    lastReceivedAtMs: fc.integer({ min: 3, max: 5 }),
  })
  .map(clock);

const byRun = (one: PageClock, other: PageClock): number =>
  one.pageSession.localeCompare(other.pageSession) || one.sinceMs - other.sinceMs;

async function storedClocks(query: Query, quizSubmissionId: number): Promise<PageClock[]> {
  const rows = await query
    .selectFrom('pageClocks')
    .selectAll()
    .where('quizSubmissionId', '=', quizSubmissionId)
    .execute();
  return rows.toSorted(byRun);
}

const countEvents = async ({ query }: Database): Promise<number> => {
  const { count } = await query
    .selectFrom('quizEvents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

function suite(open: () => Promise<Database>): void {
  test('a clock is kept with its events, and as it came', async () => {
    await using database = await open();
    await storeRows(database, [newQuizEvent({ pageSession: 'tab', sequence: 3 })], { clocks: [clock()] });
    expect(await storedClocks(database.query, 1)).toEqual([clock()]);
    expect(await countEvents(database)).toBe(1);
  });

  test('a clock is kept without any events', async () => {
    await using database = await open();
    const writer = new QuizEventWriter(database, silent);
    await writer.write(rowsBatch([], { clocks: [clock()] }));
    expect(await storedClocks(database.query, 1)).toEqual([clock()]);
    expect(await countEvents(database)).toBe(0);
    expect(writer.queuedBytes).toBe(0);
  });

  test('a clock whose events are there already is merged all the same', async () => {
    await using database = await open();
    const event = newQuizEvent({ clientEventId: '0f6b8a52-1f0e-4c8e-9a53-1f7f0f3d2a11' });
    const later = clock({ lastElapsedMs: 60, isEnding: 1 });
    await storeRows(database, [event], { clocks: [clock()] });
    await storeRows(database, [event], { clocks: [later] });
    expect(await storedClocks(database.query, 1)).toEqual([mergedClock(clock(), later)]);
    expect(await countEvents(database)).toBe(1);
  });

  test('of a batch that cannot be stored the clock is not kept either, and its neighbours are', async () => {
    await using database = await open();
    const writer = new QuizEventWriter(database, silent);
    const unstorable = newQuizEvent({ sequence: 1.5 });
    const written = await Promise.allSettled([
      writer.write(rowsBatch([newQuizEvent()], { clocks: [clock({ quizSubmissionId: 1 })] })),
      writer.write(rowsBatch([newQuizEvent(), unstorable], { clocks: [clock({ quizSubmissionId: 2 })] })),
      writer.write(rowsBatch([newQuizEvent()], { clocks: [clock({ quizSubmissionId: 3 })] })),
    ]);
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const kept = await Promise.all([1, 2, 3].map((id) => storedClocks(database.query, id)));
    expect(kept.map((clocks) => clocks.length)).toEqual([1, 0, 1]);
    expect(await countEvents(database)).toBe(2);
  });

  test('what is stored is what the model makes of all readings, in whatever groups they come', async () => {
    await using database = await open();
    let quizSubmissionId = 0;
    const someGroups = fc.array(fc.array(anyClock, { maxLength: 4 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(someGroups, async (groups) => {
        quizSubmissionId++;
        const its = groups.map((clocks) => clocks.map((one) => ({ ...one, quizSubmissionId })));
        for (const [turn, clocks] of its.entries()) {
          if (turn % 2 === 0) await storeRows(database, [], { clocks });
          else {
            await database.transaction(async (transaction) => {
              for (const one of clocks) await savePageClock(transaction, one);
            });
          }
        }
        const expected = mergedClocks(its.flat()).toSorted(byRun);
        expect(await storedClocks(database.query, quizSubmissionId)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
}

eachDatabase((kind) => {
  suite(async () => openForRows(await kind.readyUrl()));

  test('groups and forms of the same pages at the same time lose no reading and wait for each other in one order', async () => {
    const url = await kind.readyUrl();
    // Of one SQLite file there is one server.
    await using one = await openForRows(url);
    await using second = kind.kind === 'sqlite' ? null : await openForRows(url);
    const other = second ?? one;
    const rounds = 30;
    const all: PageClock[] = [];
    const readings = (round: number, backwards: boolean): PageClock[] => {
      const its = ['a', 'b', 'c', 'd'].map((pageSession, place) =>
        clock({
          pageSession,
          beganAtMs: testStartMs - ((round * 7 + place * 3) % 11),
          lastElapsedMs: round + (backwards ? 0.5 : 0),
          lastSequence: round,
        }),
      );
      all.push(...its);
      return backwards ? its.toReversed() : its;
    };
    const event = (round: number) =>
      newQuizEvent({ clientEventId: `0f6b8a52-1f0e-4c8e-9a53-${String(round).padStart(12, '0')}` });
    const writing: Promise<void>[] = [];
    for (let round = 0; round < rounds; round++) {
      const [formClock] = readings(round, false);
      writing.push(
        storeRows(one, [event(round)], { clocks: readings(round, false) }),
        storeRows(other, [event(round)], { clocks: readings(round, true) }),
        storeRows(other, [newQuizEvent()], { clocks: readings(round, true) }),
        one.transaction((transaction) => savePageClock(transaction, formClock ?? clock())),
      );
    }
    await Promise.all(writing);
    expect(await storedClocks(one.query, 1)).toEqual(mergedClocks(all).toSorted(byRun));
    expect(await countEvents(one)).toBe(2 * rounds);
  });
});

describe('in memory', () => {
  suite(() => openForRows('sqlite::memory:'));
});
