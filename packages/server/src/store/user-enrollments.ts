// What people have to do with courses and, through them, with each other: the facts that permissions on people need.

import type { Course } from '../model/course.ts';
import type { Enrollment, EnrollmentState } from '../model/enrollment.ts';
import type { Query } from './database.ts';

export interface SharedCourse {
  course: Course;
  /** Those of the caller's enrollments that reach the other person. */
  enrollments: Enrollment[];
}

/** Not those that say somebody does not belong to the course. */
const onRoster: EnrollmentState[] = ['active', 'invited', 'creation_pending', 'completed'];

/**
 * The courses whose roster `userId` is on and in which `callerId` has an enrollment that reaches them: one that is limited
 * to its section reaches only people of that section.
 */
export async function listSharedCourses(
  query: Query,
  callerId: number,
  userId: number,
): Promise<SharedCourse[]> {
  const courses = await query
    .selectFrom('courses')
    .selectAll()
    .where('workflowState', '<>', 'deleted')
    .where('id', 'in', (where) =>
      where
        .selectFrom('enrollments')
        .select('courseId')
        .where('userId', '=', userId)
        .where('workflowState', 'in', onRoster),
    )
    .where('id', 'in', (where) =>
      where.selectFrom('enrollments').select('courseId').where('userId', '=', callerId),
    )
    .orderBy('id')
    .execute();
  if (courses.length === 0) return [];
  const enrollments = await query
    .selectFrom('enrollments')
    .selectAll()
    .where('userId', 'in', [callerId, userId])
    .where(
      'courseId',
      'in',
      courses.map((course) => course.id),
    )
    .where('workflowState', 'in', onRoster)
    .orderBy('id')
    .execute();
  const sectionsOfUser = new Set(
    enrollments
      .filter((enrollment) => enrollment.userId === userId)
      .map((enrollment) => enrollment.courseSectionId),
  );
  return courses.map((course) => ({
    course,
    enrollments: enrollments.filter(
      (enrollment) =>
        enrollment.userId === callerId &&
        enrollment.courseId === course.id &&
        (enrollment.limitPrivilegesToCourseSection === 0 || sectionsOfUser.has(enrollment.courseSectionId)),
    ),
  }));
}

/** Whether the user is a student somewhere and nothing else anywhere. */
export async function isOnlyStudent(query: Query, userId: number): Promise<boolean> {
  const rows = await query
    .selectFrom('enrollments')
    .select('type')
    .distinct()
    .where('userId', '=', userId)
    .where('workflowState', 'in', onRoster)
    .execute();
  return rows.length > 0 && rows.every(({ type }) => type === 'StudentEnrollment');
}
