// The Access Tokens API. Source: core reference §5.1, story steps 64 to 70.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/operations/digest.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type CourseFixture, courseFixture, type Person, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import {
  insufficientScopesBody,
  invalidTokenBody,
  notFoundBody,
  notPermittedBody,
  revokedTokenBody,
  unauthenticatedBody,
} from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const dayMs = 86_400_000;
const own = '/api/v1/users/self/tokens';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const eventsScope = 'url:GET|/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events';
const showUserScope = 'url:GET|/api/v1/users/:id';
const createScope = 'url:POST|/api/v1/users/:user_id/tokens';
const updateScope = 'url:PUT|/api/v1/users/:user_id/tokens/:id';
const unknownScopes = {
  errors: {
    scopes: [
      {
        attribute: 'scopes',
        type: 'requested scopes must match scopes on developer key',
        message: 'requested scopes must match scopes on developer key',
      },
    ],
  },
};

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let people: Record<Role, Person>;
  beforeAll(async () => {
    course = await courseFixture(database);
    people = course.people;
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const call = (method: string, path: string, token: string, given?: object): Promise<Reply> =>
    server.call(method, path, { token, ...(given === undefined ? {} : { body: { token: given } }) });
  const create = (token: string, given: object, path = own) => call('POST', path, token, given);
  const made = async (token: string, given: object, path = own) => {
    const reply = await create(token, given, path);
    expect(reply.status).toBe(200);
    return reply.json;
  };
  const use = (token: string) => server.call('GET', '/api/v1/users/self', { token });

  describe('making a token', () => {
    test('answers with the token, this once', async () => {
      const { json } = await create(server.adminToken, {
        purpose: 'story',
        expires_at: '2030-01-02T03:04:05+01:00',
      });
      expect(json).toEqual({
        id: expect.any(Number),
        created_at: '2026-09-01T09:00:00Z',
        expires_at: '2030-01-02T02:04:05Z',
        last_used_at: null,
        purpose: 'story',
        real_user_id: null,
        remember_access: null,
        scopes: [],
        updated_at: '2026-09-01T09:00:00Z',
        user_id: 1,
        workflow_state: 'active',
        app_name: 'User-Generated',
        token_hint: json.token.slice(0, 5),
        visible_token: json.token,
        can_manually_regenerate: true,
        token: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
      });
      expect((await use(json.token)).json).toMatchObject({ id: 1 });
      const { token, ...rest } = json;
      for (const name of [json.id, json.token_hint]) {
        const shown = await call('GET', `${own}/${name}`, server.adminToken);
        expect(shown.json).toEqual({
          ...rest,
          visible_token: `${token.slice(0, 5)}...`,
          last_used_at: shown.json.last_used_at,
        });
      }
    });

    test('keeps only a digest of it', async () => {
      const databaseUrl = await database.readyUrl();
      const token = await (async () => {
        await using fresh = await startTestServer(database, { databaseUrl });
        return (await fresh.call('POST', own, { body: { token: { purpose: 'digest' } } })).json.token;
      })();
      await using opened = await openDatabase(databaseUrl, testStartMs);
      const rows = await opened.query
        .selectFrom('accessTokens')
        .selectAll()
        .where('purpose', '=', 'digest')
        .execute();
      expect(rows.map((row) => row.tokenDigest)).toEqual([digestOf(token)]);
      expect(JSON.stringify(rows)).not.toContain(token);
    });

    test('takes a form too', async () => {
      const scopes = `token[scopes][]=${encodeURIComponent(showUserScope)}&token[scopes][]=${encodeURIComponent(showUserScope)}`;
      const body = `token[purpose]=form&token[expires_at]=2030-01-01&${scopes}`;
      const reply = await server.call('POST', own, { body, headers: form });
      expect(reply.json).toMatchObject({
        purpose: 'form',
        expires_at: '2030-01-01T00:00:00Z',
        scopes: [showUserScope],
      });
    });

    test('one for somebody else is pending', async () => {
      const { json } = await create(
        server.adminToken,
        { purpose: 's1' },
        `/api/v1/users/${people.student.id}/tokens`,
      );
      expect(json).toMatchObject({ user_id: people.student.id, real_user_id: 1, workflow_state: 'pending' });
      const used = await use(json.token);
      expect([used.status, used.json]).toEqual([401, invalidTokenBody]);
    });

    test('ours: an admin may make one for somebody else that is active', async () => {
      const path = `/api/v1/users/${people.student.id}/tokens`;
      const { json } = await create(server.adminToken, { purpose: 's1', active: true }, path);
      expect(json).toMatchObject({ workflow_state: 'active', expires_at: null, real_user_id: 1 });
      expect((await use(json.token)).json).toMatchObject({ id: people.student.id });
    });

    test('one made while acting as somebody is pending, whatever is asked', async () => {
      const { json } = await create(
        server.adminToken,
        { purpose: 'acting', active: true },
        `${own}?as_user_id=${people.teacher.id}`,
      );
      expect(json).toMatchObject({ user_id: people.teacher.id, real_user_id: 1, workflow_state: 'pending' });
    });

    test.each([undefined, {}, { token: {} }, { token: null }, { purpose: 'x' }])(
      'needs a token: %j',
      async (body) => {
        const reply = await server.call('POST', own, { body });
        expect([reply.status, reply.json]).toEqual([400, { errors: [{ message: 'token is missing' }] }]);
      },
    );

    test.each([{ expires_at: '2030-01-01' }, { purpose: '' }, { purpose: ' ' }, { purpose: null }])(
      'needs a purpose: %j',
      async (given) => {
        const reply = await create(server.adminToken, given);
        expect([reply.status, reply.json]).toEqual([400, [{ message: 'token[purpose] is missing' }]]);
      },
    );

    test('bounds the purpose', async () => {
      expect((await create(server.adminToken, { purpose: 'x'.repeat(255) })).status).toBe(200);
      const reply = await create(server.adminToken, { purpose: 'x'.repeat(256) });
      const message = 'is too long (maximum is 255 characters)';
      expect([reply.status, reply.json]).toEqual([
        400,
        { errors: { purpose: [{ attribute: 'purpose', type: 'too_long', message }] } },
      ]);
    });

    test('refuses what is no time', async () => {
      const reply = await create(server.adminToken, { purpose: 'x', expires_at: 'tomorrow' });
      expect([reply.status, reply.json]).toEqual([400, [{ message: 'Invalid expiration date format' }]]);
    });

    test.each([
      { token: 'text' },
      { token: { purpose: ['x'] } },
      { token: { purpose: 'x', active: 'maybe' } },
    ])('refuses the unreadable %j', async (body) => {
      const reply = await server.call('POST', own, { body });
      expect([reply.status, reply.json.errors[0].error_code]).toEqual([400, 'bad_request']);
    });

    test('is for the user and for admins', async () => {
      const path = `/api/v1/users/${people.student.id}/tokens`;
      for (const role of ['teacher', 'otherStudent', 'outsider'] as const) {
        const reply = await create(people[role].token, { purpose: 'x', active: true }, path);
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      const unknown = await create(server.adminToken, { purpose: 'x' }, '/api/v1/users/999/tokens');
      expect([unknown.status, unknown.json]).toEqual([404, notFoundBody]);
      const nobody = await server.call('POST', own, { token: null, body: {} });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
    });

    test('who is only a student must say when it ends, at most 120 days ahead', async () => {
      const { token } = people.student;
      const at = (ms: number) => new Date(server.clock.nowMs + ms).toISOString();
      const required = [{ message: 'Expiration date is required' }];
      const tooFar = [{ message: 'Expiration date cannot be more than 120 days in the future' }];
      for (const [expires_at, answer] of [
        [undefined, required],
        ['', required],
        [null, required],
        ['soon', [{ message: 'Invalid expiration date format' }]],
        [at(120 * dayMs + 1), tooFar],
      ] as const) {
        const reply = await create(token, {
          purpose: 'mine',
          ...(expires_at === undefined ? {} : { expires_at }),
        });
        expect([reply.status, reply.json]).toEqual([400, answer]);
      }
      const { id } = await made(token, { purpose: 'mine', expires_at: at(120 * dayMs) });
      for (const expires_at of ['', at(121 * dayMs)]) {
        expect((await call('PUT', `${own}/${id}`, token, { expires_at })).status).toBe(400);
      }
      for (const role of ['teacher', 'observer', 'outsider'] as const) {
        expect((await create(people[role].token, { purpose: 'lasting' })).status).toBe(200);
      }
    });
  });

  describe('scopes', () => {
    test('must be those of routes', async () => {
      for (const scope of [
        'url:GET|/api/v1/nothing',
        'url:GET|/health',
        'url:HEAD|/api/v1/users/:id',
        '/api/v1/users/:id',
      ]) {
        const reply = await create(server.adminToken, { purpose: 'x', scopes: [showUserScope, scope] });
        expect([reply.status, reply.json]).toEqual([400, unknownScopes]);
      }
      const scopes = [eventsScope, showUserScope, createScope];
      expect((await made(server.adminToken, { purpose: 'x', scopes })).scopes).toEqual(scopes);
    });

    test('are enforced', async () => {
      const { token } = await made(server.adminToken, { purpose: 'narrow', scopes: [showUserScope] });
      expect((await use(token)).status).toBe(200);
      const reply = await call('GET', '/api/v1/accounts', token);
      expect([reply.status, reply.json]).toEqual([401, insufficientScopesBody]);
    });

    test('a scoped token makes none that reaches further', async () => {
      const holder = (
        await made(server.adminToken, { purpose: 'maker', scopes: [createScope, showUserScope] })
      ).token;
      for (const path of [
        own,
        `/api/v1/users/${people.teacher.id}/tokens`,
        `${own}?as_user_id=${people.teacher.id}`,
      ]) {
        for (const scopes of [undefined, [], [eventsScope], [showUserScope, eventsScope]]) {
          const reply = await create(
            holder,
            { purpose: 'more', active: true, ...(scopes ? { scopes } : {}) },
            path,
          );
          expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
        }
        expect((await create(holder, { purpose: 'less', scopes: [showUserScope] }, path)).status).toBe(200);
      }
    });

    test('a scoped token changes and renews none that reaches further', async () => {
      const wide = await made(server.adminToken, { purpose: 'wide' });
      const { token: holder, id } = await made(server.adminToken, {
        purpose: 'changer',
        scopes: [updateScope],
      });
      for (const given of [
        { regenerate: true },
        { purpose: 'renamed' },
        { expires_at: '' },
        { scopes: [], regenerate: true },
        { scopes: [updateScope, showUserScope] },
      ]) {
        const reply = await call('PUT', `${own}/${wide.id}`, holder, given);
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      expect((await call('PUT', `${own}/${id}`, holder, { scopes: [] })).status).toBe(403);
      expect((await use(wide.token)).status).toBe(200);
      const narrowed = await call('PUT', `${own}/${wide.id}`, holder, {
        scopes: [updateScope],
        regenerate: true,
      });
      expect(narrowed.json).toMatchObject({ scopes: [updateScope], token: expect.any(String) });
    });

    test('a scoped token activates none that reaches further', async () => {
      const pending = await made(
        server.adminToken,
        { purpose: 'pending' },
        `/api/v1/users/${people.teacher.id}/tokens`,
      );
      const { token: holder } = await made(people.teacher.token, {
        purpose: 'changer',
        scopes: [updateScope],
      });
      expect((await call('PUT', `${own}/${pending.id}`, holder, { active: true })).status).toBe(403);
      expect((await use(pending.token)).status).toBe(401);
    });
  });

  describe('showing tokens', () => {
    test('lists all but deleted ones, oldest first, without their values', async () => {
      const { token, id: userId } = people.designer;
      const [first, second, third] = [
        await made(token, { purpose: '1' }),
        await made(token, { purpose: '2' }),
        await made(token, { purpose: '3' }),
      ];
      await call('DELETE', `${own}/${second.id}`, token);
      const path = `/api/v1/users/${userId}/user_generated_tokens`;
      for (const by of [token, server.adminToken]) {
        const list = await call('GET', `${path}?per_page=2`, by);
        expect(list.json.map((shown: { purpose: string }) => shown.purpose)).toEqual(['test', '1']);
        expect(list.json[1]).not.toHaveProperty('token');
        expect(list.text).not.toContain(first.token);
        const link = (relation: string, page: number) =>
          `<${server.url}${path}?page=${page}&per_page=2>; rel="${relation}"`;
        expect(list.headers.get('link')).toBe(
          [link('current', 1), link('next', 2), link('first', 1), link('last', 2)].join(','),
        );
        const rest = await call('GET', `${path}?per_page=2&page=2`, by);
        expect(rest.json.map((shown: { id: number }) => shown.id)).toEqual([third.id]);
      }
      for (const [by, name, status] of [
        [people.teacher.token, userId, 403],
        [server.adminToken, 999, 404],
      ] as const) {
        expect((await call('GET', `/api/v1/users/${name}/user_generated_tokens`, by)).status).toBe(status);
      }
    });

    test('to others refuses, whether or not there is such a token', async () => {
      const { id, token_hint } = await made(people.teacher.token, { purpose: 'mine' });
      for (const name of [id, token_hint, 999_999]) {
        const reply = await call(
          'GET',
          `/api/v1/users/${people.teacher.id}/tokens/${name}`,
          people.student.token,
        );
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
    });

    test('a token is found only under its user', async () => {
      const { id, token_hint } = await made(people.teacher.token, { purpose: 'mine' });
      for (const name of [id, token_hint, 0, 'abc', 'abcde', '99999999999999999999']) {
        for (const method of ['GET', 'PUT', 'DELETE']) {
          const given = method === 'PUT' ? { purpose: 'x' } : undefined;
          const reply = await call(method, `${own}/${name}`, server.adminToken, given);
          expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
        }
      }
      const admin = await call('GET', `/api/v1/users/${people.teacher.id}/tokens/${id}`, server.adminToken);
      expect(admin.json.id).toBe(id);
    });
  });

  describe('changing a token', () => {
    test('takes purpose, expiry and scopes, and leaves what is not named', async () => {
      const { token } = people.teacher;
      const { id } = await made(token, { purpose: 'before', expires_at: '2030-01-01T00:00:00Z' });
      server.clock.nowMs += 5_000;
      const updated_at = new Date(Math.floor(server.clock.nowMs / 1000) * 1000)
        .toISOString()
        .replace('.000', '');
      const renamed = await call('PUT', `${own}/${id}`, token, { purpose: 'after' });
      expect(renamed.status).toBe(200);
      expect(renamed.json).toMatchObject({
        purpose: 'after',
        expires_at: '2030-01-01T00:00:00Z',
        scopes: [],
        updated_at,
      });
      expect(renamed.json).not.toHaveProperty('token');
      const scoped = await call('PUT', `${own}/${id}`, token, { scopes: [showUserScope], expires_at: '' });
      expect(scoped.json).toMatchObject({ purpose: 'after', expires_at: null, scopes: [showUserScope] });
      expect((await call('PUT', `${own}/${id}`, token, { scopes: ['x'] })).json).toEqual(unknownScopes);
      const open = await server.call('PUT', `${own}/${id}`, { token, body: 'token[scopes]=', headers: form });
      expect(open.json).toMatchObject({ scopes: [] });
      expect((await server.call('PUT', `${own}/${id}`, { token, body: {} })).json).toEqual({
        errors: [{ message: 'token is missing' }],
      });
      expect((await call('PUT', `${own}/${id}`, token, { purpose: '' })).json.errors.purpose[0].type).toBe(
        'blank',
      );
    });

    test('a new value ends the old one', async () => {
      const { token } = people.teacher;
      const before = await made(token, { purpose: 'renew' });
      const after = (await call('PUT', `${own}/${before.token_hint}`, token, { regenerate: true })).json;
      expect(after).toMatchObject({ id: before.id, workflow_state: 'active', visible_token: after.token });
      expect(after.token).toMatch(/^[A-Za-z0-9]{64}$/);
      expect(after.token_hint).toBe(after.token.slice(0, 5));
      expect((await use(after.token)).status).toBe(200);
      expect((await use(before.token)).json).toEqual(invalidTokenBody);
    });

    test('an expired one is renewed only with a new expiry', async () => {
      const { token } = people.teacher;
      const { id } = await made(token, { purpose: 'old', expires_at: '2026-01-01T00:00:00Z' });
      const refused = await call('PUT', `${own}/${id}`, token, { regenerate: true });
      expect([refused.status, refused.json]).toEqual([
        400,
        { errors: { message: 'cannot regenerate an expired token without a new expiration date' } },
      ]);
      const renewed = await call('PUT', `${own}/${id}`, token, {
        regenerate: true,
        expires_at: '2030-01-01',
      });
      expect((await use(renewed.json.token)).status).toBe(200);
    });

    test('renewed by somebody else it is pending', async () => {
      const { id } = await made(people.teacher.token, { purpose: 'renew' });
      for (const path of [
        `/api/v1/users/${people.teacher.id}/tokens/${id}`,
        `${own}/${id}?as_user_id=${people.teacher.id}`,
      ]) {
        const { json } = await call('PUT', path, server.adminToken, { regenerate: true });
        expect(json).toMatchObject({ workflow_state: 'pending' });
        expect((await use(json.token)).status).toBe(401);
      }
    });

    test('ours: its owner, and nobody else, makes a pending one usable', async () => {
      const path = `/api/v1/users/${people.ta.id}/tokens`;
      const { id, token } = await made(server.adminToken, { purpose: 'given' }, path);
      for (const [by, where] of [
        [server.adminToken, `${path}/${id}`],
        [server.adminToken, `${own}/${id}?as_user_id=${people.ta.id}`],
      ] as const) {
        const reply = await call('PUT', where, by, { active: true });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      expect((await use(token)).status).toBe(401);
      for (let times = 0; times < 2; times++) {
        const { json } = await call('PUT', `${own}/${id}`, people.ta.token, { active: true });
        expect(json).toMatchObject({ workflow_state: 'active' });
      }
      expect((await use(token)).json).toMatchObject({ id: people.ta.id });
    });

    test("somebody else's is not there", async () => {
      const path = `/api/v1/users/${people.teacher.id}/tokens`;
      const { id, token } = await made(people.teacher.token, { purpose: 'mine' });
      for (const role of ['student', 'ta', 'outsider'] as const) {
        for (const method of ['PUT', 'DELETE']) {
          const given = method === 'PUT' ? { purpose: 'x' } : undefined;
          const reply = await call(method, `${path}/${id}`, people[role].token, given);
          expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
        }
      }
      expect((await use(token)).status).toBe(200);
    });
  });

  describe('deleting a token', () => {
    test('ends it at once', async () => {
      const { id, token, ...rest } = await made(people.teacher.token, { purpose: 'short' });
      const reply = await call('DELETE', `${own}/${id}`, people.teacher.token);
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual({
        ...rest,
        id,
        workflow_state: 'deleted',
        updated_at: reply.json.updated_at,
        visible_token: `${rest.token_hint}...`,
        can_manually_regenerate: false,
      });
      const used = await use(token);
      expect([used.status, used.json]).toEqual([401, revokedTokenBody]);
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const given = method === 'PUT' ? { active: true } : undefined;
        expect((await call(method, `${own}/${id}`, people.teacher.token, given)).status).toBe(404);
      }
    });

    test("an admin ends anybody's, and a token itself", async () => {
      const path = `/api/v1/users/${people.teacher.id}/tokens`;
      const byAdmin = await made(people.teacher.token, { purpose: 'a' });
      expect((await call('DELETE', `${path}/${byAdmin.id}`, server.adminToken)).status).toBe(200);
      expect((await use(byAdmin.token)).json).toEqual(revokedTokenBody);
      const itself = await made(people.teacher.token, { purpose: 'b' });
      expect((await call('DELETE', `${own}/${itself.id}`, itself.token)).status).toBe(200);
      expect((await use(itself.token)).json).toEqual(revokedTokenBody);
    });
  });
});
