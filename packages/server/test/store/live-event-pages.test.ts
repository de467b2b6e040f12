// What a page of the feed selects, and what it costs when the feed is long and the selection rare.
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { type FeedSelection, listFeed, selectFeed } from '../../src/store/live-event-pages.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase } from '../support/databases.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const events = 20_000;

/** Names by how often they come; every course has some of each, and every fifth event is in no course. */
const nameOf = (position: number): string =>
  position % 5000 === 0 ? 'rare' : position % 2 === 0 ? 'even' : 'odd';
const courseOf = (position: number): number | null => (position % 5 === 0 ? null : position % 4);

const fill = `
  insert into live_events
    (position, uuid, source, event_name, event_time_ms, course_id, metadata, body)
  with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < ${events})
  select i, 'uuid-' || i, 'quizwire',
    case when i % 5000 = 0 then 'rare' when i % 2 = 0 then 'even' else 'odd' end,
    0, case when i % 5 = 0 then null else i % 4 end, '{}', '{}'
  from numbers order by i`;

eachDatabase(({ kind, freshUrl }) => {
  let database: Database;
  beforeAll(async () => {
    const url = await freshUrl();
    database = await openDatabase(url, testStartMs);
    await runSql(url, fill);
    await runSql(
      url,
      "insert into live_events (uuid, source, event_name, event_time_ms, metadata, body) values ('unnumbered', 'quizwire', 'rare', 0, '{}', '{}')",
    );
    await runSql(url, 'analyze live_events');
  });
  afterAll(() => database[Symbol.asyncDispose]());

  const selections: FeedSelection[] = [
    { eventNames: [], courseId: null },
    { eventNames: ['rare'], courseId: null },
    { eventNames: ['rare', 'odd', 'nothing'], courseId: null },
    { eventNames: [], courseId: 3 },
    { eventNames: ['rare', 'even'], courseId: 2 },
    { eventNames: ['rare'], courseId: 4 },
  ];

  describe.each(selections)('the selection $eventNames of course $courseId', (selection) => {
    const { eventNames, courseId } = selection;

    test.each([0, 1, 7_499, 19_990, events])('has what is behind position %i, in order', async (after) => {
      const expected: number[] = [];
      for (let position = after + 1; position <= events && expected.length < 12; position++) {
        const isNamed = eventNames.length === 0 || eventNames.includes(nameOf(position));
        if (isNamed && (courseId === null || courseOf(position) === courseId)) expected.push(position);
      }
      const found = await listFeed(database.query, selection, after, 12);
      expect(found.map(({ position }) => position)).toEqual(expected);
    });

    test('is found through an index, with few rows looked at in vain', async () => {
      const steps = await plan(selection);
      const reads = steps.filter((step) => /live_events/.test(step) && /Scan|SCAN|SEARCH/.test(step));
      expect(reads.length).toBeGreaterThanOrEqual(1);
      for (const step of reads) expect(step).toMatch(/Index Scan using live_events_|SEARCH .* USING INDEX/);
      const inVain = steps.map((step) => Number(/Rows Removed by Filter: (\d+)/.exec(step)?.[1] ?? 0));
      expect(Math.max(...inVain)).toBeLessThan(100);
    });
  });

  /** The steps that the database takes, in its own words. */
  async function plan(selection: FeedSelection): Promise<string[]> {
    const { sql, parameters } = selectFeed(database.query, selection, 100, 12).compile();
    const explain =
      kind === 'sqlite' ? 'explain query plan' : 'explain (analyze, costs off, timing off, summary off)';
    const explained = CompiledQuery.raw(`${explain} ${sql}`, [...parameters]);
    const { rows } = await database.query.executeQuery<Record<string, string>>(explained);
    return rows.map((row) => row.detail ?? row['QUERY PLAN'] ?? '');
  }
});
