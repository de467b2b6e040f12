// The assignments of a course for a reader: selection and order.

import { sql } from 'kysely';
import type { Assignment } from '../model/assignment.ts';
import type { Query } from './database.ts';

export type AssignmentOrder = 'position' | 'name' | 'due_at';

/** What is null does not limit; an empty list leaves nothing. */
export interface AssignmentSelection {
  courseId: number;
  groupIds: readonly number[] | null;
  ids: readonly number[] | null;
  /** Leaves out what is not published or assigned to some only. */
  onlyShown: boolean;
  /** Part of the name. Case: PostgreSQL folds every letter, SQLite A to Z. */
  searchTerm: string | null;
  /** Leaves out what has just this type. */
  excludedTypes: readonly string[];
}

/** One assignment of a list, without what it says. */
export type AssignmentKey = Pick<Assignment, 'id' | 'assignmentGroupId' | 'dueAtMs' | 'submissionTypes'>;

/** All that are selected, in that order; within it by the positions of groups and assignments, then id. */
export async function listAssignmentKeys(
  query: Query,
  selection: AssignmentSelection,
  order: AssignmentOrder,
): Promise<AssignmentKey[]> {
  const { courseId, groupIds, ids, onlyShown, searchTerm, excludedTypes } = selection;
  let rows = query
    .selectFrom('assignments')
    .innerJoin('assignmentGroups', 'assignmentGroups.id', 'assignments.assignmentGroupId')
    .select([
      'assignments.id',
      'assignments.assignmentGroupId',
      'assignments.dueAtMs',
      'assignments.submissionTypes',
    ])
    .where('assignments.courseId', '=', courseId)
    .where('assignments.workflowState', '<>', 'deleted');
  if (groupIds !== null) rows = rows.where('assignments.assignmentGroupId', 'in', orNothing(groupIds));
  if (ids !== null) rows = rows.where('assignments.id', 'in', orNothing(ids));
  if (excludedTypes.length > 0) rows = rows.where('assignments.submissionTypes', 'not in', excludedTypes);
  if (onlyShown) {
    rows = rows
      .where('assignments.workflowState', '=', 'published')
      .where('assignments.onlyVisibleToOverrides', '=', 0);
  }
  if (searchTerm !== null) {
    const pattern = `%${searchTerm.replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where(
      ({ ref }) => sql<boolean>`lower(${ref('assignments.name')}) like lower(${pattern}) escape '\\'`,
    );
  }
  if (order === 'due_at') rows = rows.orderBy('assignments.dueAtMs', (by) => by.asc().nullsLast());
  if (order !== 'position') rows = rows.orderBy(({ fn, ref }) => fn('lower', [ref('assignments.name')]));
  return rows
    .orderBy('assignmentGroups.position')
    .orderBy('assignmentGroups.id')
    .orderBy('assignments.position')
    .orderBy('assignments.id')
    .execute();
}

/** PostgreSQL takes no empty list; nothing has this id. */
function orNothing(ids: readonly number[]): readonly number[] {
  return ids.length === 0 ? [0] : ids;
}
