// The same event from several senders at the same moment: on the feed once, whoever wins.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '../../src/operations/digest.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { insertNewReceivedEvents } from '../../src/store/received-events.ts';
import { caliperItem, envelopeOf } from '../support/caliper-items.ts';
import { eachDatabase } from '../support/databases.ts';
import { receivedIn } from '../support/received.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { runSql } from '../support/sql.ts';

const rounds = 100;
const caliperPath = '/api/v1/caliper';
const canvasPath = '/api/v1/canvas_live_events';

eachDatabase((database) => {
  let databaseUrl: string;
  let servers: TestServer[];
  beforeAll(async () => {
    databaseUrl = await database.readyUrl();
    // One SQLite file has one server.
    const count = database.kind === 'postgres' ? 2 : 1;
    servers = [];
    while (servers.length < count) servers.push(await startTestServer(database, { databaseUrl }));
  });
  afterAll(async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
  });

  /** Sends each body at the same time, to every server by turns; the statuses. */
  const atOnce = (path: string, bodies: readonly unknown[]): Promise<number[]> =>
    Promise.all(
      bodies.map(async (body, index) => {
        const server = servers[index % servers.length];
        if (server === undefined) throw new Error('there is no server');
        return (await server.call('POST', path, { body })).status;
      }),
    );

  test(`Caliper events, ${rounds} rounds, in envelopes that have them in another order`, async () => {
    const ids = new Set<unknown>();
    for (let round = 0; round < rounds; round++) {
      const items = [caliperItem({}), caliperItem({}), caliperItem({})];
      for (const { id } of items) ids.add(id);
      const [a, b, c] = items;
      const statuses = await atOnce(caliperPath, [
        envelopeOf([a, b, c]),
        envelopeOf([c, b, a]),
        envelopeOf([b]),
        envelopeOf([b, c]),
      ]);
      expect(statuses).toEqual([200, 200, 200, 200]);
    }
    const rows = await receivedIn(databaseUrl);
    const taken = rows.map(({ body }) => JSON.parse(body).id);
    expect(taken).toHaveLength(3 * rounds);
    expect(new Set(taken)).toEqual(ids);
  });

  test(`Canvas events, ${rounds} rounds`, async () => {
    const before = (await receivedIn(databaseUrl)).length;
    const event = (id: string) => ({
      metadata: { event_name: 'logged_out', event_time: '2026-08-31T10:15:00.123Z', request_id: id },
      body: {},
    });
    for (let round = 0; round < rounds; round++) {
      const [a, b] = [event(`${round} a`), event(`${round} b`)];
      const statuses = await atOnce(canvasPath, [[a, b], [b, a], a, b]);
      expect(statuses).toEqual([204, 204, 204, 204]);
    }
    const rows = (await receivedIn(databaseUrl)).slice(before);
    expect(rows).toHaveLength(2 * rounds);
    expect(new Set(rows.map(({ metadata }) => metadata)).size).toBe(2 * rounds);
  });

  test('refused items, in envelopes that have them in another order', async () => {
    let deadlocks = 0;
    for (let round = 0; round < 5; round++) {
      const items = Array.from({ length: 300 }, (_, index) => ({ round, index }));
      const statuses = await atOnce(caliperPath, [
        envelopeOf(items),
        envelopeOf(items.toReversed()),
        envelopeOf(items),
        envelopeOf(items.toReversed()),
      ]);
      expect(statuses).toEqual([202, 202, 202, 202]);
    }
    if (database.kind === 'postgres') {
      const [row] = await runSql<{ deadlocks: number }>(
        databaseUrl,
        'select deadlocks from pg_stat_database where datname = current_database()',
      );
      deadlocks = Number(row?.deadlocks);
    }
    expect(deadlocks).toBe(0);
  });

  test('of two events with one id, one is on the feed and one in quarantine', async () => {
    for (let round = 0; round < 20; round++) {
      const item = caliperItem({});
      const items = [item, { ...item, action: 'Submitted' }];
      const statuses = await atOnce(
        caliperPath,
        items.map((one) => envelopeOf([one])),
      );
      expect(statuses.toSorted()).toEqual([200, 202]);
      const last = (await receivedIn(databaseUrl)).at(-1);
      const quarantined = await servers[0]?.call('GET', '/api/v1/caliper/quarantine?per_page=1');
      const kept = [JSON.parse(last?.body ?? ''), quarantined?.json[0].item];
      expect(kept).toEqual(expect.arrayContaining(items));
    }
  });

  if (database.kind === 'postgres')
    test.each([
      ['commits', 0],
      ['is undone', 1],
    ])('who comes while another takes the same event waits until that %s', async (_, more) => {
      const before = (await receivedIn(databaseUrl)).length;
      const item = caliperItem({});
      const text = JSON.stringify(item);
      const eventKey = digestOf(`caliper ${String(item.id).slice('urn:uuid:'.length)}`);
      const undone = new Error('undone');
      let sent: Promise<number[]> | undefined;
      await using opened = await openDatabase(databaseUrl, testStartMs);
      const other = opened.transaction(async (transaction) => {
        const received = { eventKey, contentDigest: digestOf(text), receivedAtMs: testStartMs };
        await insertNewReceivedEvents(transaction, [received]);
        sent = atOnce(caliperPath, [envelopeOf([item])]);
        await someoneWaits(opened.query);
        if (more === 1) throw undone;
      });
      if (more === 1) await expect(other).rejects.toBe(undone);
      else await other;
      expect(await sent).toEqual([200]);
      expect((await receivedIn(databaseUrl)).length - before).toBe(more);
    });
});
