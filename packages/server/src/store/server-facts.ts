// What those who run the server want to know of its database: its schema, its size, how much is in it. No query takes longer
// the more there is: each stops somewhere, or reads an index of few rows.

import { sql } from 'kysely';
import { rowsCountedMax } from '../model/limits.ts';
import type { Database, Query } from './database.ts';
import type { Schema } from './schema.ts';

const countedTables = [
  'users',
  'courses',
  'quizzes',
  'quizSubmissions',
  'quizEvents',
  'liveEvents',
] as const satisfies readonly (keyof Schema)[];

export type CountedTable = (typeof countedTables)[number];

export interface AppliedMigration {
  version: number;
  name: string;
  appliedAtMs: number;
}

/** Oldest first. */
export async function listMigrations(query: Query): Promise<AppliedMigration[]> {
  return query
    .selectFrom('schemaMigrations')
    .select(['version', 'name', 'appliedAtMs'])
    .orderBy('version')
    .execute();
}

/** Of each table, up to `rowsCountedMax`; deleted records that are kept count too. */
export async function countRows(query: Query): Promise<Record<CountedTable, number>> {
  const counts: Partial<Record<CountedTable, number>> = {};
  for (const table of countedTables) {
    const { count } = await query
      .selectFrom((from) =>
        from.selectFrom(table).select(sql`1`.as('one')).limit(rowsCountedMax).as('counted'),
      )
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counts[table] = count;
  }
  return counts as Record<CountedTable, number>;
}

export async function countRunningAttempts(query: Query): Promise<number> {
  const { count } = await query
    .selectFrom('quizSubmissions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workflowState', '=', 'untaken')
    .executeTakeFirstOrThrow();
  return count;
}

/** With its indexes, without what is not yet brought into it. */
export async function databaseBytes({ kind, query }: Pick<Database, 'kind' | 'query'>): Promise<number> {
  const size =
    kind === 'sqlite'
      ? sql<{
          bytes: number;
        }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
      : sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`;
  const { rows } = await size.execute(query);
  return Number(rows[0]?.bytes ?? 0);
}
