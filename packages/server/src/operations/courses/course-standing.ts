// How a caller stands to the course that a request names: what every operation in a course begins with.

import type { Caller } from '../../model/caller.ts';
import type { Course } from '../../model/course.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { CourseStanding } from '../../model/policy.ts';
import { notFound } from '../../model/refusal.ts';
import { findCourse, findCourseId, listCourses } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { listEnrollmentsIn, listEnrollmentsOf } from '../../store/enrollments.ts';

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

/** As `courseStanding`, in each of these courses, by its id; unknown and deleted ones are left out. */
export async function courseStandings(
  query: Query,
  caller: Caller,
  courseIds: readonly number[],
): Promise<Map<number, FullCourseStanding>> {
  const courses = await listCourses(query, [...new Set(courseIds)]);
  const living = courses.filter(({ workflowState }) => workflowState !== 'deleted');
  const ids = living.map(({ id }) => id);
  const own = Map.groupBy(await listEnrollmentsIn(query, [caller.userId], ids), ({ courseId }) => courseId);
  return new Map(
    living.map((course) => [course.id, { caller, course, enrollments: own.get(course.id) ?? [] }]),
  );
}
