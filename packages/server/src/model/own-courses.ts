// Which courses a person's own list has. Canvas: `GET /api/v1/courses`, core reference §6.1.

import { type Course, isConcluded } from './course.ts';
import {
  type Enrollment,
  type EnrollmentStanding,
  type EnrollmentType,
  enrollmentStandingAt,
  isStaff,
} from './enrollment.ts';

/** Null does not limit; an empty list leaves nothing. */
export interface OwnCoursesFilter {
  types: readonly EnrollmentType[] | null;
  enrollmentState: 'active' | 'invited_or_pending' | 'completed' | null;
  courseStates: readonly ListedCourseState[] | null;
}

/** As callers name them; deleted courses are listed to nobody. */
export const listedCourseStates = ['unpublished', 'available', 'completed'] as const;
export type ListedCourseState = (typeof listedCourseStates)[number];

export interface OwnCourse {
  course: Course;
  /** All that the person is in it. */
  enrollments: readonly Enrollment[];
  /** Those that brought it into the list. */
  shown: readonly Enrollment[];
  /** None of them lets the person in now: not yet begun, or switched off. */
  isRestrictedByDate: boolean;
}

const standingsFor: Record<
  NonNullable<OwnCoursesFilter['enrollmentState']>,
  readonly EnrollmentStanding[]
> = {
  active: ['active'],
  invited_or_pending: ['invited', 'creation_pending', 'pending_active', 'pending_invited'],
  completed: ['completed'],
};

/**
 * The courses to list, by name and id. Unless asked otherwise those of active, invited and switched-off enrollments; of
 * students and observers only published ones, which no question about states changes.
 */
export function selectOwnCourses(
  own: readonly { enrollment: Enrollment; course: Course }[],
  filter: OwnCoursesFilter,
  nowMs: number,
): OwnCourse[] {
  const byCourse = Map.groupBy(own, ({ course }) => course.id);
  const listed: OwnCourse[] = [];
  for (const inCourse of byCourse.values()) {
    const course = inCourse[0]?.course;
    if (course === undefined) continue;
    const enrollments = inCourse.map(({ enrollment }) => enrollment);
    const shown = enrollments.filter((enrollment) => isListed(enrollment, course, filter, nowMs));
    if (shown.length === 0) continue;
    const isRestrictedByDate = shown.every((enrollment) => {
      const standing = enrollmentStandingAt(enrollment, course, nowMs);
      return standing === 'inactive' || standing === 'pending_active' || standing === 'pending_invited';
    });
    listed.push({ course, enrollments, shown, isRestrictedByDate });
  }
  return listed.sort((a, b) => byName.compare(a.course.name, b.course.name) || a.course.id - b.course.id);
}

const byName = new Intl.Collator('en', { numeric: true });

function isListed(enrollment: Enrollment, course: Course, filter: OwnCoursesFilter, nowMs: number): boolean {
  if (!isStaff(enrollment) && course.workflowState === 'claimed') return false;
  if (filter.types !== null && !filter.types.includes(enrollment.type)) return false;
  return (
    isStateListed(enrollment, course, filter, nowMs) && isCourseListed(enrollment, course, filter, nowMs)
  );
}

function isStateListed(
  enrollment: Enrollment,
  course: Course,
  filter: OwnCoursesFilter,
  nowMs: number,
): boolean {
  if (filter.enrollmentState === null)
    return ['active', 'invited', 'inactive'].includes(enrollment.workflowState);
  const standing = enrollmentStandingAt(enrollment, course, nowMs);
  return standingsFor[filter.enrollmentState].includes(standing);
}

function isCourseListed(
  enrollment: Enrollment,
  course: Course,
  filter: OwnCoursesFilter,
  nowMs: number,
): boolean {
  if (filter.courseStates !== null) return filter.courseStates.includes(listedStateOf(course, nowMs));
  return (
    isStaff(enrollment) || filter.enrollmentState === 'completed' || course.workflowState === 'available'
  );
}

function listedStateOf(course: Course, nowMs: number): ListedCourseState {
  if (isConcluded(course, nowMs)) return 'completed';
  return course.workflowState === 'claimed' ? 'unpublished' : 'available';
}
