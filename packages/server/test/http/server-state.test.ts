// How the server is, as its admins are told. Ours.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { shownSettings } from '../../src/routes/shown-settings.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

const path = '/api/v1/server';

eachDatabase((database) => {
  describe('the state of the server', () => {
    let server: TestServer;
    let fixture: CourseFixture;
    beforeAll(async () => {
      fixture = await courseFixture(database, { quizSubmission: {} });
      server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    test('is told key by key', async () => {
      const events = `/api/v1/courses/${fixture.courseId}/quizzes/${fixture.quizId}/submissions/${fixture.quizSubmissionId}/events`;
      const body = {
        quiz_submission_events: [{ event_type: 'page_blurred' }, { event_type: 'page_focused' }],
      };
      await server.call('POST', events, { token: fixture.people.student.token, body });
      server.clock.nowMs = testStartMs + 90_000;
      const reply = await server.call('GET', path);
      server.clock.nowMs = testStartMs;
      expect(reply.status).toBe(200);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      const some = (count: number) => ({ count, is_all: true });
      expect(reply.json).toEqual({
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        node_version: process.version,
        started_at: '2026-09-01T09:00:00Z',
        now: '2026-09-01T09:01:30Z',
        database: {
          kind: database.kind,
          durability: expect.objectContaining(
            database.kind === 'sqlite' ? { synchronous: 'full' } : { fsync: 'on' },
          ),
          bytes: expect.any(Number),
          migrations: migrations.map(({ version, name }) => ({
            version,
            name,
            applied_at: expect.stringMatching(/Z$/),
          })),
        },
        counts: {
          users: some(8),
          courses: some(1),
          quizzes: some(1),
          quiz_submissions: some(1),
          running_attempts: 1,
          quiz_events: some(2),
          live_events: some(0),
        },
        queue: { quiz_event_bytes: 0, quiz_event_bytes_max: 33_554_432 },
        deliveries: {
          waiting: 0,
          oldest_waiting_at: null,
          subscriptions: 0,
          subscriptions_disabled: 0,
        },
        limits: expect.objectContaining({ event_batch_events_max: 5_000 }),
        settings: expect.arrayContaining([{ name: 'QUIZWIRE_SHARD', value: '1' }]),
      });
      expect(reply.json.database.bytes).toBeGreaterThan(10_000);
    });

    test('tells no secret', async () => {
      const { text } = await server.call('GET', path);
      expect(text).toContain('{"name":"QUIZWIRE_ADMIN_TOKEN","value":"set"}');
      expect(text).not.toContain(server.adminToken);
    });

    test('is for admins of the root account', async () => {
      for (const role of ['teacher', 'ta', 'designer', 'student', 'observer', 'outsider'] as Role[]) {
        const reply = await server.call('GET', path, { token: fixture.people[role].token });
        expect({ role, status: reply.status, json: reply.json }).toEqual({
          role,
          status: 403,
          json: notPermittedBody,
        });
      }
      const nobody = await server.call('GET', path, { token: null });
      expect(nobody).toMatchObject({ status: 401, json: unauthenticatedBody });
    });
  });
});

describe('settings as they are shown', () => {
  const shown = (environment: Record<string, string>) =>
    new Map(shownSettings(readConfig(environment)).map(({ name, value }) => [name, value]));

  test('have neither keys nor tokens nor passwords', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const settings = shown({
      QUIZWIRE_DATABASE_URL: 'postgres://ada:secret@db.example:5433/quizwire?sslpassword=secret',
      QUIZWIRE_ADMIN_TOKEN: 'secret',
      QUIZWIRE_SECRETS_KEY: key,
      QUIZWIRE_CANVAS_JWKS_URL: 'https://keys.example/jwks?key=secret',
    });
    expect(settings.get('QUIZWIRE_DATABASE_URL')).toBe('postgres://db.example:5433/quizwire');
    expect(settings.get('QUIZWIRE_ADMIN_TOKEN')).toBe('set');
    expect(settings.get('QUIZWIRE_SECRETS_KEY')).toBe('set');
    expect(settings.get('QUIZWIRE_CANVAS_JWKS_URL')).toBe('https://keys.example/jwks');
    expect([...settings.values()].join(' ')).not.toMatch(new RegExp(`secret|ada|${key.slice(0, 8)}`));
  });

  test('show nothing of a database URL that cannot be read', () => {
    expect(shown({ QUIZWIRE_DATABASE_URL: 'postgres://ada:se cret@[/x' }).get('QUIZWIRE_DATABASE_URL')).toBe(
      'set',
    );
  });

  test('have every variable that there is, and null for what is not set', () => {
    let known = '';
    try {
      readConfig({ QUIZWIRE_NOTHING: 'x' });
    } catch (error) {
      known = (error as Error).message;
    }
    const settings = shown({});
    expect(known.split('known are ')[1]?.split(', ').toSorted()).toEqual([...settings.keys()].toSorted());
    expect(settings.get('QUIZWIRE_PUBLIC_URL')).toBeNull();
    expect(settings.get('QUIZWIRE_ALLOWED_TARGETS')).toBeNull();
    expect(settings.get('QUIZWIRE_DATABASE_URL')).toBe('sqlite:./data/quizwire.db');
  });
});
