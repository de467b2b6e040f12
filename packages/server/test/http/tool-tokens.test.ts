// A tool exchanges an assertion for an access token. Source: live events reference §6.3, RFC 7523 §3, RFC 6749 §5.

import { decodeJwt, decodeProtectedHeader, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { assertion, assertionGrant, authorizeUrl, registeredTool, type TestTool } from '../support/tool.ts';

const path = '/api/lti/accounts/1/authorize';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const secretsKeys = [new Uint8Array(32).fill(1)];
const start = Math.floor(testStartMs / 1000);
const notSigned =
  'the assertion is not a JWT that a tool of this account has signed with HS256 and its secret';

eachDatabase((database) => {
  let databaseUrl: string;
  let server: TestServer;
  let tool: TestTool;
  /** `parent`, below it `child`: accounts below the root. */
  let accounts: Record<'parent' | 'child', number>;
  beforeAll(async () => {
    ({ databaseUrl } = await courseFixture(database, {
      more: async (query) => {
        const below = async (parentAccountId: number, name: string) => {
          const inserted = await query
            .insertInto('accounts')
            .values({
              parentAccountId,
              rootAccountId: 1,
              name,
              uuid: `uuid of ${name}`,
              ltiGuid: name,
              sisAccountId: null,
              workflowState: 'active',
              defaultTimeZone: 'Etc/UTC',
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          return inserted.id;
        };
        const parent = await below(1, 'Sciences');
        accounts = { parent, child: await below(parent, 'Biology') };
      },
    }));
    server = await startTestServer(database, { databaseUrl, secretsKeys });
    tool = await registeredTool(server);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const ask = (body: object, to = path) => server.call('POST', to, { token: null, body });
  const exchange = async (claims: object, of: Pick<TestTool, 'guid' | 'sharedSecret'> = tool) =>
    ask({ grant_type: assertionGrant, assertion: await assertion(server, of, { ...claims }) });
  const refused = (error: string, error_description: string) => ({ error, error_description });

  describe('an assertion', () => {
    test('is exchanged for a token with the claims that Canvas has', async () => {
      const reply = await exchange({});
      expect([reply.status, reply.json]).toEqual([
        200,
        { access_token: expect.any(String), token_type: 'bearer', expires_in: '3600' },
      ]);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('pragma')).toBe('no-cache');
      expect(decodeProtectedHeader(reply.json.access_token)).toEqual({ alg: 'HS256', typ: 'JWT' });
      expect(decodeJwt(reply.json.access_token)).toEqual({
        iss: 'Canvas',
        sub: tool.guid,
        aud: new URL(server.url).host,
        iat: start,
        nbf: start - 30,
        exp: start + 3600,
        jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    });

    test('comes in a form, too', async () => {
      const body = new URLSearchParams({
        grant_type: assertionGrant,
        assertion: await assertion(server, tool),
      }).toString();
      const reply = await server.call('POST', path, { token: null, body, headers: form });
      expect(reply.status).toBe(200);
    });

    test('is good for several audiences if this server is one of them', async () => {
      expect(await exchange({ aud: ['https://other.example/', authorizeUrl(server)] })).toMatchObject({
        status: 200,
      });
    });

    test('is good once', async () => {
      const signed = await assertion(server, tool);
      expect((await ask({ grant_type: assertionGrant, assertion: signed })).status).toBe(200);
      const again = await ask({ grant_type: assertionGrant, assertion: signed });
      expect([again.status, again.json]).toEqual([
        400,
        refused('invalid_grant', 'the assertion has been used: each needs a jti of its own'),
      ]);
      expect(again.headers.get('cache-control')).toBe('no-store');
      const other = await registeredTool(server);
      expect((await exchange({ jti: 'shared' })).status).toBe(200);
      expect((await exchange({ jti: 'shared' })).status).toBe(400);
      expect((await exchange({ jti: 'shared' }, other)).status).toBe(200);
    });

    test('that arrives many times at once is good once', async () => {
      const body = { grant_type: assertionGrant, assertion: await assertion(server, tool) };
      const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await ask(body)).status));
      expect(statuses.toSorted()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
    });

    test.each<[string, object, number]>([
      ['that ends now, as clocks may be off', { exp: start }, 200],
      ['that ended a minute ago less a second', { exp: start - 59 }, 200],
      ['that ended a minute ago', { exp: start - 60 }, 400],
      ['made in a minute', { iat: start + 60 }, 200],
      ['made later than that', { iat: start + 61 }, 400],
      ['made an hour and a minute ago', { iat: start - 3660 }, 200],
      ['made before that, whatever its end', { iat: start - 3661, exp: start + 999_999 }, 400],
      ['that begins later', { nbf: start + 61 }, 400],
      ['with fractions of seconds', { iat: start - 0.5, exp: start + 0.5 }, 200],
    ])('%s', async (_, claims, status) => {
      expect((await exchange(claims)).status).toBe(status);
    });

    test.each<[object, string | RegExp]>([
      [{ aud: undefined }, 'aud must be URL'],
      [{ aud: 'https://other.example/api/lti/accounts/1/authorize' }, 'aud must be URL'],
      [{ aud: {} }, 'aud must be URL'],
      [{ exp: undefined }, 'missing required "exp" claim'],
      [{ exp: 'soon' }, /exp/],
      [{ iat: undefined }, 'missing required "iat" claim'],
      [{ iat: null }, /iat/],
      [{ jti: undefined }, 'missing required "jti" claim'],
      [{ jti: 1 }, 'jti must be a text of 1 to 255 characters'],
      [{ jti: '' }, 'jti must be a text of 1 to 255 characters'],
      [{ jti: 'x'.repeat(256) }, 'jti must be a text of 1 to 255 characters'],
      [{ sub: undefined }, notSigned],
      [{ sub: 7 }, notSigned],
      [{ sub: 'nobody' }, notSigned],
      [{ sub: 'a\0b' }, notSigned],
    ])('with the claims %j is refused', async (claims, description) => {
      const told =
        typeof description === 'string' ? description.replace('URL', authorizeUrl(server)) : description;
      const reply = await exchange(claims);
      expect([reply.status, reply.json]).toEqual([
        400,
        refused('invalid_grant', typeof told === 'string' ? told : expect.stringMatching(told)),
      ]);
    });

    test('that the tool has not signed is refused, whoever it names', async () => {
      const stranger = { guid: tool.guid, sharedSecret: 'x'.repeat(64) };
      const none = new UnsecuredJWT({ sub: tool.guid, aud: authorizeUrl(server), jti: 'none' })
        .setIssuedAt(start)
        .setExpirationTime(start + 60)
        .encode();
      const good = await assertion(server, tool);
      const deleted = await registeredTool(server);
      await server.call('DELETE', `/api/v1/accounts/1/tool_proxies/${deleted.id}`);
      for (const [name, signed] of [
        ['another secret', await assertion(server, stranger)],
        ['another algorithm', await assertion(server, tool, {}, 'HS512')],
        ['none', none],
        ['none, with a signature', `${none}AAAA`],
        ['changed', good.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
        ['a token of ours', (await exchange({})).json.access_token],
        ['a deleted tool', await assertion(server, deleted)],
        ['no claims', 'eyJhbGciOiJIUzI1NiJ9.bm8.AAAA'],
        ['no JWT', 'x'],
        ['five parts', 'a.b.c.d.e'],
        ['no base64', '*.*.*'],
      ] as const) {
        const reply = await ask({ grant_type: assertionGrant, assertion: signed });
        expect([name, reply.status, reply.json]).toEqual([name, 400, refused('invalid_grant', notSigned)]);
      }
    });

    test('is good in the account of the tool and below, and nowhere above or beside', async () => {
      const ofParent = await registeredTool(server, undefined, accounts.parent);
      for (const [account, status] of [
        [1, 400],
        [accounts.parent, 200],
        [accounts.child, 200],
      ] as const) {
        const aud = authorizeUrl(server, account);
        const signed = await assertion(server, ofParent, { aud });
        const to = `/api/lti/accounts/${account}/authorize`;
        const reply = await ask({ grant_type: assertionGrant, assertion: signed }, to);
        expect([account, reply.status]).toEqual([account, status]);
      }
      const elsewhere = await ask(
        { grant_type: assertionGrant, assertion: await assertion(server, tool) },
        '/api/lti/accounts/999/authorize',
      );
      expect([elsewhere.status, elsewhere.json]).toEqual([404, notFoundBody]);
    });

    test('is for the URL that is configured, where one is', async () => {
      const publicUrl = 'https://quizwire.example.edu';
      await using behindProxy = await startTestServer(database, { secretsKeys, publicUrl });
      const own = await registeredTool(behindProxy);
      const exchanged = async (aud: string) =>
        behindProxy.call('POST', path, {
          token: null,
          body: { grant_type: assertionGrant, assertion: await assertion(behindProxy, own, { aud }) },
        });
      expect((await exchanged(`${behindProxy.url}${path}`)).status).toBe(400);
      const { status, json } = await exchanged(`${publicUrl}${path}`);
      expect([status, decodeJwt(json.access_token).aud]).toEqual([200, 'quizwire.example.edu']);
    });

    test('is remembered for as long as it could be used again', async () => {
      await using later = await startTestServer(database, { secretsKeys });
      const own = await registeredTool(later);
      const body = {
        grant_type: assertionGrant,
        assertion: await assertion(later, own, { exp: start + 999_999 }),
      };
      const again = () => later.call('POST', path, { token: null, body });
      expect((await again()).status).toBe(200);
      later.clock.nowMs = (start + 3660) * 1000 + 999;
      await later.upkeep();
      expect((await again()).json.error_description).toContain('has been used');
      later.clock.nowMs += 1;
      await later.upkeep();
      expect((await again()).json.error_description).toContain('too far in the past');
    });

    test('that has expired is forgotten', async () => {
      const url = await database.freshUrl();
      await using later = await startTestServer(database, { databaseUrl: url, secretsKeys });
      const own = await registeredTool(later);
      const signed = await assertion(later, own);
      await later.call('POST', path, {
        token: null,
        body: { grant_type: assertionGrant, assertion: signed },
      });
      later.clock.nowMs += 3_800_000;
      await later.upkeep();
      expect(await runSql(url, 'select * from used_assertions')).toEqual([]);
    });
  });

  describe('a request', () => {
    test.each<[object, string, string]>([
      [{}, 'invalid_request', 'grant_type is missing'],
      [{ grant_type: '' }, 'invalid_request', 'grant_type is missing'],
      [{ grant_type: ['x'] }, 'invalid_request', 'grant_type must be a text of at most 8192 characters'],
      [{ grant_type: 'password' }, 'unsupported_grant_type', `grant_type must be ${assertionGrant}`],
      [
        { grant_type: 'authorization_code', code: 'reg-key', assertion: 'x' },
        'unsupported_grant_type',
        'there are no developer keys here: an admin registers a tool with POST /api/v1/accounts/:account_id/tool_proxies',
      ],
      [{ grant_type: assertionGrant }, 'invalid_request', 'assertion is missing'],
      [
        { grant_type: assertionGrant, assertion: 1 },
        'invalid_request',
        'assertion must be a text of at most 8192 characters',
      ],
      [
        { grant_type: assertionGrant, assertion: 'x'.repeat(8193) },
        'invalid_request',
        'assertion must be a text of at most 8192 characters',
      ],
    ])('%j is refused', async (body, error, description) => {
      const reply = await ask(body);
      expect([reply.status, reply.json]).toEqual([400, refused(error, description)]);
    });

    // SQLite always has a key.
    if (database.kind === 'postgres') {
      test('is answered where no key is configured', async () => {
        await using bare = await startTestServer(database, { databaseUrl });
        const body = { grant_type: assertionGrant, assertion: await assertion(bare, tool) };
        expect(await bare.call('POST', path, { token: null, body })).toMatchObject({
          status: 500,
          json: { error: 'Subscription service not configured' },
        });
      });
    }
  });
});
