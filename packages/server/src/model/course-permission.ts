// The names by which Canvas asks for rights in a course, and which of our rights each is. Canvas cuts some finer than
// any role here can tell apart.

import type { CourseEvent } from './course.ts';
import type { CourseRight } from './policy.ts';

const sameNamed: readonly CourseRight[] = [
  'read',
  'read_as_admin',
  'participate_as_student',
  'manage_courses_publish',
  'manage_courses_conclude',
  'manage_courses_delete',
  'manage_courses_admin',
  'manage_course_content_edit',
  'manage_grades',
  'view_all_grades',
  'read_roster',
  'read_reports',
  'read_sis',
  'manage_sis',
  'view_user_logins',
  'read_email_addresses',
  'manage_feature_flags',
];

const rightByName: ReadonlyMap<string, CourseRight> = new Map<string, CourseRight>([
  ...sameNamed.map((right): [string, CourseRight] => [right, right]),
  ['manage', 'manage_course_content_edit'],
  ['update', 'manage_course_content_edit'],
  ['manage_course_content_add', 'manage_course_content_edit'],
  ['manage_course_content_delete', 'manage_course_content_edit'],
  ['use_student_view', 'read_as_admin'],
  ['view_unpublished_items', 'read_as_admin'],
  ['view_feature_flags', 'read_as_admin'],
  ['manage_sections_add', 'manage_sections'],
  ['manage_sections_edit', 'manage_sections'],
  ['manage_sections_delete', 'manage_sections'],
  ['manage_assignments', 'manage_assignments'],
  ['manage_assignments_add', 'manage_assignments'],
  ['manage_assignments_edit', 'manage_assignments'],
  ['manage_assignments_delete', 'manage_assignments'],
  ['add_teacher_to_course', 'add_staff_to_course'],
  ['add_ta_to_course', 'add_staff_to_course'],
  ['add_designer_to_course', 'add_staff_to_course'],
  ['remove_teacher_from_course', 'add_staff_to_course'],
  ['remove_ta_from_course', 'add_staff_to_course'],
  ['remove_designer_from_course', 'add_staff_to_course'],
  ['add_student_to_course', 'add_student_to_course'],
  ['add_observer_to_course', 'add_student_to_course'],
  ['remove_student_from_course', 'add_student_to_course'],
  ['remove_observer_from_course', 'add_student_to_course'],
  ['manage_students', 'add_student_to_course'],
]);

/** Every name there is an answer for. */
export const coursePermissionNames: readonly string[] = [...rightByName.keys()];

/** The right that Canvas calls by this name; undefined for a name that nobody here has. */
export function courseRightNamed(name: string): CourseRight | undefined {
  return rightByName.get(name);
}

/** The right that each event of a course needs. */
export const rightForCourseEvent: Record<CourseEvent, CourseRight> = {
  claim: 'manage_courses_publish',
  offer: 'manage_courses_publish',
  conclude: 'manage_courses_conclude',
  delete: 'manage_courses_delete',
  undelete: 'manage_courses_admin',
};
