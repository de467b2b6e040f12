// Late policies: at most one for a course.

import type { LatePolicy } from '../model/late-policy.ts';
import type { Query } from './database.ts';
import { locked, type RowLock } from './row-lock.ts';

/** Undefined when the course has none. A lock needs a transaction. */
export async function findLatePolicy(
  query: Query,
  courseId: number,
  lock?: RowLock,
): Promise<LatePolicy | undefined> {
  const rows = query.selectFrom('latePolicies').selectAll().where('courseId', '=', courseId);
  return locked(query, rows, lock).executeTakeFirst();
}

/** Raises a unique conflict when the course has one. */
export async function insertLatePolicy(query: Query, policy: Omit<LatePolicy, 'id'>): Promise<LatePolicy> {
  return query.insertInto('latePolicies').values(policy).returningAll().executeTakeFirstOrThrow();
}

export async function updateLatePolicy(
  query: Query,
  id: number,
  changes: Partial<Omit<LatePolicy, 'id' | 'courseId' | 'createdAtMs'>>,
): Promise<LatePolicy> {
  return query
    .updateTable('latePolicies')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
