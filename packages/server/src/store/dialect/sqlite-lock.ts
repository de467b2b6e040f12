// Keeps a second server from a SQLite file.

import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseUnusable } from '../database.ts';
import { primaryCode } from './sqlite-error.ts';

/**
 * Makes the folder of `path` and holds `<path>.lock` exclusively, whatever links `path` goes through: a lock of the
 * operating system that ends with the process however it ends. The database itself stays open to readers such as
 * backup tools. Close the result to give it up. Raises DatabaseUnusable when another server holds it.
 */
export function lockFor(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(`${realPath(path)}.lock`, { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (primaryCode(error) !== 5) throw error;
    throw new DatabaseUnusable(
      `another quizwire already serves ${path}: stop it, or give this one its own file (QUIZWIRE_DATABASE_URL)`,
    );
  }
}

/** The folder is there; the file may not be yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(realpathSync(dirname(path)), basename(path));
  }
}
