// Locks on the rows that a transaction reads before it decides. SQLite needs none: there a transaction is alone.

import { PostgresAdapter, type SelectQueryBuilder } from 'kysely';
import type { Query } from './database.ts';
import type { Schema } from './schema.ts';

/** `share` lets others read for sharing and holds off changes; `change` holds off both. */
export type RowLock = 'share' | 'change';

/** The same query, its rows locked until the transaction ends; as it is without a lock. */
export function locked<Tables extends keyof Schema, Row>(
  query: Query,
  rows: SelectQueryBuilder<Schema, Tables, Row>,
  lock: RowLock | undefined,
): SelectQueryBuilder<Schema, Tables, Row> {
  if (lock === undefined || !(query.getExecutor().adapter instanceof PostgresAdapter)) return rows;
  return lock === 'share' ? rows.forShare() : rows.forUpdate();
}
