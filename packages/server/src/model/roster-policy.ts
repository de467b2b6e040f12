// Permissions on the people of a course: who sees whom, and who may enrol and remove whom. Rights come from policy.ts.

import type { Course } from './course.ts';
import {
  type Enrollment,
  type EnrollmentEvent,
  type EnrollmentState,
  type EnrollmentType,
  enrollmentStates,
  isStaff,
} from './enrollment.ts';
import {
  type CourseRight,
  type CourseStanding,
  hasCourseRight,
  isCourseAdmin,
  isEnrollmentActive,
} from './policy.ts';

type OwnEnrollment = CourseStanding['enrollments'][number] &
  Pick<Enrollment, 'courseSectionId' | 'limitPrivilegesToCourseSection'>;

/** A standing that also knows the sections of the caller's enrollments. */
export interface RosterStanding extends CourseStanding {
  enrollments: readonly OwnEnrollment[];
}

/** Who of a course's people the caller sees. Null lists are no limit. */
export interface RosterView {
  /** Canvas: who is limited to their section sees only its people. */
  sectionIds: readonly number[] | null;
  /** An observer sees the students they observe. */
  observedIds: readonly number[] | null;
  /** States that are the caller's business; staff see all. */
  states: readonly EnrollmentState[];
}

const statesForStudents: readonly EnrollmentState[] = ['active', 'invited', 'creation_pending', 'completed'];

/**
 * What the caller sees of the roster beside themselves; undefined when nothing. Canvas: `read_roster` or a right to
 * grades, and observers their own students. Core reference §7.2.
 */
export function rosterView(standing: RosterStanding, nowMs: number): RosterView | undefined {
  if (isCourseAdmin(standing)) return { sectionIds: null, observedIds: null, states: enrollmentStates };
  const active = standing.enrollments.filter((enrollment) => isEnrollmentActive(enrollment, nowMs));
  const rights: CourseRight[] = ['read_roster', 'view_all_grades', 'manage_grades'];
  if (rights.some((right) => hasCourseRight(standing, right, nowMs))) {
    const own = standing.enrollments.filter((enrollment) =>
      ['active', 'completed'].includes(enrollment.workflowState),
    );
    const seesAll = own.some((enrollment) => enrollment.limitPrivilegesToCourseSection === 0);
    return {
      sectionIds: seesAll ? null : own.map((enrollment) => enrollment.courseSectionId),
      observedIds: null,
      states: hasCourseRight(standing, 'read_as_admin', nowMs) ? enrollmentStates : statesForStudents,
    };
  }
  const observing = active.filter((enrollment) => enrollment.type === 'ObserverEnrollment');
  if (observing.length === 0 || !hasCourseRight(standing, 'read', nowMs)) return undefined;
  return {
    sectionIds: null,
    observedIds: observing.flatMap(({ associatedUserId }) => associatedUserId ?? []),
    states: statesForStudents,
  };
}

/** Whether an enrollment of the course is among those that `view` gives to `viewerId`; one's own always is. */
export function isInView(
  view: RosterView | undefined,
  enrollment: Pick<Enrollment, 'userId' | 'type' | 'courseSectionId' | 'workflowState'>,
  viewerId: number,
): boolean {
  if (enrollment.userId === viewerId && enrollment.workflowState !== 'deleted') return true;
  if (view === undefined || !view.states.includes(enrollment.workflowState)) return false;
  const { sectionIds, observedIds } = view;
  if (sectionIds !== null && !sectionIds.includes(enrollment.courseSectionId)) return false;
  if (observedIds === null) return true;
  return enrollment.type === 'StudentEnrollment' && observedIds.includes(enrollment.userId);
}

/** Which parts of an enrollment the caller sees. */
export interface EnrollmentSight {
  /** When they were last active. */
  activity: boolean;
  sisIds: boolean;
  sisImport: boolean;
  logins: boolean;
  emails: boolean;
  /** `all` with what students do not see, `own` as the student does. */
  grades: 'none' | 'own' | 'all';
  canBeRemoved: boolean;
}

/** Canvas: core reference §7.2; grades are for graders, the student unless the course hides them, and their observers. */
export function enrollmentSight(
  standing: RosterStanding & { course: Pick<Course, 'hideFinalGrades'> },
  enrollment: Pick<Enrollment, 'userId' | 'type'>,
  nowMs: number,
): EnrollmentSight {
  const has = (right: CourseRight) => hasCourseRight(standing, right, nowMs);
  const isSelf = standing.caller !== null && enrollment.userId === standing.caller.userId;
  const sisIds = has('read_sis') || has('manage_sis');
  return {
    activity: isSelf || has('read_reports'),
    sisIds,
    sisImport: has('manage_sis'),
    logins: isSelf || has('view_user_logins'),
    emails: isSelf || has('read_email_addresses'),
    grades: gradesSeen(),
    canBeRemoved: mayChangeEnrollment(standing, enrollment, 'delete', nowMs),
  };

  function gradesSeen(): EnrollmentSight['grades'] {
    if (has('view_all_grades') || has('manage_grades')) return 'all';
    if (isSelf) return standing.course.hideFinalGrades === 1 ? 'none' : 'own';
    const observes = standing.enrollments.some(
      (own) =>
        own.associatedUserId === enrollment.userId &&
        own.type === 'ObserverEnrollment' &&
        isEnrollmentActive(own, nowMs),
    );
    return observes ? 'own' : 'none';
  }
}

export function mayEnrol(standing: CourseStanding, type: EnrollmentType, nowMs: number): boolean {
  return hasCourseRight(standing, isStaff({ type }) ? 'add_staff_to_course' : 'add_student_to_course', nowMs);
}

/**
 * Canvas: an invitation is for its owner to answer; who may enrol may also conclude and remove, but only an admin
 * removes or switches off themselves, and concluding an observer takes the right over staff.
 */
export function mayChangeEnrollment(
  standing: CourseStanding,
  enrollment: Pick<Enrollment, 'userId' | 'type'>,
  event: EnrollmentEvent,
  nowMs: number,
): boolean {
  const isSelf = standing.caller !== null && enrollment.userId === standing.caller.userId;
  switch (event) {
    case 'accept':
    case 'reject':
      return isSelf;
    case 'conclude':
      return (
        (enrollment.type === 'StudentEnrollment' &&
          hasCourseRight(standing, 'add_student_to_course', nowMs)) ||
        hasCourseRight(standing, 'add_staff_to_course', nowMs)
      );
    case 'delete':
    case 'deactivate':
    case 'reactivate':
      if (isSelf && !isCourseAdmin(standing)) return false;
      return mayEnrol(standing, enrollment.type, nowMs);
  }
}

/** Whether the caller may look at the course itself: readers, and people with an invitation to it. */
export function maySeeCourse(standing: CourseStanding, nowMs: number): boolean {
  if (hasCourseRight(standing, 'read', nowMs)) return true;
  const { course } = standing;
  return standing.enrollments.some(
    (enrollment) =>
      enrollment.workflowState === 'invited' && (isStaff(enrollment) || course.workflowState === 'available'),
  );
}
