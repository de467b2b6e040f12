// Lists of submissions and of the students who have them: selection, order and paging.

import type { Enrollment } from '../model/enrollment.ts';
import type { Submission } from '../model/submission.ts';
import type { Query } from './database.ts';
import { studentEnrollments } from './student-enrollments.ts';

/** What is null does not limit; an empty list leaves nobody. */
export interface StudentSelection {
  courseId: number;
  userIds: readonly number[] | null;
  /** All of these must hold the student: what the path names, what the viewer sees. */
  sectionLimits: readonly (readonly number[])[];
  /**
   * By the state of the enrollment: Canvas grades inactive students and shows them not; with `byDate` also by its dates
   * and by whether the course is over.
   */
  enrollments: 'any' | 'gradeable' | 'in_gradebook' | 'active' | 'concluded';
  byDate: { atMs: number; isCourseOver: boolean; isCourseOpen: boolean } | null;
}

/** What is null does not limit. */
export interface SubmissionSelection {
  assignmentIds: readonly number[];
  students: StudentSelection;
  workflowState: string | null;
  submittedAfterMs: number | null;
  gradedAfterMs: number | null;
}

export interface Ordering {
  by: 'id' | 'graded_at' | 'user_id';
  isDescending: boolean;
}

/** One page of submissions that are not deleted; nothing graded comes last. */
export async function listSubmissionPage(
  query: Query,
  selection: SubmissionSelection,
  { by, isDescending }: Ordering,
  limit: number,
  offset: number,
): Promise<Submission[]> {
  const column = ({ id: 'id', graded_at: 'gradedAtMs', user_id: 'userId' } as const)[by];
  const direction = isDescending ? 'desc' : 'asc';
  return selectSubmissions(query, selection)
    .selectAll()
    .orderBy(column, (order) => (isDescending ? order.desc() : order.asc()).nullsLast())
    .orderBy('id', direction)
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countSubmissions(query: Query, selection: SubmissionSelection): Promise<number> {
  const { count } = await selectSubmissions(query, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** All of them, by id: for a page of students, who are named. */
export async function listSelectedSubmissions(
  query: Query,
  selection: SubmissionSelection,
): Promise<Submission[]> {
  return selectSubmissions(query, selection).selectAll().orderBy('id').execute();
}

/** One page of living students, each once, by id. */
export async function listStudentPage(
  query: Query,
  selection: StudentSelection,
  limit: number,
  offset: number,
): Promise<number[]> {
  const rows = await query
    .selectFrom('users')
    .select('id')
    .where('workflowState', '<>', 'deleted')
    .where('id', 'in', selectedStudentIds(query, selection))
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ id }) => id);
}

export async function countStudentsSelected(query: Query, selection: StudentSelection): Promise<number> {
  const { count } = await query
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workflowState', '<>', 'deleted')
    .where('id', 'in', selectedStudentIds(query, selection))
    .executeTakeFirstOrThrow();
  return count;
}

/** The enrollments that make these people students of the course, by id. */
export async function listSelectedEnrollments(
  query: Query,
  selection: StudentSelection,
): Promise<Enrollment[]> {
  return enrollmentsOf(query, selection).selectAll().orderBy('id').execute();
}

/** A query for others to go on with. */
export function selectSubmissions(query: Query, selection: SubmissionSelection) {
  const { assignmentIds, students, workflowState, submittedAfterMs, gradedAfterMs } = selection;
  let rows = query
    .selectFrom('submissions')
    .where('workflowState', '<>', 'deleted')
    .where('assignmentId', 'in', orNothing(assignmentIds))
    .where('userId', 'in', selectedStudentIds(query, students));
  if (workflowState !== null) rows = rows.where('workflowState', '=', workflowState as 'graded');
  if (submittedAfterMs !== null) rows = rows.where('submittedAtMs', '>', submittedAfterMs);
  if (gradedAfterMs !== null) rows = rows.where('gradedAtMs', '>', gradedAfterMs);
  return rows;
}

/** A query for others to go on with: the ids of these students. */
export function selectedStudentIds(query: Query, selection: StudentSelection) {
  return enrollmentsOf(query, selection).select('enrollments.userId');
}

function enrollmentsOf(query: Query, selection: StudentSelection) {
  const { courseId, userIds, sectionLimits, enrollments, byDate } = selection;
  let rows = studentEnrollments(query, courseId);
  if (userIds !== null) rows = rows.where('userId', 'in', orNothing(userIds));
  for (const sectionIds of sectionLimits) {
    rows = rows.where('courseSectionId', 'in', orNothing(sectionIds));
  }
  switch (enrollments) {
    case 'any':
      return rows;
    case 'gradeable':
      return rows.where('workflowState', '<>', 'completed');
    case 'in_gradebook':
      return rows.where('workflowState', 'not in', ['completed', 'inactive']);
    case 'active': {
      const active = rows.where('workflowState', '=', 'active');
      if (byDate === null) return active;
      if (!byDate.isCourseOpen) return active.where('id', '=', 0);
      return active
        .where(({ eb, or }) => or([eb('startAtMs', 'is', null), eb('startAtMs', '<=', byDate.atMs)]))
        .where(({ eb, or }) => or([eb('endAtMs', 'is', null), eb('endAtMs', '>', byDate.atMs)]));
    }
    case 'concluded': {
      if (byDate === null) return rows.where('workflowState', '=', 'completed');
      return rows.where(({ eb, and, or }) => {
        const takesPart = eb('workflowState', 'in', ['active', 'invited']);
        const isOver = byDate.isCourseOver ? takesPart : and([takesPart, eb('endAtMs', '<=', byDate.atMs)]);
        return or([eb('workflowState', '=', 'completed'), isOver]);
      });
    }
  }
}

/** PostgreSQL takes no empty list; nothing has this id. */
function orNothing(ids: readonly number[]): readonly number[] {
  return ids.length === 0 ? [0] : ids;
}
