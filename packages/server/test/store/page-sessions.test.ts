// What is missing of a page session, found by the database, against the same found by counting.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageClockOf } from '../../src/model/page-clock.ts';
import { missingRangesMax, pageClocksMax } from '../../src/model/quiz-log-limits.ts';
import type { Database } from '../../src/store/database.ts';
import {
  countPageSessions,
  listPageSessionIds,
  listReceivedNumbers,
  listStoredClocks,
} from '../../src/store/page-sessions.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';
import { openForRows, storeRows } from '../support/stored-rows.ts';

/** Every number up to the last, one by one. */
function missingOf(sequences: readonly number[]): { from: number; to: number }[] {
  const there = new Set(sequences);
  const ranges: { from: number; to: number }[] = [];
  for (let number = 0; number < Math.max(...sequences); number++) {
    if (there.has(number)) continue;
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges;
}

function suite(open: () => Promise<Database>): void {
  let database: Database;
  let quizSubmissionId = 0;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database[Symbol.asyncDispose]());

  const store = (numbered: readonly { session: string | null; sequence: number | null; atMs?: number }[]) =>
    storeRows(
      database,
      numbered.map(({ session: pageSession, sequence, atMs = 0 }) =>
        newQuizEvent({ quizSubmissionId, pageSession, sequence, createdAtMs: testStartMs + atMs }),
      ),
    );

  test('ranges, counts and the last are those that counting finds, in any order and with repetitions', async () => {
    const some = fc.array(
      fc.record({ session: fc.constantFrom('a', 'b'), sequence: fc.integer({ min: 0, max: 30 }) }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(some, async (numbered) => {
        const key = { quizSubmissionId: ++quizSubmissionId, attempt: 1 };
        await store(numbered);
        await store([
          { session: 'a', sequence: null },
          { session: null, sequence: 3 },
        ]);
        const expected = [...Map.groupBy(numbered, ({ session }) => session)]
          .map(([pageSession, its]) => {
            const sequences = its.map(({ sequence }) => sequence);
            const missing = missingOf(sequences);
            return {
              pageSession,
              received: new Set(sequences).size,
              lastSequence: Math.max(...sequences),
              lastReceivedAtMs: testStartMs,
              missing,
              missingRanges: missing.length,
            };
          })
          .toSorted((one, other) => one.pageSession.localeCompare(other.pageSession));
        expect(await listReceivedNumbers(database.query, key, ['a', 'b', 'none such'])).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('claims of enormous numbers cost no more, and ranges are bounded', async () => {
    const key = { quizSubmissionId: ++quizSubmissionId, attempt: 1 };
    await store([0, 1e15, Number.MAX_SAFE_INTEGER].map((sequence) => ({ session: 'far', sequence })));
    await store(Array.from({ length: 150 }, (_, at) => ({ session: 'torn', sequence: 2 * at })));
    const [far, torn] = await listReceivedNumbers(database.query, key, ['far', 'torn']);
    expect(far).toEqual({
      pageSession: 'far',
      received: 3,
      lastSequence: Number.MAX_SAFE_INTEGER,
      lastReceivedAtMs: testStartMs,
      missing: [
        { from: 1, to: 1e15 - 1 },
        { from: 1e15 + 1, to: Number.MAX_SAFE_INTEGER - 1 },
      ],
      missingRanges: 2,
    });
    expect(torn?.missingRanges).toBe(149);
    expect(torn?.missing).toHaveLength(missingRangesMax);
    expect(torn?.missing.at(-1)).toEqual({ from: 199, to: 199 });
  });

  test('sessions are listed as they began or were first heard of, whether by events or by their clocks', async () => {
    const key = { quizSubmissionId: ++quizSubmissionId, attempt: 1 };
    const said = { elapsedMs: 9, clockSinceMs: 0, roundTripMs: null, sequence: null, isEnding: false };
    await store([
      { session: 'second', sequence: 0, atMs: 20 },
      { session: 'third', sequence: 4, atMs: 30 },
      { session: 'third', sequence: 5, atMs: 90 },
      // Heard of after the second, but begun before it.
      { session: 'first', sequence: 0, atMs: 25 },
      { session: 'unnumbered', sequence: null, atMs: 1 },
    ]);
    await storeRows(
      database,
      [newQuizEvent({ quizSubmissionId, attempt: 2, pageSession: 'of another attempt', sequence: 0 })],
      {
        clocks: [
          pageClockOf({ ...said, id: 'first' }, key, null, testStartMs + 25),
          pageClockOf({ ...said, id: 'clock alone' }, key, null, testStartMs + 60),
          pageClockOf({ ...said, id: 'woken', clockSinceMs: 8 }, key, null, testStartMs + 55),
        ],
      },
    );
    const ids = ['first', 'second', 'third', 'clock alone', 'woken'];
    expect(await listPageSessionIds(database.query, key, 10, 0)).toEqual(ids);
    expect(await listPageSessionIds(database.query, key, 2, 1)).toEqual(ids.slice(1, 3));
    expect(await countPageSessions(database.query, key)).toBe(5);
    expect(await countPageSessions(database.query, { ...key, attempt: 3 })).toBe(0);
  });

  test('of many runs of clocks the first are told, and of all of them how many there are and what the last says', async () => {
    const key = { quizSubmissionId: ++quizSubmissionId, attempt: 1 };
    const runs = pageClocksMax + 20;
    await storeRows(database, [], {
      clocks: Array.from({ length: runs }, (_, at) =>
        pageClockOf(
          {
            id: 'restless',
            elapsedMs: 10 * at + 5,
            clockSinceMs: 10 * at,
            roundTripMs: null,
            sequence: at === 7 ? 400 : null,
            isEnding: at === runs - 1,
          },
          key,
          null,
          testStartMs + at,
        ),
      ),
    });
    const [restless] = await listStoredClocks(database.query, key, ['restless', 'none such']);
    expect(restless).toMatchObject({
      pageSession: 'restless',
      runs,
      lastSequence: 400,
      isEnding: true,
      lastReceivedAtMs: testStartMs + runs - 1,
    });
    expect(restless?.clocks.map(({ sinceMs }) => sinceMs)).toEqual(
      Array.from({ length: pageClocksMax }, (_, at) => 10 * at),
    );
  });
}

eachDatabase((kind) => {
  suite(async () => openForRows(await kind.readyUrl()));
});

describe('in memory', () => {
  suite(() => openForRows('sqlite::memory:'));
});
