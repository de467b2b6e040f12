// PostgreSQL that restarts while deliveries are under way: one of its processes is killed, so it ends all connections, recovers
// and takes new ones. A cluster of its own, because everybody on it is cut off.

import { expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { createDatabase, startCluster } from '../support/postgres.ts';
import { findPostgresBinaries } from '../support/postgres-programs.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const renames = 300;
const killedAfter: ReadonlySet<number> = new Set([40, 120, 200]);

test.skipIf(findPostgresBinaries() === null)(
  'every event arrives, though PostgreSQL restarts while they are sent',
  async () => {
    const cluster = await startCluster();
    try {
      const database = { readyUrl: async () => (await createDatabase(cluster.url)).url };
      const { databaseUrl, courseId } = await courseFixture(database);
      await using receiver = await startReceiver((_request, response) => {
        setTimeout(() => response.writeHead(204).end(), 2);
      });
      await using server = await startTestServer(database, {
        databaseUrl,
        allowedTargets: ['127.0.0.1'],
        secretsKeys: [Buffer.alloc(32, 1)],
      });
      const subscribed = await server.call('POST', '/api/lti/subscriptions', {
        body: {
          subscription: {
            ContextType: 'root_account',
            EventTypes: ['course_updated'],
            TransportType: 'https',
            TransportMetadata: { Url: `http://127.0.0.1:${receiver.port}/` },
          },
        },
      });
      expect(subscribed.status).toBe(201);
      const rename = async (name: string): Promise<void> => {
        for (;;) {
          const body = { course: { name } };
          const { status } = await server.call('PUT', `/api/v1/courses/${courseId}`, { body });
          if (status === 200) return;
          expect(status).toBe(503);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      };
      for (let number = 0; number < renames; number += 4) {
        await Promise.all([0, 1, 2, 3].map((more) => rename(`Renamed ${number + more}`)));
        if (killedAfter.has(number)) process.kill(await backendOf(databaseUrl), 'SIGKILL');
      }
      const eventsOf = () =>
        runSql<{ uuid: string }>(
          databaseUrl,
          "select uuid from live_events where event_name = 'course_updated'",
        );
      const missing = async () => {
        server.clock.nowMs += 1_000;
        await server.upkeep();
        const arrived = new Set(receiver.requests.map(({ headers }) => headers['webhook-id']));
        return (await eventsOf()).filter(({ uuid }) => !arrived.has(uuid));
      };
      await expect.poll(missing, { interval: 200 }).toEqual([]);
      // A rename whose answer was lost changes nothing the second time.
      expect((await eventsOf()).length).toBeGreaterThan(renames / 2);
    } finally {
      await cluster.stop();
    }
  },
);

/** The process of a connection of the server's. */
async function backendOf(databaseUrl: string): Promise<number> {
  const [row] = await runSql<{ pid: number }>(
    databaseUrl,
    "select pid from pg_stat_activity where application_name = 'quizwire' and datname = current_database() limit 1",
  );
  if (row === undefined) throw new Error('the server has no connection');
  return row.pid;
}
