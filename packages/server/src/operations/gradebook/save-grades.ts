// Grades, excuses and statuses that somebody gives, written: gradebook rows and the quiz submissions behind them. Course
// scores are the caller's.

import { enteredScore } from '../../grading/late-grade.ts';
import { type GradeAsked, gradedSubmission } from '../../grading/submission-grade.ts';
import type { Submission } from '../../model/submission.ts';
import type { Query } from '../../store/database.ts';
import { takeOverGrades } from '../attempts/take-over-grade.ts';
import type { HeldRow } from './held-rows.ts';
import { saveSubmissions } from './save-submission.ts';

export interface GradeToSave {
  /** As held by this transaction. */
  row: HeldRow;
  asked: GradeAsked;
}

/** The rows as they are then, in the order given; each row once. Canvas: core reference §10.3. */
export async function saveGrades(
  transaction: Query,
  grades: readonly GradeToSave[],
  graderId: number,
  nowMs: number,
): Promise<Submission[]> {
  const saved = await saveSubmissions(
    transaction,
    grades.map(({ row, asked }) => {
      const graded = gradedSubmission(row.submission, asked, row.terms, graderId, nowMs);
      const { id: _, assignmentId: __, userId: ___, ...changes } = graded;
      return { assignment: row.assignment, before: row.submission, changes };
    }),
    nowMs,
  );
  const taken = grades.flatMap(({ row }, at) => {
    const after = saved[at];
    if (row.taken === null || after === undefined || after === row.submission) return [];
    return [{ ...row.taken, score: enteredScore(after), excused: after.excused }];
  });
  await takeOverGrades(transaction, taken, nowMs);
  return saved;
}
