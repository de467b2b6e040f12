// Assignment groups: rows and their changes. What is in them is assignments.ts.

import type { AssignmentGroup } from '../model/assignment.ts';
import type { Query } from './database.ts';
import { locked, type RowLock } from './row-lock.ts';

export type AssignmentGroupChanges = Partial<Omit<AssignmentGroup, 'id' | 'courseId' | 'createdAtMs'>>;

/** A living group of the course; undefined when there is none. A lock needs a transaction. */
export async function findAssignmentGroup(
  query: Query,
  courseId: number,
  id: number,
  lock?: RowLock,
): Promise<AssignmentGroup | undefined> {
  return locked(query, livingGroups(query, courseId).where('id', '=', id), lock).executeTakeFirst();
}

/** Where assignments go that name no group; undefined when the course has none left. */
export async function findFirstAssignmentGroup(
  query: Query,
  courseId: number,
): Promise<AssignmentGroup | undefined> {
  return livingGroups(query, courseId).orderBy('position').orderBy('id').executeTakeFirst();
}

/** The living groups of the course, by position. A lock needs a transaction. */
export async function listAssignmentGroups(
  query: Query,
  courseId: number,
  lock?: RowLock,
): Promise<AssignmentGroup[]> {
  return locked(query, livingGroups(query, courseId).orderBy('position').orderBy('id'), lock).execute();
}

/** The living ones of these courses, by position. */
export async function listAssignmentGroupsOf(
  query: Query,
  courseIds: readonly number[],
): Promise<AssignmentGroup[]> {
  if (courseIds.length === 0) return [];
  return query
    .selectFrom('assignmentGroups')
    .selectAll()
    .where('courseId', 'in', courseIds)
    .where('workflowState', '<>', 'deleted')
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Those of these, of whatever courses, that live, by id. */
export async function listAssignmentGroupsById(
  query: Query,
  ids: readonly number[],
): Promise<AssignmentGroup[]> {
  if (ids.length === 0) return [];
  return query
    .selectFrom('assignmentGroups')
    .selectAll()
    .where('id', 'in', ids)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}

export async function insertAssignmentGroup(
  query: Query,
  group: Omit<AssignmentGroup, 'id'>,
): Promise<AssignmentGroup> {
  return query.insertInto('assignmentGroups').values(group).returningAll().executeTakeFirstOrThrow();
}

export async function updateAssignmentGroup(
  query: Query,
  id: number,
  changes: AssignmentGroupChanges,
): Promise<AssignmentGroup> {
  return query
    .updateTable('assignmentGroups')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function livingGroups(query: Query, courseId: number) {
  return query
    .selectFrom('assignmentGroups')
    .selectAll()
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted');
}
