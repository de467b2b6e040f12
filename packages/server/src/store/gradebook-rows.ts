// The rows of a gradebook: its students page by page, and their submissions, all of them or those that changed.

import type { Submission } from '../model/submission.ts';
import type { Query } from './database.ts';
import { type SubmissionSelection, selectedStudentIds, selectSubmissions } from './submission-list.ts';

export interface GradebookRowsWanted {
  courseId: number;
  selection: SubmissionSelection;
  /** Only what changed after that; null is everything. */
  changedAfterMs: number | null;
}

/** Living students by id, those of whom a submission or the course score changed. */
export async function listGradebookStudentIds(
  query: Query,
  { courseId, selection, changedAfterMs }: GradebookRowsWanted,
  limit: number,
  offset: number,
): Promise<number[]> {
  let rows = query
    .selectFrom('users')
    .select('id')
    .where('workflowState', '<>', 'deleted')
    .where('id', 'in', selectedStudentIds(query, selection.students));
  if (changedAfterMs !== null) {
    const graded = query
      .selectFrom('submissions')
      .select('userId')
      .where('assignmentId', 'in', selection.assignmentIds.length === 0 ? [0] : selection.assignmentIds)
      .where('updatedAtMs', '>', changedAfterMs);
    const scored = query
      .selectFrom('courseScores')
      .select('userId')
      .where('courseId', '=', courseId)
      .where('updatedAtMs', '>', changedAfterMs);
    rows = rows.where(({ eb, or }) => or([eb('id', 'in', graded), eb('id', 'in', scored)]));
  }
  const found = await rows.orderBy('id').limit(limit).offset(offset).execute();
  return found.map(({ id }) => id);
}

/** By id, without what was handed in: that can be long, and these are many. `body` and `url` are null. */
export async function listGradebookSubmissions(
  query: Query,
  selection: SubmissionSelection,
  changedAfterMs: number | null,
): Promise<Submission[]> {
  let rows = selectSubmissions(query, selection).select(columns);
  if (changedAfterMs !== null) rows = rows.where('updatedAtMs', '>', changedAfterMs);
  const found = await rows.orderBy('id').execute();
  return found.map((row) => ({ ...row, body: null, url: null }));
}

const columns = [
  'id',
  'assignmentId',
  'userId',
  'quizSubmissionId',
  'workflowState',
  'score',
  'grade',
  'pointsDeducted',
  'excused',
  'attempt',
  'submissionType',
  'submittedAtMs',
  'gradedAtMs',
  'graderId',
  'gradeMatchesCurrentSubmission',
  'postedAtMs',
  'latePolicyStatus',
  'secondsLateOverride',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies (keyof Submission)[];
