// Comments on submissions.

import type { SubmissionComment } from '../model/submission.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';

export async function insertSubmissionComments(
  query: Query,
  comments: readonly Omit<SubmissionComment, 'id'>[],
): Promise<void> {
  for (const some of rowChunks(comments, 6)) {
    await query
      .insertInto('submissionComments')
      .values([...some])
      .execute();
  }
}

/** Comments on these submissions, oldest first. */
export async function listSubmissionComments(
  query: Query,
  submissionIds: readonly number[],
): Promise<SubmissionComment[]> {
  if (submissionIds.length === 0) return [];
  return query
    .selectFrom('submissionComments')
    .selectAll()
    .where('submissionId', 'in', submissionIds)
    .orderBy('createdAtMs')
    .orderBy('id')
    .execute();
}
