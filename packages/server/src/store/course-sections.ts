// Sections of courses: rows and their changes.

import type { CourseSection } from '../model/course.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';

/** A section of a course that is not deleted; undefined when there is none. */
export async function findSection(query: Query, lookup: Lookup): Promise<CourseSection | undefined> {
  const sections = query
    .selectFrom('courseSections')
    .innerJoin('courses', 'courses.id', 'courseSections.courseId')
    .selectAll('courseSections')
    .where('courses.workflowState', '<>', 'deleted');
  switch (lookup.by) {
    case 'id':
      return sections.where('courseSections.id', '=', lookup.id).executeTakeFirst();
    case 'sis_id':
      return sections.where('courseSections.sisSectionId', '=', lookup.value).executeTakeFirst();
    case 'integration_id':
      return sections.where('courseSections.integrationId', '=', lookup.value).executeTakeFirst();
    default:
      return undefined;
  }
}

/** The section that enrollments go to unless they name another. */
export async function findDefaultSection(query: Query, courseId: number): Promise<CourseSection | undefined> {
  return query
    .selectFrom('courseSections')
    .selectAll()
    .where('courseId', '=', courseId)
    .orderBy('defaultSection', 'desc')
    .orderBy('id')
    .executeTakeFirst();
}

/** These sections, by id. */
export async function listSections(query: Query, ids: readonly number[]): Promise<CourseSection[]> {
  if (ids.length === 0) return [];
  return query.selectFrom('courseSections').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

/** One page of a course's sections, by id. */
export async function listSectionsOf(
  query: Query,
  courseId: number,
  limit: number,
  offset: number,
): Promise<CourseSection[]> {
  return query
    .selectFrom('courseSections')
    .selectAll()
    .where('courseId', '=', courseId)
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countSectionsOf(query: Query, courseId: number): Promise<number> {
  const { count } = await query
    .selectFrom('courseSections')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('courseId', '=', courseId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Raises a unique conflict when the SIS or integration id is taken. */
export async function insertSection(
  query: Query,
  section: Omit<CourseSection, 'id'>,
): Promise<CourseSection> {
  return query.insertInto('courseSections').values(section).returningAll().executeTakeFirstOrThrow();
}

/** Which of these ids other sections have already. */
export async function findTakenSectionIds(
  query: Query,
  { sisSectionId, integrationId }: Pick<CourseSection, 'sisSectionId' | 'integrationId'>,
): Promise<('sisSectionId' | 'integrationId')[]> {
  const rows = await query
    .selectFrom('courseSections')
    .select(['sisSectionId', 'integrationId'])
    .where((where) =>
      where.or([where('sisSectionId', '=', sisSectionId), where('integrationId', '=', integrationId)]),
    )
    .execute();
  const taken: ('sisSectionId' | 'integrationId')[] = [];
  if (sisSectionId !== null && rows.some((row) => row.sisSectionId === sisSectionId))
    taken.push('sisSectionId');
  if (integrationId !== null && rows.some((row) => row.integrationId === integrationId)) {
    taken.push('integrationId');
  }
  return taken;
}
