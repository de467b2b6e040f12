// What those who run the server look at: its health, its counts, and the description of its API.

import { describe, expect, onTestFinished, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startCluster } from '../support/postgres.ts';
import { findPostgresBinaries } from '../support/postgres-programs.ts';
import { notFoundBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const events = { quiz_submission_events: [{ event_type: 'page_blurred' }, { event_type: 'page_focused' }] };

/** The samples of one metric, by their labels as Prometheus writes them. */
async function samplesOf(server: TestServer, name: string): Promise<Record<string, number>> {
  const { text } = await server.call('GET', '/metrics', { token: null });
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(name.length, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  );
}

eachDatabase((database) => {
  test('/health tells anybody the kind of the database and the settings that keep what is answered', async () => {
    await using server = await startTestServer(database);
    const { status, json, headers } = await server.call('GET', '/health', { token: null });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json).toEqual({
      status: 'ok',
      database:
        database.kind === 'sqlite'
          ? { kind: 'sqlite', journal_mode: 'wal', synchronous: 'full', foreign_keys: 'on' }
          : { kind: 'postgres', fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
    });
  });

  test('/metrics counts requests by route, and events, commits and batches', async () => {
    const course = await courseFixture(database, { quizSubmission: {} });
    await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    const { headers } = await server.call('GET', '/metrics', { token: null });
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);

    const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
    const { token } = course.people.student;
    for (const _ of [1, 2, 3])
      expect(await server.call('POST', path, { token, body: events })).toMatchObject({ status: 204 });
    expect(await server.call('POST', path, { body: events })).toMatchObject({ status: 403 });
    await server.call('GET', '/no/such/path');

    expect(await samplesOf(server, 'quizwire_quiz_events_stored_total')).toEqual({ '': 6 });
    expect(await samplesOf(server, 'quizwire_quiz_event_queued_bytes')).toEqual({ '': 0 });
    expect(await samplesOf(server, 'quizwire_quiz_event_commit_failures_total')).toEqual({ '': 0 });
    expect(await samplesOf(server, 'quizwire_quiz_event_commit_seconds_count')).toEqual({ '': 3 });
    expect(await samplesOf(server, 'quizwire_quiz_event_commit_batches_sum')).toEqual({ '': 3 });
    const route = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events';
    expect(await samplesOf(server, 'quizwire_http_request_seconds_count')).toMatchObject({
      [`{method="POST",route="${route}",status="204"}`]: 3,
      [`{method="POST",route="${route}",status="403"}`]: 1,
      '{method="GET",route="none",status="404"}': 1,
    });
    expect((await samplesOf(server, 'process_resident_memory_bytes'))['']).toBeGreaterThan(1_000_000);
  });

  test('two servers of one process count for themselves', async () => {
    await using one = await startTestServer(database);
    await using other = await startTestServer(database);
    await one.call('GET', '/health');
    const health = '{method="GET",route="/health",status="200"}';
    expect(await samplesOf(one, 'quizwire_http_request_seconds_count')).toMatchObject({ [health]: 1 });
    expect(await samplesOf(other, 'quizwire_http_request_seconds_count')).not.toHaveProperty(health);
  });

  if (database.kind === 'postgres') {
    test('connections that break are replaced: the next request is answered', async () => {
      const databaseUrl = await database.readyUrl();
      await using server = await startTestServer(database, { databaseUrl });
      expect(await server.call('GET', '/api/v1/users/self')).toMatchObject({ status: 200 });
      await runSql(
        databaseUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'quizwire'`,
      );
      await expect.poll(async () => (await server.call('GET', '/api/v1/users/self')).status).toBe(200);
      expect(await server.call('GET', '/health')).toMatchObject({ status: 200 });
    });
  }
});

describe.skipIf(findPostgresBinaries() === null)('when the database is gone', () => {
  test('/health is 503, and so is every request, which may come again', async () => {
    const cluster = await startCluster();
    onTestFinished(() => cluster.stop());
    const database = { kind: 'postgres' as const, readyUrl: async () => cluster.url };
    const course = await courseFixture(database, { quizSubmission: {} });
    await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
    const { token } = course.people.student;
    expect(await server.call('POST', path, { token, body: events })).toMatchObject({ status: 204 });

    await cluster.stop();
    expect(await server.call('GET', '/health', { token: null })).toMatchObject({
      status: 503,
      json: { status: 'unavailable', database: { kind: 'postgres', fsync: 'on' } },
    });
    for (const answer of [
      await server.call('POST', path, { token, body: events }),
      await server.call('GET', path),
      await server.call('GET', '/api/v1/courses'),
      await server.call('POST', '/api/v1/accounts/1/users', {
        body: { pseudonym: { unique_id: 'a@b.example' } },
      }),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.json).toEqual({
        errors: [{ message: 'the database does not answer; try again', error_code: 'service_unavailable' }],
      });
    }
    expect(await server.call('GET', '/metrics', { token: null })).toMatchObject({ status: 200 });
  });
});

/** Canvas's routes that this server has, as its documentation prints them. */
const canvasRoutes = `
  GET /accounts
  GET /accounts/:id
  GET /accounts/:account_id/users
  POST /accounts/:account_id/users
  GET /users/:id
  PUT /users/:id
  GET /users/:user_id/profile
  POST /users/:user_id/tokens
  GET /users/:user_id/tokens/:id
  PUT /users/:user_id/tokens/:id
  DELETE /users/:user_id/tokens/:id
  GET /courses
  PUT /courses/:course_id/update_final_grade_overrides
  GET /courses/:id
  PUT /courses/:id
  DELETE /courses/:id
  GET /accounts/:account_id/courses
  POST /accounts/:account_id/courses
  GET /courses/:course_id/users
  GET /courses/:course_id/sections
  POST /courses/:course_id/sections
  GET /courses/:course_id/enrollments
  POST /courses/:course_id/enrollments
  POST /sections/:section_id/enrollments
  DELETE /courses/:course_id/enrollments/:id
  GET /users/:user_id/enrollments
  GET /courses/:course_id/features/enabled
  GET /courses/:course_id/features/flags/:feature
  PUT /courses/:course_id/features/flags/:feature
  GET /courses/:course_id/quizzes
  POST /courses/:course_id/quizzes
  GET /courses/:course_id/quizzes/:id
  PUT /courses/:course_id/quizzes/:id
  POST /courses/:course_id/quizzes/:quiz_id/submissions
  GET /courses/:course_id/quizzes/:quiz_id/submissions
  GET /courses/:course_id/quizzes/:quiz_id/submissions/:id
  GET /courses/:course_id/quizzes/:quiz_id/submissions/:id/time
  POST /courses/:course_id/quizzes/:quiz_id/submissions/:id/events
  GET /courses/:course_id/quizzes/:quiz_id/submissions/:id/events
`
  .trim()
  .split('\n')
  .map((line) => line.trim().replace(' ', ' /api/v1'));

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { description?: string }>;
  security?: object[];
}

const memory = { kind: 'sqlite' as const, readyUrl: async () => 'sqlite::memory:' };

describe('the description of the API', () => {
  async function describedBy(server: TestServer): Promise<{
    document: Record<string, unknown>;
    operations: { method: string; path: string; operation: Operation }[];
  }> {
    const { status, json, headers } = await server.call('GET', '/api/openapi.json', { token: null });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    const paths = json.paths as Record<string, Record<string, Operation>>;
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
    );
    return { document: json, operations };
  }

  test('is OpenAPI 3.1 with what every operation must have', async () => {
    await using server = await startTestServer(memory);
    const { document, operations } = await describedBy(server);
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d+$/),
      info: { title: 'Quizwire', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      security: [{ accessToken: [] }],
      components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } } },
    });
    for (const { method, path, operation } of operations) {
      const at = `${method} ${path}`;
      expect(['get', 'post', 'put', 'patch', 'delete'], at).toContain(method);
      expect(operation.tags, at).toHaveLength(1);
      expect(operation.summary, at).toMatch(/\S/);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(path.replaceAll(/\{\w+\}/g, ''), at).toMatch(/^[\w/]+$/);
      const parameters = operation.parameters ?? [];
      const named = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(named).size, at).toBe(named.length);
      const described = parameters.filter(
        (parameter) => parameter.in === 'path' && parameter.required === true,
      );
      expect(described.map(({ name }) => name).toSorted(), at).toEqual(inPath.toSorted());
      expect(
        parameters.every(({ schema }) => typeof schema === 'object'),
        at,
      ).toBe(true);
      const statuses = Object.keys(operation.responses);
      expect(statuses.length, at).toBeGreaterThan(0);
      for (const status of statuses) {
        expect(status, at).toMatch(/^([1-5]\d\d|default)$/);
        expect(operation.responses[status]?.description, at).toEqual(expect.any(String));
      }
      for (const content of Object.values(operation.requestBody?.content ?? {})) {
        expect(content.schema, at).toEqual(expect.any(Object));
      }
    }
  });

  test('names each operation once, and refers only to what it holds', async () => {
    await using server = await startTestServer(memory);
    const { document, operations } = await describedBy(server);
    const ids = operations.flatMap(({ operation }) => operation.operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const found: string[] = [];
    JSON.stringify(document, (key, value: unknown) => {
      if (key === '$ref') found.push(String(value));
      return value;
    });
    for (const reference of found) {
      const parts = reference.replace('#/', '').split('/');
      const target = parts.reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part],
        document,
      );
      expect(target, reference).toBeDefined();
    }
  });

  test('has every route of Canvas, by the name that a scope has', async () => {
    await using server = await startTestServer(memory);
    const { operations } = await describedBy(server);
    const described = operations.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(described).toEqual(expect.arrayContaining(canvasRoutes));

    const scopes = described
      .filter((route) => route.includes(' /api/v1/'))
      .map((route) => `url:${route.replace(' ', '|')}`);
    const made = await server.call('POST', '/api/v1/users/self/tokens', {
      body: { token: { purpose: 'every scope', scopes, active: true } },
    });
    expect(made.status).toBe(200);
    const unknown = await server.call('POST', '/api/v1/users/self/tokens', {
      body: { token: { purpose: 'no scope', scopes: ['url:GET|/api/v1/nowhere'] } },
    });
    expect(unknown.status).toBe(400);
  });

  test('has a page for people that needs nothing from elsewhere', async () => {
    await using server = await startTestServer(memory);
    const page = await server.call('GET', '/api/docs', { token: null });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*/);

    const references = [...page.text.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, url = '']) => url);
    expect(references.length).toBeGreaterThan(3);
    for (const reference of references) {
      expect(reference).toMatch(/^\.?\/(?!\/)/);
      const asset = await server.call('GET', new URL(reference, `${server.url}/api/docs`).pathname, {
        token: null,
      });
      expect(asset.status, reference).toBe(200);
    }
    const script = await server.call('GET', '/api/docs/static/swagger-initializer.js', { token: null });
    expect(script.text).toContain('validatorUrl: null');
    expect(await server.call('GET', '/api/docs/json', { token: null })).toMatchObject({ status: 200 });
  });
});

describe('what is not there', () => {
  test('is 404 for any method, with the body that Canvas has for it', async () => {
    await using server = await startTestServer(memory);
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['GET', '/api/v1/nowhere'],
      ['POST', '/api/v1/nowhere'],
      ['PATCH', '/api/v1/users/self'],
      ['DELETE', '/api/v1/accounts/1'],
      ['OPTIONS', '/api/v1/users/self'],
    ] as const) {
      for (const token of [server.adminToken, null]) {
        const { status, json, headers } = await server.call(method, path, { token });
        expect({ status, json }).toEqual({ status: 404, json: notFoundBody });
        expect(headers.get('x-request-context-id')).toMatch(/^[0-9a-f-]{36}$/);
      }
    }
  });

  test('is leave for pages of other sites', async () => {
    await using server = await startTestServer(memory);
    const headers = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'POST' };
    for (const [method, path] of [
      ['GET', '/api/v1/users/self'],
      ['OPTIONS', '/api/v1/users/self'],
      ['GET', '/health'],
      ['GET', '/api/openapi.json'],
    ] as const) {
      const reply = await server.call(method, path, { headers });
      expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});
