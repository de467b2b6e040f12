// Enrollments: a person's part in a course.

import type { Flag } from './flag.ts';

export const enrollmentTypes = [
  'StudentEnrollment',
  'TeacherEnrollment',
  'TaEnrollment',
  'DesignerEnrollment',
  'ObserverEnrollment',
] as const;

export type EnrollmentType = (typeof enrollmentTypes)[number];

export const enrollmentStates = [
  'active',
  'invited',
  'creation_pending',
  'rejected',
  'completed',
  'inactive',
  'deleted',
] as const;

export type EnrollmentState = (typeof enrollmentStates)[number];

export interface Enrollment {
  id: number;
  userId: number;
  courseId: number;
  courseSectionId: number;
  type: EnrollmentType;
  workflowState: EnrollmentState;
  /** The observed student, of an observer. */
  associatedUserId: number | null;
  limitPrivilegesToCourseSection: Flag;
  startAtMs: number | null;
  endAtMs: number | null;
  createdAtMs: number;
  updatedAtMs: number;
}

/** Short names: `student`, `teacher`, … as course lists and filters use them. */
export function shortTypeOf(type: EnrollmentType): string {
  return type.replace('Enrollment', '').toLowerCase();
}

/** Canvas numbers its built-in roles; clients show and send these ids. */
export const roleIdOf: Record<EnrollmentType, number> = {
  StudentEnrollment: 3,
  TeacherEnrollment: 4,
  TaEnrollment: 5,
  DesignerEnrollment: 6,
  ObserverEnrollment: 7,
};
