// What live events say of the request or the job that caused them. Source: live events reference §2.

import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closingGraceMs } from '../../src/model/quiz-limits.ts';
import { type Announced, announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Gradebook, insertGradebook, switchOverridesOn } from '../support/gradebook-fixture.ts';
import {
  type CallOptions,
  type Reply,
  startTestServer,
  type TestServer,
  testStartMs,
} from '../support/server.ts';

const globalId = (id: number) => `1${String(id).padStart(13, '0')}`;
const requestKeyNames = [
  'request_id',
  'hostname',
  'http_method',
  'user_agent',
  'client_ip',
  'url',
  'referrer',
  'session_id',
  'developer_key_id',
];

/** Sends a request as it is written, and waits until it is answered. */
async function sent(url: string, text: string): Promise<void> {
  const connection = connect(Number(new URL(url).port), '127.0.0.1');
  connection.write(text);
  await once(connection.resume(), 'close');
}

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let gradebook: Gradebook;
  let renames = 0;
  beforeAll(async () => {
    course = await courseFixture(database, {
      course: { sisCourseId: 'BIO', settings: '{"allowFinalGradeOverride":true}' },
      quizSubmission: {},
      more: async (query, fixture) => {
        await switchOverridesOn(query, fixture.courseId);
        gradebook = await insertGradebook(query, fixture);
        await query
          .updateTable('users')
          .set({ timeZone: 'America/Denver' })
          .where('id', '=', fixture.people.teacher.id)
          .execute();
        await query
          .updateTable('pseudonyms')
          .set({ sisUserId: 'T1' })
          .where('userId', '=', fixture.people.teacher.id)
          .execute();
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const only = (events: readonly Announced[]): Record<string, unknown> => {
    expect(events.map(({ eventName }) => eventName)).toHaveLength(1);
    return events[0]?.metadata ?? {};
  };
  /** The metadata of the one event of renaming the course through `query` and `options`. */
  const renamed = async (
    options: CallOptions & { on?: TestServer; query?: string; prefix?: string } = {},
  ): Promise<{ metadata: Record<string, unknown>; reply: Reply }> => {
    const { on = server, query = '', prefix = '/api/v1', ...more } = options;
    let reply: Reply | undefined;
    renames += 1;
    const metadata = only(
      await announcedBy(course.databaseUrl, async () => {
        reply = await on.call('PUT', `${prefix}/courses/${course.courseId}${query}`, {
          body: { course: { name: `Biology ${renames}` } },
          ...more,
        });
      }),
    );
    if (reply === undefined) throw new Error('nothing was answered');
    expect(reply.status).toBe(200);
    return { metadata, reply };
  };

  test('a request by access token is told of in full', async () => {
    const { teacher } = course.people;
    const { metadata, reply } = await renamed({
      token: teacher.token,
      headers: { 'User-Agent': 'probe/1', Referer: 'http://quiz.example.edu/courses/1?a=b' },
    });
    const { port } = new URL(server.url);
    expect(metadata).toEqual({
      root_account_uuid: expect.stringMatching(/^\w{40}$/),
      root_account_id: globalId(1),
      root_account_lti_guid: `${metadata.root_account_uuid}:canvas-lms`,
      user_login: 'tea.cher@example.edu',
      user_account_id: globalId(1),
      user_sis_id: 'T1',
      user_id: globalId(teacher.id),
      time_zone: 'America/Denver',
      context_type: 'Course',
      context_id: globalId(course.courseId),
      context_sis_source_id: 'BIO',
      context_account_id: globalId(1),
      context_role: 'TeacherEnrollment',
      developer_key_id: globalId(1),
      request_id: reply.headers.get('x-request-context-id'),
      hostname: '127.0.0.1',
      http_method: 'PUT',
      user_agent: 'probe/1',
      client_ip: '127.0.0.1',
      url: `http://127.0.0.1:${port}/api/v1/courses/${course.courseId}`,
      referrer: 'http://quiz.example.edu/courses/1?a=b',
      producer: 'canvas',
      event_name: 'course_updated',
      event_time: '2026-09-01T09:00:00.123Z',
    });
  });

  test('a request in a session is told of with the session, and without a key', async () => {
    const login = await server.call('POST', '/login/session', { token: course.people.teacher.token });
    const cookie = login.headers.getSetCookie().map((line) => line.split(';')[0]);
    const headers = { Cookie: cookie.join('; '), 'X-CSRF-Token': login.json.csrf_token };
    const first = await renamed({ token: null, headers });
    const second = await renamed({ token: null, headers });
    expect(first.metadata.session_id).toMatch(/^[0-9a-f]{32}$/);
    expect(second.metadata.session_id).toBe(first.metadata.session_id);
    expect(first.metadata).not.toHaveProperty('developer_key_id');
    expect(JSON.stringify(first.metadata)).not.toContain(login.json.csrf_token);
  });

  test.each<[Role, string | undefined]>([
    ['teacher', 'TeacherEnrollment'],
    ['designer', 'DesignerEnrollment'],
    ['admin', undefined],
  ])('a %s has the role %s in the course', async (role, expected) => {
    const { metadata } = await renamed({ token: course.people[role].token });
    expect(metadata.context_role).toBe(expected);
    expect(metadata.user_id).toBe(globalId(course.people[role].id));
  });

  test('an admin who acts as the teacher is named beside them', async () => {
    const { metadata } = await renamed({ query: `?as_user_id=${course.people.teacher.id}` });
    expect(metadata).toMatchObject({
      user_id: globalId(course.people.teacher.id),
      user_login: 'tea.cher@example.edu',
      real_user_id: globalId(1),
      context_role: 'TeacherEnrollment',
    });
  });

  test('somebody without a login and without a time zone has neither, and the zone of the account', async () => {
    const { metadata } = await renamed();
    expect(metadata.time_zone).toBe('Etc/UTC');
    expect(Object.keys(metadata).filter((key) => key.startsWith('user_'))).toEqual(['user_id', 'user_agent']);
  });

  test('the secrets of the address and of the referrer stay out', async () => {
    const { token } = course.people.teacher;
    const { metadata } = await renamed({
      token: null,
      query: `?a=1&access%5Ftoken=${token}&b=2&validation_token=hush`,
      headers: { Referer: `http://quiz.example.edu/?access_token=${token}` },
    });
    expect(metadata.url).toBe(`${server.url}/api/v1/courses/${course.courseId}?a=1&b=2`);
    expect(metadata.referrer).toBe('http://quiz.example.edu/');
    expect(JSON.stringify(metadata)).not.toMatch(new RegExp(`${token}|hush`));
  });

  test('a password in the address of a new user stays out', async () => {
    const path = '/api/v1/accounts/1/users?user[name]=P&pseudonym[unique_id]=p@q';
    const events = await announcedBy(course.databaseUrl, async () => {
      const reply = await server.call('POST', `${path}&pseudonym[password]=correct-horse`);
      expect(reply.status).toBe(200);
    });
    expect(events.map(({ metadata }) => metadata.url)).toContain(`${server.url}${path}`);
    expect(JSON.stringify(events)).not.toContain('correct-horse');
  });

  test.each([
    ['Host: evil.example/?x=#"<script>', '', ''],
    ['Host: user:name@evil.example', '', ''],
    ['Host: a_b.example:8443', 'a_b.example', 'a_b.example:8443'],
    ['Host: [2001:db8::7]:8443', '[2001:db8::7]', '[2001:db8::7]:8443'],
  ])('of what is no host nothing is told: %s', async (line, hostname, host) => {
    for (const before of ['', 'http://proxied.example']) {
      const path = `/api/v1/courses/${course.courseId}`;
      const metadata = only(
        await announcedBy(course.databaseUrl, () => {
          renames += 1;
          const target = `${before}${path}?course[name]=H${renames}`;
          const lines = [`PUT ${target} HTTP/1.1`, line, `Authorization: Bearer ${server.adminToken}`];
          return sent(server.url, [...lines, 'Connection: close', '', ''].join('\r\n'));
        }),
      );
      expect(metadata).toMatchObject({
        hostname,
        url: `http://${host}${path}?course[name]=H${renames}`,
      });
    }
  });

  test('a client that says nothing of itself has no user agent and a null referrer', async () => {
    const events = await announcedBy(
      course.databaseUrl,
      () =>
        new Promise<void>((resolve, reject) => {
          const url = `${server.url}/api/v1/courses/${course.courseId}?course[name]=Plain`;
          const headers = { Authorization: `Bearer ${server.adminToken}` };
          request(url, { method: 'PUT', headers }, (response) => response.resume().on('end', resolve))
            .on('error', reject)
            .end();
        }),
    );
    const metadata = only(events);
    expect(metadata).not.toHaveProperty('user_agent');
    expect(metadata.referrer).toBeNull();
  });

  describe('behind a proxy', () => {
    const forwarded = {
      'X-Forwarded-For': '198.51.100.9, 203.0.113.7',
      'X-Forwarded-Host': 'quiz.example.edu:8443',
      'X-Forwarded-Proto': 'https',
    };

    test('that is not trusted, what it says does not count', async () => {
      const { metadata } = await renamed({ headers: forwarded });
      expect(metadata).toMatchObject({
        client_ip: '127.0.0.1',
        hostname: '127.0.0.1',
        url: `${server.url}/api/v1/courses/${course.courseId}`,
      });
    });

    test.each([
      ['203.0.113.7', '203.0.113.7'],
      ['198.51.100.9, 203.0.113.7', '203.0.113.7'],
      ['::ffff:192.0.2.1', '192.0.2.1'],
      ['2001:db8::7', '2001:db8::7'],
      ['203.0.113.7:4711', '203.0.113.7'],
      ['[2001:db8::7]:4711', '2001:db8::7'],
      ['unknown', '127.0.0.1'],
      ['<script>', '127.0.0.1'],
    ])('that is trusted, %s is the client %s', async (header, clientIp) => {
      const other = await courseFixture(database);
      await using trusting = await startTestServer(database, {
        databaseUrl: other.databaseUrl,
        trustedProxies: ['127.0.0.1'],
      });
      const path = `/api/v1/courses/${other.courseId}`;
      const metadata = only(
        await announcedBy(other.databaseUrl, () =>
          trusting.call('PUT', path, {
            body: { course: { name: 'Proxied' } },
            headers: { ...forwarded, 'X-Forwarded-For': header },
          }),
        ),
      );
      expect(metadata).toMatchObject({
        client_ip: clientIp,
        hostname: 'quiz.example.edu',
        url: `https://quiz.example.edu:8443${path}`,
      });
    });

    test('that is trusted and passes on any scheme, addresses have one of the web', async () => {
      const other = await courseFixture(database);
      await using trusting = await startTestServer(database, {
        databaseUrl: other.databaseUrl,
        trustedProxies: ['127.0.0.1'],
      });
      const path = `/api/v1/courses/${other.courseId}`;
      const events = await announcedBy(other.databaseUrl, () =>
        trusting.call('PUT', path, {
          body: { course: { name: 'Proxied' } },
          headers: { 'X-Forwarded-Proto': 'javascript:alert(1)//' },
        }),
      );
      expect(only(events).url).toBe(`${trusting.url}${path}`);
    });

    test('with a public URL, addresses are told by it', async () => {
      const other = await courseFixture(database);
      await using known = await startTestServer(database, {
        databaseUrl: other.databaseUrl,
        publicUrl: 'https://quizwire.example.edu:8443/base',
      });
      const path = `/api/v1/courses/${other.courseId}`;
      const metadata = only(
        await announcedBy(other.databaseUrl, () =>
          known.call('PUT', path, { body: { course: { name: 'Known' } } }),
        ),
      );
      expect(metadata).toMatchObject({
        hostname: 'quizwire.example.edu',
        url: `https://quizwire.example.edu:8443/base${path}`,
      });
    });
  });

  test('GraphQL has no context but what the event itself tells', async () => {
    const input = `enrollmentId: ${gradebook.enrollments.s1}, overrideScore: 91`;
    const query = `mutation { setOverrideScore(input: {${input}}) { grades { overrideScore } } }`;
    const metadata = only(
      await announcedBy(course.databaseUrl, () =>
        server.call('POST', '/api/graphql', { token: course.people.teacher.token, body: { query } }),
      ),
    );
    expect(metadata).toMatchObject({
      event_name: 'grade_override',
      context_type: 'Course',
      context_id: globalId(course.courseId),
      context_role: 'TeacherEnrollment',
      url: `${server.url}/api/graphql`,
    });
  });

  test('who is not logged in changes nothing, so nothing is told', async () => {
    const path = `/api/v1/courses/${course.courseId}`;
    const events = await announcedBy(course.databaseUrl, async () => {
      const replies = [
        await server.call('PUT', path, { token: null, body: { course: { name: 'Mine' } } }),
        await server.call('PUT', path, { token: null, headers: { Cookie: 'quizwire_session=x' } }),
      ];
      expect(replies.map(({ status }) => status)).toEqual([401, 401]);
    });
    expect(events).toEqual([]);
  });

  test('a job is told of by its tag and its record, and has no request', async () => {
    server.clock.nowMs = testStartMs + 1_800_000 + closingGraceMs + 1;
    const events = await announcedBy(course.databaseUrl, () => server.upkeep());
    server.clock.nowMs = testStartMs;
    expect(events.map(({ eventName }) => eventName)).toContain('quizwire.attempt_closed');
    for (const { metadata } of events) {
      expect(metadata).toMatchObject({
        root_account_id: globalId(1),
        job_id: globalId(course.quizSubmissionId ?? 0),
        job_tag: expect.stringMatching(/^\w+#\w+$/),
        producer: 'canvas',
      });
      const keys = Object.keys(metadata);
      expect(keys.filter((key) => requestKeyNames.includes(key) || key.startsWith('user_'))).toEqual([]);
      expect(metadata).not.toHaveProperty('time_zone');
    }
  });
});
