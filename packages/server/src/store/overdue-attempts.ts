// Which attempts are past their limit. The rule is `attemptLimitAtMs` in model/attempt-times.ts; here it is as SQL, and
// whoever closes one asks the model again once the row is locked.

import type { Query } from './database.ts';

export interface OverdueAttempt {
  quizSubmissionId: number;
  quizId: number;
  courseId: number;
  endAtMs: number;
}

/**
 * Attempts in progress whose limit is before `beforeMs`, those that ended first first, at most `limit` of them, which come
 * after `last` in that order; null to begin with.
 */
export async function listOverdueAttempts(
  query: Query,
  beforeMs: number,
  last: Pick<OverdueAttempt, 'endAtMs' | 'quizSubmissionId'> | null,
  limit: number,
): Promise<OverdueAttempt[]> {
  let attempts = query
    .selectFrom('quizSubmissions as s')
    .innerJoin('quizzes as q', 'q.id', 's.quizId')
    .innerJoin('courses as c', 'c.id', 'q.courseId')
    .select(({ ref }) => [
      's.id as quizSubmissionId',
      's.quizId',
      'q.courseId',
      ref('s.endAtMs').$notNull().as('endAtMs'),
    ])
    .where('s.workflowState', '=', 'untaken')
    .where('s.endAtMs', '<', beforeMs)
    .where('q.workflowState', '<>', 'deleted')
    .where('c.workflowState', '<>', 'deleted')
    .where(({ or, and, eb }) =>
      or([
        eb('q.disableTimerAutosubmission', '=', 0),
        and([eb('s.manuallyUnlocked', '=', 0), eb('q.lockAtMs', '<', beforeMs)]),
      ]),
    );
  if (last !== null) {
    attempts = attempts.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('s.endAtMs', 's.id'), '>', tuple(last.endAtMs, last.quizSubmissionId)),
    );
  }
  return attempts.orderBy('s.endAtMs').orderBy('s.id').limit(limit).execute();
}
