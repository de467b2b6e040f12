// Live events that a Canvas has signed. Source: live events reference §6.1 (HTTPS, "Sign Payload").

import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenHeaderCharsMax } from '../../src/model/feed-limits.ts';
import { eachDatabase } from '../support/databases.ts';
import { type KeySet, publishKeys, type SigningKey, signed, signingKey } from '../support/key-set.ts';
import { receivedIn } from '../support/received.ts';
import { notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const nowSeconds = Math.floor(testStartMs / 1000);

/** The claims of an event unlike all others. */
function claims(more: object = {}, rootAccountUuid = 'one'): object {
  const metadata = {
    event_name: 'quiz_submitted',
    event_time: '2026-08-31T10:15:00.123Z',
    root_account_uuid: rootAccountUuid,
    request_id: randomUUID(),
  };
  return { metadata, body: { submission_id: '21070000000000012' }, ...more };
}

const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');

eachDatabase((database) => {
  let key: SigningKey;
  let next: SigningKey;
  let stranger: SigningKey;
  let keySet: KeySet;
  let server: TestServer;
  let databaseUrl: string;
  beforeAll(async () => {
    [key, next, stranger] = await Promise.all([
      signingKey('2026-08'),
      signingKey('2026-09'),
      signingKey('2026-08'),
    ]);
    keySet = await publishKeys(key, next);
    databaseUrl = await database.readyUrl();
    server = await startTestServer(database, { databaseUrl, canvasJwksUrl: keySet.url });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await keySet[Symbol.asyncDispose]();
  });

  const post = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1/canvas_live_events`, { method: 'POST', body, headers });

  async function answered(body: string, headers?: Record<string, string>): Promise<[number, string]> {
    const before = (await receivedIn(databaseUrl)).length;
    const reply = await post(server.url, body, headers);
    const taken = (await receivedIn(databaseUrl)).length - before;
    expect(taken).toBe(reply.status === 204 ? 1 : 0);
    return [reply.status, await reply.text()];
  }

  test.each(['application/jwt', 'application/json', 'text/plain;charset=UTF-8', 'application/octet-stream'])(
    'are taken without a login, as %s',
    async (type) => {
      expect(await answered(await signed(claims(), key), { 'Content-Type': type })).toEqual([204, '']);
    },
  );

  test('are taken when any of the published keys signed them, also beside a time that is not over', async () => {
    const times = { iat: nowSeconds, nbf: nowSeconds - 30, exp: nowSeconds + 1 };
    for (const by of [key, next]) expect(await answered(await signed(claims(times), by))).toEqual([204, '']);
  });

  test('are kept in the words that were signed', async () => {
    const json =
      '{"iat":1,"metadata": {"event_name":"a.b","event_time":"2026-01-01"} ,"body":{"score":5.0, "x":"\\u00e9"}}';
    const { publicJwk: _, ...by } = key;
    const header = part({ alg: 'RS256', kid: by.kid });
    const input = `${header}.${Buffer.from(json).toString('base64url')}`;
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', by.privateKey, Buffer.from(input));
    await answered(`${input}.${Buffer.from(signature).toString('base64url')}\n`);
    expect((await receivedIn(databaseUrl)).at(-1)).toMatchObject({
      source: 'canvas',
      event_name: 'a.b',
      metadata: '{"event_name":"a.b","event_time":"2026-01-01"}',
      body: '{"score":5.0, "x":"\\u00e9"}',
    });
  });

  test('are taken once, however often they are signed, and be it plainly', async () => {
    const event = claims();
    expect(await answered(await signed(event, key))).toEqual([204, '']);
    const before = (await receivedIn(databaseUrl)).length;
    for (const token of [await signed(event, key), await signed({ ...event, iat: nowSeconds }, next)]) {
      expect((await post(server.url, token)).status).toBe(204);
    }
    expect((await server.call('POST', '/api/v1/canvas_live_events', { body: event })).status).toBe(204);
    expect(await receivedIn(databaseUrl)).toHaveLength(before);
  });

  test('cost a look at the keys now and then, not each', async () => {
    for (let times = 0; times < 5; times++) await answered(await signed(claims(), key));
    expect(keySet.requests).toBe(1);
  });

  describe('are refused', () => {
    const refused = async (token: string, reason: string | RegExp) => {
      const [status, text] = await answered(token);
      expect([status, JSON.parse(text)]).toEqual([
        401,
        { status: 'unauthorized', message: expect.stringMatching(reason) },
      ]);
    };

    test('signed with a key of that name that is not the published one', async () => {
      await refused(await signed(claims(), stranger), 'signature verification failed');
    });

    test('signed with a key that is not published', async () => {
      await refused(await signed(claims(), { ...stranger, kid: '2020-01' }), 'no applicable key');
    });

    test('without saying which of several keys it was', async () => {
      await refused(await signed(claims(), { privateKey: key.privateKey }), 'multiple matching keys');
    });

    test('changed after they were signed', async () => {
      const [header, , signature] = (await signed(claims(), key)).split('.');
      await refused(`${header}.${part(claims())}.${signature}`, 'signature verification failed');
    });

    test('not signed at all', async () => {
      await refused(`${part({ alg: 'none' })}.${part(claims())}.`, /./);
      await refused(`${part({ alg: 'none', kid: key.kid })}.${part(claims())}.x`, 'alg');
    });

    test('signed with the public key as if it were a shared secret', async () => {
      const input = `${part({ alg: 'HS256', kid: key.kid })}.${part(claims())}`;
      const mac = createHmac('sha256', JSON.stringify(key.publicJwk)).update(input).digest('base64url');
      await refused(`${input}.${mac}`, 'alg');
    });

    test('when their time is over, or has not come', async () => {
      await refused(await signed(claims({ exp: nowSeconds - 1 }), key), 'exp');
      await refused(await signed(claims({ nbf: nowSeconds + 60 }), key), 'nbf');
    });

    test('with a header that takes long to read', async () => {
      const header = part({ alg: 'RS256', kid: key.kid, more: 'x'.repeat(tokenHeaderCharsMax) });
      await refused(`${header}.${part(claims())}.x`, 'its header is too long');
    });

    test.each(['a.b.c', 'a.b.', `${'a'.repeat(1_000_000)}.b.c`])('when they are no token', async (token) => {
      await refused(token, /./);
    });

    test.each(['..', 'a..', '.b.c', 'a.b.c.d', 'a.b.c d'])(
      'when they do not even look like one: %s',
      async (text) => {
        const [status, answer] = await answered(text);
        expect([status, JSON.parse(answer)]).toEqual([401, unauthenticatedBody]);
      },
    );

    test('when they are not signed and nobody is logged in', async () => {
      const [status, text] = await answered(JSON.stringify(claims()));
      expect([status, JSON.parse(text)]).toEqual([401, unauthenticatedBody]);
    });

    test('when they are not signed and come from somebody without the right', async () => {
      const { json: user } = await server.call('POST', '/api/v1/accounts/1/users', {
        body: { user: { name: 'Some Body' }, pseudonym: { unique_id: 'somebody' } },
      });
      const { json } = await server.call('POST', `/api/v1/users/${user.id}/tokens`, {
        body: { token: { purpose: 'test', active: true } },
      });
      const headers = { Authorization: `Bearer ${json.visible_token}` };
      const [status, text] = await answered(JSON.stringify(claims()), headers);
      expect([status, JSON.parse(text)]).toEqual([403, notPermittedBody]);
      expect(await answered(await signed(claims(), key), headers)).toEqual([204, '']);
    });

    test('of a root account that is not one of those that are wanted', async () => {
      await using other = await startTestServer(database, {
        canvasJwksUrl: keySet.url,
        canvasRootAccounts: ['one', 'two'],
      });
      const statusOf = async (token: string) => (await post(other.url, token)).status;
      for (const account of ['one', 'two'])
        expect(await statusOf(await signed(claims({}, account), key))).toBe(204);
      for (const account of ['three', 'One', '']) {
        expect(await statusOf(await signed(claims({}, account), key))).toBe(401);
      }
      expect(await statusOf(await signed({ metadata: {} }, key))).toBe(401);
      expect(await statusOf(await signed({ hello: 1 }, key))).toBe(400);
    });
  });

  describe('can be sent again', () => {
    const again = [503, '1', expect.stringContaining('the keys that Canvas signs with cannot be read now')];

    test('when nobody answers where the keys are', async () => {
      const gone = await publishKeys(key);
      await gone[Symbol.asyncDispose]();
      await using other = await startTestServer(database, { canvasJwksUrl: gone.url });
      const reply = await post(other.url, await signed(claims(), key));
      expect([reply.status, reply.headers.get('retry-after'), await reply.text()]).toEqual(again);
    });

    test('when the published key is too short to be one', async () => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: key.kid, alg: 'RS256', use: 'sig' };
      await using short = await publishKeys({ ...key, publicJwk });
      await using other = await startTestServer(database, { canvasJwksUrl: short.url });
      const reply = await post(other.url, await signed(claims(), key));
      expect([reply.status, reply.headers.get('retry-after'), await reply.text()]).toEqual(again);
    });

    test('when the answer is no set of keys, and are taken when it is again', async () => {
      await using failing = await publishKeys(key);
      await using other = await startTestServer(database, { canvasJwksUrl: failing.url });
      const token = await signed(claims(), key);
      for (const status of [500, 302, 404]) {
        failing.published.status = status;
        const reply = await post(other.url, token);
        expect([reply.status, reply.headers.get('retry-after'), await reply.text()]).toEqual(again);
      }
      failing.published.status = 200;
      expect((await post(other.url, token)).status).toBe(204);
    });
  });
});
