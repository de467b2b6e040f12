// Real PostgreSQL for tests and benchmarks: a cluster of our own from the installed binaries, and databases in it.
// It keeps PostgreSQL's durable defaults (fsync, synchronous_commit, full_page_writes): the server refuses others.
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  findPostgresBinaries,
  outcome,
  postgresAccount,
  spawnPostgres,
  watchOver,
} from './postgres-programs.ts';

export interface Cluster {
  /** Of the maintenance database, for a superuser who needs no password. */
  url: string;
  /** Of the postmaster, for tests that kill it. */
  pid: number;
  /** Shuts down fast, or at once after five seconds, and removes the files. Harmless when repeated. */
  stop(): Promise<void>;
}

const startsMax = 3;
const fastShutdownMs = 5_000;

/**
 * Starts an empty cluster on a free port of 127.0.0.1, in about half a second. `settings` are server parameters,
 * over ours; `within` is where its files go, the system's folder for temporary files unless told. The cluster ends and its files go when this process ends, in whatever way. Throws with PostgreSQL's own
 * words when it does not start, and when no binaries are installed.
 */
export async function startCluster({
  settings = {},
  within = tmpdir(),
}: {
  settings?: Record<string, string>;
  within?: string;
} = {}): Promise<Cluster> {
  const binaries = findPostgresBinaries();
  if (binaries === null) throw new Error('No initdb and postgres on PATH or in /usr/lib/postgresql/*/bin');
  const account = postgresAccount();
  const directory = await mkdtemp(join(within, 'quizwire-postgres-'));
  if (account !== undefined) await chown(directory, account.uid, account.gid);
  const release = watchOver(directory, account);
  const remove = async (): Promise<void> => {
    await release();
    // The watcher may lack the right to the folder that ours is in.
    await rm(directory, { recursive: true, force: true });
  };
  const run = (program: string, args: string[]): ChildProcess =>
    spawnPostgres(join(binaries, program), args, directory, account);
  const data = join(directory, 'data');

  try {
    const locale = process.platform === 'darwin' ? 'C' : 'C.UTF-8';
    const form = [
      '--auth=trust',
      '--username=postgres',
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--no-sync',
    ];
    const initdb = run('initdb', [...form, '--pgdata', data]);
    const { output } = await outcome(initdb);
    if (initdb.exitCode !== 0) throw new Error(`initdb failed:\n${output}`);

    for (let starts = 1; ; starts += 1) {
      const port = await freePort();
      const parameters = {
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        max_connections: '200',
        lc_messages: 'C',
        ...settings,
        port: String(port),
      };
      const flags = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      const postgres = run('postgres', ['-D', data, ...flags]);
      const { ended, output } = await outcome(postgres, 'database system is ready to accept connections');
      if (!ended && postgres.pid !== undefined) {
        const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
        return { url, pid: postgres.pid, stop: stopOnce(postgres, remove) };
      }
      // Between our look and PostgreSQL's, somebody else may have taken the port.
      if (starts === startsMax || !output.includes('Address already in use')) {
        throw new Error(`postgres did not start:\n${output}`);
      }
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

export interface CreatedDatabase {
  name: string;
  url: string;
  drop(): Promise<void>;
}

/**
 * A new database beside the one `baseUrl` names, whose role must be allowed to create databases: empty, or a copy of the one
 * named `template`, to which nobody may be connected.
 */
export async function createDatabase(baseUrl: string, template?: string): Promise<CreatedDatabase> {
  const name = `quizwire_${randomBytes(8).toString('hex')}`;
  await execute(baseUrl, `create database ${name}${template === undefined ? '' : ` template ${template}`}`);
  const url = new URL(baseUrl);
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    /** Ends every connection to it. */
    drop: () => execute(baseUrl, `drop database if exists ${name} with (force)`),
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function stopOnce(postgres: ChildProcess, remove: () => Promise<void>): () => Promise<void> {
  // Closed, and not only ended: then no backend holds its stderr any more, even if the postmaster was killed.
  const closed = new Promise<void>((resolve) => postgres.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    postgres.kill('SIGINT');
    const impatience = setTimeout(() => postgres.kill('SIGQUIT'), fastShutdownMs);
    await closed;
    clearTimeout(impatience);
    await remove();
  };
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= stop();
    return stopped;
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('127.0.0.1 has no port for us');
  return address.port;
}
