// Which keys secrets are sealed with when nobody has configured any.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseUnusable } from './database.ts';
import { SecretBox, secretsKeyBytes } from './secret-box.ts';

/**
 * By the configured keys. Without them a file of SQLite has its key beside it, `<path>.key`, made when first needed and
 * readable by its owner alone, so that a copy of the database tells no secrets; a database in memory has one that ends with
 * it. Null on PostgreSQL: its servers need the same key, and there is no place that only they can read. Raises
 * DatabaseUnusable when the file is no key.
 */
export function openSecretBox(databaseUrl: string, configured: readonly Uint8Array[]): SecretBox | null {
  const [first, ...others] = configured;
  if (first !== undefined) return new SecretBox([first, ...others]);
  if (!databaseUrl.startsWith('sqlite:')) return null;
  const path = databaseUrl.slice('sqlite:'.length);
  return new SecretBox([path === ':memory:' ? randomBytes(secretsKeyBytes) : keyIn(`${path}.key`)]);
}

function keyIn(path: string): Uint8Array {
  if (!existsSync(path)) {
    writeFileSync(path, `${randomBytes(secretsKeyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64');
  if (key.length === secretsKeyBytes) return key;
  throw new DatabaseUnusable(
    `${path} holds no key of ${secretsKeyBytes} bytes in base64: bring back the one that was there`,
  );
}
