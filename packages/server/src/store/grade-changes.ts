// The history of grades: rows are added and never changed.

import type { GradeChange } from '../model/submission.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';

export async function insertGradeChanges(
  query: Query,
  changes: readonly Omit<GradeChange, 'id'>[],
): Promise<void> {
  for (const some of rowChunks(changes, 12)) {
    await query
      .insertInto('gradeChanges')
      .values([...some])
      .execute();
  }
}

/** What happened to the grades of these submissions, oldest first. */
export async function listGradeChanges(
  query: Query,
  submissionIds: readonly number[],
): Promise<GradeChange[]> {
  if (submissionIds.length === 0) return [];
  return query
    .selectFrom('gradeChanges')
    .selectAll()
    .where('submissionId', 'in', submissionIds)
    .orderBy('id')
    .execute();
}
