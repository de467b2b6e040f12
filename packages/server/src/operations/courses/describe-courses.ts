// A course as one caller sees it: the record and everything that is shown beside it.

import type { Caller } from '../../model/caller.ts';
import { type Course, type CourseSection, isConcluded } from '../../model/course.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { enrollmentSight } from '../../model/roster-policy.ts';
import type { UserWithLogin } from '../../model/user.ts';
import { listAccounts } from '../../store/accounts.ts';
import { listTeachers } from '../../store/course-people.ts';
import { listSections } from '../../store/course-sections.ts';
import { countStudents } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { type CourseGrades, courseGrades } from '../gradebook/course-grades.ts';

export interface CourseView {
  course: Course;
  timeZone: string;
  /** Those of the caller that are to be shown. */
  enrollments: readonly Enrollment[];
  seesSisIds: boolean;
  isConcluded: boolean;
  /** All that the caller has leads nowhere now; then nothing else is shown. */
  isRestrictedByDate: boolean;
  /** Only when asked for. */
  sections?: { section: CourseSection; enrollment: Enrollment }[];
  teachers?: UserWithLogin[];
  studentCount?: number;
  /** Of the shown enrollments, by id. */
  grades?: ReadonlyMap<number, CourseGrades>;
}

/** What to look up beside the courses themselves. */
export interface CourseExtras {
  sections: boolean;
  teachers: boolean;
  studentCount: boolean;
  /** What the caller has in each course, unless the course hides final grades. */
  totalScores: boolean;
}

/** Nothing but the courses themselves. */
export const noExtras: CourseExtras = {
  sections: false,
  teachers: false,
  studentCount: false,
  totalScores: false,
};

export interface CourseSeen {
  course: Course;
  /** Rights come from all of the caller's enrollments in it … */
  enrollments: readonly Enrollment[];
  /** … and these are shown. */
  shown: readonly Enrollment[];
  isRestrictedByDate?: boolean;
}

/** In the order given. */
export async function describeCourses(
  query: Query,
  caller: Caller,
  courses: readonly CourseSeen[],
  extras: CourseExtras,
  nowMs: number,
): Promise<CourseView[]> {
  const courseIds = courses.map(({ course }) => course.id);
  const accounts = await listAccounts(query, [...new Set(courses.map(({ course }) => course.accountId))]);
  const timeZones = new Map(accounts.map((account) => [account.id, account.defaultTimeZone]));
  const sectionIds = courses.flatMap(({ shown }) => shown.map((enrollment) => enrollment.courseSectionId));
  const sections = new Map(
    (extras.sections ? await listSections(query, sectionIds) : []).map((section) => [section.id, section]),
  );
  const teachers = extras.teachers ? await listTeachers(query, courseIds) : undefined;
  const grades = extras.totalScores ? await ownGrades(query, caller, courses, nowMs) : undefined;
  const studentCounts = extras.studentCount ? await countStudents(query, courseIds) : undefined;
  return courses.map(({ course, enrollments, shown, isRestrictedByDate = false }) => {
    const standing = { caller, course, enrollments };
    return {
      course,
      timeZone: course.timeZone ?? timeZones.get(course.accountId) ?? 'Etc/UTC',
      enrollments: shown,
      seesSisIds:
        hasCourseRight(standing, 'read_sis', nowMs) || hasCourseRight(standing, 'manage_sis', nowMs),
      isConcluded: isConcluded(course, nowMs),
      isRestrictedByDate,
      ...(extras.sections ? { sections: sectionsOf(shown, sections) } : {}),
      ...(teachers ? { teachers: teachers.get(course.id) ?? [] } : {}),
      ...(studentCounts ? { studentCount: studentCounts.get(course.id) ?? 0 } : {}),
      ...(grades ? { grades } : {}),
    };
  });
}

/** By enrollment, of all the courses. */
async function ownGrades(
  query: Query,
  caller: Caller,
  courses: readonly CourseSeen[],
  nowMs: number,
): Promise<ReadonlyMap<number, CourseGrades>> {
  const shown = courses
    .filter(({ course }) => course.hideFinalGrades === 0)
    .flatMap(({ course, enrollments, shown }) =>
      shown.map((enrollment) => {
        const sight = enrollmentSight({ caller, course, enrollments }, enrollment, nowMs);
        return { enrollment, course, seen: sight.grades };
      }),
    );
  return courseGrades(query, shown);
}

function sectionsOf(
  enrollments: readonly Enrollment[],
  sections: ReadonlyMap<number, CourseSection>,
): { section: CourseSection; enrollment: Enrollment }[] {
  return enrollments.flatMap((enrollment) => {
    const section = sections.get(enrollment.courseSectionId);
    return section === undefined ? [] : [{ section, enrollment }];
  });
}
