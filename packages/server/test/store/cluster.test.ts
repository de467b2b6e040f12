// The PostgreSQL that tests run on is a durable one, and every suite gets databases of its own in it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { createDatabase, startCluster } from '../support/postgres.ts';
import { findPostgresBinaries } from '../support/postgres-programs.ts';

const clients: Client[] = [];

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  clients.push(client);
  return client;
}

/** Resolves when the other side ends the connection. */
function loss(client: Client): Promise<void> {
  client.on('error', () => {});
  return new Promise((resolve) => client.once('end', resolve));
}

async function show(client: Client, setting: string): Promise<unknown> {
  const { rows } = await client.query<Record<string, unknown>>(`show ${setting}`);
  return rows[0]?.[setting];
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
});

const baseUrl = inject('postgresUrl');

describe.skipIf(baseUrl === null)('the PostgreSQL of this test run', () => {
  test.each(['fsync', 'synchronous_commit', 'full_page_writes'])('is durable: %s is on', async (setting) => {
    expect(await show(await connect(baseUrl ?? ''), setting)).toBe('on');
  });

  test('stores UTF-8', async () => {
    expect(await show(await connect(baseUrl ?? ''), 'server_encoding')).toBe('UTF8');
  });

  test('forgets a dropped database, even one in use', async () => {
    const database = await createDatabase(baseUrl ?? '');
    const lost = loss(await connect(database.url));
    await database.drop();
    await lost;
    await expect(connect(database.url)).rejects.toThrow('does not exist');
  });
});

describe.skipIf(findPostgresBinaries() === null)('a cluster of a test of its own', () => {
  test('takes settings, and is gone after stop', async () => {
    const cluster = await startCluster({ settings: { max_connections: '20' } });
    const client = await connect(cluster.url);
    expect(await show(client, 'max_connections')).toBe('20');
    const directory = String(await show(client, 'data_directory'));
    expect(existsSync(directory)).toBe(true);
    const lost = loss(client);
    await Promise.all([cluster.stop(), cluster.stop()]);
    await lost;
    expect(existsSync(directory)).toBe(false);
    expect(() => process.kill(cluster.pid, 0)).toThrow('ESRCH');
  });

  test('ends when the process that started it is killed', async () => {
    const script = `
      const { startCluster } = await import(${JSON.stringify(new URL('../support/postgres.ts', import.meta.url))});
      console.log((await startCluster()).url);`;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = await once(starter.stdout.setEncoding('utf8'), 'data');
    const lost = loss(await connect(String(url).trim()));
    starter.kill('SIGKILL');
    await lost;
  });

  test('says what PostgreSQL says when it does not start', async () => {
    await expect(startCluster({ settings: { no_such_setting: '1' } })).rejects.toThrow('no_such_setting');
  });
});

eachDatabase((database) => {
  test('gives a new database each time', async () => {
    const urls = await Promise.all([database.freshUrl(), database.freshUrl()]);
    expect(new Set(urls).size).toBe(2);
    for (const url of urls) expect(url).toMatch(database.kind === 'sqlite' ? /^sqlite:/ : /^postgres:/);
  });
});
