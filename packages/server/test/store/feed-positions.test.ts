// Times as places in the feed: to the second, also when clocks differ, and for events from before times were kept.

import { expect, test } from 'vitest';
import { findPositionBy, findPositionSince } from '../../src/store/feed-positions.ts';
import { insertLiveEvents, numberLiveEvents } from '../../src/store/live-events.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertOf, newLiveEvent } from '../support/fed-events.ts';
import { runSql } from '../support/sql.ts';

/** A whole second. */
const startMs = Date.UTC(2026, 8, 1, 9);

eachDatabase((databaseKind) => {
  test('a second begins with its first event, and ends with its last', async () => {
    await using database = await openDatabase(await databaseKind.readyUrl(), startMs);
    const { query } = database;
    const ends = async (ms: number) => [
      await findPositionSince(query, startMs + ms),
      await findPositionBy(query, startMs + ms),
    ];
    expect(await ends(0)).toEqual([1, 0]);
    // Two in the first second, one by a clock that is behind, two in the fourth.
    for (const [index, ms] of [100, 900, -5_000, 3_000, 3_999].entries()) {
      await insertLiveEvents(query, [newLiveEvent(index)]);
      await numberLiveEvents(query, 1, startMs + ms);
    }
    expect(await ends(-1)).toEqual([1, 0]);
    expect(await ends(0)).toEqual([1, 3]);
    expect(await ends(999)).toEqual([1, 3]);
    expect(await ends(1_000)).toEqual([4, 3]);
    expect(await ends(2_999)).toEqual([4, 3]);
    expect(await ends(3_500)).toEqual([4, 5]);
    expect(await ends(4_000)).toEqual([6, 5]);
  });

  test('events from before count by their own times, as far as those grow and are of this server', async () => {
    const url = await databaseKind.freshUrl();
    const earlier = migrations.filter(({ version }) => version < 4);
    await (await openDatabase(url, startMs, { migrations: earlier }))[Symbol.asyncDispose]();
    for (const position of [1, 2, 3, 4, 5]) await runSql(url, insertOf(position, String(position)));
    const timeOf = (position: number, set: string) =>
      runSql(url, `update live_events set ${set} where position = ${position}`);
    await timeOf(1, `event_time_ms = ${startMs + 500}`);
    await timeOf(2, `event_time_ms = ${startMs + 90_000}, source = 'caliper'`);
    await timeOf(3, `event_time_ms = ${startMs - 1}`);
    await timeOf(4, `event_time_ms = ${startMs + 2_000}`);
    await timeOf(5, `event_time_ms = ${startMs + 2_999}`);
    await using database = await openDatabase(url, startMs);
    const rows = await database.query.selectFrom('feedTimes').selectAll().orderBy('atMs').execute();
    expect(rows).toEqual([
      { atMs: startMs, position: 1 },
      { atMs: startMs + 2_000, position: 4 },
    ]);
  });
});
