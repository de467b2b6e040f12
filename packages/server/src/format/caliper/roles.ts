// What people are in a course, in Caliper's words. Canvas: live events reference §2.1, §7.3.

import type { Role } from '@quizwire/caliper';

const rolesByName: ReadonlyMap<unknown, readonly Role[]> = new Map<unknown, readonly Role[]>([
  ['TeacherEnrollment', ['Instructor']],
  ['TaEnrollment', ['Instructor', 'Instructor#TeachingAssistant']],
  ['DesignerEnrollment', ['ContentDeveloper']],
  ['StudentEnrollment', ['Learner']],
  ['StudentViewEnrollment', ['Learner']],
  ['ObserverEnrollment', ['Mentor']],
  ['AccountAdmin', ['Administrator']],
]);

/** The core role first. Undefined for a role that an institution made itself. */
export function rolesOf(role: unknown): readonly Role[] | undefined {
  return rolesByName.get(role);
}
