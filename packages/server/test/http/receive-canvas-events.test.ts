// POST /api/v1/canvas_live_events with an access token. Source: live events reference §1, §9; how signed ones come is in
// signed-canvas-events.test.ts.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receivedBytesMax } from '../../src/model/feed-limits.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { receivedIn } from '../support/received.ts';
import { insufficientScopesBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { type CallOptions, startTestServer, type TestServer } from '../support/server.ts';

const path = '/api/v1/canvas_live_events';

let count = 0;

/** An event unlike all others, as Canvas writes it. */
function eventText(name = 'grade_change', key: 'metadata' | 'attributes' = 'metadata'): string {
  const metadata =
    `{"event_name":"${name}", "event_time":"2019-11-01T00:08:55.123Z","context_type":"Course",` +
    `"context_id":"21070000000000055","user_id":"21070000000000009","request_id":"request ${++count}"}`;
  const body =
    '{ "submission_id":"21070000000000012","user_id":"21070000000000056","assignment_id":"21070000000000034",' +
    '"score":5.0,"big":12345678901234567890,"text":"\\u00e9\\/" }';
  return `{"${key}":${metadata},"body":${body}}`;
}

const partsOf = (text: string) => {
  const [, metadata, body] = /^\{"\w+":(.*?),"body":(.*)\}$/.exec(text) ?? [];
  return { metadata, body };
};

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl, shard: 2107 });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const send = (body: string, options: CallOptions = {}) =>
    server.call('POST', path, { body, headers: { 'Content-Type': 'application/json' }, ...options });

  /** What `work` put into the database. */
  async function takenBy(work: () => Promise<unknown>) {
    const before = (await receivedIn(course.databaseUrl)).length;
    await work();
    return (await receivedIn(course.databaseUrl)).slice(before);
  }

  test('an event is kept as it came, and answered without a body', async () => {
    const text = eventText();
    const [row, ...more] = await takenBy(async () => {
      const reply = await send(text);
      expect([reply.status, reply.text]).toEqual([204, '']);
    });
    expect(more).toEqual([]);
    expect(row).toEqual({
      position: row?.position,
      uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      source: 'canvas',
      event_name: 'grade_change',
      event_time_ms: Date.UTC(2019, 10, 1, 0, 8, 55, 123),
      course_id: 55,
      assignment_id: 34,
      user_id: 56,
      ...partsOf(text),
      details: null,
    });
  });

  test.each([
    ['the raw stream', (text: string) => text.replace('"metadata"', '"attributes"')],
    ['an array', (text: string) => `[${text}]`],
    ['a line', (text: string) => `\n${text}\r\n`],
  ])('an event of %s is kept in the same words', async (_, form) => {
    const text = eventText();
    const [row] = await takenBy(() => send(form(text)));
    expect(row).toMatchObject(partsOf(text));
  });

  test('many keep their order', async () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `event_${index}`);
    const rows = await takenBy(async () => {
      expect((await send(names.map((name) => eventText(name)).join('\n'))).status).toBe(204);
    });
    expect(rows.map(({ event_name }) => event_name)).toEqual(names);
  });

  test('the same event is taken once, in one body and in several, signed with whatever key', async () => {
    const text = eventText();
    const rows = await takenBy(async () => {
      for (const body of [`${text}${text}`, text, `[${text}]`, text.replace('"metadata"', '"attributes"')]) {
        expect((await send(body)).status).toBe(204);
      }
    });
    expect(rows).toHaveLength(1);
  });

  test('an event that differs in a character is another', async () => {
    const text = eventText();
    const rows = await takenBy(async () => {
      for (const body of [text, text.replace('5.0', '5.5')]) await send(body);
    });
    expect(rows).toHaveLength(2);
  });

  test('it comes out of the feed, in the words it came in', async () => {
    const text = eventText('feed_me');
    await send(text.replace('"metadata"', '"attributes"'));
    await server.upkeep();
    const { json, text: page } = await server.call(
      'GET',
      '/api/v1/live_events?event_name[]=feed_me&course_id=55',
    );
    expect(json.live_events).toEqual([
      expect.objectContaining({ event_name: 'feed_me', event_time: '2019-11-01T00:08:55.123Z' }),
    ]);
    expect(page).toContain(text);
  });

  test("it comes out of the feed in Canvas's Caliper", async () => {
    await send(eventText());
    await server.upkeep();
    const { json } = await server.call(
      'GET',
      '/api/v1/live_events?event_name=grade_change&format=canvas-caliper',
    );
    expect(json.live_events.at(-1).message.data[0]).toMatchObject({
      type: 'GradeEvent',
      object: { id: 'urn:instructure:canvas:submission:21070000000000012' },
    });
  });

  test('what only a real Canvas announces comes out in its Caliper too', async () => {
    const metadata = { event_name: 'asset_accessed', event_time: '2019-11-01T00:08:55.123Z', user_id: '9' };
    const body = { asset_type: 'quizzes:quiz', asset_id: '21070000000000144', asset_name: 'A quiz' };
    await send(JSON.stringify({ metadata, body }));
    await server.upkeep();
    const { json } = await server.call(
      'GET',
      '/api/v1/live_events?event_name=asset_accessed&format=canvas-caliper',
    );
    expect(json.live_events).toEqual([expect.objectContaining({ event_name: 'asset_accessed' })]);
    expect(json.live_events[0].message.data[0]).toMatchObject({
      type: 'NavigationEvent',
      object: { id: 'urn:instructure:canvas:quizzes:quiz:21070000000000144' },
    });
  });

  test.each([
    'application/json; charset=utf-8',
    'application/x-ndjson',
    'text/plain',
    'application/octet-stream',
    '',
  ])('with the content type "%s" it is read all the same', async (type) => {
    const rows = await takenBy(async () => {
      // Not fetch's own type for texts.
      const body = new TextEncoder().encode(eventText());
      const headers = { Authorization: `Bearer ${server.adminToken}`, ...(type && { 'Content-Type': type }) };
      expect((await fetch(`${server.url}${path}`, { method: 'POST', headers, body })).status).toBe(204);
    });
    expect(rows).toHaveLength(1);
  });

  describe('refused', () => {
    test('without a login, whatever is sent', async () => {
      for (const body of [eventText(), '{', 'a.b.c', '']) {
        const reply = await send(body, { token: null });
        expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
      }
    });

    test.each(['teacher', 'student', 'outsider'] as const)('from a %s, before it is read', async (role) => {
      const { token } = course.people[role];
      for (const body of [eventText(), '{']) {
        const reply = await send(body, { token });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
    });

    test('from an admin with a token for something else, but not with one for this', async () => {
      const token = async (scope: string) => {
        const { json } = await server.call('POST', '/api/v1/users/self/tokens', {
          body: { token: { purpose: 'relay', scopes: [scope] } },
        });
        return String(json.visible_token);
      };
      const other = await send(eventText(), { token: await token('url:POST|/api/v1/caliper') });
      expect([other.status, other.json]).toEqual([401, insufficientScopesBody]);
      expect((await send(eventText(), { token: await token(`url:POST|${path}`) })).status).toBe(204);
    });

    test('when one of many is no event, and none of them is taken', async () => {
      const rows = await takenBy(async () => {
        const reply = await send(`${eventText()}\n{"metadata":{}}`);
        expect([reply.status, reply.json]).toEqual([
          400,
          {
            errors: [
              {
                message: 'event 1[metadata][event_name] must be the name of an event, such as grade_change',
                error_code: 'bad_request',
              },
            ],
          },
        ]);
      });
      expect(rows).toEqual([]);
    });

    test.each(['', ' ', '[]', 'null', '{', 'event_name=grade_change'])('as no event: "%s"', async (body) => {
      const reply = await send(body);
      expect([reply.status, reply.json.errors[0].error_code]).toEqual([400, 'bad_request']);
    });

    test('when it is no UTF-8', async () => {
      const headers = { Authorization: `Bearer ${server.adminToken}` };
      const body = Uint8Array.of(0x7b, 0xff, 0x7d);
      expect((await fetch(`${server.url}${path}`, { method: 'POST', headers, body })).status).toBe(400);
    });

    test('when it is larger than a batch of a stream', async () => {
      const padding = (bytes: number) => ' '.repeat(bytes);
      const text = eventText();
      const reply = await send(text + padding(receivedBytesMax + 1 - text.length));
      expect([reply.status, reply.json.errors[0].error_code]).toEqual([413, 'content_too_large']);
      expect((await send(text + padding(receivedBytesMax - text.length))).status).toBe(204);
    });

    test('when it is signed, as long as nobody has said with which keys', async () => {
      const reply = await send('a.b.c');
      expect([reply.status, reply.json.errors[0].message]).toEqual([
        400,
        'signed events are taken only where QUIZWIRE_CANVAS_JWKS_URL is set',
      ]);
    });
  });
});
