// Rights in a course and on a person, from the facts alone: what every other permission is made of. Canvas's role table is
// §2 of the core reference. Rosters are in roster-policy.ts, quizzes in quiz-policy.ts, assignments in assignment-policy.ts.

import { type Account, rootAccountId } from './account.ts';
import type { Caller } from './caller.ts';
import { type Course, isAvailable, isConcluded } from './course.ts';
import type { Enrollment, EnrollmentType } from './enrollment.ts';

export type CourseRight =
  | 'read'
  | 'read_as_admin'
  | 'participate_as_student'
  | 'manage_courses_publish'
  | 'manage_courses_conclude'
  | 'manage_courses_delete'
  | 'manage_courses_admin'
  | 'manage_course_content_edit'
  | 'manage_sections'
  | 'add_staff_to_course'
  | 'add_student_to_course'
  | 'manage_assignments'
  | 'manage_grades'
  | 'view_all_grades'
  | 'read_roster'
  | 'read_reports'
  | 'read_sis'
  | 'manage_sis'
  | 'view_user_logins'
  | 'read_email_addresses'
  | 'manage_feature_flags';

const staffRights: readonly CourseRight[] = [
  'read',
  'read_as_admin',
  'manage_course_content_edit',
  'manage_assignments',
  'read_roster',
  'read_reports',
  'manage_feature_flags',
];

const rightsOf: Record<EnrollmentType, ReadonlySet<CourseRight>> = {
  TeacherEnrollment: new Set<CourseRight>([
    ...staffRights,
    'manage_courses_publish',
    'manage_courses_conclude',
    'manage_courses_delete',
    'manage_sections',
    'add_staff_to_course',
    'add_student_to_course',
    'manage_grades',
    'view_all_grades',
    'read_sis',
    'view_user_logins',
    'read_email_addresses',
  ]),
  TaEnrollment: new Set<CourseRight>([
    ...staffRights,
    'add_student_to_course',
    'manage_grades',
    'view_all_grades',
    'view_user_logins',
    'read_email_addresses',
  ]),
  DesignerEnrollment: new Set<CourseRight>([
    ...staffRights,
    'manage_courses_publish',
    'manage_courses_conclude',
    'manage_sections',
    'add_student_to_course',
  ]),
  StudentEnrollment: new Set<CourseRight>(['read', 'read_roster', 'participate_as_student']),
  ObserverEnrollment: new Set<CourseRight>(['read']),
};

/** What is left when the course or the enrollment is over. Canvas: `manage_grades` is lost, reading grades is not. */
const concludedRightsOf: Record<EnrollmentType, ReadonlySet<CourseRight>> = {
  TeacherEnrollment: new Set<CourseRight>([
    'read',
    'read_as_admin',
    'read_roster',
    'view_all_grades',
    'read_sis',
  ]),
  TaEnrollment: new Set<CourseRight>(['read', 'read_as_admin', 'read_roster', 'view_all_grades']),
  DesignerEnrollment: new Set<CourseRight>(['read', 'read_as_admin']),
  StudentEnrollment: new Set<CourseRight>(['read']),
  ObserverEnrollment: new Set<CourseRight>(['read']),
};

export type EnrollmentFacts = Pick<
  Enrollment,
  'type' | 'workflowState' | 'associatedUserId' | 'startAtMs' | 'endAtMs'
>;

export type CourseFacts = Pick<
  Course,
  | 'accountId'
  | 'rootAccountId'
  | 'workflowState'
  | 'startAtMs'
  | 'concludeAtMs'
  | 'restrictEnrollmentsToCourseDates'
  | 'isPublic'
  | 'isPublicToAuthUsers'
>;

/** How a caller stands to one course. `caller` null is somebody without a login. */
export interface CourseStanding {
  caller: Pick<Caller, 'userId' | 'adminAccountIds'> | null;
  course: CourseFacts;
  /** The caller's own enrollments in the course, in every state. */
  enrollments: readonly EnrollmentFacts[];
}

/** Whether the caller has `right` in the course at `nowMs`. */
export function hasCourseRight(standing: CourseStanding, right: CourseRight, nowMs: number): boolean {
  if (isCourseAdmin(standing)) return right !== 'participate_as_student';
  if (right === 'read' && isOpenToReaders(standing, nowMs)) return true;
  for (const enrollment of standing.enrollments) {
    if (enrollmentGives(enrollment, standing.course, right, nowMs)) return true;
  }
  return false;
}

