// Reading quiz events: the order in SQL is the order of the model, and a stream gives what a list gives.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginningBy, mergedClocks, type PageClock, pageClockOf } from '../../src/model/page-clock.ts';
import { occurredAtMs, type TimedQuizEvent } from '../../src/model/quiz-event.ts';
import type { Database, NewQuizEvent } from '../../src/store/database.ts';
import {
  countQuizEvents,
  type EventSelection,
  listQuizEvents,
  streamQuizEvents,
} from '../../src/store/quiz-events.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';
import { openForRows, storeRows } from '../support/stored-rows.ts';

const everything: Omit<EventSelection, 'quizSubmissionId'> = {
  attempt: 1,
  afterMs: null,
  order: 'created_at',
  eventTypes: [],
  sinceMs: null,
  untilMs: null,
};

const earliestMs = Date.UTC(-1, 11, 31);
const latestMs = Date.UTC(9999, 11, 31);

/** Few values, so that events tie; and the extremes that a client can send. */
const clientTime = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 5 }).map((offset) => testStartMs + offset) },
  fc.constantFrom(earliestMs, 0, latestMs),
  fc.integer({ min: earliestMs, max: latestMs }),
);

const anySession = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('tab', 'tab', 'tab', 'other tab') },
  fc.string({ maxLength: 8 }).filter((text) => !text.includes('\0')),
);

/** Of few milliseconds, so that events fall before, into and behind runs of clocks; and whatever a number can be. */
const anyElapsed = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 16 }).map((halves) => halves / 2) },
  // No database keeps the sign of zero.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((elapsed) => elapsed + 0),
);

const anyClock = fc
  .record({
    attempt: fc.integer({ min: 1, max: 2 }),
    id: anySession,
    clockSinceMs: fc.integer({ min: 0, max: 13 }).map((halves) => halves / 2),
    elapsedMs: fc.integer({ min: 7, max: 12 }),
    roundTripMs: fc.option(fc.constantFrom(0, 0.3, 5)),
    receivedAtMs: fc.integer({ min: 0, max: 12 }).map((offset) => testStartMs + offset),
  })
  .map(
    ({ attempt, receivedAtMs, ...said }) =>
      (quizSubmissionId: number) =>
        pageClockOf(
          { ...said, sequence: null, isEnding: false },
          { quizSubmissionId, attempt },
          null,
          receivedAtMs,
        ),
  );

const anyEvent: fc.Arbitrary<NewQuizEvent> = fc
  .record({
    attempt: fc.integer({ min: 1, max: 2 }),
    eventType: fc.option(fc.constantFrom('page_blurred', 'page_focused', 'question_answered', '')),
    eventData: fc.option(fc.json()),
    createdAtMs: fc.integer({ min: 0, max: 8 }).map((offset) => testStartMs + offset),
    clientTimestampMs: fc.option(clientTime),
    sentAtMs: fc.option(clientTime),
    source: fc.constantFrom('page' as const, 'server' as const, 'staff' as const),
    clientEventId: fc.option(fc.uuid()),
    pageSession: fc.option(anySession),
    sequence: fc.option(fc.maxSafeNat()),
    // No database keeps the sign of zero.
    elapsedMs: fc.option(anyElapsed),
  })
  .map(newQuizEvent);

const anySelection = fc.record({
  attempt: fc.integer({ min: 1, max: 2 }),
  afterMs: fc.option(fc.integer({ min: -1, max: 9 }).map((offset) => testStartMs + offset)),
  order: fc.constantFrom('created_at' as const, 'occurred_at' as const),
  eventTypes: fc.subarray(['page_blurred', 'question_answered', 'none such']),
  sinceMs: fc.option(fc.integer({ min: -1, max: 9 }).map((offset) => testStartMs + offset)),
  untilMs: fc.option(fc.integer({ min: -1, max: 9 }).map((offset) => testStartMs + offset)),
});

/** What the selection asks for, by the words of its own comments. */
function isSelected(event: NewQuizEvent, selection: EventSelection): boolean {
  const { afterMs, sinceMs, untilMs, eventTypes, attempt } = selection;
  if (event.attempt !== attempt) return false;
  if (afterMs !== null && event.createdAtMs <= afterMs) return false;
  if (sinceMs !== null && event.createdAtMs < sinceMs) return false;
  if (untilMs !== null && event.createdAtMs >= untilMs) return false;
  return eventTypes.length === 0 || (event.eventType !== null && eventTypes.includes(event.eventType));
}

/** With the run of its page's clocks that the event falls into. */
function timedBy(clocks: readonly PageClock[], event: NewQuizEvent): Timed {
  const { elapsedMs } = event;
  const runs = mergedClocks(clocks)
    .filter(({ attempt, pageSession }) => attempt === event.attempt && pageSession === event.pageSession)
    .toSorted((one, other) => one.sinceMs - other.sinceMs);
  const at = runs.findLastIndex(({ sinceMs }) => elapsedMs !== null && sinceMs <= elapsedMs);
  const run = runs[at];
  if (run === undefined) return { ...event, clockBeganAtMs: null, clockUncertaintyMs: null };
  const { beganAtMs, uncertaintyMs } = beginningBy(runs.slice(at));
  return { ...event, clockBeganAtMs: beganAtMs, clockUncertaintyMs: uncertaintyMs };
}

