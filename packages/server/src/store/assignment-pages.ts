// A page of assignments for each of several courses or groups, in one statement.

import { sql } from 'kysely';
import type { Assignment } from '../model/assignment.ts';
import type { Query } from './database.ts';

/** What is null does not limit. */
export interface AssignmentPagesSelection {
  within: 'courseId' | 'assignmentGroupId';
  ids: readonly number[];
  /** Leave out what is not published or assigned to some only, in all courses but these. */
  openCourseIds: readonly number[];
  /** Part of the name. */
  searchTerm: string | null;
  /** Has one of these. */
  submissionTypes: readonly string[] | null;
}

/** Of each course or group from `offset`, by position of the group, then its own. */
export async function listAssignmentPages(
  query: Query,
  { within, ids, openCourseIds, searchTerm, submissionTypes }: AssignmentPagesSelection,
  limit: number,
  offset: number,
): Promise<Assignment[]> {
  if (ids.length === 0 || submissionTypes?.length === 0) return [];
  let rows = query
    .selectFrom('assignments')
    .innerJoin('assignmentGroups', 'assignmentGroups.id', 'assignments.assignmentGroupId')
    .selectAll('assignments')
    .select(
      within === 'courseId'
        ? sql<number>`row_number() over (partition by assignments.course_id order by
            assignment_groups.position, assignment_groups.id, assignments.position, assignments.id)`.as(
            'place',
          )
        : sql<number>`row_number() over (partition by assignments.assignment_group_id order by
            assignments.position, assignments.id)`.as('place'),
    )
    .where(`assignments.${within}`, 'in', ids)
    .where('assignments.workflowState', '<>', 'deleted')
    .where(({ eb, and, or }) => {
      const isShown = and([
        eb('assignments.workflowState', '=', 'published'),
        eb('assignments.onlyVisibleToOverrides', '=', 0),
      ]);
      return openCourseIds.length === 0
        ? isShown
        : or([isShown, eb('assignments.courseId', 'in', openCourseIds)]);
    });
  if (searchTerm !== null) {
    const pattern = `%${searchTerm.replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where(sql<boolean>`lower(assignments.name) like lower(${pattern}) escape '\\'`);
  }
  if (submissionTypes !== null) {
    rows = rows.where(({ or }) =>
      or(
        submissionTypes.map(
          (type) => sql<boolean>`',' || assignments.submission_types || ',' like ${`%,${type},%`}`,
        ),
      ),
    );
  }
  const ranked = await query
    .selectFrom(rows.as('ranked'))
    .selectAll()
    .where('place', '>', offset)
    .where('place', '<=', offset + limit)
    .orderBy('place')
    .orderBy('id')
    .execute();
  return ranked.map(({ place: _, ...assignment }) => assignment);
}
