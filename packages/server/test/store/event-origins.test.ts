// Where events came from: stored with them, or not at all, each origin once however often and in whatever order it is told.

import { expect, test } from 'vitest';
import type { EventOrigin } from '../../src/model/event-origin.ts';
import { eventOriginsShownMax } from '../../src/model/quiz-log-limits.ts';
import { readEventOrigins } from '../../src/store/event-origins.ts';
import { QuizEventWriter } from '../../src/store/quiz-event-writer.ts';
import { eachDatabase, type TestDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';
import { openForRows, rowsBatch, storeRows } from '../support/stored-rows.ts';

const silent = { committed: () => {}, failed: () => {} };

function origin(given: Partial<EventOrigin> = {}): EventOrigin {
  return {
    quizSubmissionId: 1,
    attempt: 1,
    pageSession: 'tab',
    clientAddress: '192.0.2.1',
    userAgent: 'Browser/1',
    firstReceivedAtMs: testStartMs,
    lastReceivedAtMs: testStartMs,
    ...given,
  };
}

const open = async (database: TestDatabase) => openForRows(await database.readyUrl());

eachDatabase((kind) => {
  test('an origin is stored with its batch, with and without clocks and client ids', async () => {
    await using database = await open(kind);
    const writer = new QuizEventWriter(database, silent);
    const phone = origin({ clientAddress: '2001:db8::1', userAgent: 'Téléphone' });
    await Promise.all([
      writer.write(rowsBatch([newQuizEvent()], { origins: [origin()] })),
      writer.write(
        rowsBatch([newQuizEvent({ clientEventId: '00000000-0000-0000-0000-000000000001' })], {
          origins: [phone],
        }),
      ),
      writer.write(rowsBatch([newQuizEvent()])),
    ]);
    expect(await readEventOrigins(database.query, 1, 1)).toEqual([origin(), phone]);
    expect(await readEventOrigins(database.query, 1, 2)).toEqual([]);
    expect(await readEventOrigins(database.query, 2, 1)).toEqual([]);
  });

  test('an origin told again keeps when it was first heard and learns when it was last, in any order', async () => {
    await using database = await open(kind);
    const at = (first: number, last: number) =>
      origin({ firstReceivedAtMs: testStartMs + first, lastReceivedAtMs: testStartMs + last });
    await storeRows(database, [], { origins: [at(5, 5), at(9, 9), at(3, 3)] });
    await storeRows(database, [], { origins: [at(4, 12)] });
    await storeRows(database, [], { origins: [at(6, 7)] });
    expect(await readEventOrigins(database.query, 1, 1)).toEqual([at(3, 12)]);
  });

  test('a batch that cannot be stored leaves no origin', async () => {
    await using database = await open(kind);
    const writer = new QuizEventWriter(database, silent);
    const unstorable = newQuizEvent({ clientTimestampMs: 2 ** 63 });
    const outcomes = await Promise.allSettled([
      writer.write(rowsBatch([unstorable], { origins: [origin()] })),
      writer.write(rowsBatch([newQuizEvent()], { origins: [origin({ quizSubmissionId: 2 })] })),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await readEventOrigins(database.query, 1, 1)).toEqual([]);
    expect(await readEventOrigins(database.query, 2, 1)).toHaveLength(1);
  });

  test('of very many origins the first are read', async () => {
    await using database = await open(kind);
    const many = Array.from({ length: eventOriginsShownMax + 5 }, (_, at) =>
      origin({
        clientAddress: `10.0.0.${at}`,
        firstReceivedAtMs: testStartMs + at,
        lastReceivedAtMs: testStartMs + at,
      }),
    );
    await storeRows(database, [], { origins: many.toReversed() });
    expect(await readEventOrigins(database.query, 1, 1)).toEqual(many.slice(0, eventOriginsShownMax));
  });

  test('servers that tell of the same origins at once do not keep each other from storing them', async () => {
    const url = await kind.readyUrl();
    await using one = await openForRows(url);
    const others = Array.from({ length: 20 }, (_, at) => origin({ pageSession: `tab ${at}` }));
    const rounds = Array.from({ length: 10 }, (_, round) =>
      storeRows(one, [newQuizEvent()], { origins: round % 2 === 0 ? others : others.toReversed() }),
    );
    await Promise.all(rounds);
    expect(await readEventOrigins(one.query, 1, 1)).toHaveLength(20);
  });
});