type Timed = Omit<TimedQuizEvent, 'id'>;

/** Stable, and events are stored in the order of their ids. */
function inOrder(events: readonly Timed[], order: EventSelection['order']): Timed[] {
  const byReceipt = events.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  return order === 'created_at' ? byReceipt : byReceipt.toSorted((a, b) => occurredAtMs(a) - occurredAtMs(b));
}

function withoutIds(events: readonly TimedQuizEvent[]): Timed[] {
  return events.map(({ id: _, ...event }) => event);
}

function suite(open: () => Promise<Database>): void {
  let database: Database;
  let quizSubmissionId = 0;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database[Symbol.asyncDispose]());

  async function streamed(selection: EventSelection, chunkRows: number): Promise<TimedQuizEvent[][]> {
    const chunks: TimedQuizEvent[][] = [];
    for await (const chunk of streamQuizEvents(database, selection, chunkRows)) chunks.push(chunk);
    return chunks;
  }

  test('a list, its pages, its count and a stream all give what was stored, in the order of the model', async () => {
    const some = fc.tuple(
      fc.array(anyEvent, { maxLength: 40, size: 'max' }),
      fc.array(anyClock, { maxLength: 40, size: 'max' }),
      anySelection,
      fc.integer({ min: 1, max: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(some, async ([drafts, clockDrafts, wanted, chunkRows]) => {
        const events = drafts.map((draft) => ({ ...draft, quizSubmissionId: quizSubmissionId + 1 }));
        const selection = { ...wanted, quizSubmissionId: ++quizSubmissionId };
        const clocks = clockDrafts.map((of) => of(quizSubmissionId));
        // In two parts, so that some are merged with what is stored and some on their way there.
        await storeRows(database, events.slice(0, 3), { clocks: clocks.slice(0, 4) });
        await storeRows(database, events.slice(3), { clocks: clocks.slice(4) });
        const expected = inOrder(
          events.filter((event) => isSelected(event, selection)).map((event) => timedBy(clocks, event)),
          selection.order,
        );

        const listed = await listQuizEvents(database.query, selection, 1000, 0);
        expect(withoutIds(listed)).toEqual(expected);
        expect(await countQuizEvents(database.query, selection)).toBe(expected.length);

        const chunks = await streamed(selection, chunkRows);
        expect(chunks.flat()).toEqual(listed);
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === chunkRows)).toBe(true);

        const page = await listQuizEvents(database.query, selection, chunkRows, chunkRows);
        expect(page).toEqual(listed.slice(chunkRows, 2 * chunkRows));
      }),
      { numRuns: 60 },
    );
  });

  test('a stream is as of its first moment, whatever is written while it is read', async () => {
    const selection = { ...everything, quizSubmissionId: ++quizSubmissionId };
    const more = (from: number) =>
      Array.from({ length: 10 }, (_, index) => newQuizEvent({ quizSubmissionId, sequence: from + index }));
    await storeRows(database, more(0));
    const seen: (number | null)[] = [];
    for await (const chunk of streamQuizEvents(database, selection, 3)) {
      seen.push(...chunk.map(({ sequence }) => sequence));
      await storeRows(database, more(100));
    }
    expect(seen).toEqual(more(0).map(({ sequence }) => sequence));
    expect(await countQuizEvents(database.query, selection)).toBe(10 + 4 * 10);
  });

  test('a stream lets the event loop turn between its chunks, however fast it is read', async () => {
    const selection = { ...everything, quizSubmissionId: ++quizSubmissionId };
    await storeRows(
      database,
      Array.from({ length: 12 }, (_, sequence) => newQuizEvent({ quizSubmissionId, sequence })),
    );
    let turns = 0;
    let next = setImmediate(turn);
    function turn() {
      turns++;
      next = setImmediate(turn);
    }
    const turnsAtChunks: number[] = [];
    for await (const _ of streamQuizEvents(database, selection, 3)) turnsAtChunks.push(turns);
    clearImmediate(next);
    expect(new Set(turnsAtChunks).size).toBe(4);
  });

  test('a stream that is left early gives back what it held', async () => {
    const selection = { ...everything, quizSubmissionId: ++quizSubmissionId };
    await storeRows(
      database,
      [1, 2, 3].map((sequence) => newQuizEvent({ quizSubmissionId, sequence })),
    );
    // More often than there are connections.
    for (let round = 0; round < 40; round++) {
      for await (const chunk of streamQuizEvents(database, selection, 1)) {
        expect(chunk).toHaveLength(1);
        break;
      }
    }
    expect(await countQuizEvents(database.query, selection)).toBe(3);
    await database.transaction((transaction) => countQuizEvents(transaction, selection));
  });
}

eachDatabase((kind) => {
  suite(async () => openForRows(await kind.readyUrl()));
});

describe('in memory', () => {
  suite(() => openForRows('sqlite::memory:'));
});
