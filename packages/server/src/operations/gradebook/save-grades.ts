// Grades, excuses and statuses that somebody gives, written: gradebook rows and the quiz submissions behind them. Course
// scores are the caller's.

import { enteredScore } from '../../grading/late-grade.ts';
import { gradedSubmission } from '../../grading/submission-grade.ts';
import type { GradeAsked } from '../../model/grade-asked.ts';
import type { Submission } from '../../model/submission.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { takeOverGrades } from '../attempts/take-over-grade.ts';
import type { HeldRow } from './held-rows.ts';
import { saveSubmissions } from './save-submission.ts';

export interface GradeToSave {
  /** As held by this transaction. */
  row: HeldRow;
  asked: GradeAsked;
}

/**
 * The rows as they are then, in the order given; each row once. With `only_changes` a row that would have the same score and
 * excuse is left as it is, with who graded it and when. Canvas: core reference §10.3, §10.5.
 */
export async function saveGrades(
  transaction: Transaction,
  grades: readonly GradeToSave[],
  graderId: number,
  nowMs: number,
  mode: 'always' | 'only_changes' = 'always',
): Promise<Submission[]> {
  const saved = await saveSubmissions(
    transaction,
    grades.map(({ row, asked }) => {
      const before = row.submission;
      const { assignment } = row;
      const graded = gradedSubmission(before, asked, row.terms, graderId, nowMs);
      const isSame = graded.score === before.score && graded.excused === before.excused;
      if (mode === 'only_changes' && isSame) return { assignment, before, changes: {}, reason: 'save' };
      const { id: _, assignmentId: __, userId: ___, ...changes } = graded;
      return { assignment, before, changes, reason: 'save' };
    }),
    nowMs,
  );
  const taken = grades.flatMap(({ row }, at) => {
    const after = saved[at];
    if (row.taken === null || after === undefined || after === row.submission) return [];
    const isReviewed = after.workflowState === 'graded';
    return [{ ...row.taken, score: enteredScore(after), isReviewed, excused: after.excused }];
  });
  await takeOverGrades(transaction, taken, nowMs);
  return saved;
}
