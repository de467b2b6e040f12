// Who calls: tokens, acting as others, scopes and the throttle. Source: quiz reference §1.5, §4.1, §4.5, §4.6.

import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/open-database.ts';
import { type CourseFixture, courseFixture, type Person, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import {
  insufficientScopesBody,
  invalidMasqueradeBody,
  invalidTokenBody,
  notFoundBody,
  notPermittedBody,
  revokedTokenBody,
  unauthenticatedBody,
} from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const self = '/api/v1/users/self';

/** Canvas's global id on shard 1. */
const globalId = (id: number) => `1${String(id).padStart(13, '0')}`;

function asksToLogIn({ headers }: Reply): void {
  expect(headers.get('www-authenticate')).toBe('Bearer realm="canvas-lms"');
}

function isNotStored({ headers }: Reply): void {
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('pragma')).toBe('no-cache');
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
}

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let people: Record<Role, Person>;
  beforeAll(async () => {
    course = await courseFixture(database, {
      quizSubmission: {},
      more: async (query, { people: { student, teacher } }) => {
        await query
          .updateTable('pseudonyms')
          .set({ sisUserId: 'S1', integrationId: 'I1' })
          .where('userId', '=', student.id)
          .execute();
        await query
          .insertInto('accountUsers')
          .values({ accountId: 1, userId: teacher.id, role: 'AccountAdmin', createdAtMs: testStartMs })
          .execute();
        await query
          .updateTable('users')
          .set({ workflowState: 'deleted' })
          .where('name', '=', 'Out Sider')
          .execute();
      },
    });
    people = course.people;
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** A token of the admin's. */
  const tokenWith = async (given: object): Promise<{ id: number; token: string }> => {
    const reply = await server.call('POST', `${self}/tokens`, {
      body: { token: { purpose: 'test', ...given } },
    });
    expect(reply.status).toBe(200);
    return reply.json;
  };

  describe('the token', () => {
    test('is taken from the header, the query, a JSON body and a form', async () => {
      const { token, id } = people.student;
      const path = `${self}?access_token=${token}`;
      const replies = [
        await server.call('GET', self, { token }),
        await server.call('GET', self, { token: null, headers: { authorization: `bearer  ${token} ` } }),
        await server.call('GET', path, { token: null }),
        await server.call('PUT', path, { token: null, body: {} }),
        await server.call('PUT', self, { token: null, body: { access_token: token } }),
        await server.call('PUT', self, {
          token: null,
          body: `access_token=${token}&user[locale]=`,
          headers: form,
        }),
      ];
      for (const reply of replies) {
        expect([reply.status, reply.json.id]).toEqual([200, id]);
        expect(reply.headers.get('x-canvas-user-id')).toBe(globalId(id));
        expect(reply.headers.get('x-canvas-real-user-id')).toBeNull();
        expect(reply.headers.get('x-request-context-id')).toMatch(/^[0-9a-f-]{36}$/);
      }
    });

    test('of the header goes before that of a parameter', async () => {
      const reply = await server.call('GET', `${self}?access_token=${people.student.token}`, {
        token: people.ta.token,
      });
      expect(reply.json.id).toBe(people.ta.id);
      const wrong = await server.call('GET', `${self}?access_token=${people.student.token}`, {
        token: 'wrong',
      });
      expect(wrong.json).toEqual(invalidTokenBody);
    });

    test('that is empty or of another kind counts as none', async () => {
      for (const [path, headers] of [
        [self, {}],
        [`${self}?access_token=`, {}],
        [self, { authorization: 'Bearer ' }],
        [self, { authorization: `Basic ${people.student.token}` }],
        [`${self}?access_token[]=${people.student.token}`, {}],
      ] as const) {
        const reply = await server.call('GET', path, { token: null, headers });
        expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
        asksToLogIn(reply);
        isNotStored(reply);
        expect(reply.headers.get('x-canvas-user-id')).toBeNull();
      }
    });

    test('that is unknown is refused, before anything else is looked at', async () => {
      for (const path of [self, '/api/v1/users/999', '/api/v1/accounts/1/users']) {
        const reply = await server.call('GET', path, { token: 'no-such-token' });
        expect([reply.status, reply.json]).toEqual([401, invalidTokenBody]);
        asksToLogIn(reply);
        isNotStored(reply);
      }
      const inBody = await server.call('PUT', self, { token: null, body: { access_token: 'no-such-token' } });
      expect([inBody.status, inBody.json]).toEqual([401, invalidTokenBody]);
    });

    test('that is pending is refused as unknown', async () => {
      const path = `/api/v1/users/${people.ta.id}/tokens`;
      const { json } = await server.call('POST', path, { body: { token: { purpose: 'x' } } });
      const reply = await server.call('GET', self, { token: json.token });
      expect([reply.status, reply.json]).toEqual([401, invalidTokenBody]);
      asksToLogIn(reply);
    });

    test('that is deleted is refused as revoked', async () => {
      const { id, token } = await tokenWith({});
      await server.call('DELETE', `${self}/tokens/${id}`);
      const reply = await server.call('GET', self, { token });
      expect([reply.status, reply.json]).toEqual([401, revokedTokenBody]);
      asksToLogIn(reply);
      isNotStored(reply);
    });

    test('is refused from the moment it expires', async () => {
      const { token } = await tokenWith({ expires_at: '2026-09-01T10:00:00Z' });
      const before = server.clock.nowMs;
      server.clock.nowMs = Date.UTC(2026, 8, 1, 10, 0, 0) - 1;
      expect((await server.call('GET', self, { token })).status).toBe(200);
      server.clock.nowMs += 1;
      const reply = await server.call('GET', self, { token });
      server.clock.nowMs = before;
      expect([reply.status, reply.json]).toEqual([
        401,
        { errors: [{ message: 'Expired access token.', expired_at: '2026-09-01T10:00:00Z' }] },
      ]);
      asksToLogIn(reply);
      isNotStored(reply);
    });

    test('of a deleted user is refused as unknown', async () => {
      const reply = await server.call('GET', self, { token: people.outsider.token });
      expect([reply.status, reply.json]).toEqual([401, invalidTokenBody]);
    });

    test('is not looked at outside the API', async () => {
      expect((await server.call('GET', '/health', { token: 'no-such-token' })).status).toBe(200);
      const reply = await server.call('GET', '/nowhere', { token: 'no-such-token' });
      expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
    });

    test('is never repeated in a link', async () => {
      const reply = await server.call('GET', `/api/v1/accounts?access_token=${server.adminToken}`, {
        token: null,
      });
      expect(reply.status).toBe(200);
      expect(reply.headers.get('link')).not.toContain(server.adminToken);
    });

    test('that is not enough is refused without saying what there is', async () => {
      const reply = await server.call('GET', '/api/v1/accounts/1/users', { token: people.student.token });
      expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      expect(reply.headers.get('www-authenticate')).toBeNull();
      isNotStored(reply);
    });
  });

  describe('acting as another user', () => {
    test('takes the user by id and by their other names, from query and body', async () => {
      const { id } = people.student;
      for (const name of [
        id,
        `1~${id}`,
        'sis_user_id:S1',
        'sis_integration_id:I1',
        'sis_login_id:ADA.lovelace@example.edu',
      ]) {
        const reply = await server.call('GET', `${self}?as_user_id=${encodeURIComponent(name)}`);
        expect([reply.status, reply.json.id]).toEqual([200, id]);
        expect(reply.headers.get('x-canvas-user-id')).toBe(globalId(id));
        expect(reply.headers.get('x-canvas-real-user-id')).toBe(globalId(1));
      }
      for (const body of [{ as_user_id: id }, { as_user_id: 'sis_user_id:S1' }]) {
        const reply = await server.call('PUT', self, { body });
        expect(reply.json.id).toBe(id);
        expect(reply.headers.get('x-canvas-real-user-id')).toBe(globalId(1));
      }
      const asForm = await server.call('PUT', self, { body: `as_user_id=${id}`, headers: form });
      expect(asForm.json.id).toBe(id);
      const both = `as_user_id=${id}&access_token=${server.adminToken}`;
      expect((await server.call('PUT', self, { token: null, body: both, headers: form })).json.id).toBe(id);
    });

    test("gives their rights and takes one's own", async () => {
      const reply = await server.call('GET', `/api/v1/accounts/1/users?as_user_id=${people.student.id}`);
      expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      expect(
        (await server.call('GET', `/api/v1/accounts?as_user_id=${people.teacher.id}`)).json,
      ).toHaveLength(1);
    });

    test('as oneself is no acting', async () => {
      for (const name of ['self', '1']) {
        const reply = await server.call('GET', `${self}?as_user_id=${name}`);
        expect(reply.json.id).toBe(1);
        expect(reply.headers.get('x-canvas-real-user-id')).toBeNull();
      }
    });

    test('empty is no acting', async () => {
      expect((await server.call('GET', `${self}?as_user_id=`)).json.id).toBe(1);
    });

    test('is refused for somebody who is not there', async () => {
      for (const name of [
        '999',
        '0',
        'nobody',
        'sis_user_id:NONE',
        'sis_user_id:%00',
        String(people.outsider.id),
      ]) {
        const reply = await server.call('GET', `${self}?as_user_id=${name}`);
        expect([reply.status, reply.json]).toEqual([401, invalidMasqueradeBody]);
        expect(reply.headers.get('x-canvas-user-id')).toBeNull();
      }
      const inBody = await server.call('PUT', self, { body: { as_user_id: 999 } });
      expect([inBody.status, inBody.json]).toEqual([401, invalidMasqueradeBody]);
    });

    test('is refused to whoever is no admin', async () => {
      for (const name of [people.ta.id, 999, people.student.id]) {
        const reply = await server.call('GET', `${self}?as_user_id=${name}`, { token: people.student.token });
        expect([reply.status, reply.json]).toEqual([401, invalidMasqueradeBody]);
        isNotStored(reply);
      }
    });

    test('does not chain', async () => {
      const reply = await server.call('PUT', `${self}?as_user_id=${people.teacher.id}`, {
        body: { as_user_id: people.student.id },
      });
      expect(reply.json.id).toBe(people.teacher.id);
    });
  });

  describe('scopes', () => {
    const scopes = ['url:GET|/api/v1/users/:id'];

    test('let through what they name, HEAD as GET, under any name of the record', async () => {
      const { token } = await tokenWith({ scopes });
      for (const path of [
        self,
        `/api/v1/users/${people.student.id}`,
        `${self}?as_user_id=${people.student.id}`,
      ]) {
        expect((await server.call('GET', path, { token })).status).toBe(200);
      }
      const head = await server.call('HEAD', self, { token });
      expect([head.status, head.text]).toEqual([200, '']);
    });

    test('refuse everything else, without asking to log in', async () => {
      const { token } = await tokenWith({ scopes });
      for (const [method, path] of [
        ['PUT', self],
        ['GET', `${self}/profile`],
        ['GET', '/api/v1/accounts'],
        ['HEAD', '/api/v1/accounts'],
        ['GET', `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/1/events`],
        ['GET', '/api/v1/accounts?as_user_id=999'],
      ] as const) {
        const reply = await server.call(method, path, { token, ...(method === 'PUT' ? { body: {} } : {}) });
        expect(reply.status).toBe(401);
        if (method !== 'HEAD') expect(reply.json).toEqual(insufficientScopesBody);
        expect(reply.headers.get('www-authenticate')).toBeNull();
        expect(reply.headers.get('x-canvas-user-id')).toBeNull();
      }
    });

    test('of the event routes alone let the log be read and nothing else', async () => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
      const { token } = await tokenWith({
        scopes: ['url:GET|/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events'],
      });
      const log = await server.call('GET', path, { token });
      expect([log.status, log.json]).toEqual([200, { quiz_submission_events: [] }]);
      const post = await server.call('POST', path, { token, body: { quiz_submission_events: [] } });
      expect([post.status, post.json]).toEqual([401, insufficientScopesBody]);
    });

    test('hold for a token in the body too', async () => {
      const { token } = await tokenWith({ scopes });
      const reply = await server.call('PUT', self, { token: null, body: { access_token: token } });
      expect([reply.status, reply.json]).toEqual([401, insufficientScopesBody]);
    });
  });

  describe('the last use of a token', () => {
    test('is noted at most every ten minutes', async () => {
      const databaseUrl = await database.readyUrl();
      /** Uses the admin's token at this time, then reads what is noted of it once the server has stopped. */
      const notedAfterUseAt = async (ms: number): Promise<number | null> => {
        {
          await using used = await startTestServer(database, { databaseUrl });
          used.clock.nowMs = ms;
          await used.call('GET', self);
        }
        await using opened = await openDatabase(databaseUrl, testStartMs);
        const tokens = await opened.query.selectFrom('accessTokens').select('lastUsedAtMs').execute();
        return tokens[0]?.lastUsedAtMs ?? null;
      };
      expect(await notedAfterUseAt(testStartMs)).toBe(testStartMs);
      expect(await notedAfterUseAt(testStartMs + 599_999)).toBe(testStartMs);
      expect(await notedAfterUseAt(testStartMs + 600_000)).toBe(testStartMs + 600_000);
    });
  });

  describe('the throttle', () => {
    test('says what a request did cost and what remains', async () => {
      await using throttled = await startTestServer(database, { isThrottled: true });
      for (const token of [throttled.adminToken, null]) {
        const { headers } = await throttled.call('GET', self, { token });
        expect(Number(headers.get('x-request-cost'))).toBeGreaterThan(0);
        expect(Number(headers.get('x-request-cost'))).toBeLessThan(50);
        expect(Number(headers.get('x-rate-limit-remaining'))).toBeGreaterThan(500);
        expect(Number(headers.get('x-rate-limit-remaining'))).toBeLessThanOrEqual(600);
      }
      const outside = await throttled.call('GET', '/health');
      expect(outside.headers.get('x-rate-limit-remaining')).toBeNull();
    });

    test('is off when it is switched off', async () => {
      const { headers } = await server.call('GET', self);
      expect(headers.get('x-request-cost')).toBeNull();
      expect(headers.get('x-rate-limit-remaining')).toBeNull();
    });

    test('refuses a token that has too many requests under way, and only that token', async () => {
      await using throttled = await startTestServer(database, { isThrottled: true });
      const { json } = await throttled.call('POST', `${self}/tokens`, {
        body: { token: { purpose: 'other' } },
      });

      // Each says that its body is coming, and so stays under way until it has come. 600 at 50 each admit twelve.
      const held = Array.from({ length: 40 }, () => holdRequest(throttled, 'PUT', self));
      const refused = await firstRefused(held, 20);
      for (const message of refused) {
        expect(message.statusCode).toBe(403);
        expect(message.headers['content-type']).toBe('text/plain; charset=utf-8');
        expect(message.headers['x-rate-limit-remaining']).toBe('0.0');
        expect(message.headers['x-request-cost']).toBeUndefined();
        expect(message.headers['cache-control']).toBe('no-store');
      }
      const [first] = refused;
      expect(first === undefined ? '' : await textOf(first)).toBe('403 Forbidden (Rate Limit Exceeded)\n');

      const other = await throttled.call('GET', self, { token: json.token });
      expect(other.status).toBe(200);
      expect(Number(other.headers.get('x-rate-limit-remaining'))).toBeGreaterThan(500);

      for (const { request } of held) request.end('}');
      const messages = await Promise.all(held.map(({ reply }) => reply));
      const admitted = messages.filter(({ statusCode }) => statusCode === 200);
      expect(admitted.length).toBeGreaterThanOrEqual(12);
      for (const message of messages) expect([200, 403]).toContain(message.statusCode);

      const after = await throttled.call('GET', self);
      expect(after.status).toBe(200);
      expect(Number(after.headers.get('x-rate-limit-remaining'))).toBeGreaterThan(500);
    });

    test('counts those who ask for the token of a tool by their address, with what else comes from there', async () => {
      const secretsKeys = [new Uint8Array(32).fill(1)];
      const trustedProxies = ['127.0.0.1'];
      await using throttled = await startTestServer(database, {
        isThrottled: true,
        secretsKeys,
        trustedProxies,
      });
      const authorize = '/api/lti/accounts/1/authorize';
      const from = (address: string) => ({ 'X-Forwarded-For': address });
      const ask = (address: string) =>
        throttled.call('POST', authorize, { token: null, body: {}, headers: from(address) });

      const held = Array.from({ length: 40 }, () =>
        holdRequest(throttled, 'POST', authorize, from('192.0.2.1')),
      );
      const refused = await firstRefused(held, 20);
      for (const message of refused) expect(message.statusCode).toBe(403);
      const [first] = refused;
      expect(first === undefined ? '' : await textOf(first)).toBe('403 Forbidden (Rate Limit Exceeded)\n');
      expect((await ask('192.0.2.1')).status).toBe(403);
      const elsewhere = await throttled.call('GET', self, { token: null, headers: from('192.0.2.1') });
      expect(elsewhere.status).toBe(403);

      const other = await ask('192.0.2.2');
      expect([other.status, other.json.error]).toEqual([400, 'invalid_request']);
      expect(Number(other.headers.get('x-rate-limit-remaining'))).toBeGreaterThan(500);
      // Whoever checks a signature needs the keys.
      const keys = await throttled.call('GET', '/api/lti/security/jwks', {
        token: null,
        headers: from('192.0.2.1'),
      });
      expect([keys.status, keys.headers.get('x-rate-limit-remaining')]).toEqual([200, null]);

      for (const { request } of held) request.end('}');
      const messages = await Promise.all(held.map(({ reply }) => reply));
      const admitted = messages.filter(({ statusCode }) => statusCode === 400);
      expect(admitted.length).toBeGreaterThanOrEqual(12);
      for (const message of messages) expect([400, 403]).toContain(message.statusCode);
      expect((await ask('192.0.2.1')).status).toBe(400);
    });
  });
});

interface HeldRequest {
  request: ClientRequest;
  reply: Promise<IncomingMessage>;
}

function holdRequest(
  server: TestServer,
  method: string,
  path: string,
  headers: Record<string, string> = { Authorization: `Bearer ${server.adminToken}` },
): HeldRequest {
  const request = openRequest(`${server.url}${path}`, {
    method,
    agent: false,
    headers: {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': 2,
    },
  });
  const reply = once(request, 'response').then(([message]) => message as IncomingMessage);
  // The server may close a refused one before its body is through.
  request.on('error', () => {});
  request.write('{');
  return { request, reply };
}

/** Waits for the first `count` answers that come while the bodies are still awaited: only refusals can. */
function firstRefused(held: readonly HeldRequest[], count: number): Promise<IncomingMessage[]> {
  const { promise, resolve } = Promise.withResolvers<IncomingMessage[]>();
  const refused: IncomingMessage[] = [];
  for (const { reply } of held) {
    void reply.then((message) => {
      refused.push(message);
      if (refused.length === count) resolve([...refused]);
    });
  }
  return promise;
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) text += String(chunk);
  return text;
}
