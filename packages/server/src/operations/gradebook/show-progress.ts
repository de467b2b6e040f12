// How far a job is that somebody asked for. Jobs are done within the request that asks for them.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Progress } from '../../model/progress.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { findProgress, findProgressCourseId, updateProgress } from '../../store/progresses.ts';
import { courseStanding } from '../courses/course-standing.ts';

export interface ShowProgress {
  /** For who asked for the job, and readers of its course. Raises not_found, not_permitted. */
  one(caller: Caller, id: number): Promise<Progress>;
  /**
   * For who asked for the job alone. One that is not over fails with the message; what is over stays as it is, since
   * its work is done. Raises not_found, not_permitted.
   */
  cancel(caller: Caller, id: number, message: string | null): Promise<Progress>;
}

export function showProgress(database: Database, clock: Clock): ShowProgress {
  const { query } = database;
  return {
    async one(caller, id) {
      const progress = await findProgress(query, id);
      if (progress === undefined) throw notFound();
      if (progress.userId === caller.userId) return progress;
      const courseId = await findProgressCourseId(query, progress);
      if (courseId === undefined) throw notPermitted();
      const standing = await courseStanding(query, caller, { by: 'id', id: courseId });
      if (!hasCourseRight(standing, 'read', clock())) throw notPermitted();
      return progress;
    },

    async cancel(caller, id, message) {
      const nowMs = clock();
      return database.transaction(async (transaction) => {
        const progress = await findProgress(transaction, id, 'change');
        if (progress === undefined) throw notFound();
        if (progress.userId !== caller.userId) throw notPermitted();
        const isOver = progress.workflowState === 'completed' || progress.workflowState === 'failed';
        if (isOver) return progress;
        return updateProgress(transaction, id, { workflowState: 'failed', message, updatedAtMs: nowMs });
      });
    },
  };
}
