// Courses and their sections: rows and their changes.

import type { Course } from '../model/course.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Query } from './database.ts';

/** The id of a course that is not deleted; undefined when there is none. */
export async function findCourseId(query: Query, lookup: Lookup): Promise<number | undefined> {
  const courses = query.selectFrom('courses').select('id').where('workflowState', '<>', 'deleted');
  switch (lookup.by) {
    case 'id':
      return (await courses.where('id', '=', lookup.id).executeTakeFirst())?.id;
    case 'sis_id':
      return (await courses.where('sisCourseId', '=', lookup.value).executeTakeFirst())?.id;
    case 'integration_id':
      return (await courses.where('integrationId', '=', lookup.value).executeTakeFirst())?.id;
    case 'uuid':
    case 'lti_context_id':
      return (await courses.where('uuid', '=', lookup.value).executeTakeFirst())?.id;
    default:
      return undefined;
  }
}

/** A course that is not deleted; undefined when there is none. */
export async function findCourse(query: Query, id: number): Promise<Course | undefined> {
  return query
    .selectFrom('courses')
    .selectAll()
    .where('id', '=', id)
    .where('workflowState', '<>', 'deleted')
    .executeTakeFirst();
}
