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

/** Comments on these submissions, those on one of them oldest first. */
export async function listSubmissionComments(
  query: Query,
  submissionIds: readonly number[],
): Promise<SubmissionComment[]> {
  const found: SubmissionComment[] = [];
  for (const some of rowChunks(submissionIds, 1)) {
    const rows = query
      .selectFrom('submissionComments')
      .selectAll()
      .where('submissionId', 'in', some)
      .orderBy('createdAtMs')
      .orderBy('id');
    found.push(...(await rows.execute()));
  }
  return found;
}
