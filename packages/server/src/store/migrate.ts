// Brings a database to this program's schema, under a lock, so that servers that start together do it once.

import { type Kysely, sql } from 'kysely';
import type { ColumnTypes, Migration } from './migrations/migration.ts';
import type { Schema } from './schema.ts';

/** The database was migrated by a newer program; running this one on it could lose what it does not know. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';

  constructor(found: number, known: number) {
    super(
      `the database has schema ${found}, this quizwire knows schemas up to ${known}: ` +
        'start the newer quizwire, or restore a backup made before the upgrade',
    );
  }
}

export interface MigrationDialect {
  types: ColumnTypes;
  /** The part of a migration that only this database runs. */
  own(migration: Migration): string;
  /** Waits until no other server migrates; held to the end of the transaction. */
  lock(transaction: Kysely<Schema>): Promise<void>;
}

/**
 * Applies those of `migrations` that are missing, in order, all in one transaction. Idempotent. Returns what was applied.
 * Raises SchemaTooNew.
 */
export async function migrate(
  database: { transaction<T>(work: (transaction: Kysely<Schema>) => Promise<T>): Promise<T> },
  dialect: MigrationDialect,
  migrations: readonly Migration[],
  nowMs: number,
): Promise<Migration[]> {
  return database.transaction(async (transaction) => {
    await dialect.lock(transaction);
    await sql`create table if not exists schema_migrations (version integer primary key, name text not null,
      applied_at_ms ${sql.raw(dialect.types.integer)} not null)`.execute(transaction);
    const { version: found } = await transaction
      .selectFrom('schemaMigrations')
      .select(({ fn }) => fn.coalesce(fn.max('version'), sql<number>`0`).as('version'))
      .executeTakeFirstOrThrow();
    const known = migrations.at(-1)?.version ?? 0;
    if (found > known) throw new SchemaTooNew(found, known);
    const missing = migrations.filter((migration) => migration.version > found);
    for (const migration of missing) {
      for (const statement of statementsOf(`${migration.sql(dialect.types)}\n${dialect.own(migration)}`)) {
        await sql.raw(statement).execute(transaction);
      }
      await transaction
        .insertInto('schemaMigrations')
        .values({ version: migration.version, name: migration.name, appliedAtMs: nowMs })
        .execute();
    }
    return missing;
  });
}

/** Statements end at a semicolon that ends a line; no migration writes one inside a literal. */
function statementsOf(script: string): string[] {
  return script
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
