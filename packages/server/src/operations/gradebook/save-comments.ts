// Comments that somebody leaves on submissions, written. A grader's comment shows the student what there is.

import type { Submission } from '../../model/submission.ts';
import type { Query } from '../../store/database.ts';
import { insertSubmissionComments } from '../../store/submission-comments.ts';
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
  transaction: Query,
  comments: readonly CommentToSave[],
  author: { id: number; isGrader: boolean },
  nowMs: number,
): Promise<Submission[]> {
  await insertSubmissionComments(
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
  return saveSubmissions(
    transaction,
    comments.map(({ row: { assignment }, submission }) => {
      const posts = author.isGrader && assignment.postManually === 0 && submission.postedAtMs === null;
      return { assignment, before: submission, changes: posts ? { postedAtMs: nowMs } : {} };
    }),
    nowMs,
  );
}
