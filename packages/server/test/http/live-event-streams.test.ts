// The feed as server-sent events: what is on the wire, how a reader goes on, and what ends a stream.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { feedStreamsMax } from '../../src/model/feed-limits.ts';
import type { NewLiveEvent } from '../../src/store/live-events.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase } from '../support/databases.ts';
import { type EventStream, openEventStream } from '../support/event-stream.ts';
import { appendBeside, feedWith, newLiveEvent } from '../support/fed-events.ts';
import { type FeedServer, startFeedServer } from '../support/feed-server.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

eachDatabase((database) => {
  /** A new database whose feed has these events. */
  async function databaseOf(events: readonly NewLiveEvent[]): Promise<string> {
    const url = await database.readyUrl();
    await using opened = await openDatabase(url, testStartMs);
    await opened.transaction((query) => feedWith(query, events));
    return url;
  }

  const databaseWith = (count: number, body = '{}'): Promise<string> =>
    databaseOf(Array.from({ length: count }, (_, at) => newLiveEvent(at + 1, { body })));

  const follow = (server: FeedServer, query = '', headers: Record<string, string> = {}) =>
    openEventStream(server.url + query, server.adminToken, headers);

  const numbersOf = async (stream: EventStream, count: number): Promise<string[]> => {
    const ids: string[] = [];
    while (ids.length < count) ids.push((await stream.nextMessage())?.id ?? 'none');
    return ids;
  };

  describe('a stream of server-sent events', () => {
    test('begins with what there is and goes on with what comes, letter by letter', async () => {
      await using server = await startFeedServer(await databaseWith(1));
      await using stream = await follow(server);
      expect(stream.status).toBe(200);
      expect(stream.headers).toMatchObject({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      expect(stream.headers['content-encoding']).toBeUndefined();
      expect(await stream.next()).toEqual(['retry: 1000', 'id: 0']);
      const metadata = '{"event_name":"grade_change","event_time":"2026-09-01T09:00:00.124Z"}';
      expect(await stream.next()).toEqual([
        'id: 1',
        'event: grade_change',
        `data: {"metadata":${metadata},"body":{}}`,
      ]);
      await server.announce('user_updated', { name: 'Ada' });
      const { id, event, data } = (await stream.nextMessage()) ?? {};
      expect([id, event, data.body]).toEqual(['2', 'user_updated', { name: 'Ada' }]);
      expect(data.metadata.event_name).toBe('user_updated');
    });

    test('begins at the end when asked to, and says where that is', async () => {
      await using server = await startFeedServer(await databaseWith(3));
      await using stream = await follow(server, '?after=latest');
      expect(await stream.next()).toEqual(['retry: 1000', 'id: 3']);
      await server.announce('user_updated', {});
      expect((await stream.nextMessage())?.id).toBe('4');
    });

    test('is resumed behind the last event that was read, whatever the URL says', async () => {
      await using server = await startFeedServer(await databaseWith(4));
      for (const [query, lastEventId, ids] of [
        ['', '2', ['3', '4']],
        ['?after=1', '3', ['4']],
        ['?after=latest', '3', ['4']],
        ['?after=2', '', ['3', '4']],
      ] as const) {
        await using stream = await follow(server, query, { 'Last-Event-ID': lastEventId });
        expect([query, await numbersOf(stream, ids.length)]).toEqual([query, ids]);
      }
      for (const [lastEventId, message] of [
        ['x', 'Last-Event-ID must be a cursor of this feed, or latest'],
        ['5', "cursor 5 is another feed's: this one ends at 4; begin with 0 or latest"],
      ] as const) {
        await using refused = await follow(server, '', { 'Last-Event-ID': lastEventId });
        expect([refused.status, await refused.next()]).toEqual([400, undefined]);
        const reply = await fetch(server.url, {
          headers: {
            Authorization: `Bearer ${server.adminToken}`,
            Accept: 'text/event-stream',
            'Last-Event-ID': lastEventId,
          },
        });
        expect(await reply.json()).toEqual({ errors: [{ message, error_code: 'bad_request' }] });
      }
    });

    test('has what is selected only, and tells now and then how far it has been read', async () => {
      await using server = await startFeedServer(await databaseWith(2), { heartbeatMs: 10 });
      await using stream = await follow(server, '?event_name=user_updated');
      expect(await stream.next()).toEqual(['retry: 1000', 'id: 0']);
      expect(await stream.next()).toEqual([': still here', 'id: 2']);
      await server.announce('course_updated', {});
      let lines = await stream.next();
      while (lines?.[1] === 'id: 2') lines = await stream.next();
      expect(lines).toEqual([': still here', 'id: 3']);
      await server.announce('user_updated', {});
      expect((await stream.nextMessage())?.id).toBe('4');
    });

    test('has no line ends in its fields but those of the protocol', async () => {
      const eventName = 'a\nid: 9\r\rdata: no';
      const body = '{\r\n"a"\n:1\r}';
      const url = await databaseOf([newLiveEvent(1, { source: 'canvas', eventName, metadata: '{}', body })]);
      await using server = await startFeedServer(url);
      await using stream = await follow(server);
      await stream.next();
      expect(await stream.next()).toEqual([
        'id: 1',
        'event: a id: 9 data: no',
        'data: {"metadata":{},"body":{ "a" :1 }}',
      ]);
    });

    test('has every event once and in order while many are announced at once', async () => {
      const count = 300;
      await using server = await startFeedServer(await databaseWith(0));
      await using early = await follow(server);
      const announced = Promise.all(
        Array.from({ length: count }, (_, number) => server.announce('user_updated', { number })),
      );
      await using late = await follow(server);
      const expected = Array.from({ length: count }, (_, at) => String(at + 1));
      const read = async (stream: EventStream) => {
        const numbers = new Set<number>();
        const ids: string[] = [];
        while (ids.length < count) {
          const message = await stream.nextMessage();
          ids.push(message?.id ?? 'none');
          numbers.add(message?.data.body.number);
        }
        expect(ids).toEqual(expected);
        expect(numbers.size).toBe(count);
      };
      await Promise.all([announced, read(early), read(late)]);
    });

    test('has what another server announced as soon as this one looks', async () => {
      const url = await databaseWith(1);
      await using server = await startFeedServer(url);
      await using stream = await follow(server, '?after=latest');
      expect(await stream.next()).toEqual(['retry: 1000', 'id: 1']);
      await appendBeside(url, 7);
      await server.number();
      expect((await stream.nextMessage())?.data.body).toEqual({ number: 7 });
    });

    test('ends when the server stops, and does not hold it up', async () => {
      await using server = await startFeedServer(await databaseWith(1));
      await using stream = await follow(server);
      await stream.nextMessage();
      const stopped = server.stop();
      expect(await stream.next()).toBeUndefined();
      await stopped;
    });

    test('ends, too, when the server stops while it is being opened', async () => {
      for (let turns = 0; turns < 6; turns++) {
        await using server = await startFeedServer(await databaseWith(1));
        const socket = await rawRequest(server, 'text/event-stream');
        onTestFinished(() => void socket.destroy());
        socket.resume();
        for (let turn = 0; turn < turns; turn++) await turnOfEventLoop();
        await server.stop();
      }
    });

    test.each([
      ['a token that was revoked', 401, "update access_tokens set workflow_state = 'deleted'"],
      ['somebody who is no admin any more', 403, 'delete from account_users'],
    ])('tells %s nothing more', async (_, status, loss) => {
      const url = await databaseWith(1);
      await using server = await startFeedServer(url, { heartbeatMs: 20 });
      await using stream = await follow(server);
      expect((await stream.nextMessage())?.id).toBe('1');
      await runSql(url, loss);
      let lines = await stream.next();
      while (lines?.[0] === ': still here') lines = await stream.next();
      expect(lines).toBeUndefined();
      await using again = await follow(server, '', { 'Last-Event-ID': '1' });
      expect(again.status).toBe(status);
    });

    test('costs a caller nothing while it is open', async () => {
      await using server = await startFeedServer(await databaseWith(1), { isThrottled: true });
      for (let open = 0; open < 20; open++) {
        const stream = await follow(server);
        onTestFinished(() => stream[Symbol.asyncDispose]());
        expect([open, stream.status]).toEqual([open, 200]);
      }
    });
  });

  describe('streams together', () => {
    const asked = (server: FeedServer, accept: string, method = 'GET') =>
      fetch(server.url, {
        method,
        headers: { Authorization: `Bearer ${server.adminToken}`, Accept: accept },
      });

    test('are so many at most; who goes gives their place back', async () => {
      await using server = await startFeedServer(await databaseWith(1));
      const streams: EventStream[] = [];
      for (let open = 0; open < feedStreamsMax; open++) streams.push(await follow(server));
      onTestFinished(async () => {
        for (const stream of streams) await stream[Symbol.asyncDispose]();
      });
      const message =
        'as many streams of the feed as may be open are open; repeat this one later, or read pages';
      for (const accept of ['text/event-stream', 'application/x-ndjson']) {
        const refused = await asked(server, accept);
        expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
          503,
          '1',
          { errors: [{ message, error_code: 'service_unavailable' }] },
        ]);
      }
      expect((await asked(server, 'application/json')).status).toBe(200);
      await streams.pop()?.[Symbol.asyncDispose]();
      for (let tries = 0; tries < 10_000; tries++) {
        await using again = await follow(server);
        if (again.status === 200) return;
      }
      expect.unreachable('the place was not given back');
    });

    test('leave no place taken by what was read to its end, asked by HEAD or refused', async () => {
      await using server = await startFeedServer(await databaseWith(1));
      for (let times = 0; times <= feedStreamsMax; times++) {
        expect((await asked(server, 'text/event-stream', 'HEAD')).status).toBe(200);
        const lines = await asked(server, 'application/x-ndjson');
        expect([lines.status, (await lines.text()).split('\n').length]).toEqual([200, 2]);
        await using refused = await follow(server, '', { 'Last-Event-ID': '99' });
        expect(refused.status).toBe(400);
      }
    });
  });

  describe('a reader who takes nothing', () => {
    test.each(['text/event-stream', 'application/x-ndjson'])('of %s is let go', async (accept) => {
      // More than the buffers of a connection hold.
      const url = await databaseWith(400, JSON.stringify({ text: 'x'.repeat(100_000) }));
      await using server = await startFeedServer(url, { stallMs: 500, heartbeatMs: 50 });
      const socket = await rawRequest(server, accept);
      onTestFinished(() => void socket.destroy());
      const [head] = (await once(socket, 'data')) as [Buffer];
      socket.pause();
      expect(head.toString()).toMatch(/^HTTP\/1\.1 200 /);
      const [connection] = server.connections;
      if (connection === undefined) throw new Error('there is no connection');
      if (!connection.destroyed) await once(connection, 'close');
      await using next = await follow(server, '?after=latest');
      expect(next.status).toBe(200);
    });

    test('but has nothing to take is kept', async () => {
      await using server = await startFeedServer(await databaseWith(0), { stallMs: 1_000, heartbeatMs: 50 });
      await using stream = await follow(server);
      for (let blocks = 0; blocks < 50; blocks++) expect(await stream.next()).toBeDefined();
      await server.announce('user_updated', {});
      expect((await stream.nextMessage())?.id).toBe('1');
    });
  });
});

async function rawRequest(server: FeedServer, accept: string): Promise<Socket> {
  const { hostname, port, pathname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  const headers = `Host: quizwire\r\nAuthorization: Bearer ${server.adminToken}\r\nAccept: ${accept}\r\n`;
  socket.write(`GET ${pathname} HTTP/1.1\r\n${headers}\r\n`);
  return socket;
}
