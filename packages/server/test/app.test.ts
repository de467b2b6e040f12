// Starting and stopping the server inside another program: a start that fails leaves nothing behind.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Clock } from '../src/model/clock.ts';
import { eachDatabase } from './support/databases.ts';
import { startTestServer, testStartMs } from './support/server.ts';
import { runSql } from './support/sql.ts';

const silent = pino({ level: 'silent' });

eachDatabase((database) => {
  test('a start on a port in use is refused, and gives the database back', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const databaseUrl = await database.freshUrl();
    const starting = startApp({ ...readConfig({}), databaseUrl, port }, silent);
    await expect(starting).rejects.toMatchObject({
      name: 'CannotListen',
      message: `QUIZWIRE_PORT ${port} of 127.0.0.1 is in use: stop the program that has it, or choose another port`,
    });
    if (database.kind === 'postgres') {
      const ours = `select count(*) as count from pg_stat_activity
        where datname = current_database() and application_name = 'quizwire'`;
      await expect.poll(() => runSql(databaseUrl, ours)).toEqual([{ count: 0 }]);
    }
    await using server = await startTestServer(database, { databaseUrl });
    expect(await server.call('GET', '/health')).toMatchObject({ status: 200 });
  });

  test('a stop writes down when tokens were last used', async () => {
    const databaseUrl = await database.freshUrl();
    const server = await startTestServer(database, { databaseUrl });
    await server.call('GET', '/api/v1/users/self');
    await server.app[Symbol.asyncDispose]();
    expect(await runSql(databaseUrl, 'select last_used_at_ms from access_tokens')).toEqual([
      { last_used_at_ms: server.clock.nowMs },
    ]);
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed');
  });

  test('a server that has stopped is forgotten by its process', async () => {
    const databaseUrl = await database.readyUrl();
    const startAndStop = async (): Promise<WeakRef<Clock>> => {
      const clock: Clock = () => testStartMs;
      await using app = await startApp({ ...readConfig({}), databaseUrl, port: 0 }, silent, clock);
      expect((await fetch(`${app.url}/health`)).status).toBe(200);
      return new WeakRef(clock);
    };
    const clock = await startAndStop();
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    await expect
      .poll(() => {
        collectGarbage();
        return clock.deref();
      })
      .toBeUndefined();
  });
});
