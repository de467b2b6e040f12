// Logging in to the demo with a click, and that no other server has it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type CallOptions, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const demo = '/login/demo';
const session = '/login/session';

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  /** The demo's student, who has one access token; its teacher has none. */
  let student: { id: number; token: string; tokenId: number };
  let teacherId: number;

  const person = async (name: string): Promise<number> => {
    const reply = await server.call('POST', '/api/v1/accounts/self/users', {
      body: { user: { name }, pseudonym: { unique_id: `${name}@x.example`, sis_user_id: `demo-${name}` } },
    });
    return reply.json.id;
  };
  const newToken = async (userId: number, given: object = {}): Promise<{ id: number; token: string }> => {
    const reply = await server.call('POST', `/api/v1/users/${userId}/tokens`, {
      body: { token: { purpose: 'x', active: true, ...given } },
    });
    return { id: reply.json.id, token: reply.json.visible_token };
  };
  const click = (userId: unknown, options: CallOptions = {}) =>
    server.call('POST', demo, { token: null, body: { user_id: userId }, ...options });

  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, {
      databaseUrl: course.databaseUrl,
      demoPeople: [
        { sisUserId: 'demo-student', role: 'student' },
        { sisUserId: 'demo-nobody', role: 'ghost' },
        { sisUserId: 'demo-teacher', role: 'teacher' },
      ],
    });
    const id = await person('student');
    teacherId = await person('teacher');
    const { id: tokenId, token } = await newToken(id);
    student = { id, token, tokenId };
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('the people of the demo are listed to anybody, those who are there', async () => {
    const reply = await server.call('GET', demo, { token: null });
    expect([reply.status, reply.json]).toEqual([
      200,
      {
        people: [
          { id: student.id, name: 'student', role: 'student' },
          { id: teacherId, name: 'teacher', role: 'teacher' },
        ],
      },
    ]);
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  describe('a click', () => {
    test('makes a session of that person, with the cookies of any other', async () => {
      const reply = await click(student.id);
      expect([reply.status, reply.json]).toEqual([
        200,
        {
          user: expect.objectContaining({ id: student.id, name: 'student' }),
          csrf_token: expect.stringMatching(/^[\w-]{43}$/),
          expires_at: '2026-09-08T09:00:00Z',
        },
      ]);
      expect(reply.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          /^quizwire_session=[A-Za-z0-9]{64}; HttpOnly; Path=\/; Max-Age=604800; SameSite=Lax$/,
        ),
        `_csrf_token=${reply.json.csrf_token}; Path=/; Max-Age=604800; SameSite=Lax`,
      ]);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      const cookie = reply.headers.getSetCookie().join('; ');
      const self = await server.call('GET', '/api/v1/users/self', {
        token: null,
        headers: { Cookie: cookie },
      });
      expect([self.status, self.json.id]).toEqual([200, student.id]);
    });

    test('is announced as done by that person', async () => {
      const events = await announcedBy(course.databaseUrl, () =>
        click(student.id, { body: { user_id: student.id, redirect_url: 'http://x/courses/1' } }),
      );
      expect(events.map(({ eventName, userId, body }) => [eventName, userId, body])).toEqual([
        ['logged_in', student.id, { redirect_url: 'http://x/courses/1' }],
      ]);
    });

    test('never takes over a session that the browser was given before', async () => {
      const given = 'a'.repeat(64);
      const reply = await click(student.id, { headers: { Cookie: `quizwire_session=${given}` } });
      expect(reply.headers.getSetCookie()[0]).not.toContain(given);
      const before = await server.call('GET', session, {
        token: null,
        headers: { Cookie: `quizwire_session=${given}` },
      });
      expect(before.json.user).toBeNull();
    });

    test('makes nobody else: admins, other people, nobody, and who has no access token that counts', async () => {
      const others = [
        1,
        course.people.teacher.id,
        teacherId,
        999_999,
        '999999999999999999999',
        'self',
        '',
        null,
      ];
      for (const userId of [...others, undefined, 'sis_user_id:demo-student']) {
        const reply = await click(userId);
        expect([userId, reply.status, reply.json]).toEqual([userId, 404, notFoundBody]);
        expect(reply.headers.getSetCookie()).toEqual([]);
      }
      const scopes = ['url:GET|/api/v1/users/:id'];
      const scoped = await newToken(teacherId, { scopes, expires_at: '2026-10-01' });
      expect((await click(teacherId)).status).toBe(404);
      await runSql(course.databaseUrl, `update access_tokens set scopes = '[]' where id = ${scoped.id}`);
      expect((await click(teacherId)).status).toBe(200);
      await runSql(
        course.databaseUrl,
        `update access_tokens set expires_at_ms = ${testStartMs} where id = ${scoped.id}`,
      );
      expect((await click(teacherId)).status).toBe(404);
    });

    test('of another site is refused', async () => {
      for (const headers of [
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
        { Origin: 'http://evil.example' },
        { Origin: 'null' },
      ]) {
        const reply = await click(student.id, { headers: headers as Record<string, string> });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
        expect(reply.headers.getSetCookie()).toEqual([]);
      }
    });

    test.each([
      ['an object for a person', { user_id: { a: 1 } }],
      ['a list of people', { user_id: [1] }],
      ['an address that is too long', { redirect_url: 'x'.repeat(2049) }],
    ])('with %s is malformed', async (_, body) => {
      const reply = await click(student.id, { body: { user_id: student.id, ...body } });
      expect([reply.status, reply.json.errors[0].error_code]).toEqual([400, 'bad_request']);
    });

    test('makes a session that ends with the access token it speaks for', async () => {
      const cookie = (await click(student.id)).headers.getSetCookie()[0] ?? '';
      const who = async () =>
        (await server.call('GET', session, { token: null, headers: { Cookie: cookie } })).json.user?.id;
      expect(await who()).toBe(student.id);
      await server.call('DELETE', `/api/v1/users/${student.id}/tokens/${student.tokenId}`);
      expect(await who()).toBeUndefined();
    });
  });

  test('a server without the demo has nothing of it, whatever people it has', async () => {
    await using plain = await startTestServer(database);
    const { json } = await plain.call('POST', '/api/v1/accounts/self/users', {
      body: {
        user: { name: 'S' },
        pseudonym: { unique_id: 's@x.example', sis_user_id: 'quizwire-demo-student' },
      },
    });
    for (const [method, body] of [
      ['GET', undefined],
      ['POST', { user_id: json.id }],
    ] as const) {
      for (const token of [null, plain.adminToken]) {
        const reply = await plain.call(method, demo, { token, body });
        expect([reply.status, reply.json, reply.headers.getSetCookie()]).toEqual([404, notFoundBody, []]);
      }
    }
    const described = await plain.call('GET', '/api/openapi.json');
    expect(described.json.paths).not.toHaveProperty([demo]);
  });
});
