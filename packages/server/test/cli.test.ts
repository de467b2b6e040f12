// The command line, as processes: help, refusals in one clear line, readiness, and a stop that finishes what it began.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { stopGraceMs } from '../src/model/limits.ts';
import { runQuizwire } from './support/command.ts';
import { courseFixture } from './support/course-fixture.ts';
import { eachDatabase } from './support/databases.ts';
import { type ServerProcess, startServerProcess } from './support/process.ts';
import { runSql } from './support/sql.ts';
import { countStoredEvents } from './support/stored-events.ts';

const inMemory = { QUIZWIRE_DATABASE_URL: 'sqlite::memory:' };

/** Resolves once the server lets nobody new in. */
async function closed(url: string): Promise<void> {
  const look = () =>
    fetch(url).then(
      () => 'open',
      () => 'closed',
    );
  await expect.poll(look, { interval: 20 }).toBe('closed');
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'quizwire-cli-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

describe('help', () => {
  test('names every command', async () => {
    const { code, stdout, stderr } = await runQuizwire(['--help']);
    expect(code).toBe(0);
    for (const command of ['serve', 'migrate', 'token', 'tail', 'listen'])
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stderr).toBe('');
    for (const spelling of ['-h', 'help'])
      expect(await runQuizwire([spelling])).toEqual({ code: 0, stdout, stderr });
    expect(await runQuizwire([])).toEqual({ code: 2, stdout, stderr });
  });

  test.each(['serve', 'migrate', 'token', 'tail', 'listen'])('of %s has examples', async (command) => {
    const { code, stdout, stderr } = await runQuizwire([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^quizwire ${command}: `));
    const [, examples = ''] = stdout.split('\nExamples\n');
    expect(examples.split('\n').filter((line) => line.includes(`quizwire ${command}`))).not.toHaveLength(0);
    expect(stderr).toBe('');
    expect(await runQuizwire([command, '-h', '--nonsense'])).toEqual({ code, stdout, stderr });
  });
});

describe('a wrong call', () => {
  test.each([
    [['sevre'], 'there is no command "sevre"; see quizwire --help'],
    [['constructor'], 'there is no command "constructor"; see quizwire --help'],
    [['--version'], 'there is no command "--version"; see quizwire --help'],
    [['serve', '--dmeo'], "Unknown option '--dmeo'; see quizwire serve --help"],
    [['serve', '--demo=yes'], "Option '--demo' does not take an argument; see quizwire serve --help"],
    [['migrate', '--now'], "Unknown option '--now'; see quizwire migrate --help"],
    [
      ['migrate', 'now'],
      "Unexpected argument 'now'. This command does not take positional arguments; see quizwire migrate --help",
    ],
    [['token', '--scpoe', 'x'], "Unknown option '--scpoe'; see quizwire token --help"],
    [['token'], 'say what the token is for, with --purpose; see quizwire token --help'],
    [['token', '--purpose', 'a'], 'set QUIZWIRE_ADMIN_TOKEN to the access token of an admin'],
  ])('%j ends with 2 and one line', async (args, line) => {
    expect(await runQuizwire(args, inMemory)).toEqual({ code: 2, stdout: '', stderr: `quizwire: ${line}\n` });
  });
});

describe('a configuration that cannot be used', () => {
  test('is told with the names of the variables, a line each', async () => {
    const settings = {
      ...inMemory,
      QUIZWIRE_PORT: 'eighty',
      QUIZWIRE_TOKEN: 'secret',
      QUIZWIRE_ADMIN_TOKEN: 'se cret',
    };
    const { code, stdout, stderr } = await runQuizwire(['serve'], settings);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n').toSorted()).toEqual([
      'quizwire: QUIZWIRE_ADMIN_TOKEN must be 1 to 255 visible ASCII characters',
      'quizwire: QUIZWIRE_PORT must be a whole number from 0 to 65535, not "eighty"',
      expect.stringMatching(/^quizwire: QUIZWIRE_TOKEN is not a setting of quizwire; known are /),
    ]);
  });

  test.each(
    [
      ['serve', 'migrate', 'token'].map(
        (command) => [command, 'postgres://u:p4ssw0rd@127.0.0.1:99999/d'] as const,
      ),
      ['serve', 'migrate'].map((command) => [command, 'postgres://u:p4ssw0rd@127.0.0.1:1/d'] as const),
    ].flat(),
  )('%s with %s never shows a password', async (command, QUIZWIRE_DATABASE_URL) => {
    const { code, stdout, stderr } = await runQuizwire(
      [command, ...(command === 'token' ? ['--purpose', 'a'] : [])],
      {
        QUIZWIRE_DATABASE_URL,
        QUIZWIRE_ADMIN_TOKEN: 's3cret',
        QUIZWIRE_PORT: '1',
      },
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/^quizwire: [^\n]+\n$/);
    expect(stdout + stderr).not.toMatch(/p4ssw0rd|s3cret/);
  });

  test('has a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await runQuizwire(['serve'], { ...inMemory, QUIZWIRE_PORT: String(port) })).toEqual({
      code: 1,
      stdout: '',
      stderr: `quizwire: QUIZWIRE_PORT ${port} of 127.0.0.1 is in use: stop the program that has it, or choose another port\n`,
    });
  });

  test.each(['192.0.2.1', 'no-such-host.invalid'])(
    'has a host that is not here: %s',
    async (QUIZWIRE_HOST) => {
      expect(await runQuizwire(['serve'], { ...inMemory, QUIZWIRE_HOST, QUIZWIRE_PORT: '0' })).toEqual({
        code: 1,
        stdout: '',
        stderr: `quizwire: QUIZWIRE_HOST ${QUIZWIRE_HOST} is not an address of this machine\n`,
      });
    },
  );
});

describe('where the database is', () => {
  test('by default below the folder where one stands', async () => {
    const cwd = await temporaryDirectory();
    expect(await runQuizwire(['migrate'], {}, { cwd })).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, 'data/quizwire.db'))).toBe(true);
  });

  test('below the folder where npm was called, since it runs scripts elsewhere', async () => {
    const [cwd, INIT_CWD] = [await temporaryDirectory(), await temporaryDirectory()];
    const settings = { INIT_CWD, QUIZWIRE_DATABASE_URL: 'sqlite:here.db' };
    expect(await runQuizwire(['migrate'], settings, { cwd })).toMatchObject({ code: 0 });
    expect(existsSync(join(INIT_CWD, 'here.db'))).toBe(true);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

/** A program called `node` of before 24 that this machine has beside ours. */
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => folder !== '' && !folder.includes('node_modules'))
  .map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
  .find(
    (path) =>
      existsSync(path) && Number(/^v(\d+)/.exec(execFileSync(path, ['-v'], { encoding: 'utf8' }))?.[1]) < 24,
  );

describe('a Node that is too old', () => {
  test.skipIf(oldNode === undefined)(
    'is told so in one line (skipped where PATH has none before 24)',
    async () => {
      const { code, stdout, stderr } = await runQuizwire(['serve'], inMemory, { node: oldNode ?? '' });
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^quizwire needs Node 24 or newer; this is Node \d+\.\d+\.\d+ \([^\n]+\)\n$/);
    },
  );
});

eachDatabase((database) => {
  test('migrate makes the schema of a new database, and again changes nothing', async () => {
    const QUIZWIRE_DATABASE_URL = await database.freshUrl();
    for (const _ of ['new', 'again']) {
      expect(await runQuizwire(['migrate'], { QUIZWIRE_DATABASE_URL })).toEqual({
        code: 0,
        stdout: `the ${database.kind} database has this program's schema\n`,
        stderr: '',
      });
    }
    const rows = await runSql(
      QUIZWIRE_DATABASE_URL,
      'select version from schema_migrations order by version',
    );
    expect(rows[0]).toEqual({ version: 1 });
    expect(await runSql(QUIZWIRE_DATABASE_URL, 'select count(*) as count from users')).toEqual([
      { count: 0 },
    ]);
  });

  test('migrate and serve tell a schema of the future in one line', async () => {
    const QUIZWIRE_DATABASE_URL = await database.freshUrl();
    await runQuizwire(['migrate'], { QUIZWIRE_DATABASE_URL });
    await runSql(QUIZWIRE_DATABASE_URL, "insert into schema_migrations values (9999, 'of-the-future', 0)");
    for (const command of ['migrate', 'serve']) {
      const { code, stderr } = await runQuizwire([command], { QUIZWIRE_DATABASE_URL, QUIZWIRE_PORT: '0' });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^quizwire: the database has schema 9999, [^\n]+\n$/);
    }
  });

  describe('a server that is told to stop', () => {
    /** Sends the head of a batch, waits until the server has read it, and holds back the body. */
    async function beginBatch(
      url: string,
      token: string,
      path: string,
      length: number,
    ): Promise<ClientRequest> {
      const agent = new Agent({ keepAlive: true });
      onTestFinished(() => agent.destroy());
      const request = openRequest(url + path, {
        method: 'POST',
        agent,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Content-Length': length,
          Expect: '100-continue',
        },
      });
      request.flushHeaders();
      await once(request, 'continue');
      return request;
    }

    test.each(['SIGTERM', 'SIGINT'] as const)(
      'by %s finishes the request under way, keeps its events and ends with 0',
      async (signal) => {
        const course = await courseFixture(database, { quizSubmission: { endAtMs: Date.now() + 3_600_000 } });
        const server = await startServerProcess({ QUIZWIRE_DATABASE_URL: course.databaseUrl });
        const body = JSON.stringify({ quiz_submission_events: [{ event_type: 'page_blurred' }] });
        const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
        const request = await beginBatch(server.url, course.people.student.token, path, body.length);
        request.write(body.slice(0, 10));

        process.kill(server.pid, signal);
        await closed(server.url);
        const answered = once(request, 'response') as Promise<[IncomingMessage]>;
        const finishedAt = performance.now();
        request.end(body.slice(10));
        const [response] = await answered;
        expect(response.statusCode).toBe(204);
        await text(response);
        expect(await server.exited).toEqual({ code: 0, signal: null });
        // It does not sit out the grace that only unfinished requests are given.
        expect(performance.now() - finishedAt).toBeLessThan(stopGraceMs);
        expect(await countStoredEvents(course.databaseUrl)).toBe(1);
        expect(server.output()).toBe(`quizwire listening on ${server.url}\n`);
      },
    );
  });

  test('a second signal ends a server at once that still waits for a request', async () => {
    const server = await startServerProcess({ QUIZWIRE_DATABASE_URL: await database.freshUrl() });
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    onTestFinished(() => void socket.destroy());
    socket.write(
      'POST /api/v1/accounts/1/users HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n',
    );
    await once(socket, 'data');
    process.kill(server.pid, 'SIGTERM');
    await closed(server.url);
    process.kill(server.pid, 'SIGTERM');
    expect(await server.exited).toEqual({ code: 130, signal: null });
  });
});

