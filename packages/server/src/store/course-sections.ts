// Sections of courses: rows and their changes.

import type { CourseSection } from '../model/course.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';
import { locked, type RowLock } from './row-lock.ts';

/** A section that is not deleted, of a course that is not either; undefined when there is none. A lock is on its row. */
export async function findSection(
  query: Query,
  lookup: Lookup,
  lock?: RowLock,
): Promise<CourseSection | undefined> {
  // No join, which would have the lock hold the course too.
  const living = query
    .selectFrom('courseSections')
    .selectAll()
    .where('workflowState', '<>', 'deleted')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('courses')
          .select('courses.id')
          .whereRef('courses.id', '=', 'courseSections.courseId')
          .where('courses.workflowState', '<>', 'deleted'),
      ),
    );
  const sections = locked(query, living, lock);
  switch (lookup.by) {
    case 'id':
      return sections.where('id', '=', lookup.id).executeTakeFirst();
    case 'sis_id':
      return sections.where('sisSectionId', '=', lookup.value).executeTakeFirst();
    case 'integration_id':
      return sections.where('integrationId', '=', lookup.value).executeTakeFirst();
    default:
      return undefined;
  }
}

/** The section that enrollments go to unless they name another, not deleted; with a lock on its row. */
export async function findDefaultSection(
  transaction: Query,
  courseId: number,
  lock: RowLock,
): Promise<CourseSection | undefined> {
  const sections = transaction
    .selectFrom('courseSections')
    .selectAll()
    .where('courseId', '=', courseId)
    .where('defaultSection', '=', 1)
    .where('workflowState', '<>', 'deleted');
  return locked(transaction, sections, lock).executeTakeFirst();
}

/** These sections, deleted ones too, by id. */
export async function listSections(query: Query, ids: readonly number[]): Promise<CourseSection[]> {
  if (ids.length === 0) return [];
  return query.selectFrom('courseSections').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

/** One page of a course's sections that are not deleted, by id. */
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
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** How many sections a course has, without deleted ones. */
export async function countSectionsOf(query: Query, courseId: number): Promise<number> {
  const { count } = await query
    .selectFrom('courseSections')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirstOrThrow();
  return count;
}

/** An active one. Raises a unique conflict when the SIS or integration id is taken. */
export async function insertSection(
  query: Query,
  section: Omit<CourseSection, 'id' | 'workflowState'>,
): Promise<CourseSection> {
  return query.insertInto('courseSections').values(section).returningAll().executeTakeFirstOrThrow();
}

/** Raises a unique conflict when the SIS or integration id is taken. */
export async function updateSection(query: Query, { id, ...changes }: CourseSection): Promise<CourseSection> {
  return query
    .updateTable('courseSections')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Which of these ids sections other than `id` have already, deleted ones too. */
export async function findTakenSectionIds(
  query: Query,
  {
    id,
    sisSectionId,
    integrationId,
  }: Pick<CourseSection, 'sisSectionId' | 'integrationId'> & { id: CourseSection['id'] | null },
): Promise<('sisSectionId' | 'integrationId')[]> {
  const others = query
    .selectFrom('courseSections')
    .select(['sisSectionId', 'integrationId'])
    .where((where) =>
      where.or([where('sisSectionId', '=', sisSectionId), where('integrationId', '=', integrationId)]),
    );
  const rows = await (id === null ? others : others.where('id', '<>', id)).execute();
  const taken: ('sisSectionId' | 'integrationId')[] = [];
  if (sisSectionId !== null && rows.some((row) => row.sisSectionId === sisSectionId))
    taken.push('sisSectionId');
  if (integrationId !== null && rows.some((row) => row.integrationId === integrationId)) {
    taken.push('integrationId');
  }
  return taken;
}
