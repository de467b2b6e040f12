// How PostgreSQL's own programs are run: found, as whom, with which environment, and never left behind. It does not
// know what a cluster is.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A user of this machine, by number; undefined for our own. */
export type Account = { uid: number; gid: number } | undefined;

/** The folder that holds `initdb` and `postgres`: of PATH, else the newest of Debian's; null when there is none. */
export function findPostgresBinaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const holds = (folder: string): boolean =>
    folder !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)));
  return folders.find(holds) ?? null;
}

/** Whom PostgreSQL runs as: it refuses root, so for root it is the user `postgres`, or else `nobody`. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // This machine has no such user.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as',
  );
}

/** Spawns a PostgreSQL program in `directory`. Read its stderr to the end, or it blocks on a full pipe. */
export function spawnPostgres(
  program: string,
  args: string[],
  directory: string,
  account: Account,
): ChildProcess {
  // Without what it would read from our environment. English, because its messages are read here.
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return spawn(program, args, {
    ...account,
    cwd: directory,
    env: { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' },
    // Out of our process group: an interrupt typed at the terminal is for the test runner, which then stops us.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/**
 * Reads the stderr of `child` until it holds `awaited` (then `ended` is false) or the process has ended. Whatever
 * it writes later is read and dropped.
 */
export async function outcome(
  child: ChildProcess,
  awaited?: string,
): Promise<{ ended: boolean; output: string }> {
  let output = '';
  const ended = once(child, 'close').then(() => true);
  const written = new Promise<false>((resolve) => {
    child.stderr?.setEncoding('utf8').on('data', function read(chunk: string) {
      output += chunk;
      if (awaited === undefined || !output.includes(awaited)) return;
      child.stderr?.off('data', read).resume();
      resolve(false);
    });
  });
  return { ended: await Promise.race([written, ended]), output };
}

/**
 * Sees to it that `directory` is removed, and first the postmaster ended whose data are in `directory`/data, once
 * the function it returns is called or this process ends, be it by SIGKILL. The function waits until that is done.
 */
export function watchOver(directory: string, account: Account): () => Promise<void> {
  // The shell waits for the end of its stdin. A pid with a minus sign is initdb's, which ends by itself.
  const script = `
    read -r _
    pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
    case $pid in
      '' | *[!0-9]*) ;;
      *)
        kill -QUIT "$pid"
        tries=0
        while kill -0 "$pid" && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
        ;;
    esac
    rm -rf "$1"`;
  const shell = spawn('/bin/sh', ['-c', script, 'sh', directory], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(shell, 'close');
  return async () => {
    shell.stdin?.end();
    await ended;
  };
}
