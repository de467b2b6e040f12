// Courses, and what they are made of, as GraphQL reads them: many at once, each only for who may see it.

import type { Account } from '../../model/account.ts';
import type { AssignmentGroup } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { Course, CourseSection } from '../../model/course.ts';
import { hasCourseRight, isAccountAdmin } from '../../model/policy.ts';
import { listAccounts } from '../../store/accounts.ts';
import { listAssignmentGroupsById, listAssignmentGroupsOf } from '../../store/assignment-groups.ts';
import { listSections, listSectionsOf } from '../../store/course-sections.ts';
import type { Query } from '../../store/database.ts';
import { courseStandings, type FullCourseStanding } from '../courses/course-standing.ts';

/** A course and what the caller may see of it. */
export interface SeenCourse {
  course: Course;
  seesPostPolicy: boolean;
  seesSisIds: boolean;
}

export interface SeenSection {
  section: CourseSection;
  seesSisIds: boolean;
}

export interface SeenAccount {
  account: Account;
  isAdmin: boolean;
}

/** The courses that the caller may read. */
export async function seeCourses(
  query: Query,
  caller: Caller,
  ids: readonly number[],
  nowMs: number,
): Promise<Map<number, SeenCourse>> {
  const seen = await readableStandings(query, caller, ids, nowMs);
  return new Map(
    [...seen].map(([id, standing]) => [
      id,
      {
        course: standing.course,
        seesPostPolicy: hasCourseRight(standing, 'manage_grades', nowMs),
        seesSisIds: mayReadSisIds(standing, nowMs),
      },
    ]),
  );
}

export async function seeSections(
  query: Query,
  caller: Caller,
  ids: readonly number[],
  nowMs: number,
): Promise<Map<number, SeenSection>> {
  const named = await listSections(query, ids);
  const sections = named.filter(({ workflowState }) => workflowState !== 'deleted');
  const courseIds = sections.map(({ courseId }) => courseId);
  return seenSections(sections, await readableStandings(query, caller, courseIds, nowMs), nowMs);
}

/** From `offset`, by id. */
export async function seeSectionsOf(
  query: Query,
  caller: Caller,
  courseId: number,
  { limit, offset }: { limit: number; offset: number },
  nowMs: number,
): Promise<SeenSection[]> {
  const standings = await readableStandings(query, caller, [courseId], nowMs);
  if (standings.size === 0) return [];
  const sections = await listSectionsOf(query, courseId, limit, offset);
  return [...seenSections(sections, standings, nowMs).values()];
}

export async function seeAssignmentGroups(
  query: Query,
  caller: Caller,
  ids: readonly number[],
  nowMs: number,
): Promise<Map<number, AssignmentGroup>> {
  const groups = await listAssignmentGroupsById(query, ids);
  const courseIds = groups.map(({ courseId }) => courseId);
  const standings = await readableStandings(query, caller, courseIds, nowMs);
  return new Map(groups.filter(({ courseId }) => standings.has(courseId)).map((group) => [group.id, group]));
}

/** All of each course, by position. */
export async function seeAssignmentGroupsOf(
  query: Query,
  caller: Caller,
  courseIds: readonly number[],
  nowMs: number,
): Promise<Map<number, AssignmentGroup[]>> {
  const standings = await readableStandings(query, caller, courseIds, nowMs);
  const groups = await listAssignmentGroupsOf(query, [...standings.keys()]);
  return Map.groupBy(groups, ({ courseId }) => courseId);
}

/** Canvas: any login may read an account, in short. */
export async function seeAccounts(
  query: Query,
  caller: Caller,
  ids: readonly number[],
): Promise<Map<number, SeenAccount>> {
  const accounts = await listAccounts(query, ids);
  return new Map(
    accounts.map((account) => [account.id, { account, isAdmin: isAccountAdmin(caller, account) }]),
  );
}

/** How the caller stands in those of these courses that they may read. */
export async function readableStandings(
  query: Query,
  caller: Caller,
  courseIds: readonly number[],
  nowMs: number,
): Promise<Map<number, FullCourseStanding>> {
  const standings = await courseStandings(query, caller, courseIds);
  return new Map([...standings].filter(([, standing]) => hasCourseRight(standing, 'read', nowMs)));
}

export function mayReadSisIds(standing: FullCourseStanding, nowMs: number): boolean {
  return hasCourseRight(standing, 'read_sis', nowMs) || hasCourseRight(standing, 'manage_sis', nowMs);
}

function seenSections(
  sections: readonly CourseSection[],
  standings: ReadonlyMap<number, FullCourseStanding>,
  nowMs: number,
): Map<number, SeenSection> {
  return new Map(
    sections.flatMap((section): [number, SeenSection][] => {
      const standing = standings.get(section.courseId);
      if (standing === undefined) return [];
      return [[section.id, { section, seesSisIds: mayReadSisIds(standing, nowMs) }]];
    }),
  );
}
