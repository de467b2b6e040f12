// Comments on submissions.

import type { SubmissionComment } from '../model/submission.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';

/** The comments with their ids, in the order given. */
export async function insertSubmissionComments(
  query: Query,
  comments: readonly Omit<SubmissionComment, 'id'>[],
): Promise<SubmissionComment[]> {
  const inserted: SubmissionComment[] = [];
  for (const some of rowChunks(comments, 6)) {
    const rows = await query
      .insertInto('submissionComments')
      .values([...some])
      .returningAll()
      .execute();
    // Neither database promises an order here; the ids were given in that of the values.
    inserted.push(...rows.sort((one, other) => one.id - other.id));
  }
  return inserted;
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
