// Locks on the rows that a transaction reads before it decides. SQLite needs none: there a transaction is alone.

import { PostgresAdapter, type SelectQueryBuilder } from 'kysely';
import type { Query } from './database.ts';
import type { Schema } from './schema.ts';

/**
 * `share` lets others read for sharing and holds off changes; `change` holds off both. `change_if_free` does so too, but
 * leaves out the rows that another transaction holds.
 */
export type RowLock = 'share' | 'change' | 'change_if_free';

/** The same query, its rows locked until the transaction ends; as it is without a lock. */
export function locked<Tables extends keyof Schema, Row>(
  query: Query,
  rows: SelectQueryBuilder<Schema, Tables, Row>,
  lock: RowLock | undefined,
): SelectQueryBuilder<Schema, Tables, Row> {
  if (lock === undefined || !isOnPostgres(query)) return rows;
  switch (lock) {
    case 'share':
      return rows.forShare();
    case 'change':
      return rows.forUpdate();
    case 'change_if_free':
      return rows.forUpdate().skipLocked();
  }
}

/** Whether the query goes to PostgreSQL, where others write at the same time. */
export function isOnPostgres(query: Query): boolean {
  return query.getExecutor().adapter instanceof PostgresAdapter;
}