describe('serve', () => {
  test('says where it listens in one line, once it does, and nothing else', async () => {
    const server = await startServerProcess(inMemory);
    expect(server.output()).toBe(`quizwire listening on ${server.url}\n`);
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.kill('SIGTERM');
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(server.output()).toBe(`quizwire listening on ${server.url}\n`);
  });

  test('listens on the address it is given', async () => {
    const server = await startServerProcess({ ...inMemory, QUIZWIRE_HOST: '0.0.0.0' });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.kill('SIGTERM');
  });
});

describe('token', () => {
  const adminToken = 'admin-token-of-the-test';
  let server: ServerProcess;
  let settings: Record<string, string>;
  beforeAll(async () => {
    server = await startServerProcess({ ...inMemory, QUIZWIRE_ADMIN_TOKEN: adminToken });
    settings = { QUIZWIRE_ADMIN_TOKEN: adminToken, QUIZWIRE_PORT: new URL(server.url).port };
  });
  afterAll(() => server.kill('SIGTERM'));

  async function statusWith(token: string, path: string): Promise<number> {
    const response = await fetch(server.url + path, { headers: { Authorization: `Bearer ${token}` } });
    return response.status;
  }

  test('prints one that works, and nothing else', async () => {
    const { code, stdout, stderr } = await runQuizwire(['token', '--purpose', 'nightly export'], settings);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\S{64,}\n$/);
    expect(await statusWith(stdout.trim(), '/api/v1/users/self')).toBe(200);
  });

  test('prints one for another user that reaches its scopes only', async () => {
    const response = await fetch(`${server.url}/api/v1/accounts/1/users`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        user: { name: 'Tea Cher', skip_registration: true },
        pseudonym: { unique_id: 'teacher@example.edu', sis_user_id: 'T1' },
      }),
    });
    expect(response.status).toBe(200);
    const { stdout, stderr } = await runQuizwire(
      [
        ...['token', '--server', `${server.url}/`, '--user', 'sis_user_id:T1', '--purpose', 'profile'],
        ...['--scope', 'url:GET|/api/v1/users/:id', '--scope', 'url:PUT|/api/v1/users/:id'],
        ...['--expires', new Date(Date.now() + 86_400_000).toISOString()],
      ],
      { QUIZWIRE_ADMIN_TOKEN: adminToken },
    );
    expect(stderr).toBe('');
    const token = stdout.trim();
    expect(await statusWith(token, '/api/v1/users/self')).toBe(200);
    expect(await statusWith(token, '/api/v1/courses')).toBe(401);
  });

  test.each([
    [
      'a wrong admin token',
      { QUIZWIRE_ADMIN_TOKEN: 'no-such-token' },
      [],
      /was refused with 401: .*Invalid access token/,
    ],
    ['an unknown scope', {}, ['--scope', 'url:GET|/nowhere'], /was refused with 400: /],
    ['an unknown user', {}, ['--user', 'sis_user_id:nobody'], /was refused with 404: /],
    [
      'no server there',
      {},
      ['--server', 'http://127.0.0.1:1'],
      /no quizwire answers at http:\/\/127\.0\.0\.1:1 \(\S/,
    ],
    ['no URL', {}, ['--server', 'nowhere'], /no quizwire answers at nowhere \(/],
  ])('tells in one line of %s', async (_, env, args, told) => {
    const { code, stdout, stderr } = await runQuizwire(['token', '--purpose', 'a', ...args], {
      ...settings,
      ...env,
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^quizwire: [^\n]+\n$/);
    expect(stderr).toMatch(told);
    expect(stderr).not.toContain(adminToken);
  });

  test('tells in one line of a server that is another program', async () => {
    const other = createServer((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html>\n</html>\n'),
    );
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const { code, stderr } = await runQuizwire(['token', '--purpose', 'a', '--server', url], settings);
    expect(code).toBe(1);
    expect(stderr).toBe(`quizwire: what answers at ${url} is no quizwire: its answer is not JSON\n`);
  });
});
