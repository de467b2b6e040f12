// Courses: their life, and whether one is over. Dates count only when the course restricts enrollments to them.

import type { Flag } from './flag.ts';

export interface Course {
  id: number;
  accountId: number;
  rootAccountId: number;
  name: string;
  courseCode: string;
  sisCourseId: string | null;
  integrationId: string | null;
  uuid: string;
  /** Canvas shows `claimed` as `unpublished`. */
  workflowState: 'claimed' | 'available' | 'completed' | 'deleted';
  startAtMs: number | null;
  concludeAtMs: number | null;
  restrictEnrollmentsToCourseDates: Flag;
  isPublic: Flag;
  isPublicToAuthUsers: Flag;
  timeZone: string | null;
  applyAssignmentGroupWeights: Flag;
  hideFinalGrades: Flag;
  /** Further settings that are kept and shown but decide nothing here; a JSON object. */
  settings: string;
  createdAtMs: number;
  updatedAtMs: number;
}

/** The course's own section, named like it, to which enrollments go unless they say otherwise. */
export interface CourseSection {
  id: number;
  courseId: number;
  name: string;
  sisSectionId: string | null;
  defaultSection: Flag;
  createdAtMs: number;
  updatedAtMs: number;
}

export type CourseEvent = 'claim' | 'offer' | 'conclude' | 'delete' | 'undelete';

type CourseState = Course['workflowState'];

/** Where each event leads. `offer` is idempotent; a conclusion can be taken back by `offer` or `claim`. */
const courseEventTarget: Record<CourseEvent, CourseState> = {
  claim: 'claimed',
  offer: 'available',
  conclude: 'completed',
  delete: 'deleted',
  undelete: 'claimed',
};

export const courseEvents = Object.keys(courseEventTarget) as CourseEvent[];

/** The state after `event`. An undelete of a living course, and any other event on a deleted one, changes nothing. */
export function courseStateAfter(state: CourseState, event: CourseEvent): CourseState {
  if ((state === 'deleted') !== (event === 'undelete')) return state;
  return courseEventTarget[event];
}

/** Canvas: a course is over when concluded by hand or when its restricting end date has passed. */
export function isConcluded(
  course: Pick<Course, 'workflowState' | 'restrictEnrollmentsToCourseDates' | 'concludeAtMs'>,
  nowMs: number,
): boolean {
  if (course.workflowState === 'completed') return true;
  return course.restrictEnrollmentsToCourseDates === 1 && course.concludeAtMs !== null && course.concludeAtMs <= nowMs;
}

/** Whether students may take part now: published, begun and not over. */
export function isAvailable(
  course: Pick<Course, 'workflowState' | 'restrictEnrollmentsToCourseDates' | 'startAtMs' | 'concludeAtMs'>,
  nowMs: number,
): boolean {
  if (course.workflowState !== 'available' || isConcluded(course, nowMs)) return false;
  return course.restrictEnrollmentsToCourseDates === 0 || course.startAtMs === null || course.startAtMs <= nowMs;
}
