// What strangers, broken clients and hostile ones send: it is answered as their mistake, and costs nobody else anything.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Metrics } from '../../src/http/metrics.ts';
import { quizSubmissionEventRoutes } from '../../src/http/routes/quiz-submission-events.ts';
import { httpServer } from '../../src/http/server.ts';
import { requestArrivalMs, stopGraceMs } from '../../src/model/limits.ts';
import { exportsMax } from '../../src/model/quiz-log-limits.ts';
import { authenticate } from '../../src/operations/access/authenticate.ts';
import { TokenUses } from '../../src/operations/access/token-uses.ts';
import { selectEvents } from '../../src/operations/attempts/event-selection.ts';
import { ExportPlaces } from '../../src/operations/attempts/export-places.ts';
import { findQuizSubmission } from '../../src/operations/attempts/find-quiz-submission.ts';
import { readEvents } from '../../src/operations/attempts/read-events.ts';
import { recordEvents } from '../../src/operations/attempts/record-events.ts';
import { callerFactsLookup } from '../../src/store/caller-facts.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { QuizEventWriter } from '../../src/store/quiz-event-writer.ts';
import { recordingContextLookup, reporterLookup } from '../../src/store/recording-facts.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertManyEvents } from '../support/many-events.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const running = { attempt: 1, startedAtMs: testStartMs, endAtMs: testStartMs + 1_800_000 };

