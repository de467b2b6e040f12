// The set of keys that messages are signed with, and changing them on command. Source: live events reference §6.1; the
// command is ours.

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { signingKeyMonthMs } from '../../src/model/delivery-limits.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { registeredTool } from '../support/tool.ts';

const jwks = '/api/lti/security/jwks';
const rotate = '/api/v1/signing_keys/rotate';
const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
const secretsKeys = [keyOf(1)];

eachDatabase((database) => {
  describe('the key set', () => {
    let course: CourseFixture;
    let server: TestServer;
    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, { databaseUrl: course.databaseUrl, secretsKeys });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const kids = async () =>
      (await server.call('GET', jwks, { token: null })).json.keys.map(({ kid }: { kid: string }) => kid);

    test('is for everybody, and has nothing private', async () => {
      const reply = await server.call('GET', jwks, { token: null });
      const key = {
        kty: 'RSA',
        n: expect.any(String),
        e: 'AQAB',
        kid: expect.stringMatching(/^[\w-]{43}$/),
        alg: 'RS256',
        use: 'sig',
      };
      expect([reply.status, reply.json]).toEqual([200, { keys: [key, key] }]);
      expect(reply.headers.get('cache-control')).toBe('public, max-age=600');
      expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
      // Whatever token comes along is not looked at.
      expect((await server.call('GET', jwks, { token: 'nonsense' })).status).toBe(200);
    });

    test('has the previous, the current and the next key after a change', async () => {
      const [first, second] = await kids();
      server.clock.nowMs += 1000;
      const { status, json } = await server.call('POST', rotate);
      const [, , third] = await kids();
      expect([status, json]).toEqual([
        200,
        {
          signing_keys: [
            {
              kid: first,
              state: 'previous',
              created_at: '2026-09-01T09:00:00Z',
              began_at: '2026-09-01T09:00:00Z',
            },
            {
              kid: second,
              state: 'current',
              created_at: '2026-09-01T09:00:00Z',
              began_at: '2026-09-01T09:00:01Z',
            },
            { kid: third, state: 'next', created_at: '2026-09-01T09:00:01Z', began_at: null },
          ],
        },
      ]);
      expect(await kids()).toEqual([first, second, third]);
      await server.call('POST', rotate);
      expect((await kids()).slice(0, 2)).toEqual([second, third]);
    });

    test('changes by itself after a month', async () => {
      const before = await kids();
      await server.upkeep();
      expect(await kids()).toEqual(before);
      server.clock.nowMs += signingKeyMonthMs;
      await server.upkeep();
      expect((await kids()).slice(0, 2)).toEqual(before.slice(1));
    });

    test('is changed by admins of the root account alone', async () => {
      const before = await kids();
      const roles: Role[] = ['teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];
      for (const role of roles) {
        const reply = await server.call('POST', rotate, { token: course.people[role].token });
        expect([role, reply.status, reply.json]).toEqual([role, 403, notPermittedBody]);
      }
      const nobody = await server.call('POST', rotate, { token: null });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
      expect(await kids()).toEqual(before);
    });
  });

  // SQLite always has a key.
  if (database.kind === 'postgres') {
    test('without a key to keep secrets there is no signing key, and that is said', async () => {
      await using server = await startTestServer(database);
      expect((await server.call('GET', jwks)).json).toEqual({ keys: [] });
      expect(await server.call('POST', rotate)).toMatchObject({
        status: 500,
        json: { error: 'Subscription service not configured' },
      });
      await server.upkeep();
      expect((await server.call('GET', jwks)).json).toEqual({ keys: [] });
    });

    test('a start without the key that secrets were sealed with is warned of', async () => {
      const databaseUrl = await database.freshUrl();
      const told: string[] = [];
      const log = pino({ level: 'warn' }, { write: (line: string) => void told.push(JSON.parse(line).msg) });
      const config = { ...readConfig({}), port: 0, databaseUrl };
      await (await startApp(config, log))[Symbol.asyncDispose]();
      expect(told).toEqual([]);
      {
        await using server = await startTestServer(database, { databaseUrl, secretsKeys });
        await registeredTool(server);
      }
      await (await startApp(config, log))[Symbol.asyncDispose]();
      expect(told).toEqual([
        'QUIZWIRE_SECRETS_KEY is not set: this server sends nothing to the subscriptions that there are',
      ]);
    });
  }

  describe('a start with another key for secrets', () => {
    const start = (databaseUrl: string, keys: Uint8Array[]) =>
      startTestServer(database, { databaseUrl, secretsKeys: keys });

    test.each<[string, (server: TestServer) => Promise<unknown>]>([
      ['a signing key', (server) => server.call('GET', jwks)],
      ['a tool', (server) => registeredTool(server)],
    ])('is refused in one line where %s was sealed with the first', async (_, seal) => {
      const databaseUrl = await database.freshUrl();
      const first = await start(databaseUrl, [keyOf(1)]);
      await seal(first);
      await first[Symbol.asyncDispose]();
      await expect(start(databaseUrl, [keyOf(2)])).rejects.toMatchObject({
        name: 'DatabaseUnusable',
        message:
          'a secret in the database was sealed with another key (72cd6e84): give it in QUIZWIRE_SECRETS_KEY, behind the new one ' +
          '(that of a SQLite file is in the file of its name with .key behind it)',
      });
      await using both = await start(databaseUrl, [keyOf(2), keyOf(1)]);
      await seal(both);
      expect((await both.call('GET', jwks)).json.keys).toHaveLength(2);
    });

    test('is none of its business where nothing is sealed', async () => {
      const databaseUrl = await database.freshUrl();
      await (await start(databaseUrl, [keyOf(1)]))[Symbol.asyncDispose]();
      await using second = await start(databaseUrl, [keyOf(2)]);
      expect((await second.call('GET', jwks)).status).toBe(200);
    });
  });
});
