// What people have to do with courses and, through them, with each other: the facts that permissions on people need.

import type { Caller } from '../model/caller.ts';
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
 * The courses whose roster `userId` is on and in which the caller has a part, be it as admin of the course's account. Of
 * the caller's enrollments only those that reach the person: one limited to its section reaches people of that section.
 */
export async function listSharedCourses(
  query: Query,
  caller: Pick<Caller, 'userId' | 'adminAccountIds'>,
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
    .where(({ eb, or, selectFrom }) => {
      const own = selectFrom('enrollments').select('courseId').where('userId', '=', caller.userId);
      const takesPart = eb('id', 'in', own);
      if (caller.adminAccountIds.length === 0) return takesPart;
      return or([takesPart, eb('accountId', 'in', caller.adminAccountIds)]);
    })
    .orderBy('id')
    .execute();
  if (courses.length === 0) return [];
  const enrollments = await query
    .selectFrom('enrollments')
    .selectAll()
    .where('userId', 'in', [caller.userId, userId])
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
        enrollment.userId === caller.userId &&
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
