// The assignment groups of a course, with their assignments where that is asked for.

import type { AssignmentGroup } from '../../model/assignment.ts';
import { mayReadAssignmentGroups, mayReadUnpublished } from '../../model/assignment-policy.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { findAssignmentGroup, listAssignmentGroups } from '../../store/assignment-groups.ts';
import { listAssignmentKeys } from '../../store/assignment-list.ts';
import type { Database, Query } from '../../store/database.ts';
import { courseStanding, type FullCourseStanding } from '../courses/course-standing.ts';
import { viewAssignmentsNamed } from './assignment-page.ts';
import type { AssignmentExtras, AssignmentView } from './assignment-view.ts';

/** The assignments to look up with their groups. */
export interface GroupAssignmentsWanted {
  /** These alone; null for all. */
  ids: readonly number[] | null;
  excludedTypes: readonly string[];
  extras: AssignmentExtras;
}

export interface AssignmentGroupView {
  group: AssignmentGroup;
  /** Undefined when not asked for. */
  assignments: AssignmentView[] | undefined;
}

export interface AssignmentGroupPath {
  course: Lookup;
  groupId: number;
}

export interface ReadAssignmentGroups {
  /** One page, by position. Raises not_found, not_permitted, and what `readWanted` raises. */
  inCourse(
    caller: Caller,
    course: Lookup,
    readWanted: () => { assignments: GroupAssignmentsWanted | null; page: number; perPage: number },
  ): Promise<{ groups: AssignmentGroupView[]; total: number; page: number; perPage: number }>;
  /** Raises not_found, not_permitted. */
  one(
    caller: Caller,
    path: AssignmentGroupPath,
    wanted: GroupAssignmentsWanted | null,
  ): Promise<AssignmentGroupView>;
}

export function readAssignmentGroups(database: Database, clock: Clock): ReadAssignmentGroups {
  const { query } = database;
  return {
    async inCourse(caller, course, readWanted) {
      const nowMs = clock();
      const standing = await readableCourse(query, caller, course, nowMs);
      const { assignments, page, perPage } = readWanted();
      const all = await listAssignmentGroups(query, standing.course.id);
      const shown = all.slice((page - 1) * perPage, page * perPage);
      const groups = await withAssignments(query, standing, shown, assignments, nowMs);
      return { groups, total: all.length, page, perPage };
    },

    async one(caller, { course, groupId }, wanted) {
      const nowMs = clock();
      const standing = await readableCourse(query, caller, course, nowMs);
      const group = await findAssignmentGroup(query, standing.course.id, groupId);
      if (group === undefined) throw notFound();
      const [view] = await withAssignments(query, standing, [group], wanted, nowMs);
      return view ?? { group, assignments: undefined };
    },
  };
}

async function readableCourse(
  query: Query,
  caller: Caller,
  course: Lookup,
  nowMs: number,
): Promise<FullCourseStanding> {
  const standing = await courseStanding(query, caller, course);
  if (!mayReadAssignmentGroups(standing, nowMs)) throw notPermitted();
  return standing;
}

async function withAssignments(
  query: Query,
  standing: FullCourseStanding,
  groups: readonly AssignmentGroup[],
  wanted: GroupAssignmentsWanted | null,
  nowMs: number,
): Promise<AssignmentGroupView[]> {
  if (wanted === null) return groups.map((group) => ({ group, assignments: undefined }));
  const { ids, excludedTypes, extras } = wanted;
  const selection = {
    courseId: standing.course.id,
    groupIds: groups.map(({ id }) => id),
    ids,
    onlyShown: !mayReadUnpublished(standing, nowMs),
    searchTerm: null,
    excludedTypes,
  };
  const keys = await listAssignmentKeys(query, selection, 'position');
  const named = keys.map(({ id }) => id);
  const views = await viewAssignmentsNamed(query, standing, named, extras, nowMs);
  const within = Map.groupBy(views, ({ assignment }) => assignment.assignmentGroupId);
  return groups.map((group) => ({ group, assignments: within.get(group.id) ?? [] }));
}
