// How a caller stands to the course that a request names: what every operation in a course begins with.

import type { Caller } from '../../model/caller.ts';
import type { Course } from '../../model/course.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { CourseStanding } from '../../model/policy.ts';
import { notFound } from '../../model/refusal.ts';
import { findCourse, findCourseId } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { listEnrollmentsOf } from '../../store/enrollments.ts';

/** A standing with whole records. */
export interface FullCourseStanding extends CourseStanding {
  caller: Caller;
  course: Course;
  enrollments: readonly Enrollment[];
}

/** Raises not_found for an unknown or deleted course. */
export async function courseStanding(
  query: Query,
  caller: Caller,
  lookup: Lookup,
): Promise<FullCourseStanding> {
  const courseId = await findCourseId(query, lookup);
  const course = courseId === undefined ? undefined : await findCourse(query, courseId);
  if (course === undefined) throw notFound();
  return { caller, course, enrollments: await listEnrollmentsOf(query, caller.userId, course.id) };
}
