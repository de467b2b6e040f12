// Cursors while others write: nothing is skipped and nothing comes twice, whenever a transaction commits.
import { describe, expect, onTestFinished, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { appendBeside, insertOf } from '../support/fed-events.ts';
import { type FeedServer, startFeedServer } from '../support/feed-server.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { connectPostgres } from '../support/sql.ts';

const feed = '/api/v1/live_events';

interface Page {
  live_events: { cursor: string; message: { body: { number: number } } }[];
  next_cursor: string;
}

async function pageOf(server: TestServer, after: string, query = ''): Promise<Page> {
  return (await server.call('GET', `${feed}?after=${after}${query}`)).json;
}

const numbersOf = ({ live_events }: Page) => live_events.map(({ message }) => message.body.number);

eachDatabase((database) => {
  test('a reader who asks all the time gets everything once, in one order for all, while many write', async () => {
    const { databaseUrl } = await courseFixture(database);
    await using server = await startFeedServer(databaseUrl);
    await using another = database.kind === 'postgres' ? await startFeedServer(databaseUrl) : undefined;
    const servers = another === undefined ? [server] : [server, another];
    const all = 200;

    const read = async ({ url, adminToken, number }: FeedServer): Promise<number[]> => {
      const headers = { Authorization: `Bearer ${adminToken}` };
      const selection = 'limit=7&event_name[]=user_updated&event_name[]=user_created';
      const numbers: number[] = [];
      for (let cursor = '0'; numbers.length < all; ) {
        await number();
        const page = (await (await fetch(`${url}?${selection}&after=${cursor}`, { headers })).json()) as Page;
        numbers.push(...numbersOf(page));
        cursor = page.next_cursor;
      }
      return numbers;
    };
    const written = Array.from({ length: all }, (_, number) =>
      servers[number % servers.length]?.announce(number % 3 === 0 ? 'user_created' : 'user_updated', {
        number,
      }),
    );
    const [orders] = await Promise.all([Promise.all(servers.map(read)), Promise.all(written)]);
    for (const order of orders) {
      expect(order).toEqual(orders[0]);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: all }, (_, number) => number));
    }
  });

  if (database.kind === 'postgres')
    describe('an event whose transaction is open longer', () => {
      test.each(['', '&event_name=grade_change', '&event_name[]=grade_change&event_name[]=none'])(
        'comes behind the cursor of those that passed it%s',
        async (selection) => {
          const { databaseUrl } = await courseFixture(database);
          await using server = await startTestServer(database, { databaseUrl });
          await using another = await startTestServer(database, { databaseUrl });
          const slow = await connectPostgres(databaseUrl);
          onTestFinished(() => slow.end());
          await slow.query('begin');
          await slow.query(insertOf(1, 'null'));
          await appendBeside(databaseUrl, 2);
          await server.upkeep();
          const first = await pageOf(another, '0', selection);
          expect([numbersOf(first), first.next_cursor]).toEqual([[2], '1']);
          await another.upkeep();
          expect(await pageOf(another, '1', selection)).toEqual({ live_events: [], next_cursor: '1' });
          await slow.query('commit');
          await another.upkeep();
          const second = await pageOf(server, first.next_cursor, selection);
          expect([numbersOf(second), second.next_cursor]).toEqual([[1], '2']);
        },
      );

      test('is never in the feed when it is undone', async () => {
        const { databaseUrl } = await courseFixture(database);
        await using server = await startTestServer(database, { databaseUrl });
        const slow = await connectPostgres(databaseUrl);
        onTestFinished(() => slow.end());
        await slow.query('begin');
        await slow.query(insertOf(1, 'null'));
        await appendBeside(databaseUrl, 2);
        await server.upkeep();
        await slow.query('rollback');
        await appendBeside(databaseUrl, 3);
        await server.upkeep();
        const page = await pageOf(server, '0');
        expect([numbersOf(page), page.next_cursor]).toEqual([[2, 3], '2']);
      });
    });
});