eachDatabase((database) => {
  describe('a request that cannot be meant', () => {
    let course: CourseFixture;
    let server: TestServer;
    let quizPath: string;
    let submissionPath: string;

    beforeAll(async () => {
      course = await courseFixture(database, { quizSubmission: running });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      quizPath = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}`;
      submissionPath = `${quizPath}/submissions/${course.quizSubmissionId}`;
    });
    afterAll(() => server[Symbol.asyncDispose]());

    test('a query that cannot be read is malformed on every route, and the server lives on', async () => {
      for (const path of [
        '/health',
        '/',
        '/metrics',
        '/api/openapi.json',
        '/api/docs',
        '/api/v1/users/self',
      ]) {
        for (const query of ['a=%zz', 'a=%ff', 'a=1&a[b]=2', `a${'[b]'.repeat(40)}=1`]) {
          const reply = await server.call('GET', `${path}?${query}`, { token: null });
          expect([path, query, reply.status]).toEqual([path, query, 400]);
        }
      }
      expect((await server.call('GET', '/health')).status).toBe(200);
    });

    test('an attempt that is a list or an object is malformed', async () => {
      for (const path of [submissionPath, `${submissionPath}/events`]) {
        for (const query of ['attempt[]=1', 'attempt[a]=1', 'attempt[][a]=1', 'attempt[toString]=1']) {
          const reply = await server.call('GET', `${path}?${query}`);
          expect([query, reply.status, reply.json.errors[0].message]).toEqual([
            query,
            400,
            'attempt must be a string',
          ]);
        }
        expect((await server.call('GET', `${path}?attempt=1x`)).status).toBe(200);
        expect((await server.call('GET', `${path}?attempt=`)).status).toBe(404);
      }
    });

    test('boxes of the form of hidden results may hold anything', async () => {
      for (const [box, shown] of [
        ['last_attempt][a', 'always'],
        ['never][', 'always'],
        ['never', null],
      ] as const) {
        const reply = await server.call('PUT', quizPath, {
          body: `quiz[hide_results][${box}]=1`,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        });
        expect([box, reply.status, reply.json.hide_results]).toEqual([box, 200, shown]);
      }
    });

    test('no token is named with a NUL', async () => {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const reply = await server.call(method, '/api/v1/users/self/tokens/ab%00de', {
          ...(method === 'PUT' ? { body: { token: { purpose: 'x' } } } : {}),
        });
        expect([method, reply.status]).toEqual([method, 404]);
      }
    });

    test('the beginning of no living token never names a token by the digits it begins with', async () => {
      const token = { purpose: 'to stay' };
      const { id } = (await server.call('POST', '/api/v1/users/self/tokens', { body: { token } })).json;
      const name = `${id}abcdefgh`.slice(0, 5);
      for (const method of ['GET', 'DELETE']) {
        const reply = await server.call(method, `/api/v1/users/self/tokens/${name}`);
        expect([method, reply.status]).toEqual([method, 404]);
      }
      expect((await server.call('GET', `/api/v1/users/self/tokens/${id}`)).status).toBe(200);
    });

    test('names that differ in a lone surrogate only are the same name', async () => {
      const make = (sis_course_id: string) =>
        server.call('POST', '/api/v1/accounts/self/courses', { body: { course: { sis_course_id } } });
      const first = await make('a\ud800');
      expect(first.json.sis_course_id).toBe('a\ufffd');
      expect((await make('a\udfff')).status).toBe(400);
    });
  });

  describe('a stop', () => {
    test('does not wait for a connection on which nothing has come', async () => {
      const server = await startTestServer(database);
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1').resume();
      const closed = once(socket, 'close');
      await once(socket, 'connect');
      // By the time this is answered the server has that connection too.
      await server.call('GET', '/health');
      const begunAt = performance.now();
      await server[Symbol.asyncDispose]();
      expect(performance.now() - begunAt).toBeLessThan(stopGraceMs);
      await closed;
    });
  });

  describe('an answer during a stop', () => {
    test('says that its connection ends with it', async () => {
      const server = await startTestServer(database);
      const socket = await request(server.url, 'POST /api/v1/accounts/self/courses', server.adminToken, 2);
      // The request is under way: its head is read, its body is yet to come.
      await server.call('GET', '/health');
      const stopped = server[Symbol.asyncDispose]();
      // From when nobody new gets in; what runs beside the server stops before.
      await expect.poll(() => isListening(server)).toBe(false);
      socket.write('{}');
      const text = await textOf(socket);
      expect(text).toMatch(/^HTTP\/1\.1 200 /);
      expect(text).toMatch(/\r\nconnection: close\r\n/i);
      await stopped;
    });
  });

  describe('an export', () => {
    test('whose reader takes nothing any more gives its place back', async () => {
      const course = await courseFixture(database, { quizSubmission: running });
      await insertManyEvents(course.databaseUrl, course.quizSubmissionId ?? 0, 150_000, testStartMs);
      await using server = await bareServer(course.databaseUrl, 2_000);
      const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
      const stall = async (): Promise<Socket> => {
        const socket = await request(server.url, `GET ${path}`, course.people.teacher.token);
        const [head] = (await once(socket, 'data')) as [Buffer];
        socket.pause();
        expect(head.toString()).toMatch(/^HTTP\/1\.1 200 /);
        return socket;
      };
      const exported = () =>
        fetch(`${server.url}${path}?until=2026-09-01T09:00:00.133Z`, {
          headers: { Authorization: `Bearer ${course.people.teacher.token}`, Accept: 'text/csv' },
        });
      // Together, because the first is let go some time after its last byte went out.
      const stalled = await Promise.all(Array.from({ length: exportsMax }, stall));
      const refused = await exported();
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      await expect.poll(async () => (await (await exported()).text()).split('\r\n').length).toBe(9 + 2);
      for (const socket of stalled) socket.destroy();
    });
  });
});

test('a request has so long to arrive', async () => {
  await using database = await openDatabase('sqlite::memory:', testStartMs);
  const server = await httpServer({
    authenticate: authenticate(
      callerFactsLookup(database),
      database.query,
      new TokenUses(database),
      Date.now,
    ),
    authenticateTool: null,
    metrics: new Metrics(() => 0),
    log: pino({ level: 'silent' }),
    isDatabaseUnavailable: database.isUnavailable,
    version: '0',
    shard: 1,
    publicUrl: null,
    trustedProxies: [],
    isThrottled: false,
  });
  expect(server.server.requestTimeout).toBe(requestArrivalMs);
  await server.close();
});

/** A server with the event routes alone, on which readers of exports may stall for `exportStallMs`. */
async function bareServer(
  databaseUrl: string,
  exportStallMs: number,
): Promise<AsyncDisposable & { url: string }> {
  await using opening = new AsyncDisposableStack();
  const clock = () => testStartMs + 1000;
  const batchReader = new URL('../../src/batch-reader.ts', import.meta.url);
  const database = opening.use(await openDatabase(databaseUrl, testStartMs, { batchReader }));
  const findRecordingContext = recordingContextLookup(database);
  const select = selectEvents(database, findRecordingContext, clock);
  const writer = new QuizEventWriter(database, { committed: () => {}, failed: () => {} });
  const server = await httpServer({
    authenticate: authenticate(callerFactsLookup(database), database.query, new TokenUses(database), clock),
    authenticateTool: null,
    metrics: new Metrics(() => writer.queuedBytes),
    log: pino({ level: 'silent' }),
    isDatabaseUnavailable: database.isUnavailable,
    version: '0',
    shard: 1,
    publicUrl: null,
    trustedProxies: [],
    isThrottled: false,
  });
  quizSubmissionEventRoutes(server, {
    findQuizSubmission: findQuizSubmission(database.query),
    findReporter: reporterLookup(database),
    recordEvents: recordEvents(findRecordingContext, writer, { publicQuizEvents: false }, clock),
    readEvents: readEvents(database, select, new ExportPlaces()),
    exportStallMs,
    shard: 1,
    publicUrl: null,
  });
  opening.defer(async () => {
    server.server.closeAllConnections();
    await server.close();
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const open = opening.move();
  return { url, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** Sends the head of a request, with `bodyBytes` of JSON to come where it has a body. */
async function request(
  url: string,
  methodAndPath: string,
  token: string,
  bodyBytes?: number,
): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // The server may close a connection that has more to say.
  socket.on('error', () => {});
  await once(socket, 'connect');
  const body =
    bodyBytes === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${bodyBytes}\r\n`;
  socket.write(
    `${methodAndPath} HTTP/1.1\r\nHost: quizwire\r\nAuthorization: Bearer ${token}\r\nAccept: text/csv\r\n${body}\r\n`,
  );
  return socket;
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += chunk;
  return text;
}

/** Whether it still takes new connections. */
async function isListening(server: TestServer): Promise<boolean> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return isOpen;
}
