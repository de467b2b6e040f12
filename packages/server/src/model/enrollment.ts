// Enrollments: a person's part in a course, and its life as tables.

import { type Course, isConcluded } from './course.ts';
import type { Flag } from './flag.ts';
import { notFound, Refusal } from './refusal.ts';

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

/** Who is in the course, or comes to it. */
export const presentStates: readonly EnrollmentState[] = ['active', 'invited', 'creation_pending'];

/** The states somebody may be enrolled in. */
export const enrollableStates = ['active', 'invited', 'inactive'] as const;

export type EnrollableState = (typeof enrollableStates)[number];

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

/** Canvas numbers its built-in roles; clients show and send these ids. Each is named like its type. */
export const roleIdOf: Record<EnrollmentType, number> = {
  StudentEnrollment: 3,
  TeacherEnrollment: 4,
  TaEnrollment: 5,
  DesignerEnrollment: 6,
  ObserverEnrollment: 7,
};

export function typeOfRoleId(roleId: number): EnrollmentType | undefined {
  return enrollmentTypes.find((type) => roleIdOf[type] === roleId);
}

export function isEnrollmentType(text: string): text is EnrollmentType {
  return (enrollmentTypes as readonly string[]).includes(text);
}

/** Teachers, TAs and designers, who are in a course before it is published. */
export function isStaff(enrollment: Pick<Enrollment, 'type'>): boolean {
  return enrollment.type !== 'StudentEnrollment' && enrollment.type !== 'ObserverEnrollment';
}

export type EnrollmentEvent = 'conclude' | 'delete' | 'deactivate' | 'reactivate' | 'accept' | 'reject';

const notInactive = { refused: 'enrollment not inactive' };
const noInvitation = { refused: 'no current invitation' };
const notActivated = { refused: 'membership not activated' };

/** A state, then what may happen to it. A deleted enrollment is not there for anybody. Canvas: core reference §7.2. */
const lifeCycle: Record<
  Exclude<EnrollmentState, 'deleted'>,
  Record<EnrollmentEvent, EnrollmentState | { refused: string }>
> = {
  active: {
    conclude: 'completed',
    delete: 'deleted',
    deactivate: 'inactive',
    reactivate: notInactive,
    accept: 'active',
    reject: noInvitation,
  },
  invited: {
    conclude: 'completed',
    delete: 'deleted',
    deactivate: 'inactive',
    reactivate: notInactive,
    accept: 'active',
    reject: 'rejected',
  },
  creation_pending: {
    conclude: 'completed',
    delete: 'deleted',
    deactivate: 'inactive',
    reactivate: notInactive,
    accept: noInvitation,
    reject: noInvitation,
  },
  rejected: {
    conclude: 'completed',
    delete: 'deleted',
    deactivate: 'inactive',
    reactivate: notInactive,
    accept: 'active',
    reject: 'rejected',
  },
  completed: {
    conclude: 'completed',
    delete: 'deleted',
    deactivate: 'inactive',
    reactivate: notInactive,
    accept: noInvitation,
    reject: noInvitation,
  },
  inactive: {
    conclude: 'completed',
    delete: 'deleted',
    deactivate: 'inactive',
    reactivate: 'active',
    accept: notActivated,
    reject: notActivated,
  },
};

/** The state after `event`. Raises argument_invalid in Canvas's words, not_found for a deleted enrollment. */
export function enrollmentStateAfter(state: EnrollmentState, event: EnrollmentEvent): EnrollmentState {
  if (state === 'deleted') throw notFound();
  const after = lifeCycle[state][event];
  if (typeof after === 'string') return after;
  throw new Refusal({ kind: 'argument_invalid', shape: 'error', message: after.refused });
}

/** Enrolling somebody again who is enrolled. Canvas: an active enrollment stays active, any other takes the state asked for. */
export function stateEnrolledAgain(state: EnrollmentState, asked: EnrollableState): EnrollmentState {
  return state === 'active' ? 'active' : asked;
}

/** What an enrollment comes to at a moment, once its course and all dates have had their say. */
export type EnrollmentStanding = EnrollmentState | 'pending_active' | 'pending_invited';

/**
 * Canvas: an active or invited enrollment is `completed` when it or its course is over, and `pending_…` before it begins,
 * which for a student is not before the course is published and begun.
 */
export function enrollmentStandingAt(
  enrollment: Pick<Enrollment, 'type' | 'workflowState' | 'startAtMs' | 'endAtMs'>,
  course: Pick<Course, 'workflowState' | 'restrictEnrollmentsToCourseDates' | 'startAtMs' | 'concludeAtMs'>,
  nowMs: number,
): EnrollmentStanding {
  const state = enrollment.workflowState;
  if (course.workflowState === 'deleted') return 'deleted';
  if (state !== 'active' && state !== 'invited') return state;
  if (isConcluded(course, nowMs) || isPast(enrollment.endAtMs, nowMs)) return 'completed';
  const isEarly = isAhead(enrollment.startAtMs, nowMs) || (!isStaff(enrollment) && !hasBegun(course, nowMs));
  return isEarly ? `pending_${state}` : state;
}

function hasBegun(
  course: Pick<Course, 'workflowState' | 'restrictEnrollmentsToCourseDates' | 'startAtMs'>,
  nowMs: number,
): boolean {
  if (course.workflowState === 'claimed') return false;
  return course.restrictEnrollmentsToCourseDates === 0 || !isAhead(course.startAtMs, nowMs);
}

function isPast(ms: number | null, nowMs: number): boolean {
  return ms !== null && ms <= nowMs;
}

function isAhead(ms: number | null, nowMs: number): boolean {
  return ms !== null && ms > nowMs;
}
