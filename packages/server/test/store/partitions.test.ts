// Monthly partitions of quiz events on PostgreSQL: made ahead, made when needed, by many at once, in nobody's way.

import { afterAll, describe, expect, inject, test } from 'vitest';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { createDatabase } from '../support/postgres.ts';
import { connectPostgres, runSql } from '../support/sql.ts';
import { openForRows, storeRows } from '../support/stored-rows.ts';

const postgresUrl = inject('postgresUrl');

/** A moment in the middle of a month, counted from 1. */
const middleOf = (year: number, month: number) => Date.UTC(year, month - 1, 15, 12);

async function partitionsOf(url: string): Promise<string[]> {
  const rows = await runSql<{ name: string }>(
    url,
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'quiz_events'::regclass order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Where each stored event lies, by its type. */
async function placesOf(url: string): Promise<Record<string, string>> {
  const rows = await runSql<{ event_type: string; partition: string }>(
    url,
    'select event_type, tableoid::regclass::text as partition from quiz_events',
  );
  return Object.fromEntries(rows.map(({ event_type, partition }) => [event_type, partition]));
}

describe.skipIf(postgresUrl === null)('partitions of quiz events', () => {
  const databases: { drop(): Promise<void> }[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.drop())));
  async function freshUrl(): Promise<string> {
    const database = await createDatabase(postgresUrl ?? '');
    databases.push(database);
    return database.url;
  }

  test('are there for this month and the two after it once the database is open', async () => {
    const url = await freshUrl();
    await using _ = await openForRows(url, middleOf(2026, 11));
    expect(await partitionsOf(url)).toEqual([
      'quiz_events_2026_11',
      'quiz_events_2026_12',
      'quiz_events_2027_01',
    ]);
  });

  test('begin and end with the month in UTC', async () => {
    const url = await freshUrl();
    await using database = await openForRows(url, middleOf(2026, 11));
    const newYear = Date.UTC(2027, 0, 1);
    await storeRows(database, [
      newQuizEvent({ eventType: 'last of the year', createdAtMs: newYear - 1 }),
      newQuizEvent({ eventType: 'first of the year', createdAtMs: newYear }),
    ]);
    expect(await placesOf(url)).toEqual({
      'last of the year': 'quiz_events_2026_12',
      'first of the year': 'quiz_events_2027_01',
    });
  });

  test('are made for an event of any other month, past or far ahead', async () => {
    const url = await freshUrl();
    await using database = await openForRows(url, middleOf(2026, 9));
    await storeRows(database, [
      newQuizEvent({ eventType: 'far ahead', createdAtMs: middleOf(2031, 2) }),
      newQuizEvent({ eventType: 'now', createdAtMs: middleOf(2026, 9) }),
      newQuizEvent({ eventType: 'past', createdAtMs: middleOf(1999, 12) }),
    ]);
    expect(await placesOf(url)).toEqual({
      'far ahead': 'quiz_events_2031_02',
      now: 'quiz_events_2026_09',
      past: 'quiz_events_1999_12',
    });
  });

  test('are added as time goes on, and none is dropped', async () => {
    const url = await freshUrl();
    await using database = await openForRows(url, middleOf(2026, 9));
    await storeRows(database, [newQuizEvent({ eventType: 'old', createdAtMs: middleOf(2026, 9) })]);
    await database.prepareAhead(middleOf(2030, 1));
    await database.prepareAhead(middleOf(2030, 1));
    expect(await partitionsOf(url)).toEqual([
      'quiz_events_2026_09',
      'quiz_events_2026_10',
      'quiz_events_2026_11',
      'quiz_events_2030_01',
      'quiz_events_2030_02',
      'quiz_events_2030_03',
    ]);
    expect(await placesOf(url)).toEqual({ old: 'quiz_events_2026_09' });
  });

  test('are those that another server made', async () => {
    const url = await freshUrl();
    await using one = await openForRows(url, middleOf(2026, 9));
    await using other = await openForRows(url, middleOf(2026, 9));
    await one.prepareAhead(middleOf(2026, 12));
    await storeRows(other, [newQuizEvent({ eventType: 'new year', createdAtMs: middleOf(2027, 1) })]);
    expect(await placesOf(url)).toEqual({ 'new year': 'quiz_events_2027_01' });
  });

  test('are made once when several servers make and fill them together', async () => {
    const url = await freshUrl();
    await using open = new AsyncDisposableStack();
    const servers = [];
    for (let server = 0; server < 6; server++) {
      servers.push(open.use(await openForRows(url, middleOf(2026, 9))));
    }
    await Promise.all(
      servers.flatMap((server, index) => [
        server.prepareAhead(middleOf(2027, 3)),
        storeRows(server, [
          newQuizEvent({ eventType: `a${index}`, createdAtMs: middleOf(2027, 4) }),
          newQuizEvent({ eventType: `b${index}`, createdAtMs: middleOf(2027, 3) }),
        ]),
        server.prepareAhead(middleOf(2027, 4)),
      ]),
    );
    expect((await partitionsOf(url)).slice(3)).toEqual([
      'quiz_events_2027_03',
      'quiz_events_2027_04',
      'quiz_events_2027_05',
      'quiz_events_2027_06',
    ]);
    const places = Object.entries(await placesOf(url));
    expect(places).toHaveLength(12);
    for (const [type, place] of places) {
      expect(place).toBe(type.startsWith('a') ? 'quiz_events_2027_04' : 'quiz_events_2027_03');
    }
  });

  test('are made while a long read and a long write hold the table, and hold up neither', async () => {
    const url = await freshUrl();
    await using database = await openForRows(url, middleOf(2026, 9));
    const now = middleOf(2026, 9);
    await storeRows(
      database,
      [1, 2, 3].map((sequence) => newQuizEvent({ sequence, createdAtMs: now })),
    );
    const reader = await connectPostgres(url);
    const writer = await connectPostgres(url);
    try {
      await reader.query('begin');
      await reader.query('declare events cursor for select sequence from quiz_events order by id');
      expect((await reader.query('fetch 1 from events')).rows).toEqual([{ sequence: 1 }]);
      await writer.query('begin');
      await writer.query('update quiz_events set sequence = 30 where sequence = 3');

      await storeRows(database, [newQuizEvent({ sequence: 4, createdAtMs: middleOf(2027, 6) })]);
      await database.prepareAhead(middleOf(2028, 1));
      await storeRows(database, [newQuizEvent({ sequence: 5, createdAtMs: now })]);

      expect((await reader.query('fetch all from events')).rows).toEqual([{ sequence: 2 }, { sequence: 3 }]);
      await writer.query('commit');
    } finally {
      await reader.end();
      await writer.end();
    }
    expect(await runSql(url, 'select sequence from quiz_events order by id')).toEqual(
      [1, 2, 30, 4, 5].map((sequence) => ({ sequence })),
    );
  });
});
