// The record of a job that was done within the request that asked for it.

import type { Progress } from '../../model/progress.ts';
import type { Query } from '../../store/database.ts';
import { insertProgress } from '../../store/progresses.ts';

export interface FinishedJob {
  courseId: number;
  /** Who asked for it. */
  userId: number;
  /** What kind of job, e.g. `submissions_update`. */
  tag: string;
  /** What could not be done, where some of it could not: then the job counts as failed. */
  failure: string | null;
  results: Record<string, unknown> | null;
}

/** To be called in the transaction that did the work, so that neither is there without the other. */
export async function recordFinishedJob(
  transaction: Query,
  { courseId, userId, tag, failure, results }: FinishedJob,
  nowMs: number,
): Promise<Progress> {
  return insertProgress(transaction, {
    contextType: 'Course',
    contextId: courseId,
    userId,
    tag,
    completion: 100,
    workflowState: failure === null ? 'completed' : 'failed',
    message: failure,
    results: results === null ? null : JSON.stringify(results),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  });
}
