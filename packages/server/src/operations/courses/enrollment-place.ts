// Where a request speaks of enrollments: in a course, or in one section of it.

import type { Caller } from '../../model/caller.ts';
import type { CourseSection } from '../../model/course.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notFound } from '../../model/refusal.ts';
import { findSection } from '../../store/course-sections.ts';
import type { Query } from '../../store/database.ts';
import { courseStanding, type FullCourseStanding } from './course-standing.ts';

export type EnrollmentPlace = { course: Lookup } | { section: Lookup };

/** How the caller stands to the course; `section` is null where the whole course is meant. Raises not_found. */
export async function standingAt(
  query: Query,
  caller: Caller,
  place: EnrollmentPlace,
): Promise<{ standing: FullCourseStanding; section: CourseSection | null }> {
  if ('course' in place)
    return { standing: await courseStanding(query, caller, place.course), section: null };
  const section = await findSection(query, place.section);
  if (section === undefined) throw notFound();
  return { standing: await courseStanding(query, caller, { by: 'id', id: section.courseId }), section };
}
