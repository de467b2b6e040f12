// Assignments: rows and their changes. Lists for a reader are in assignment-list.ts.

import type { Assignment } from '../model/assignment.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';
import { locked, type RowLock } from './row-lock.ts';

export type AssignmentChanges = Partial<Omit<Assignment, 'id' | 'courseId' | 'createdAtMs'>>;

/** An assignment of the course that is not deleted; undefined when there is none. A lock needs a transaction. */
export async function findAssignment(
  query: Query,
  courseId: number,
  id: number,
  lock?: RowLock,
): Promise<Assignment | undefined> {
  const rows = livingAssignments(query, courseId).where('id', '=', id);
  return locked(query, rows, lock).executeTakeFirst();
}

/** As `findAssignment`, by its id or its SIS id. */
export async function findAssignmentNamed(
  query: Query,
  courseId: number,
  lookup: Lookup,
): Promise<Assignment | undefined> {
  const rows = livingAssignments(query, courseId);
  switch (lookup.by) {
    case 'id':
      return rows.where('id', '=', lookup.id).executeTakeFirst();
    case 'sis_id':
      return rows.where('sisAssignmentId', '=', lookup.value).executeTakeFirst();
    default:
      return undefined;
  }
}

/** As `findAssignmentNamed`, of many: in the order of the lookups, undefined where there is none. */
export async function listAssignmentsNamed(
  query: Query,
  courseId: number,
  lookups: readonly Lookup[],
): Promise<(Assignment | undefined)[]> {
  const ids = lookups.flatMap((lookup) => (lookup.by === 'id' ? lookup.id : []));
  const sisIds = lookups.flatMap((lookup) => (lookup.by === 'sis_id' ? lookup.value : []));
  const found: Assignment[] = [];
  for (const some of rowChunks(ids, 1)) {
    found.push(...(await livingAssignments(query, courseId).where('id', 'in', some).execute()));
  }
  for (const some of rowChunks(sisIds, 1)) {
    found.push(...(await livingAssignments(query, courseId).where('sisAssignmentId', 'in', some).execute()));
  }
  const byId = new Map(found.map((assignment) => [assignment.id, assignment]));
  const bySisId = new Map(found.map((assignment) => [assignment.sisAssignmentId, assignment]));
  return lookups.map((lookup) => {
    if (lookup.by === 'id') return byId.get(lookup.id);
    return lookup.by === 'sis_id' ? bySisId.get(lookup.value) : undefined;
  });
}

/** Those of the course, not deleted, by id; null for all of them. Locks, taken in that order, need a transaction. */
export async function listAssignmentsOf(
  query: Query,
  courseId: number,
  ids: readonly number[] | null,
  lock?: RowLock,
): Promise<Assignment[]> {
  if (ids?.length === 0) return [];
  let rows = livingAssignments(query, courseId);
  if (ids !== null) rows = rows.where('id', 'in', ids);
  return locked(query, rows.orderBy('id'), lock).execute();
}

/** Those of these, of whatever courses, that are not deleted, by id. */
export async function listAssignments(query: Query, ids: readonly number[]): Promise<Assignment[]> {
  if (ids.length === 0) return [];
  return query
    .selectFrom('assignments')
    .selectAll()
    .where('id', 'in', ids)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}

/** Those of a group, not deleted, by position. */
export async function listAssignmentIdsIn(query: Query, assignmentGroupId: number): Promise<number[]> {
  const rows = await query
    .selectFrom('assignments')
    .select('id')
    .where('assignmentGroupId', '=', assignmentGroupId)
    .where('workflowState', '<>', 'deleted')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of the course, not deleted, by id. */
export async function listAssignmentIds(query: Query, courseId: number): Promise<number[]> {
  const rows = await query
    .selectFrom('assignments')
    .select('id')
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The greatest position in a group, of living assignments; 0 when it is empty. */
export async function lastAssignmentPosition(query: Query, assignmentGroupId: number): Promise<number> {
  const { position } = await query
    .selectFrom('assignments')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('assignmentGroupId', '=', assignmentGroupId)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirstOrThrow();
  return position ?? 0;
}

/** The id of an assignment that is not deleted, by its SIS id; undefined when there is none. */
export async function findAssignmentIdBySis(
  query: Query,
  sisAssignmentId: string,
): Promise<number | undefined> {
  const found = await query
    .selectFrom('assignments')
    .select('id')
    .where('sisAssignmentId', '=', sisAssignmentId)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirst();
  return found?.id;
}

/** Raises a unique conflict when the SIS id is taken. */
export async function insertAssignment(
  query: Query,
  assignment: Omit<Assignment, 'id'>,
): Promise<Assignment> {
  return query.insertInto('assignments').values(assignment).returningAll().executeTakeFirstOrThrow();
}

/** Raises a unique conflict when the SIS id is taken. */
export async function updateAssignment(
  query: Query,
  id: number,
  changes: AssignmentChanges,
): Promise<Assignment> {
  return query
    .updateTable('assignments')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function livingAssignments(query: Query, courseId: number) {
  return query
    .selectFrom('assignments')
    .selectAll()
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted');
}
