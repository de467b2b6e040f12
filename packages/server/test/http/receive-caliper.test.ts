// POST and GET /api/v1/caliper, GET /api/v1/caliper/quarantine. Source: Caliper reference §3 (statuses and their order), §9 (the
// endpoint's description of itself), §11 (what real senders send).

import { readFileSync } from 'node:fs';
import { caliper12Context, caliperContext, extensionContexts } from '@quizwire/caliper';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  quarantinedFaultCharsMax,
  quarantinedFaultsMax,
  receivedBytesMax,
  receivedEventCharsMax,
  receivedEventsMax,
  sensorCharsMax,
} from '../../src/model/feed-limits.ts';
import { caliperItem, envelopeOf } from '../support/caliper-items.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type ReceivedRow, receivedIn } from '../support/received.ts';
import {
  insufficientScopesBody,
  invalidTokenBody,
  notPermittedBody,
  unauthenticatedBody,
} from '../support/refusal-bodies.ts';
import { type CallOptions, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const path = '/api/v1/caliper';
const quarantine = '/api/v1/caliper/quarantine';

/** An envelope with these texts for items. */
function envelopeText(...items: string[]): string {
  return JSON.stringify(envelopeOf(['here'])).replace('"here"', items.join(','));
}

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl, shard: 3 });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const send = (body: unknown, options: CallOptions = {}) =>
    server.call('POST', path, { body, headers: { 'Content-Type': 'application/json' }, ...options });

  const quarantined = async () => (await server.call('GET', `${quarantine}?per_page=100`)).json;

  /** What `work` put onto the feed and into quarantine. */
  async function changesBy(
    work: () => Promise<unknown>,
  ): Promise<{ taken: ReceivedRow[]; refused: object[] }> {
    const before = (await receivedIn(course.databaseUrl)).length;
    const [latest] = await quarantined();
    await work();
    const refused: { id: number }[] = (await quarantined()).filter(
      ({ id }: { id: number }) => id > (latest?.id ?? 0),
    );
    return { taken: (await receivedIn(course.databaseUrl)).slice(before), refused: refused.reverse() };
  }

  describe('what is good', () => {
    test('is kept as it came, and answered without a body', async () => {
      const item = JSON.stringify(caliperItem({}), null, 2).replace('"extensions"', '"\\u0065xtensions"');
      const { taken, refused } = await changesBy(async () => {
        const reply = await send(envelopeText(`  ${item} `));
        expect([reply.status, reply.text, reply.headers.get('content-length')]).toEqual([200, '', '0']);
      });
      expect(refused).toEqual([]);
      expect(taken).toEqual([
        {
          position: taken[0]?.position,
          uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
          source: 'caliper',
          event_name: 'caliper.AssessmentEvent',
          event_time_ms: Date.UTC(2026, 7, 31, 10, 15),
          course_id: null,
          assignment_id: null,
          user_id: null,
          metadata: JSON.stringify({
            event_name: 'caliper.AssessmentEvent',
            event_time: '2026-08-31T10:15:00.000Z',
            sensor: 'https://sensor.example/',
            received_at: '2026-09-01T09:00:00.123Z',
            received_from: '30000000000001',
          }),
          body: item,
          details: null,
        },
      ]);
    });

    test('goes onto the feed in the order it came, descriptions of entities too', async () => {
      const person = { '@context': caliperContext, id: 'https://school.example/users/1', type: 'Person' };
      const items = [caliperItem({}), person, caliperItem({ action: 'Submitted' })];
      const { taken } = await changesBy(async () => {
        expect((await send(envelopeOf(items))).status).toBe(200);
      });
      expect(taken.map(({ event_name, body }) => [event_name, JSON.parse(body)])).toEqual([
        ['caliper.AssessmentEvent', items[0]],
        ['caliper.Person', person],
        ['caliper.AssessmentEvent', items[2]],
      ]);
      expect(taken[1]?.event_time_ms).toBe(testStartMs);
    });

    test('comes out of the feed unchanged, in a new envelope', async () => {
      const item = JSON.stringify(caliperItem({ extensions: { 'com.example': { big: 1.5 } } })).replace(
        '1.5',
        '1.50',
      );
      await send(envelopeText(item));
      await server.upkeep();
      const { json, text } = await server.call(
        'GET',
        '/api/v1/live_events?event_name[]=caliper.AssessmentEvent&format=caliper',
      );
      expect(text).toContain(item);
      expect(json.live_events.at(-1).message).toMatchObject({
        sensor: expect.not.stringContaining('sensor.example'),
        data: [{ type: 'AssessmentEvent' }],
      });
    });

    test('is taken once, whatever envelope it is in', async () => {
      const item = caliperItem({});
      const { taken, refused } = await changesBy(async () => {
        for (const envelope of [
          envelopeOf([item, item]),
          envelopeOf([item], { sendTime: '2026-09-01T00:00:00.000Z', sensor: 'https://other.example/' }),
          envelopeOf([item, caliperItem({})]),
        ]) {
          expect((await send(envelope)).status).toBe(200);
        }
      });
      expect([taken.length, refused]).toEqual([2, []]);
    });

    test('and describes an entity is taken each time: it may be so again', async () => {
      const person = { '@context': caliperContext, id: 'https://school.example/users/1', type: 'Person' };
      const { taken } = await changesBy(async () => {
        for (const _ of [1, 2]) await send(envelopeOf([person]));
      });
      expect(taken).toHaveLength(2);
    });

    test('may be of 1.2', async () => {
      const item = caliperItem({ '@context': caliper12Context, profile: 'AssessmentProfile' });
      const reply = await send(envelopeOf([item], { dataVersion: caliper12Context }));
      expect(reply.status).toBe(200);
    });

    test('may be as many as are taken', async () => {
      const items = Array.from({ length: receivedEventsMax }, () => caliperItem({}));
      const { taken } = await changesBy(async () => {
        expect((await send(envelopeOf(items))).status).toBe(200);
      });
      expect(taken.map(({ body }) => JSON.parse(body).id)).toEqual(items.map(({ id }) => id));
    });
  });

  describe('what is bad', () => {
    test('goes into quarantine with its faults, and what is good beside it onto the feed', async () => {
      const { actor: _, ...bad } = caliperItem({ action: 'Completed' });
      const good = [caliperItem({}), caliperItem({})];
      const { taken, refused } = await changesBy(async () => {
        const reply = await send(envelopeOf([good[0], bad, 'x', good[1]]));
        expect([reply.status, reply.text]).toEqual([202, '']);
      });
      expect(taken.map(({ body }) => JSON.parse(body))).toEqual(good);
      const entry = {
        id: expect.any(Number),
        received_at: '2026-09-01T09:00:00.123Z',
        user_id: 1,
        sensor: 'https://sensor.example/',
      };
      expect(refused).toEqual([
        {
          ...entry,
          faults: [
            { path: '/actor', rule: 'missing-key', message: expect.any(String) },
            { path: '/action', rule: 'event-action', message: expect.any(String) },
          ],
          item: bad,
        },
        { ...entry, faults: [{ path: '', rule: 'not-an-object', message: expect.any(String) }], item: 'x' },
      ]);
    });

    test('is kept as it came, and once', async () => {
      const item = '{ "a" : 1.50, "b":"\\u00e9" }';
      const { refused } = await changesBy(async () => {
        for (const _ of [1, 2]) expect((await send(envelopeText(item, item))).status).toBe(202);
      });
      expect(refused).toHaveLength(1);
      expect((await server.call('GET', quarantine)).text).toContain(`"item":${item}}`);
    });

    test('has no more faults told than help', async () => {
      const keys = Array.from({ length: 100 }, (_, index) => [`key${index}${'x'.repeat(2_000)}`, 1]);
      const { refused } = await changesBy(() => send(envelopeOf([caliperItem(Object.fromEntries(keys))])));
      const [{ faults }] = refused as [{ faults: { path: string; message: string }[] }];
      expect(faults).toHaveLength(quarantinedFaultsMax);
      for (const { path, message } of faults) {
        expect(path).toHaveLength(quarantinedFaultCharsMax);
        expect(message.length).toBeLessThanOrEqual(quarantinedFaultCharsMax);
      }
    });

    test('is also an event with the id of another: neither is lost', async () => {
      const first = caliperItem({});
      const second = { ...first, action: 'Submitted' };
      const third = { ...first, action: 'Reset' };
      const { taken, refused } = await changesBy(async () => {
        expect((await send(envelopeOf([first, second]))).status).toBe(202);
        expect((await send(envelopeOf([third]))).status).toBe(202);
        expect((await send(envelopeOf([first]))).status).toBe(200);
      });
      expect(taken.map(({ body }) => JSON.parse(body))).toEqual([first]);
      const fault = {
        path: '/id',
        rule: 'id-taken',
        message: 'another event with this id was received before',
      };
      expect(refused).toEqual([
        expect.objectContaining({ item: second, faults: [fault] }),
        expect.objectContaining({ item: third, faults: [fault] }),
      ]);
    });

    test('does not keep its id from a good one', async () => {
      const item = caliperItem({});
      const { taken } = await changesBy(async () => {
        await send(envelopeOf([{ ...item, action: 'Completed' }]));
        expect((await send(envelopeOf([item]))).status).toBe(200);
      });
      expect(taken).toHaveLength(1);
    });
  });

  describe('lenient', () => {
    test('takes what Canvas and others send, as it is; strict does not', async () => {
      const seed = JSON.parse(
        readFileSync(new URL('../fixtures/canvas-caliper/quiz-submitted.json', import.meta.url), 'utf8'),
      );
      const items = [
        seed.data[0],
        caliperItem({ id: '27734504-068d-4596-861c-2315be33a2a2', action: 'Completed' }),
        caliperItem({ extensions: null, eventTime: '2026-08-31T12:15:00+02:00' }),
      ];
      expect((await send(envelopeOf(items))).status).toBe(202);
      expect(await quarantined()).toEqual(
        expect.arrayContaining(items.map((item) => expect.objectContaining({ item }))),
      );

      const databaseUrl = await database.readyUrl();
      await using lenient = await startTestServer(database, { databaseUrl, caliperMode: 'lenient' });
      const reply = await lenient.call('POST', path, { body: envelopeOf(items, { sensor: 'a sensor' }) });
      expect(reply.status).toBe(200);
      const rows = await receivedIn(databaseUrl);
      expect(rows.map(({ body }) => JSON.parse(body))).toEqual(items);
      expect(rows.map(({ event_time_ms }) => event_time_ms).slice(1)).toEqual([
        Date.UTC(2026, 7, 31, 10, 15),
        Date.UTC(2026, 7, 31, 10, 15),
      ]);
    });
  });

  describe('the answer', () => {
    const noEnvelope = (keys: object) => envelopeOf([caliperItem({})], keys as Record<string, unknown>);

    test('is 401 without a token, before anything is read', async () => {
      for (const body of ['{', JSON.stringify(envelopeOf([caliperItem({})]))]) {
        const reply = await send(body, { token: null, headers: { 'Content-Type': 'text/plain' } });
        expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
      }
    });

    test('is 401 with a token that is none', async () => {
      const reply = await send('{', { token: 'nobody' });
      expect([reply.status, reply.json]).toEqual([401, invalidTokenBody]);
    });

    test.each(['teacher', 'student', 'outsider'] as const)('is 401 for the token of a %s', async (role) => {
      const reply = await send('{', { token: course.people[role].token });
      expect([reply.status, reply.json]).toEqual([
        401,
        { status: 'unauthorized', message: 'the token may not send Caliper events' },
      ]);
    });

    test('is 401 for an admin with a token for something else, and not with one for this', async () => {
      const token = async (scope: string) => {
        const { json } = await server.call('POST', '/api/v1/users/self/tokens', {
          body: { token: { purpose: 'sensor', scopes: [scope] } },
        });
        return String(json.visible_token);
      };
      const body = envelopeOf([caliperItem({})]);
      const other = await send(body, { token: await token(`url:GET|${path}`) });
      expect([other.status, other.json]).toEqual([401, insufficientScopesBody]);
      expect((await send(body, { token: await token(`url:POST|${path}`) })).status).toBe(200);
    });

    test.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/vnd.api+json',
      'application/jsonp',
    ])('is 415 for %s, before it is read', async (type) => {
      const reply = await send('{', { headers: { 'Content-Type': type } });
      expect([reply.status, reply.json]).toEqual([
        415,
        {
          errors: [
            { message: 'send the envelope as application/json', error_code: 'unsupported_media_type' },
          ],
        },
      ]);
    });

    test.each(['application/json; charset=utf-8', 'Application/JSON ;charset="UTF-8"'])(
      'is 200 for %s',
      async (type) => {
        const body = JSON.stringify(envelopeOf([caliperItem({})]));
        expect((await send(body, { headers: { 'Content-Type': type } })).status).toBe(200);
      },
    );

    test.each([
      ['nothing', ''],
      ['no JSON', '{"sensor":'],
      ['null', 'null'],
      ['a list of items', [caliperItem({})]],
      ['an item without an envelope', caliperItem({})],
      ['no sensor', noEnvelope({ sensor: undefined })],
      ['no sendTime', noEnvelope({ sendTime: undefined })],
      ['no dataVersion', noEnvelope({ dataVersion: undefined })],
      ['no data', noEnvelope({ data: undefined })],
      ['no items', noEnvelope({ data: [] })],
      ['a time that is none', noEnvelope({ sendTime: 'now' })],
      ['a version that is no text', noEnvelope({ dataVersion: 7 })],
      ['a key that is not Caliper’s', noEnvelope({ apiKey: 'secret' })],
      ['a form that is wrong before a version that is', noEnvelope({ sensor: 7, dataVersion: 'x' })],
      ['nesting that is endless', envelopeText(`${'{"a":'.repeat(80)}1${'}'.repeat(80)}`)],
      ['a sensor with a NUL', noEnvelope({ sensor: 'https://sensor.example/\0' })],
      ['a sensor that is too long', noEnvelope({ sensor: `x:${'y'.repeat(sensorCharsMax)}` })],
    ])('is 400 for %s', async (_, body) => {
      const { taken, refused } = await changesBy(async () => {
        const reply = await send(body);
        expect([reply.status, reply.json]).toEqual([
          400,
          { errors: [{ message: expect.any(String), error_code: 'bad_request' }] },
        ]);
      });
      expect([taken, refused]).toEqual([[], []]);
    });

    test('says what is wrong with an envelope', async () => {
      const { json } = await send(noEnvelope({ sendTime: undefined, data: {} }));
      expect(json.errors[0].message).toMatch(/^the body is not a Caliper envelope: \/sendTime .*; \/data .*/);
    });

    test('is 422 for a version that nobody knows, and not 400', async () => {
      const reply = await send(noEnvelope({ dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v9p9' }));
      expect([reply.status, reply.json]).toEqual([
        422,
        { status: 'unprocessable_entity', message: 'this dataVersion is not supported' },
      ]);
    });

    test('is 413 for too many items, too large a one, and too large a body, and nothing is taken', async () => {
      const tooLong = caliperItem({ extensions: { x: 'y'.repeat(receivedEventCharsMax) } });
      const { taken } = await changesBy(async () => {
        for (const [body, message] of [
          [
            envelopeOf(Array(receivedEventsMax + 1).fill(1)),
            `data has ${receivedEventsMax + 1} items, more than ${receivedEventsMax}; send fewer at a time`,
          ],
          [
            envelopeOf([caliperItem({}), tooLong]),
            `data[1] is longer than ${receivedEventCharsMax} characters`,
          ],
          [' '.repeat(receivedBytesMax + 1), 'the body is too large; send less at a time'],
        ] as const) {
          const reply = await send(body);
          expect([reply.status, reply.json]).toEqual([
            413,
            { errors: [{ message, error_code: 'content_too_large' }] },
          ]);
        }
      });
      expect(taken).toEqual([]);
    });
  });

  test('the endpoint says what it takes, to whoever has a login', async () => {
    const { status, json } = await server.call('GET', path);
    expect([status, json]).toEqual([
      200,
      {
        caliperSupportedVersions: [caliperContext, caliper12Context],
        caliperMaximumPayloadSize: 5_120,
        caliperSupportedExtensions: [...extensionContexts],
      },
    ]);
    expect((await server.call('GET', path, { token: null })).status).toBe(401);
  });

  describe('the quarantine', () => {
    test('is read in pages, latest first', async () => {
      await using fresh = await startTestServer(database);
      const items = Array.from({ length: 5 }, (_, index) => ({ number: index }));
      await fresh.call('POST', path, { body: envelopeOf(items) });
      const first = await fresh.call('GET', `${quarantine}?per_page=2`);
      const last = await fresh.call('GET', `${quarantine}?per_page=2&page=3`);
      const numbers = ({ json }: typeof first) =>
        json.map((entry: { item: { number: number } }) => entry.item.number);
      expect([numbers(first), numbers(last)]).toEqual([[4, 3], [0]]);
      expect(first.headers.get('link')).toBe(
        ['current', 'next', 'first', 'last']
          .map((rel, index) => {
            const page = [1, 2, 1, 3][index];
            return `<${fresh.url}${quarantine}?page=${page}&per_page=2>; rel="${rel}"`;
          })
          .join(','),
      );
      expect((await fresh.call('GET', `${quarantine}?page=0`)).status).toBe(404);
    });

    test('is shown to admins of the account and to nobody else', async () => {
      for (const role of ['teacher', 'student', 'observer', 'outsider'] as const) {
        const { status, json } = await server.call('GET', quarantine, { token: course.people[role].token });
        expect([status, json]).toEqual([403, notPermittedBody]);
      }
      const { status, json } = await server.call('GET', quarantine, { token: null });
      expect([status, json]).toEqual([401, unauthenticatedBody]);
      const masked = await server.call('GET', `${quarantine}?as_user_id=${course.people.teacher.id}`);
      expect([masked.status, masked.json]).toEqual([403, notPermittedBody]);
    });
  });
});
