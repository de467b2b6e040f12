// Logging in with an access token, being in a session, logging out. Ours; CSRF tokens as in Canvas (quiz reference §4.1).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionMs } from '../../src/model/limits.ts';
import { announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import {
  insufficientScopesBody,
  invalidTokenBody,
  notPermittedBody,
  unauthenticatedBody,
} from '../support/refusal-bodies.ts';
import {
  type CallOptions,
  type Reply,
  startTestServer,
  type TestServer,
  testStartMs,
} from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const login = '/login/session';
const self = '/api/v1/users/self';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const forgedBody = { status: 'unprocessable_entity', message: 'Invalid authenticity token' };
const globalId = (id: number) => `1${String(id).padStart(13, '0')}`;

/** What a browser keeps. */
interface Browser {
  cookie: string;
  csrfToken: string;
}

function browserOf(reply: Reply): Browser {
  const cookies = reply.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return { cookie: cookies.join('; '), csrfToken: reply.json.csrf_token };
}

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  beforeAll(async () => {
    course = await courseFixture(database, { quizSubmission: {} });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const logIn = async (token: string, options: CallOptions = {}): Promise<Browser> => {
    const reply = await server.call('POST', login, { token, ...options });
    expect([reply.status, reply.text]).toEqual([200, expect.anything()]);
    return browserOf(reply);
  };
  /** A request as the browser makes it; without a CSRF token unless given. */
  const browse = (
    browser: Browser,
    method: string,
    path: string,
    options: CallOptions & { csrf?: string } = {},
  ) => {
    const { csrf, headers, ...more } = options;
    return server.call(method, path, {
      token: null,
      ...more,
      headers: {
        Cookie: browser.cookie,
        ...(csrf === undefined ? {} : { 'X-CSRF-Token': csrf }),
        ...headers,
      },
    });
  };
  /** A new access token of `token`'s user. */
  const newToken = async (token: string, given: object = {}): Promise<{ id: number; token: string }> => {
    const reply = await server.call('POST', `${self}/tokens`, {
      token,
      body: { token: { purpose: 'x', ...given } },
    });
    expect(reply.status).toBe(200);
    return reply.json;
  };

  describe('who one is', () => {
    test('is told to a session, with the token that its pages send along', async () => {
      const browser = await logIn(course.people.student.token);
      const reply = await browse(browser, 'GET', login);
      expect([reply.status, reply.json]).toEqual([
        200,
        {
          user: expect.objectContaining({ id: course.people.student.id, name: 'Ada Lovelace' }),
          is_account_admin: false,
          csrf_token: browser.csrfToken,
        },
      ]);
      expect(reply.headers.get('cache-control')).toBe('no-store');
    });

    test('is told to an access token, and to nobody that it is nobody', async () => {
      expect((await server.call('GET', login)).json).toMatchObject({ is_account_admin: true });
      const ofToken = await server.call('GET', login, { token: course.people.ta.token });
      expect(ofToken.json).toMatchObject({ user: { id: course.people.ta.id }, csrf_token: null });
      for (const headers of [{}, { Cookie: `quizwire_session=${'a'.repeat(64)}` }]) {
        const nobody = await server.call('GET', login, { token: null, headers });
        expect([nobody.status, nobody.json]).toEqual([
          200,
          { user: null, is_account_admin: false, csrf_token: null },
        ]);
      }
    });

    test('is refused to an access token that does not count', async () => {
      const reply = await server.call('GET', login, { token: 'wrong' });
      expect([reply.status, reply.json]).toEqual([401, invalidTokenBody]);
    });
  });

  describe('logging in', () => {
    test('answers who it is and the CSRF token, and sets two cookies', async () => {
      const { student } = course.people;
      const reply = await server.call('POST', login, { token: student.token });
      expect([reply.status, reply.json]).toEqual([
        200,
        {
          user: {
            id: student.id,
            name: 'Ada Lovelace',
            created_at: '2026-09-01T08:59:00Z',
            sortable_name: 'Lovelace, Ada',
            short_name: 'Ada Lovelace',
          },
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
      expect(reply.headers.get('x-canvas-user-id')).toBe(globalId(student.id));
    });

    test('takes the token from a form and from JSON, also in a browser that is somebody else', async () => {
      const { student, ta } = course.people;
      const before = await logIn(ta.token);
      const options: CallOptions[] = [
        { body: `access_token=${student.token}`, headers: form },
        { body: { access_token: student.token } },
        { body: `access_token=${student.token}`, headers: { ...form, Cookie: before.cookie } },
      ];
      for (const option of options) {
        const reply = await server.call('POST', login, { token: null, ...option });
        expect([reply.status, reply.json.user.id]).toEqual([200, student.id]);
      }
    });

    test('sends its cookies over HTTPS only where the public URL is HTTPS', async () => {
      await using secure = await startTestServer(database, { publicUrl: 'https://quiz.example.edu' });
      const reply = await secure.call('POST', login);
      expect(reply.headers.getSetCookie().map((line) => line.endsWith('; Secure'))).toEqual([true, true]);
    });

    test('over HTTPS names its cookie so that no other host can have set it, and takes no other', async () => {
      await using secure = await startTestServer(database, { publicUrl: 'https://quiz.example.edu' });
      const [line = ''] = (await secure.call('POST', login)).headers.getSetCookie();
      const [, token = ''] = /^__Host-quizwire_session=(\w{64}); HttpOnly; Path=\/; /.exec(line) ?? [];
      const who = async (name: string) => {
        const headers = { Cookie: `${name}=${token}` };
        return (await secure.call('GET', login, { token: null, headers })).json.user?.id;
      };
      expect(await who('__Host-quizwire_session')).toBe(1);
      expect(await who('quizwire_session')).toBeUndefined();
    });

    test('keeps no secret', async () => {
      const browser = await logIn(course.people.student.token);
      const rows = await runSql(course.databaseUrl, 'select * from sessions');
      const secret = /quizwire_session=(\w+)/.exec(browser.cookie)?.[1] ?? 'none';
      expect(secret).toHaveLength(64);
      expect(JSON.stringify(rows)).not.toContain(secret);
      expect(JSON.stringify(rows)).not.toContain(browser.csrfToken);
    });

    test('is refused without a token, with a wrong one and with a scoped one', async () => {
      const scoped = await newToken(course.people.student.token, {
        scopes: ['url:GET|/api/v1/users/:id'],
        expires_at: '2026-10-01',
      });
      for (const [token, body] of [
        [null, unauthenticatedBody],
        ['wrong', invalidTokenBody],
        [scoped.token, insufficientScopesBody],
      ] as const) {
        const reply = await server.call('POST', login, { token });
        expect([reply.status, reply.json, reply.headers.getSetCookie()]).toEqual([401, body, []]);
      }
    });

    test('is refused while acting as somebody else, and from another site', async () => {
      const acting = await server.call('POST', `${login}?as_user_id=${course.people.student.id}`);
      const foreign = await server.call('POST', login, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
      for (const reply of [acting, foreign]) {
        expect([reply.status, reply.json, reply.headers.getSetCookie()]).toEqual([403, notPermittedBody, []]);
      }
    });

    test.each([
      ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
      ['a neighbour of the same site', { 'Sec-Fetch-Site': 'same-site' }, 403],
      ['another site, without privacy', { Origin: 'http://evil.example' }, 403],
      ['a page that hides where it is', { Origin: 'null' }, 403],
      ['our page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://behind-a-proxy.example' }, 200],
      ['nowhere', { 'Sec-Fetch-Site': 'none' }, 200],
      [
        'our page behind a proxy, without privacy',
        { Origin: 'http://q.example', 'X-Forwarded-Host': 'q.example' },
        200,
      ],
    ])('from %s is answered as it should be', async (_, headers, status) => {
      expect((await server.call('POST', login, { headers })).status).toBe(status);
    });

    test('from our page without privacy is taken by either of our names', async () => {
      await using known = await startTestServer(database, { publicUrl: 'http://quiz.example:8080/base' });
      for (const Origin of [known.url, 'http://quiz.example:8080'])
        expect((await known.call('POST', login, { headers: { Origin } })).status).toBe(200);
      const headers = { Origin: 'http://quiz.example' };
      expect((await known.call('POST', login, { headers })).status).toBe(403);
    });

    test('takes an access token, not the cookie of a session', async () => {
      const browser = await logIn(course.people.student.token);
      const reply = await browse(browser, 'POST', login, { csrf: browser.csrfToken });
      expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
    });

    test.each([{ redirect_url: { a: 1 } }, { redirect_url: 'x'.repeat(2049) }])(
      'refuses %j as malformed',
      async (body) => {
        const reply = await server.call('POST', login, { body });
        expect([reply.status, reply.json.errors[0].error_code]).toEqual([400, 'bad_request']);
      },
    );

    test('is announced as done by who logs in, in their new session', async () => {
      const { student } = course.people;
      const [event, ...none] = await announcedBy(course.databaseUrl, () =>
        logIn(student.token, { body: { redirect_url: 'http://x/courses/1?access_token=s&a=b' } }),
      );
      const rows = await runSql<{ session_id: string }>(
        course.databaseUrl,
        'select session_id from sessions',
      );
      expect(rows.map(({ session_id }) => session_id)).toContain(event?.metadata.session_id);
      expect([event?.eventName, event?.body, none]).toEqual([
        'logged_in',
        { redirect_url: 'http://x/courses/1?a=b' },
        [],
      ]);
      expect(event).toMatchObject({ userId: student.id, courseId: null });
      expect(Object.keys(event?.metadata ?? {})).toEqual([
        'root_account_uuid',
        'root_account_id',
        'root_account_lti_guid',
        'user_login',
        'user_account_id',
        'user_sis_id',
        'user_id',
        'request_id',
        'session_id',
        'hostname',
        'http_method',
        'user_agent',
        'client_ip',
        'url',
        'referrer',
        'producer',
        'event_name',
        'event_time',
      ]);
      expect(event?.metadata).toMatchObject({
        user_id: globalId(student.id),
        user_login: 'ada.lovelace@example.edu',
        user_account_id: globalId(1),
        user_sis_id: null,
        session_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
    });

    test('without a place to go says nothing of one', async () => {
      for (const body of [undefined, { redirect_url: ' ' }, { redirect_url: null }]) {
        const [event] = await announcedBy(course.databaseUrl, () => logIn(course.people.ta.token, { body }));
        expect(event?.body).toEqual({});
      }
    });
  });

  describe('in a session', () => {
    test('a request is by its person, with the rights of the access token', async () => {
      const { student, admin } = course.people;
      const own = await browse(await logIn(student.token), 'GET', self);
      expect([own.status, own.json.id]).toEqual([200, student.id]);
      expect(own.headers.get('x-canvas-user-id')).toBe(globalId(student.id));
      const users = '/api/v1/accounts/1/users';
      expect((await browse(await logIn(student.token), 'GET', users)).status).toBe(403);
      expect((await browse(await logIn(admin.token), 'GET', users)).status).toBe(200);
    });

    test('the cookie is found among others', async () => {
      const { cookie } = await logIn(course.people.student.token);
      for (const header of [`a=b; ${cookie}`, `quizwire_sessions=x;${cookie}`, `a; =; ${cookie} ; c=d`]) {
        const reply = await browse({ cookie: header, csrfToken: '' }, 'GET', self);
        expect(reply.json.id).toBe(course.people.student.id);
      }
    });

    test('an access token goes before the cookie, and needs no CSRF token', async () => {
      const { student, ta } = course.people;
      const browser = await logIn(student.token);
      expect((await browse(browser, 'GET', self, { token: ta.token })).json.id).toBe(ta.id);
      expect((await browse(browser, 'PUT', self, { token: ta.token, body: {} })).json.id).toBe(ta.id);
      const acting = await browse(browser, 'PUT', `${self}?as_user_id=${ta.id}`, {
        body: { access_token: server.adminToken },
      });
      expect([acting.status, acting.json.id]).toEqual([200, ta.id]);
      const inBody = await browse(browser, 'PUT', self, { body: { access_token: ta.token } });
      expect([inBody.status, inBody.json.id]).toEqual([200, ta.id]);
      const wrong = await browse(browser, 'PUT', self, { body: { access_token: 'wrong' } });
      expect([wrong.status, wrong.json]).toEqual([401, invalidTokenBody]);
    });

    test.each(['', 'x', 'x'.repeat(43)])('a write with the CSRF token %j is refused', async (csrf) => {
      const browser = await logIn(course.people.student.token);
      const reply = await browse(browser, 'PUT', self, { csrf, body: { user: { locale: 'fr' } } });
      expect([reply.status, reply.json]).toEqual([422, forgedBody]);
      const { locale } = (await browse(browser, 'GET', self)).json;
      expect(locale).toBeNull();
    });

    test('a write without a CSRF token, or with that of another session, is refused by every verb', async () => {
      const { student } = course.people;
      const [browser, other] = [await logIn(student.token), await logIn(student.token)];
      const base = `/api/v1/courses/${course.courseId}`;
      const writes = [
        ['POST', `${base}/quizzes`],
        ['PUT', self],
        ['PATCH', `${base}/late_policy`],
        ['DELETE', `${base}/quizzes/${course.quizId}`],
        ['POST', '/api/graphql'],
        ['POST', login],
      ] as const;
      for (const [method, path] of writes) {
        for (const options of [{}, { csrf: other.csrfToken }]) {
          const reply = await browse(browser, method, path, options);
          expect([method, path, reply.status, reply.json]).toEqual([method, path, 422, forgedBody]);
        }
      }
    });

    test('a write with the CSRF token is done; a form has it as authenticity_token', async () => {
      const { student } = course.people;
      const browser = await logIn(student.token);
      const replies = [
        await browse(browser, 'PUT', self, { csrf: browser.csrfToken, body: { user: { locale: 'de' } } }),
        await browse(browser, 'PUT', self, {
          body: `authenticity_token=${browser.csrfToken}&user[locale]=`,
          headers: form,
        }),
      ];
      expect(replies.map(({ status, json }) => [status, json.locale])).toEqual([
        [200, 'de'],
        [200, null],
      ]);
    });

    test('a batch of events is taken with the CSRF token, in the header or beside the events', async () => {
      const browser = await logIn(course.people.student.token);
      const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
      const body = { quiz_submission_events: [{ event_type: 'page_blurred' }] };
      const statuses = [
        await browse(browser, 'POST', path, { body }),
        await browse(browser, 'POST', path, { body, csrf: browser.csrfToken }),
        await browse(browser, 'POST', path, { body: { ...body, authenticity_token: browser.csrfToken } }),
        await browse(browser, 'GET', path),
      ].map(({ status }) => status);
      expect(statuses).toEqual([422, 204, 204, 403]);
    });

    test('a page saves its form without a CSRF token', async () => {
      const browser = await logIn(course.people.student.token);
      const path = `/courses/${course.courseId}/quizzes/${course.quizId}/submissions/backup`;
      const body = { validation_token: 'wrong' };
      const reply = await browse(browser, 'PUT', path, { body });
      const byToken = await server.call('PUT', path, { token: course.people.student.token, body });
      expect([reply.status, reply.text]).toEqual([byToken.status, byToken.text]);
      expect(reply.json).not.toEqual(forgedBody);
    });

    test('an admin acts as somebody else, by the query or the body', async () => {
      const { student } = course.people;
      const browser = await logIn(course.people.admin.token);
      const replies = [
        await browse(browser, 'GET', `${self}?as_user_id=${student.id}`),
        await browse(browser, 'PUT', self, { csrf: browser.csrfToken, body: { as_user_id: student.id } }),
      ];
      for (const reply of replies) {
        expect(reply.json.id).toBe(student.id);
        expect(reply.headers.get('x-canvas-real-user-id')).toBe(globalId(1));
      }
      const forged = await browse(browser, 'PUT', self, { body: { as_user_id: student.id } });
      expect([forged.status, forged.json]).toEqual([422, forgedBody]);
      const refused = await browse(await logIn(student.token), 'GET', `${self}?as_user_id=1`);
      expect([refused.status, refused.json]).toEqual([401, { errors: 'Invalid as_user_id' }]);
    });

    test.each(['', 'x', 'x'.repeat(64), '%00', 'ü'])('a cookie that is %j is nobody', async (value) => {
      const browser = { cookie: `quizwire_session=${encodeURI(value)}`, csrfToken: '' };
      for (const method of ['GET', 'PUT']) {
        const reply = await browse(browser, method, self);
        expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
      }
    });

    test('with a throttle its calls count together, and are not told what they cost', async () => {
      await using throttled = await startTestServer(database, { isThrottled: true });
      const started = await throttled.call('POST', login);
      expect(started.headers.get('x-rate-limit-remaining')).not.toBeNull();
      const { cookie } = browserOf(started);
      const reply = await throttled.call('GET', self, { token: null, headers: { Cookie: cookie } });
      expect(reply.status).toBe(200);
      expect(reply.headers.get('x-rate-limit-remaining')).toBeNull();
      expect(reply.headers.get('x-request-cost')).toBeNull();
    });
  });

  describe('a session ends', () => {
    const isNobody = async (browser: Browser) => {
      const reply = await browse(browser, 'GET', self);
      return reply.status === 401 && reply.json.status === 'unauthenticated';
    };

    test('with logging out, which is announced once, and the others live on', async () => {
      const { student } = course.people;
      const [browser, other] = [await logIn(student.token), await logIn(student.token)];
      const replies: Reply[] = [];
      const events = await announcedBy(course.databaseUrl, async () => {
        const leave = () => browse(browser, 'DELETE', login, { csrf: browser.csrfToken });
        replies.push(...(await Promise.all([leave(), leave()])));
        replies.push(await leave());
      });
      expect(replies[2]?.status).toBe(401);
      const done = replies.filter(({ status }) => status === 204);
      expect(done.length).toBeGreaterThan(0);
      expect(done[0]?.headers.getSetCookie()).toEqual([
        'quizwire_session=; HttpOnly; Path=/; Max-Age=0; SameSite=Lax',
        '_csrf_token=; Path=/; Max-Age=0; SameSite=Lax',
      ]);
      expect(events.map(({ eventName, body, userId }) => [eventName, body, userId])).toEqual([
        ['logged_out', {}, student.id],
      ]);
      expect(events[0]?.metadata).toMatchObject({
        user_id: globalId(student.id),
        time_zone: 'Etc/UTC',
        session_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        http_method: 'DELETE',
      });
      expect(events[0]?.metadata).not.toHaveProperty('developer_key_id');
      expect([await isNobody(browser), await isNobody(other)]).toEqual([true, false]);
    });

    test('not by a request that another site had it make, nor by an access token', async () => {
      const browser = await logIn(course.people.student.token);
      const forged = await browse(browser, 'DELETE', login);
      expect([forged.status, forged.json]).toEqual([422, forgedBody]);
      for (const token of [null, course.people.student.token]) {
        const reply = await server.call('DELETE', login, { token });
        expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
      }
      expect(await isNobody(browser)).toBe(false);
    });

    test('with its access token: deleted, given another value, or expired', async () => {
      const { ta } = course.people;
      const deleted = await newToken(ta.token);
      const renewed = await newToken(ta.token);
      const expiring = await newToken(ta.token, { expires_at: new Date(testStartMs + 60_000).toISOString() });
      const browsers: Browser[] = [];
      for (const { token } of [deleted, renewed, expiring]) browsers.push(await logIn(token));
      const nobody = () => Promise.all(browsers.map(isNobody));
      expect(await nobody()).toEqual([false, false, false]);
      await server.call('DELETE', `${self}/tokens/${deleted.id}`, { token: ta.token });
      await server.call('PUT', `${self}/tokens/${renewed.id}`, {
        token: ta.token,
        body: { token: { regenerate: true } },
      });
      expect(await nobody()).toEqual([true, true, false]);
      server.clock.nowMs = testStartMs + 60_000;
      expect(await nobody()).toEqual([true, true, true]);
      server.clock.nowMs = testStartMs;
    });

    test('an access token that ends sooner gives a shorter session', async () => {
      const { token } = await newToken(course.people.ta.token, {
        expires_at: new Date(testStartMs + 60_000).toISOString(),
      });
      const reply = await server.call('POST', login, { token });
      expect(reply.json.expires_at).toBe('2026-09-01T09:01:00Z');
      expect(reply.headers.getSetCookie()[0]).toContain('; Max-Age=60;');
    });

    test('when its access token gets scopes; the browser can log in again all the same', async () => {
      const { ta, student } = course.people;
      const made = await newToken(ta.token);
      const browser = await logIn(made.token);
      await server.call('PUT', `${self}/tokens/${made.id}`, {
        token: ta.token,
        body: { token: { scopes: ['url:GET|/api/v1/users/:id'] } },
      });
      expect(await isNobody(browser)).toBe(true);
      const again = await browse(browser, 'POST', login, { body: { access_token: student.token } });
      expect([again.status, again.json.user.id]).toEqual([200, student.id]);
    });

    test('with time, which announces nothing, and is forgotten', async () => {
      const browser = await logIn(course.people.student.token);
      const events = await announcedBy(course.databaseUrl, async () => {
        server.clock.nowMs = testStartMs + sessionMs - 1;
        expect(await isNobody(browser)).toBe(false);
        server.clock.nowMs = testStartMs + sessionMs;
        expect(await isNobody(browser)).toBe(true);
        await server.upkeep();
      });
      server.clock.nowMs = testStartMs;
      expect(events.filter(({ eventName }) => eventName === 'logged_out')).toEqual([]);
      expect(await runSql(course.databaseUrl, 'select session_id from sessions')).toEqual([]);
    });

    test('with its person', async () => {
      const browser = await logIn(course.people.outsider.token);
      await runSql(
        course.databaseUrl,
        `update users set workflow_state = 'deleted' where id = ${course.people.outsider.id}`,
      );
      expect(await isNobody(browser)).toBe(true);
    });
  });
});
