// Quiz events become live events exactly once, in order, however many servers are at it and whatever is still being
// committed. What each one says is in test/facts/quiz-event-recorded.test.ts.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findQuizEventWriters } from '../../src/store/announced-quiz-events.ts';
import type { Database } from '../../src/store/database.ts';
import { flatValuesOf } from '../../src/store/dialect/event-values.ts';
import { insertEvents } from '../../src/store/dialect/postgres-events.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { insertOwnEvents } from '../../src/store/quiz-events.ts';
import { announcedIn } from '../support/announced.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { connectPostgres } from '../support/sql.ts';

interface Attempt extends CourseFixture {
  /** Reports that the page was left, this many times, and resolves when that is kept. */
  leave(server: TestServer, times: number): Promise<void>;
  /** Ids of the quiz events that are announced, in the order of the feed. */
  announced(): Promise<unknown[]>;
}

eachDatabase((database) => {
  const servers: TestServer[] = [];
  afterAll(async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
  });

  async function serve(databaseUrl: string, announcesQuizEvents = true): Promise<TestServer> {
    const server = await startTestServer(database, { databaseUrl, announcesQuizEvents });
    servers.push(server);
    return server;
  }

  async function stop(server: TestServer): Promise<void> {
    servers.splice(servers.indexOf(server), 1);
    await server[Symbol.asyncDispose]();
  }

  async function runningAttempt(): Promise<Attempt> {
    const course = await courseFixture(database, { quizSubmission: {} });
    const { courseId, quizId, quizSubmissionId, people, databaseUrl } = course;
    const path = `/api/v1/courses/${courseId}/quizzes/${quizId}/submissions/${quizSubmissionId}/events`;
    return {
      ...course,
      async leave(server, times) {
        const events = Array.from({ length: times }, () => ({ event_type: 'page_blurred' }));
        const body = { quiz_submission_events: events };
        const { status } = await server.call('POST', path, { token: people.student.token, body });
        expect(status).toBe(204);
      },
      async announced() {
        const rows = await announcedIn(databaseUrl);
        return rows
          .filter(({ eventName }) => eventName === 'quizwire.quiz_event_recorded')
          .map(({ details }) => Number(details?.quiz_event_id) % 10 ** 13);
      },
    };
  }

  const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

  describe('announcing quiz events', () => {
    test('it announces each once and in order, also after a restart', async () => {
      const attempt = await runningAttempt();
      const first = await serve(attempt.databaseUrl);
      await attempt.leave(first, 3);
      await first.upkeep();
      await first.upkeep();
      await attempt.leave(first, 2);
      await stop(first);
      const second = await serve(attempt.databaseUrl);
      await second.upkeep();
      expect(await attempt.announced()).toEqual(idsFrom(1, 5));
    });

    test('more events than fit one transaction come in several, in order', async () => {
      const attempt = await runningAttempt();
      const server = await serve(attempt.databaseUrl);
      await attempt.leave(server, 1_203);
      await server.upkeep();
      expect(await attempt.announced()).toEqual(idsFrom(1, 1_203));
    });

    test('without the setting nothing is announced; with it, what comes from then on', async () => {
      const attempt = await runningAttempt();
      const without = await serve(attempt.databaseUrl, false);
      await attempt.leave(without, 2);
      await without.upkeep();
      await stop(without);
      expect(await attempt.announced()).toEqual([]);
      const withSetting = await serve(attempt.databaseUrl);
      await attempt.leave(withSetting, 1);
      await withSetting.upkeep();
      expect(await attempt.announced()).toEqual([3]);
    });

    if (database.kind === 'postgres')
      test('two servers together announce each once', async () => {
        const attempt = await runningAttempt();
        const both = [await serve(attempt.databaseUrl), await serve(attempt.databaseUrl)];
        for (let round = 0; round < 20; round++) {
          await Promise.all(both.flatMap((server) => [attempt.leave(server, 7), server.upkeep()]));
        }
        for (const server of [...both, ...both]) await server.upkeep();
        const announced = await attempt.announced();
        expect(announced).toEqual([...new Set(announced)].sort((one, other) => Number(one) - Number(other)));
        expect(announced).toHaveLength(280);
      });
  });

  if (database.kind === 'postgres')
    describe('while an event is being committed', () => {
      let attempt: Attempt;
      let server: TestServer;
      let beside: Database;
      beforeAll(async () => {
        attempt = await runningAttempt();
        server = await serve(attempt.databaseUrl);
        beside = await openDatabase(attempt.databaseUrl, testStartMs);
      });
      afterAll(() => beside[Symbol.asyncDispose]());

      const focused = () => ({
        quizSubmissionId: attempt.quizSubmissionId ?? 0,
        attempt: 1,
        eventType: 'page_focused',
        eventData: null,
        createdAtMs: testStartMs + 1,
        source: 'server' as const,
      });

      test('later ones wait for it, and those before it do not', async () => {
        await attempt.leave(server, 1);
        await server.upkeep();
        const before = await attempt.announced();
        const added = Promise.withResolvers<void>();
        const mayCommit = Promise.withResolvers<void>();
        const slow = beside.transaction(async (transaction) => {
          await insertOwnEvents(transaction, [focused()]);
          added.resolve();
          await mayCommit.promise;
        });
        await added.promise;
        await attempt.leave(server, 2);
        for (let times = 0; times < 3; times++) await server.upkeep();
        expect(await attempt.announced()).toEqual(before);
        mayCommit.resolve();
        await slow;
        await server.upkeep();
        const [last = 0] = before.slice(-1) as number[];
        expect(await attempt.announced()).toEqual([...before, ...idsFrom(last + 1, 3)]);
      });

      test('new writers do not hold back what is settled', async () => {
        const before = await attempt.announced();
        await attempt.leave(server, 1);
        const mayEnd = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        const slow: Promise<void>[] = [];
        for (const { promise } of mayEnd) {
          const added = Promise.withResolvers<void>();
          slow.push(
            beside.transaction(async (transaction) => {
              await insertOwnEvents(transaction, [focused()]);
              added.resolve();
              await promise;
            }),
          );
          await added.promise;
          await server.upkeep();
        }
        // The first writer ends; the second, who came after the server had looked, is still at it.
        mayEnd[0]?.resolve();
        await slow[0];
        await server.upkeep();
        expect(await attempt.announced()).toHaveLength(before.length + 2);
        mayEnd[1]?.resolve();
        await slow[1];
        await server.upkeep();
        await server.upkeep();
        expect(await attempt.announced()).toHaveLength(before.length + 3);
      });

      test('one that is never committed holds up nobody for good', async () => {
        const before = await attempt.announced();
        const undone = beside.transaction(async (transaction) => {
          await insertOwnEvents(transaction, [focused()]);
          throw new Error('undone');
        });
        await expect(undone).rejects.toThrow('undone');
        await attempt.leave(server, 1);
        await server.upkeep();
        expect(await attempt.announced()).toHaveLength(before.length + 1);
      });

      test('those that pages report are seen to be under way too', async () => {
        const client = await connectPostgres(attempt.databaseUrl);
        try {
          for (const clientEventId of [null, '00000000-0000-4000-8000-000000000001']) {
            await client.query('begin');
            await insertEvents(client, flatValuesOf([newQuizEvent({ clientEventId })]));
            expect(await findQuizEventWriters(beside.query)).toHaveLength(1);
            await client.query('rollback');
            expect(await findQuizEventWriters(beside.query)).toEqual([]);
          }
        } finally {
          await client.end();
        }
      });
    });
});
