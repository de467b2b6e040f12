// Opens the database that a URL names.

import { type Database, DatabaseUnusable } from './database.ts';

/**
 * `sqlite:<path>`, `sqlite::memory:` or `postgres://…`; migrated and checked. Drivers are loaded when needed, so that
 * the embedded default starts without PostgreSQL's. Raises DatabaseUnusable and SchemaTooNew.
 */
export async function openDatabase(
  url: string,
  nowMs: number,
  options: { allowUnsafePostgres: boolean } = { allowUnsafePostgres: false },
): Promise<Database> {
  if (url.startsWith('sqlite:')) {
    const { openSqlite } = await import('./dialect/sqlite.ts');
    return openSqlite(url.slice('sqlite:'.length), nowMs);
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import('./dialect/postgres.ts');
    return openPostgres(url, nowMs, options.allowUnsafePostgres);
  }
  throw new DatabaseUnusable('QUIZWIRE_DATABASE_URL must be sqlite:<path>, sqlite::memory: or postgres://…');
}
