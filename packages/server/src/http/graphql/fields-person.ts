// Fields of people, their enrollments and grades.

import type { Progress } from '../../model/progress.ts';
import { wireTime } from '../../model/time.ts';
import { nameParts } from '../../model/user.ts';
import type { EnrollmentView } from '../../operations/courses/describe-enrollments.ts';
import type { SeenPerson } from '../../operations/graph/graph-people.ts';
import { type Fields, longText } from './fields.ts';
import { nodeIdOf, optionalIdArgument } from './node-ids.ts';

export const userFields: Fields<SeenPerson> = {
  id: ({ person }) => nodeIdOf('User', person.user.id),
  _id: ({ person }) => person.user.id,
  name: ({ person }) => person.user.name,
  shortName: ({ person }) => person.user.shortName,
  sortableName: ({ person }) => person.user.sortableName,
  firstName: ({ person }) => nameParts(person.user.sortableName).firstName,
  lastName: ({ person }) => nameParts(person.user.sortableName).lastName,
  email: ({ person, sees }) => (sees.emails ? person.user.email : null),
  loginId: ({ person, sees }) => (sees.logins ? (person.pseudonym?.uniqueId ?? null) : null),
  sisId: ({ person, sees }) => (sees.sisIds ? (person.pseudonym?.sisUserId ?? null) : null),
  avatarUrl: () => null,
  async enrollments({ person }, args, { lookups, shard }) {
    const courseId = optionalIdArgument(args, 'courseId', 'Course', shard);
    return (await lookups.enrollmentsOf(person.user.id, courseId)) ?? [];
  },
};

export const enrollmentFields: Fields<EnrollmentView> = {
  id: ({ enrollment }) => nodeIdOf('Enrollment', enrollment.id),
  _id: ({ enrollment }) => enrollment.id,
  type: ({ enrollment }) => enrollment.type,
  state: ({ enrollment }) => enrollment.workflowState,
  enrollmentState: ({ enrollment, course }) =>
    course.workflowState === 'deleted' ? 'deleted' : enrollment.workflowState,
  userId: ({ enrollment }) => enrollment.userId,
  user: ({ person, sight }): SeenPerson => ({ person, sees: sight }),
  course: ({ course }, _args, { lookups }) => lookups.course(course.id),
  courseSectionId: ({ section }) => section.id,
  section: ({ section, sight }) => ({ section, seesSisIds: sight.sisIds }),
  associatedUser: ({ enrollment }, _args, { lookups }) =>
    enrollment.associatedUserId === null
      ? null
      : lookups.person(enrollment.courseId, enrollment.associatedUserId),
  limitPrivilegesToCourseSection: ({ enrollment }) => enrollment.limitPrivilegesToCourseSection === 1,
  startAt: ({ enrollment }) => wireTime(enrollment.startAtMs),
  endAt: ({ enrollment }) => wireTime(enrollment.endAtMs),
  createdAt: ({ enrollment }) => wireTime(enrollment.createdAtMs),
  updatedAt: ({ enrollment }) => wireTime(enrollment.updatedAtMs),
  htmlUrl: ({ enrollment }, _args, { baseUrl }) =>
    `${baseUrl}/courses/${enrollment.courseId}/users/${enrollment.userId}`,
  grades: (view, args) => (view.grades === null || args.gradingPeriodId != null ? null : view),
};

/** Of an enrollment that has them. */
export const gradesFields: Fields<EnrollmentView> = {
  currentScore: ({ grades }) => grades?.currentScore,
  currentGrade: ({ grades }) => grades?.currentGrade,
  finalScore: ({ grades }) => grades?.finalScore,
  finalGrade: ({ grades }) => grades?.finalGrade,
  unpostedCurrentScore: ({ grades }) => grades?.unposted?.currentScore,
  unpostedCurrentGrade: ({ grades }) => grades?.unposted?.currentGrade,
  unpostedFinalScore: ({ grades }) => grades?.unposted?.finalScore,
  unpostedFinalGrade: ({ grades }) => grades?.unposted?.finalGrade,
  overrideScore: ({ grades }) => grades?.override?.score,
  overrideGrade: ({ grades }) => grades?.override?.grade,
  htmlUrl: ({ enrollment }, _args, { baseUrl }) =>
    `${baseUrl}/courses/${enrollment.courseId}/grades/${enrollment.userId}`,
};

export const progressFields: Fields<Progress> = {
  id: (progress) => nodeIdOf('Progress', progress.id),
  _id: (progress) => progress.id,
  state: (progress) => progress.workflowState,
  message: ({ message }, _args, context) => longText(message, context),
  completion: ({ completion }) => (completion === null ? null : Math.trunc(completion)),
  createdAt: (progress) => wireTime(progress.createdAtMs),
  updatedAt: (progress) => wireTime(progress.updatedAtMs),
};
