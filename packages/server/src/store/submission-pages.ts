// A page of submissions for each of several assignments of a course, in one statement.

import { sql } from 'kysely';
import type { Submission, SubmissionState } from '../model/submission.ts';
import type { Query } from './database.ts';
import { type SubmissionSelection, selectSubmissions } from './submission-list.ts';

/** Of each assignment of the selection from `offset`, by id, in one of these states. */
export async function listSubmissionPages(
  query: Query,
  selection: SubmissionSelection,
  states: readonly SubmissionState[],
  limit: number,
  offset: number,
): Promise<Submission[]> {
  if (states.length === 0) return [];
  const rows = selectSubmissions(query, selection)
    .selectAll()
    .select(sql<number>`row_number() over (partition by assignment_id order by id)`.as('place'))
    .where('workflowState', 'in', states);
  const ranked = await query
    .selectFrom(rows.as('ranked'))
    .selectAll()
    .where('place', '>', offset)
    .where('place', '<=', offset + limit)
    .orderBy('place')
    .orderBy('id')
    .execute();
  return ranked.map(({ place: _, ...submission }) => submission);
}

export interface SubmissionOrdering {
  by: 'id' | 'gradedAtMs';
  isDescending: boolean;
}

/** One page of all of them, in one of these states; nothing graded comes last, equals by id. */
export async function listSubmissionsInStates(
  query: Query,
  selection: SubmissionSelection,
  states: readonly SubmissionState[],
  orderings: readonly SubmissionOrdering[],
  limit: number,
  offset: number,
): Promise<Submission[]> {
  if (states.length === 0) return [];
  let rows = selectSubmissions(query, selection).selectAll().where('workflowState', 'in', states);
  for (const { by, isDescending } of orderings) {
    rows = rows.orderBy(by, (order) => (isDescending ? order.desc() : order.asc()).nullsLast());
  }
  return rows.orderBy('id').limit(limit).offset(offset).execute();
}
