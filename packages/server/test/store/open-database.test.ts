// Opening a database: what it must promise, what is made in it, who may have it, and how it is refused in clear words.

import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { openConfiguredDatabase } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import { type Database, DatabaseUnusable } from '../../src/store/database.ts';
import { ensureFirstRows } from '../../src/store/first-rows.ts';
import { SchemaTooNew } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase } from '../support/databases.ts';
import { createDatabase, startCluster } from '../support/postgres.ts';
import { findPostgresBinaries } from '../support/postgres-programs.ts';
import { startServerProcess } from '../support/process.ts';
import { startTestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const known = migrations.length;

/** The error that opening raises. */
async function refusal(opening: Promise<Database>): Promise<Error> {
  const outcome = await opening.then(
    async (database) => {
      await database[Symbol.asyncDispose]();
      return undefined;
    },
    (error: Error) => error,
  );
  if (outcome === undefined) throw new Error('the database was opened');
  return outcome;
}

eachDatabase((database) => {
  const durability = {
    sqlite: { journal_mode: 'wal', synchronous: 'full', foreign_keys: 'on' },
    postgres: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
  }[database.kind];

  test('reports the settings on which a commit depends, as the database has them', async () => {
    await using opened = await openDatabase(await database.freshUrl(), testStartMs);
    expect(opened.kind).toBe(database.kind);
    expect(opened.durability).toEqual(durability);
    await opened.ping();
  });

  test('migrates once, however often it is opened', async () => {
    const url = await database.freshUrl();
    for (const later of [0, 1, 2]) {
      await using _ = await openDatabase(url, testStartMs + later);
    }
    const rows = await runSql(url, 'select version, applied_at_ms from schema_migrations order by version');
    expect(rows).toEqual(
      migrations.map(({ version }) => expect.objectContaining({ version, applied_at_ms: testStartMs })),
    );
  });

  test('refuses a schema that is newer than the program, and changes nothing in it', async () => {
    const url = await database.freshUrl();
    await (await openDatabase(url, testStartMs))[Symbol.asyncDispose]();
    await runSql(url, `insert into schema_migrations values (9999, 'of-the-future', ${testStartMs})`);
    const error = await refusal(openDatabase(url, testStartMs));
    expect(error).toBeInstanceOf(SchemaTooNew);
    expect(error.message).toBe(
      `the database has schema 9999, this quizwire knows schemas up to ${migrations.at(-1)?.version}: ` +
        'start the newer quizwire, or restore a backup made before the upgrade',
    );
    expect(await runSql(url, 'select max(version) as version from schema_migrations')).toEqual([
      { version: 9999 },
    ]);
    await runSql(url, 'delete from schema_migrations where version = 9999');
    await using _ = await openDatabase(url, testStartMs);
  });

  test('gives the first account and its admin id 1 even after a first start that was cut short', async () => {
    const url = await database.freshUrl();
    await using opened = await openDatabase(url, testStartMs);
    const cutShort = opened.transaction(async (transaction) => {
      const name = 'Quizwire';
      const rows = {
        accountName: name,
        accountUuid: 'a',
        adminName: name,
        adminUuid: 'b',
        nowMs: testStartMs,
      };
      await ensureFirstRows(transaction, rows);
      throw new Error('cut short');
    });
    await expect(cutShort).rejects.toThrow('cut short');
    for (const _ of [1, 2]) await prepareAccount(opened, 'admin-token', systemRandom, () => testStartMs);
    expect(await runSql(url, 'select id from accounts')).toEqual([{ id: 1 }]);
    expect(await runSql(url, 'select id from users')).toEqual([{ id: 1 }]);
    expect(await runSql(url, 'select account_id, user_id from account_users')).toEqual([
      { account_id: 1, user_id: 1 },
    ]);
    expect(await runSql(url, 'select user_id from access_tokens')).toEqual([{ user_id: 1 }]);
  });

  test('takes another admin token in place of the last, and never again one that was ended', async () => {
    await using opened = await openDatabase(await database.freshUrl(), testStartMs);
    const prepare = (token: string) => prepareAccount(opened, token, systemRandom, () => testStartMs);
    await prepare('first');
    await prepare('second');
    await prepare('second');
    const error: unknown = await prepare('first').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseUnusable);
    expect(String(error)).toContain('QUIZWIRE_ADMIN_TOKEN was used before');
  });
});

