// Progress of jobs: rows and their changes.

import type { Progress } from '../model/progress.ts';
import type { Query } from './database.ts';
import { locked, type RowLock } from './row-lock.ts';

export async function findProgress(query: Query, id: number, lock?: RowLock): Promise<Progress | undefined> {
  const rows = query.selectFrom('progresses').selectAll().where('id', '=', id);
  return locked(query, rows, lock).executeTakeFirst();
}

export async function insertProgress(query: Query, progress: Omit<Progress, 'id'>): Promise<Progress> {
  return query.insertInto('progresses').values(progress).returningAll().executeTakeFirstOrThrow();
}

export async function updateProgress(
  query: Query,
  id: number,
  changes: Partial<Omit<Progress, 'id'>>,
): Promise<Progress> {
  return query
    .updateTable('progresses')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The course that a progress is about, itself or through its assignment; undefined when there is none. */
export async function findProgressCourseId(
  query: Query,
  { contextType, contextId }: Pick<Progress, 'contextType' | 'contextId'>,
): Promise<number | undefined> {
  if (contextType === 'Course') return contextId;
  const assignment = await query
    .selectFrom('assignments')
    .select('courseId')
    .where('id', '=', contextId)
    .executeTakeFirst();
  return assignment?.courseId;
}