/** An admin of the course's account or of the account above it. */
export function isCourseAdmin({ caller, course }: CourseStanding): boolean {
  if (caller === null || caller.adminAccountIds.length === 0) return false;
  return (
    caller.adminAccountIds.includes(course.rootAccountId) || caller.adminAccountIds.includes(course.accountId)
  );
}

export function isAccountAdmin(
  caller: Pick<Caller, 'adminAccountIds'>,
  account: Pick<Account, 'id' | 'rootAccountId'>,
): boolean {
  if (caller.adminAccountIds.includes(account.id)) return true;
  return account.rootAccountId !== null && caller.adminAccountIds.includes(account.rootAccountId);
}

export type UserRight =
  /** Name and avatar. */
  | 'read'
  /** Locale, time zone, permissions: what concerns nobody else. */
  | 'read_full_profile'
  | 'rename'
  | 'manage_user_details'
  | 'read_email_addresses'
  | 'view_user_logins'
  | 'read_sis'
  | 'manage_access_tokens';

/** How a caller stands to one person. */
export interface UserStanding {
  caller: Pick<Caller, 'userId' | 'adminAccountIds'>;
  userId: number;
  /** Courses whose roster the person is on, with those of the caller's enrollments that reach them. */
  sharedCourses: readonly Pick<CourseStanding, 'course' | 'enrollments'>[];
}

const ownRights: ReadonlySet<UserRight> = new Set<UserRight>([
  'read',
  'read_full_profile',
  'rename',
  'read_email_addresses',
  'view_user_logins',
  'manage_access_tokens',
]);

/** What the right to a course's roster gives on a person on it: the course right that each right on them needs. */
const rosterRightFor: Partial<Record<UserRight, CourseRight>> = {
  read: 'read_roster',
  read_email_addresses: 'read_email_addresses',
  view_user_logins: 'view_user_logins',
  read_sis: 'read_sis',
};

/** Whether the caller has `right` on the person at `nowMs`. People belong to the root account: its admins have all. */
export function hasUserRight(
  { caller, userId, sharedCourses }: UserStanding,
  right: UserRight,
  nowMs: number,
): boolean {
  if (caller.adminAccountIds.includes(rootAccountId)) return true;
  if (caller.userId === userId && ownRights.has(right)) return true;
  const needed = rosterRightFor[right];
  if (needed === undefined) return false;
  return sharedCourses.some(
    (shared) =>
      hasCourseRight({ caller, ...shared }, 'read_roster', nowMs) &&
      hasCourseRight({ caller, ...shared }, needed, nowMs),
  );
}

/** Whether an enrollment counts now: active, begun and not past its own end. */
export function isEnrollmentActive(enrollment: EnrollmentFacts, nowMs: number): boolean {
  if (enrollment.workflowState !== 'active' || isEnrollmentOver(enrollment, nowMs)) return false;
  return enrollment.startAtMs === null || enrollment.startAtMs <= nowMs;
}

function isEnrollmentOver(enrollment: EnrollmentFacts, nowMs: number): boolean {
  if (enrollment.workflowState === 'completed') return true;
  return enrollment.workflowState === 'active' && enrollment.endAtMs !== null && enrollment.endAtMs <= nowMs;
}

function enrollmentGives(
  enrollment: EnrollmentFacts,
  course: CourseFacts,
  right: CourseRight,
  nowMs: number,
): boolean {
  const over = isEnrollmentOver(enrollment, nowMs);
  if (!over && !isEnrollmentActive(enrollment, nowMs)) return false;
  const isStaff = enrollment.type !== 'StudentEnrollment' && enrollment.type !== 'ObserverEnrollment';
  if (!isStaff && course.workflowState === 'claimed') return false;
  if (over || isConcluded(course, nowMs)) return concludedRightsOf[enrollment.type].has(right);
  if (!isStaff && !isAvailable(course, nowMs)) return false;
  return rightsOf[enrollment.type].has(right);
}

/** A published course that its settings open to everybody, or to everybody with a login. */
export function isOpenToReaders({ caller, course }: CourseStanding, nowMs: number): boolean {
  if (!isAvailable(course, nowMs)) return false;
  return course.isPublic === 1 || (course.isPublicToAuthUsers === 1 && caller !== null);
}
