// Opens the database that a URL names.

import { type Database, DatabaseUnusable } from './database.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations as all } from './migrations/migrations.ts';

export interface OpenOptions {
  /** Accepts a PostgreSQL that may lose commits in a power cut. */
  allowUnsafePostgres?: boolean;
  /** What the schema is brought to; every migration unless this stops earlier. */
  migrations?: readonly Migration[];
  /** The module that reads posted batches (a `BatchReaderModule`); without one none can be stored. */
  batchReader?: URL | null;
}

/**
 * `sqlite:<path>`, `sqlite::memory:` or `postgres://…`; migrated and checked. Drivers are loaded when needed, so that
 * the embedded default starts without PostgreSQL's. Raises DatabaseUnusable and SchemaTooNew.
 */
export async function openDatabase(
  url: string,
  nowMs: number,
  { allowUnsafePostgres = false, migrations = all, batchReader = null }: OpenOptions = {},
): Promise<Database> {
  if (url.startsWith('sqlite:')) {
    const { openSqlite } = await import('./dialect/sqlite.ts');
    return openSqlite(url.slice('sqlite:'.length), nowMs, migrations, batchReader?.href ?? null);
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import('./dialect/postgres.ts');
    return openPostgres(url, nowMs, allowUnsafePostgres, migrations, batchReader?.href ?? null);
  }
  throw new DatabaseUnusable('QUIZWIRE_DATABASE_URL must be sqlite:<path>, sqlite::memory: or postgres://…');
}