describe('a SQLite database', () => {
  const directories: string[] = [];
  afterAll(async () => {
    for (const directory of directories) await rm(directory, { recursive: true, force: true });
  });
  async function directory(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'quizwire-open-'));
    directories.push(made);
    return made;
  }

  test('may be in memory, one for each that opens it', async () => {
    await using one = await openDatabase('sqlite::memory:', testStartMs);
    await using other = await openDatabase('sqlite::memory:', testStartMs);
    await prepareAccount(one, null, systemRandom, () => testStartMs);
    const count = (opened: Database) => opened.query.selectFrom('users').selectAll().execute();
    expect(await count(one)).toHaveLength(1);
    expect(await count(other)).toHaveLength(0);
    expect(one.durability).toMatchObject({ journal_mode: 'memory' });
  });

  test('is made with the folders it is to be in', async () => {
    await using opened = await openDatabase(`sqlite:${await directory()}/a/b/quizwire.db`, testStartMs);
    expect(opened.durability).toMatchObject({ journal_mode: 'wal' });
  });

  // SQLite keeps no write-ahead log in this file, since this way of locking shares no memory.
  test.skipIf(process.platform === 'win32')('is refused where it cannot be in WAL mode', async () => {
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(await directory());
    const error = await refusal(openDatabase('sqlite:file:quizwire.db?vfs=unix-dotfile', testStartMs));
    expect(error).toBeInstanceOf(DatabaseUnusable);
    expect(error.message).toBe('SQLite has journal_mode=delete where wal is needed to keep what is answered');
  });

  test('is refused in clear words when it is something else, or has no place', async () => {
    const place = await directory();
    await writeFile(join(place, 'text'), 'no database, but a text long enough to have been one'.repeat(40));
    await mkdir(join(place, 'folder'));
    for (const [path, reason] of [
      [join(place, 'text'), 'file is not a database'],
      [join(place, 'folder'), 'unable to open database file'],
      [join(place, 'text', 'quizwire.db'), 'mkdir'],
    ]) {
      const error = await refusal(openDatabase(`sqlite:${path}`, testStartMs));
      expect(error).toBeInstanceOf(DatabaseUnusable);
      expect(error.message).toContain(`cannot use the SQLite file ${path}: `);
      expect(error.message).toContain(reason);
    }
  });

  test('is refused to a second server, by whatever name it asks, and free again after the first', async () => {
    const place = await directory();
    await symlink(place, join(await directory(), 'linked'));
    const linkedFolder = join(directories.at(-1) ?? '', 'linked');
    const path = join(place, 'quizwire.db');
    {
      await using _ = await openDatabase(`sqlite:${path}`, testStartMs);
      await symlink(path, join(place, 'linked.db'));
      for (const name of [path, join(linkedFolder, 'quizwire.db'), join(place, 'linked.db')]) {
        const error = await refusal(openDatabase(`sqlite:${name}`, testStartMs));
        expect(error).toBeInstanceOf(DatabaseUnusable);
        expect(error.message).toBe(
          `another quizwire already serves ${name}: stop it, or give this one its own file (QUIZWIRE_DATABASE_URL)`,
        );
      }
      // A backup or a look inside are no second server.
      expect(await runSql(`sqlite:${path}`, 'select count(*) as count from schema_migrations')).toEqual([
        { count: known },
      ]);
    }
    await using _ = await openDatabase(`sqlite:${linkedFolder}/quizwire.db`, testStartMs);
  });

  test('is refused while another process serves it, and needs no help after that one is killed', async () => {
    const QUIZWIRE_DATABASE_URL = `sqlite:${await directory()}/quizwire.db`;
    const first = await startServerProcess({ QUIZWIRE_DATABASE_URL });
    await expect(startServerProcess({ QUIZWIRE_DATABASE_URL })).rejects.toThrow(
      /ended with 1.*\nquizwire: another quizwire already serves [^\n]*\n$/s,
    );
    const here = await refusal(openDatabase(QUIZWIRE_DATABASE_URL, testStartMs));
    expect(here.message).toContain('another quizwire already serves');
    await first.kill('SIGKILL');
    await using _ = await openDatabase(QUIZWIRE_DATABASE_URL, testStartMs);
  });

  test('answers an error, and does not wait for ever, once it is closed', async () => {
    const opened = await openDatabase(`sqlite:${await directory()}/quizwire.db`, testStartMs);
    await opened[Symbol.asyncDispose]();
    await expect(opened.query.selectFrom('users').selectAll().execute()).rejects.toThrow('not open');
    await expect(opened.storeBatches([])).rejects.toThrow('ended');
  });
});

