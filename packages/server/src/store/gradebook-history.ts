// The history of grades, day by day: who graded what. Days are those of UTC. Of deleted assignments nothing is told.

import { sql } from 'kysely';
import type { GradeChange } from '../model/submission.ts';
import type { Query } from './database.ts';
import { type StudentSelection, selectedStudentIds } from './submission-list.ts';

/** Null does not limit. */
export interface HistorySelection {
  students: StudentSelection;
  assignmentId: number | null;
  /** The student. */
  userId: number | null;
  fromMs: number | null;
  beforeMs: number | null;
}

/** Somebody graded something on a day. */
export interface Grading {
  /** Days since 1970-01-01. */
  day: number;
  /** Null is the server, and changes of the course's set-up. */
  graderId: number | null;
  assignmentId: number;
}

const dayOf = sql<number>`created_at_ms / 86400000`;
/** Negative is the server, whichever quiz it graded. */
const graderOf = sql<number | null>`case when grader_id > 0 then grader_id end`;

/** One page of days on which anything was graded, the latest first. */
export async function listGradingDays(
  query: Query,
  selection: HistorySelection,
  limit: number,
  offset: number,
): Promise<number[]> {
  const rows = await changesOf(query, selection)
    .select(dayOf.as('day'))
    .distinct()
    .orderBy('day', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ day }) => day);
}

/** Who graded what on which day, each once; by day, the latest first, grader and assignment. */
export async function listGradings(query: Query, selection: HistorySelection): Promise<Grading[]> {
  return changesOf(query, selection)
    .select(['assignmentId'])
    .select([dayOf.as('day'), graderOf.as('graderId')])
    .distinct()
    .orderBy('day', 'desc')
    .orderBy('graderId')
    .orderBy('assignmentId')
    .execute();
}

/** One page of changes, by the order in which they were made. */
export async function listHistory(
  query: Query,
  selection: HistorySelection,
  isAscending: boolean,
  limit: number,
  offset: number,
): Promise<GradeChange[]> {
  return changesOf(query, selection)
    .selectAll()
    .orderBy('id', isAscending ? 'asc' : 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countHistory(query: Query, selection: HistorySelection): Promise<number> {
  const { count } = await changesOf(query, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** One page of the submissions that somebody graded, by id; null is the server. */
export async function listSubmissionsGradedBy(
  query: Query,
  selection: HistorySelection,
  graderId: number | null,
  limit: number,
  offset: number,
): Promise<number[]> {
  const changes = changesOf(query, selection);
  const own =
    graderId === null
      ? changes.where(({ or, eb }) => or([eb('graderId', 'is', null), eb('graderId', '<=', 0)]))
      : changes.where('graderId', '=', graderId);
  const rows = await own
    .select('submissionId')
    .distinct()
    .orderBy('submissionId')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ submissionId }) => submissionId);
}

function changesOf(query: Query, selection: HistorySelection) {
  const { students, assignmentId, userId, fromMs, beforeMs } = selection;
  let rows = query
    .selectFrom('gradeChanges')
    .where('courseId', '=', students.courseId)
    .where('userId', 'in', selectedStudentIds(query, students))
    .where('assignmentId', 'in', (where) =>
      where
        .selectFrom('assignments')
        .select('id')
        .where('courseId', '=', students.courseId)
        .where('workflowState', '<>', 'deleted'),
    );
  if (assignmentId !== null) rows = rows.where('assignmentId', '=', assignmentId);
  if (userId !== null) rows = rows.where('userId', '=', userId);
  if (fromMs !== null) rows = rows.where('createdAtMs', '>=', fromMs);
  if (beforeMs !== null) rows = rows.where('createdAtMs', '<', beforeMs);
  return rows;
}
