// An enrollment as one caller sees it: the record, what it belongs to, and how much of it is theirs to see.

import type { Caller } from '../../model/caller.ts';
import type { Course, CourseSection } from '../../model/course.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import { type EnrollmentSight, enrollmentSight } from '../../model/roster-policy.ts';
import type { UserWithLogin } from '../../model/user.ts';
import { listAccounts } from '../../store/accounts.ts';
import { listSections } from '../../store/course-sections.ts';
import { listCourses } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { listEnrollmentsIn } from '../../store/enrollments.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import { type CourseGrades, courseGrades } from '../gradebook/course-grades.ts';

export interface EnrollmentView {
  enrollment: Enrollment;
  course: Course;
  section: CourseSection;
  person: UserWithLogin;
  sisAccountId: string | null;
  sight: EnrollmentSight;
  /** Of students; null when they are not the caller's to see. */
  grades: CourseGrades | null;
}

/** In the order given; those of deleted people are left out. */
export async function describeEnrollments(
  query: Query,
  caller: Caller,
  enrollments: readonly Enrollment[],
  nowMs: number,
): Promise<EnrollmentView[]> {
  const courseIds = distinct(enrollments.map(({ courseId }) => courseId));
  const courses = byId(await listCourses(query, courseIds));
  const sections = byId(
    await listSections(query, distinct(enrollments.map(({ courseSectionId }) => courseSectionId))),
  );
  const people = new Map(
    (await listUsersWithLogins(query, distinct(enrollments.map(({ userId }) => userId)))).map((person) => [
      person.user.id,
      person,
    ]),
  );
  const accountIds = distinct([...courses.values()].map(({ accountId }) => accountId));
  const accounts = byId(await listAccounts(query, accountIds));
  const own = Map.groupBy(
    await listEnrollmentsIn(query, [caller.userId], courseIds),
    ({ courseId }) => courseId,
  );
  const views = enrollments.flatMap((enrollment) => {
    const course = courses.get(enrollment.courseId);
    const section = sections.get(enrollment.courseSectionId);
    const person = people.get(enrollment.userId);
    if (course === undefined || section === undefined || person === undefined) return [];
    const standing = { caller, course, enrollments: own.get(course.id) ?? [] };
    return [
      {
        enrollment,
        course,
        section,
        person,
        sisAccountId: accounts.get(course.accountId)?.sisAccountId ?? null,
        sight: enrollmentSight(standing, enrollment, nowMs),
      },
    ];
  });
  const grades = await courseGrades(
    query,
    views.map(({ enrollment, course, sight }) => ({ enrollment, course, seen: sight.grades })),
  );
  return views.map((view) => ({ ...view, grades: grades.get(view.enrollment.id) ?? null }));
}

/** As `describeEnrollments`, of one that exists. */
export async function describeEnrollment(
  query: Query,
  caller: Caller,
  enrollment: Enrollment,
  nowMs: number,
): Promise<EnrollmentView> {
  const [view] = await describeEnrollments(query, caller, [enrollment], nowMs);
  if (view === undefined) throw new Error('an enrollment has lost its course, section or person');
  return view;
}

function distinct(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}

function byId<Row extends { id: number }>(rows: readonly Row[]): Map<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