test('a URL of no known kind is refused', async () => {
  for (const url of ['mysql://localhost/quizwire', 'quizwire.db', 'postgres:quizwire', '']) {
    const error = await refusal(openDatabase(url, testStartMs));
    expect(error).toBeInstanceOf(DatabaseUnusable);
    expect(error.message).toBe(
      'QUIZWIRE_DATABASE_URL must be sqlite:<path>, sqlite::memory: or postgres://…',
    );
  }
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a PostgreSQL that cannot be reached', () => {
  test.each([
    [
      'where nobody listens',
      async () => `127.0.0.1:${await closedPort()}`,
      'connect ECONNREFUSED 127.0.0.1:',
    ],
    [
      'where one name has several addresses',
      async () => `localhost:${await closedPort()}`,
      'connect ECONNREFUSED ',
    ],
    ['at a port that is none', async () => '127.0.0.1:99999', 'Invalid URL'],
    ['on a host that is none', async () => 'no-such-host.invalid', 'no-such-host.invalid'],
  ])('is refused %s, with the reason and without the password', async (_, place, reason) => {
    const url = `postgres://quizwire:p4ssw0rd@${await place()}/quizwire`;
    const error = await refusal(openDatabase(url, testStartMs));
    expect(error).toBeInstanceOf(DatabaseUnusable);
    expect(error.message).toContain('cannot reach the PostgreSQL of QUIZWIRE_DATABASE_URL: ');
    expect(error.message).toContain(reason);
    expect(inspect(error, { depth: 10 })).not.toContain('p4ssw0rd');
  });
});

const postgresUrl = inject('postgresUrl');

describe.skipIf(postgresUrl === null)('a PostgreSQL database', () => {
  const databases: { drop(): Promise<void> }[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.drop())));
  async function freshUrl(): Promise<string> {
    const database = await createDatabase(postgresUrl ?? '');
    databases.push(database);
    return database.url;
  }

  test('is set up once when eight servers start on it together', async () => {
    const databaseUrl = await freshUrl();
    const database = { kind: 'postgres' as const, readyUrl: freshUrl };
    await using servers = new AsyncDisposableStack();
    const started = await Promise.all(
      Array.from({ length: 8 }, async () => servers.use(await startTestServer(database, { databaseUrl }))),
    );
    for (const server of started) {
      expect((await server.call('GET', '/api/v1/users/self')).json).toMatchObject({ id: 1 });
    }
    const counts = ['accounts', 'users', 'account_users', 'access_tokens', 'schema_migrations'].map(
      (table) => `(select count(*) from ${table}) as ${table}`,
    );
    expect(await runSql(databaseUrl, `select ${counts.join(', ')}`)).toEqual([
      { accounts: 1, users: 1, account_users: 1, access_tokens: 1, schema_migrations: known },
    ]);
  });

  test('that is not there is refused by name', async () => {
    const url = new URL(postgresUrl ?? '');
    url.pathname = '/no_such_database';
    const error = await refusal(openDatabase(url.href, testStartMs));
    expect(error).toBeInstanceOf(DatabaseUnusable);
    expect(error.message).toContain('database "no_such_database" does not exist');
  });

  test('that takes no changes, such as a standby, is refused with that reason', async () => {
    const url = new URL(await freshUrl());
    await runSql(url.href, `alter database ${url.pathname.slice(1)} set default_transaction_read_only = on`);
    const error = await refusal(openDatabase(url.href, testStartMs));
    expect(error).toBeInstanceOf(DatabaseUnusable);
    expect(error.message).toBe(
      'the PostgreSQL of QUIZWIRE_DATABASE_URL refuses what quizwire needs: ' +
        'cannot execute CREATE TABLE in a read-only transaction',
    );
  });

  test('whose session says synchronous_commit=off is refused, wherever that was set', async () => {
    const url = new URL(await freshUrl());
    await runSql(url.href, `alter database ${url.pathname.slice(1)} set synchronous_commit = off`);
    const error = await refusal(openDatabase(url.href, testStartMs));
    expect(error.message).toContain('PostgreSQL has synchronous_commit=off');
  });
});

describe.skipIf(findPostgresBinaries() === null)('a PostgreSQL that may lose commits', () => {
  test.each(['fsync', 'synchronous_commit', 'full_page_writes'])(
    'with %s=off is refused by name, leaves no connection, and serves when that is allowed',
    async (name) => {
      const cluster = await startCluster({ settings: { [name]: 'off' } });
      onTestFinished(() => cluster.stop());
      const settings = { QUIZWIRE_DATABASE_URL: cluster.url };

      const error = await refusal(openConfiguredDatabase(readConfig(settings)));
      expect(error).toBeInstanceOf(DatabaseUnusable);
      expect(error.message).toBe(
        `PostgreSQL has ${name}=off and may lose what was answered: turn it on, ` +
          'or set QUIZWIRE_ALLOW_UNSAFE_POSTGRES=true to accept that',
      );
      const ours = "select count(*) as count from pg_stat_activity where application_name = 'quizwire'";
      await expect.poll(() => runSql(cluster.url, ours)).toEqual([{ count: 0 }]);
      expect(await runSql(cluster.url, "select to_regclass('users') as users")).toEqual([{ users: null }]);

      const allowed = readConfig({ ...settings, QUIZWIRE_ALLOW_UNSAFE_POSTGRES: 'true' });
      await using opened = await openConfiguredDatabase(allowed);
      expect(opened.durability).toMatchObject({ [name]: 'off' });
    },
  );
});
