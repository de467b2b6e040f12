// Comments that somebody leaves on submissions, written. A grader's comment shows the student what there is.

import { submissionCommentCreated } from '../../facts/submission-comment.ts';
import type { Submission } from '../../model/submission.ts';
import { insertSubmissionComments } from '../../store/submission-comments.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import type { HeldRow } from './held-rows.ts';
import { saveSubmissions } from './save-submission.ts';

export interface CommentToSave {
  row: HeldRow;
  /** The row as it is now. */
  submission: Submission;
  text: string;
  /** The attempt it is about; null for the submission as a whole. */
  attempt: number | null;
}

/**
 * The rows after that, in the order given. Canvas: a grader's comment posts a row that nobody posted, unless that is done
 * by hand. Core reference §11.
 */
export async function saveComments(
  transaction: Transaction,
  comments: readonly CommentToSave[],
  author: { id: number; isGrader: boolean },
  nowMs: number,
): Promise<Submission[]> {
  const written = await insertSubmissionComments(
    transaction,
    comments.map(({ submission, text, attempt }) => ({
      submissionId: submission.id,
      authorId: author.id,
      comment: text,
      attempt,
      createdAtMs: nowMs,
      editedAtMs: null,
    })),
  );
  const about = new Map(comments.map((comment) => [comment.submission.id, comment]));
  for (const comment of written) {
    const said = about.get(comment.submissionId);
    if (said === undefined) continue;
    transaction.announce(submissionCommentCreated(comment, said.submission, said.row.assignment));
  }
  return saveSubmissions(
    transaction,
    comments.map(({ row: { assignment }, submission }) => {
      const posts = author.isGrader && assignment.postManually === 0 && submission.postedAtMs === null;
      return { assignment, before: submission, changes: posts ? { postedAtMs: nowMs } : {}, reason: 'save' };
    }),
    nowMs,
  );
}
