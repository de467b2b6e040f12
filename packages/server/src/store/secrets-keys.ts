// Which keys secrets are sealed with when nobody has configured any.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { SecretBox } from './secret-box.ts';

/**
 * By the configured keys. Without them a file of SQLite has its key beside it, `<path>.key`, made when first needed and
 * readable by its owner alone, so that a copy of the database tells no secrets; a database in memory has one that ends with
 * it. Null on PostgreSQL: its servers need the same key, and there is no place that only they can read.
 */
export function openSecretBox(databaseUrl: string, configured: readonly Uint8Array[]): SecretBox | null {
  const [first, ...others] = configured;
  if (first !== undefined) return new SecretBox([first, ...others]);
  if (!databaseUrl.startsWith('sqlite:')) return null;
  const path = databaseUrl.slice('sqlite:'.length);
  return new SecretBox([path === ':memory:' ? randomBytes(32) : keyIn(`${path}.key`)]);
}

function keyIn(path: string): Uint8Array {
  if (!existsSync(path)) {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return Buffer.from(readFileSync(path, 'utf8'), 'base64');
}
