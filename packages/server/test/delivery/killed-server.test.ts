// What a killed server leaves behind: targets that it had taken.

import { expect, test } from 'vitest';
import { leaseMs } from '../../src/model/delivery-limits.ts';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

eachDatabase((database) => {
  test('its targets are taken over: on a file at once, elsewhere when its lease has run out', async () => {
    const { databaseUrl, courseId } = await courseFixture(database);
    await using receiver = await startReceiver();
    const settings = { databaseUrl, allowedTargets: ['127.0.0.1'], secretsKeys: [Buffer.alloc(32, 1)] };
    {
      await using before = await startTestServer(database, settings);
      const { status } = await before.call('POST', '/api/lti/subscriptions', {
        body: {
          subscription: {
            ContextType: 'root_account',
            EventTypes: ['course_updated'],
            TransportType: 'https',
            TransportMetadata: { Url: `http://127.0.0.1:${receiver.port}/` },
          },
        },
      });
      expect(status).toBe(201);
    }
    await runSql(
      databaseUrl,
      `update target_healths set owner = 'killed', owned_until_ms = ${testStartMs + leaseMs}`,
    );
    await using server = await startTestServer(database, settings);
    const rename = await server.call('PUT', `/api/v1/courses/${courseId}`, {
      body: { course: { name: 'Renamed' } },
    });
    expect(rename.status).toBe(200);
    const arrived = () => receiver.requests.slice(1).length;
    await server.upkeep();
    expect(arrived()).toBe(database.kind === 'sqlite' ? 1 : 0);
    server.clock.nowMs += leaseMs;
    await server.upkeep();
    expect(arrived()).toBe(1);
  });
});
