// `quizwire tail` as a process, against real servers: what it prints, how it goes on, and how it ends.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { runQuizwire } from './support/command.ts';
import { type CourseFixture, courseFixture } from './support/course-fixture.ts';
import { onSqlite } from './support/databases.ts';
import { feedWith, newLiveEvent } from './support/fed-events.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { startTail } from './support/tail.ts';

const past = [
  newLiveEvent(1, { body: '{"old_score":4.0,"score":5.0,"points_possible":10.0}' }),
  newLiveEvent(2, { eventName: 'user_updated', body: '{ "name" : "Ada" }' }),
];

onSqlite((database) => {
  describe('tail', () => {
    let course: CourseFixture;
    beforeAll(async () => {
      course = await courseFixture(database, { more: (query) => feedWith(query, past) });
    });

    const start = (settings: { port?: number } = {}) =>
      startTestServer(database, { databaseUrl: course.databaseUrl, ...settings });
    const envOf = ({ url, adminToken }: TestServer): Record<string, string> => ({
      QUIZWIRE_ADMIN_TOKEN: adminToken,
      QUIZWIRE_PORT: new URL(url).port,
      TZ: 'America/Denver',
    });
    const rename = (server: TestServer, name: string) =>
      server.call('PUT', `/api/v1/users/${course.people.student.id}`, { body: { user: { name } } });

    test('prints what there is for people, in their zone, and goes on with what comes', async () => {
      await using server = await start();
      await using tail = startTail(['--since-start'], envOf(server));
      expect(await tail.told()).toBe(
        `quizwire: following http://127.0.0.1:${new URL(server.url).port} from cursor 0`,
      );
      expect(await tail.line()).toBe('2026-09-01 03:00:00  grade_change                  –  4 → 5 of 10');
      expect(await tail.line()).toBe('2026-09-01 03:00:00  user_updated                  –  “Ada”');
      await rename(server, 'Ada King');
      expect(await tail.line()).toMatch(
        /^2026-09-01 03:00:00 {2}user_updated {18}user 1 {2}user \d+ {2}“Ada King”/,
      );
    });

    test('prints messages byte for byte as JSON, of some names only', async () => {
      await using server = await start();
      const args = ['--json', '--since-start', '--event', 'user_updated', '--event', 'user_created'];
      await using tail = startTail(args, envOf(server));
      expect(await tail.line()).toBe(`{"metadata":${past[1]?.metadata},"body":${past[1]?.body}}`);
    });

    test('begins with what comes, unless it is told a cursor, and says on Ctrl-C how to go on', async () => {
      await using server = await start();
      await using tail = startTail([], envOf(server));
      const [, cursor = ''] = /from cursor (\d+)$/.exec((await tail.told()) ?? '') ?? [];
      await rename(server, 'Countess');
      expect(await tail.line()).toContain('“Countess”');
      const ended = tail.end('SIGINT');
      expect(await tail.told()).toBe(`quizwire: to go on from here: --after ${Number(cursor) + 1}`);
      expect([await tail.told(), await tail.line()]).toEqual([undefined, undefined]);
      expect(await ended).toEqual({ code: 0, signal: null });
      await using again = startTail(['--after', cursor], envOf(server));
      expect(await again.line()).toContain('“Countess”');
    });

    test('goes on where it was when the server comes back', async () => {
      const first = await start();
      await using tail = startTail([], envOf(first));
      expect(await tail.told()).toMatch(/^quizwire: following /);
      await rename(first, 'Before');
      expect(await tail.line()).toContain('“Before”');
      await first[Symbol.asyncDispose]();
      expect(await tail.told()).toMatch(/^quizwire: the .+; trying again in 0\.5 s$/);
      await using second = await start({ port: Number(new URL(first.url).port) });
      await rename(second, 'After');
      expect(await tail.line()).toContain('“After”');
      let told = await tail.told();
      while (told?.includes('trying again')) told = await tail.told();
      expect(told).toMatch(/^quizwire: connected again; going on from cursor \d+$/);
    });

    test('ends without a word when whoever reads it has gone', async () => {
      await using server = await start();
      await using tail = startTail(['--since-start', '--json'], envOf(server));
      await tail.line();
      tail.stopReading();
      await rename(server, 'Nobody');
      expect(await tail.end()).toEqual({ code: 0, signal: null });
    });

    test.each<[string, string[], Record<string, string>, number, RegExp]>([
      [
        'a wrong token',
        [],
        { QUIZWIRE_ADMIN_TOKEN: 'no' },
        1,
        /refused with 401: Invalid access token\.\nquizwire: set QUIZWIRE_ADMIN_TOKEN to an access token of an account admin of http/,
      ],
      [
        'a teacher',
        [],
        { QUIZWIRE_ADMIN_TOKEN: 'token-of-tea-cher' },
        1,
        /refused with 403.*\nquizwire: the feed is for account admins/,
      ],
      ['no token', [], { QUIZWIRE_ADMIN_TOKEN: '' }, 2, /^quizwire: set QUIZWIRE_ADMIN_TOKEN /],
      [
        'no server',
        ['--server', 'http://127.0.0.1:1'],
        {},
        1,
        /^quizwire: no quizwire answers at http:\/\/127\.0\.0\.1:1 \(.+\)\nquizwire: start one with quizwire serve, or /,
      ],
      [
        'a cursor of another feed',
        ['--after', '999'],
        {},
        1,
        /refused with 400: cursor 999 is another feed's: /,
      ],
      [
        'an unknown format',
        ['--format', 'xml'],
        {},
        1,
        /format must be one of canvas, canvas-caliper, caliper/,
      ],
      [
        'an unknown course',
        ['--course', 'sis_course_id:none'],
        {},
        1,
        /refused with 404: .*\nquizwire: courses: GET \/api\/v1\/accounts\/self\/courses; /,
      ],
      [
        'two beginnings',
        ['--after', '1', '--since-start'],
        {},
        2,
        /^quizwire: say either --after or --since-start; see quizwire tail --help\n$/,
      ],
      ['an unknown option', ['--follow'], {}, 2, /see quizwire tail --help/],
    ])('tells of %s what to do', async (_, args, env, code, told) => {
      await using server = await start();
      const ended = await runQuizwire(['tail', ...args], { ...envOf(server), ...env });
      expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
      expect(ended.stderr).toMatch(told);
      expect(ended.stderr).not.toContain('    at ');
    });

    test('tells of a server that is another program', async () => {
      const other = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
      await once(other, 'listening');
      onTestFinished(() => void other.close());
      const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      const { code, stderr } = await runQuizwire(['tail', '--server', url], { QUIZWIRE_ADMIN_TOKEN: 'a' });
      expect(code).toBe(1);
      expect(stderr).toBe(`quizwire: what answers at ${url} is no quizwire: it has no feed to follow\n`);
    });
  });
});
