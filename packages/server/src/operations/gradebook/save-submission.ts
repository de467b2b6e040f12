// The one way a submission is written: the row, beside it the change of its grade, kept for good, and what is announced of
// it. It does not compute course scores: whoever saves does that once, for all the rows it has saved.

import type { SavedSubmission, SaveReason } from '../../facts/saved-submission.ts';
import type { Assignment } from '../../model/assignment.ts';
import type { GradeChange, Submission } from '../../model/submission.ts';
import { insertGradeChanges } from '../../store/grade-changes.ts';
import { rewriteSubmissions } from '../../store/submissions.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { announceSubmissions } from './announce-submissions.ts';

export type SubmissionChanges = Partial<Omit<Submission, 'id' | 'assignmentId' | 'userId'>>;

export interface SubmissionSave {
  /** As it is now. */
  assignment: Assignment;
  /** As read in this transaction with a 'change' lock. */
  before: Submission;
  /** Without a `graderId` a change of the grade is nobody's: a change of the course's set-up did it. */
  changes: SubmissionChanges;
  reason: SaveReason;
  /** As in `SavedSubmission`. */
  countsAnother?: boolean;
}

/**
 * Writes the row and, when score, grade or excuse moved, one grade change. Without any difference nothing is written, and
 * announced only where the reason asks for it. Does not recompute course scores.
 */
export async function saveSubmission(
  transaction: Transaction,
  save: SubmissionSave,
  nowMs: number,
): Promise<Submission> {
  const [after] = await saveSubmissions(transaction, [save], nowMs);
  return after ?? save.before;
}

/** As `saveSubmission`, of many rows, each once, in a few statements; the rows as they are then, in the order given. */
export async function saveSubmissions(
  transaction: Transaction,
  saves: readonly SubmissionSave[],
  nowMs: number,
): Promise<Submission[]> {
  const written: Submission[] = [];
  const gradeChanges: Omit<GradeChange, 'id'>[] = [];
  const saved = saves.map(({ before, changes, ...save }): SavedSubmission => {
    if (!differs(before, changes)) return { ...save, before, after: before };
    const after = { ...before, ...changes, updatedAtMs: nowMs };
    written.push(after);
    gradeChanges.push(...gradeChangeOf(save.assignment, before, after, changes.graderId ?? null, nowMs));
    return { ...save, before, after };
  });
  await rewriteSubmissions(transaction, written);
  await insertGradeChanges(transaction, gradeChanges);
  await announceSubmissions(transaction, saved, nowMs);
  return saved.map(({ after }) => after);
}

function differs(before: Submission, changes: SubmissionChanges): boolean {
  return (Object.keys(changes) as (keyof SubmissionChanges)[]).some(
    (column) => changes[column] !== before[column],
  );
}

/** None or one. */
function gradeChangeOf(
  assignment: Pick<Assignment, 'courseId'>,
  before: Submission,
  after: Submission,
  graderId: number | null,
  nowMs: number,
): Omit<GradeChange, 'id'>[] {
  const isSame =
    after.score === before.score && after.grade === before.grade && after.excused === before.excused;
  if (isSame) return [];
  return [
    {
      submissionId: before.id,
      courseId: assignment.courseId,
      assignmentId: before.assignmentId,
      userId: before.userId,
      graderId,
      createdAtMs: nowMs,
      scoreBefore: before.score,
      scoreAfter: after.score,
      gradeBefore: before.grade,
      gradeAfter: after.grade,
      excusedBefore: before.excused,
      excusedAfter: after.excused,
    },
  ];
}
