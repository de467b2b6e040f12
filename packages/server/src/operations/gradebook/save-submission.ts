// The one way a submission is written: the row, and beside it the change of its grade, kept for good. It does not
// compute course scores: whoever saves does that once, for all the rows it has saved.

import type { Assignment } from '../../model/assignment.ts';
import type { GradeChange, Submission } from '../../model/submission.ts';
import type { Query } from '../../store/database.ts';
import { insertGradeChanges } from '../../store/grade-changes.ts';
import { rewriteSubmissions, updateSubmission } from '../../store/submissions.ts';

export type SubmissionChanges = Partial<Omit<Submission, 'id' | 'assignmentId' | 'userId'>>;

export interface SubmissionSave {
  assignment: Pick<Assignment, 'id' | 'courseId'>;
  /** As read in this transaction with a 'change' lock. */
  before: Submission;
  /** Without a `graderId` a change of the grade is nobody's: a change of the course's set-up did it. */
  changes: SubmissionChanges;
}

/**
 * Writes the row and, when score, grade or excuse moved, one grade change. Without any difference nothing is written.
 * Does not recompute course scores.
 */
export async function saveSubmission(
  transaction: Query,
  assignment: Assignment,
  before: Submission,
  changes: SubmissionChanges,
  nowMs: number,
): Promise<Submission> {
  if (!differs(before, changes)) return before;
  const after = await updateSubmission(transaction, before.id, { ...changes, updatedAtMs: nowMs });
  await insertGradeChanges(transaction, gradeChangeOf({ assignment, before, changes }, after, nowMs));
  return after;
}

/** As `saveSubmission`, of many rows, each once, in a few statements; the rows as they are then, in the order given. */
export async function saveSubmissions(
  transaction: Query,
  saves: readonly SubmissionSave[],
  nowMs: number,
): Promise<Submission[]> {
  const written: Submission[] = [];
  const gradeChanges: Omit<GradeChange, 'id'>[] = [];
  const after = saves.map((save) => {
    if (!differs(save.before, save.changes)) return save.before;
    const row = { ...save.before, ...save.changes, updatedAtMs: nowMs };
    written.push(row);
    gradeChanges.push(...gradeChangeOf(save, row, nowMs));
    return row;
  });
  await rewriteSubmissions(transaction, written);
  await insertGradeChanges(transaction, gradeChanges);
  return after;
}

function differs(before: Submission, changes: SubmissionChanges): boolean {
  return (Object.keys(changes) as (keyof SubmissionChanges)[]).some(
    (column) => changes[column] !== before[column],
  );
}

/** None or one. */
function gradeChangeOf(
  { assignment, before, changes }: SubmissionSave,
  after: Submission,
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
      graderId: changes.graderId ?? null,
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
