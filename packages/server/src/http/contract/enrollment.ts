// Enrollments on the wire. Core reference §7.2.

import { type Static, Type } from 'typebox';
import { roleIdOf } from '../../model/enrollment.ts';
import type { EnrollmentSight } from '../../model/roster-policy.ts';
import { wireTime } from '../../model/time.ts';
import type { UserWithLogin } from '../../model/user.ts';
import type { EnrollmentView } from '../../operations/courses/describe-enrollments.ts';
import type { CourseGrades } from '../../operations/gradebook/course-grades.ts';
import { type UserJson, userJson } from './user.ts';

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableId = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });

const shownGrades = Type.Object(
  {
    html_url: Type.String(),
    current_grade: Type.Optional(nullableText),
    current_score: Type.Optional(nullableNumber),
    final_grade: Type.Optional(nullableText),
    final_score: Type.Optional(nullableNumber),
    override_score: Type.Optional(Type.Number({ description: 'For graders, when there is one' })),
    override_grade: Type.Optional(Type.String()),
    unposted_current_score: Type.Optional(nullableNumber),
    unposted_current_grade: Type.Optional(nullableText),
    unposted_final_score: Type.Optional(nullableNumber),
    unposted_final_grade: Type.Optional(nullableText),
    current_points: Type.Optional(nullableNumber),
    unposted_current_points: Type.Optional(nullableNumber),
  },
  {
    description:
      'Of students; for graders as computed, for the student and their observers with an override in their place',
  },
);

export const shownEnrollment = Type.Object({
  id: Type.Integer(),
  user_id: Type.Integer(),
  course_id: Type.Integer(),
  type: Type.String(),
  created_at: Type.String(),
  updated_at: Type.String(),
  associated_user_id: nullableId,
  start_at: nullableText,
  end_at: nullableText,
  course_section_id: Type.Integer(),
  root_account_id: Type.Integer(),
  limit_privileges_to_course_section: Type.Boolean(),
  enrollment_state: Type.String(),
  role: Type.String(),
  role_id: Type.Integer(),
  html_url: Type.String(),
  last_activity_at: Type.Optional(nullableText),
  last_attended_at: Type.Optional(nullableText),
  total_activity_time: Type.Optional(Type.Integer()),
  sis_account_id: Type.Optional(nullableText),
  sis_course_id: Type.Optional(nullableText),
  course_integration_id: Type.Optional(nullableText),
  sis_section_id: Type.Optional(nullableText),
  section_integration_id: Type.Optional(nullableText),
  sis_user_id: Type.Optional(nullableText),
  sis_import_id: Type.Optional(nullableId),
  grades: Type.Optional(shownGrades),
  locked: Type.Optional(Type.Boolean()),
  can_be_removed: Type.Optional(Type.Boolean()),
  user: Type.Optional(Type.Unknown()),
});

export type EnrollmentJson = Static<typeof shownEnrollment>;

export const enrollmentIncludes = [
  'avatar_url',
  'can_be_removed',
  'current_points',
  'email',
  'group_ids',
  'locked',
  'uuid',
] as const;

export type EnrollmentInclude = (typeof enrollmentIncludes)[number];

export interface EnrollmentShape {
  includes: ReadonlySet<EnrollmentInclude>;
  /** Lists have it, answers to changes do not. */
  withUser: boolean;
  /** Base of URLs. */
  baseUrl: string;
}

/** Keys that the caller has no right to are left out. */
export function enrollmentJson(
  view: EnrollmentView,
  { includes, withUser, baseUrl }: EnrollmentShape,
): EnrollmentJson {
  const { enrollment, course, section, person, sight } = view;
  const courseUrl = `${baseUrl}/courses/${course.id}`;
  return {
    id: enrollment.id,
    user_id: enrollment.userId,
    course_id: enrollment.courseId,
    type: enrollment.type,
    created_at: wireTime(enrollment.createdAtMs),
    updated_at: wireTime(enrollment.updatedAtMs),
    associated_user_id: enrollment.associatedUserId,
    start_at: wireTime(enrollment.startAtMs),
    end_at: wireTime(enrollment.endAtMs),
    course_section_id: enrollment.courseSectionId,
    root_account_id: course.rootAccountId,
    limit_privileges_to_course_section: enrollment.limitPrivilegesToCourseSection === 1,
    enrollment_state: course.workflowState === 'deleted' ? 'deleted' : enrollment.workflowState,
    role: enrollment.type,
    role_id: roleIdOf[enrollment.type],
    ...(sight.activity ? { last_activity_at: null, last_attended_at: null, total_activity_time: 0 } : {}),
    ...(sight.sisIds
      ? {
          sis_account_id: view.sisAccountId,
          sis_course_id: course.sisCourseId,
          course_integration_id: course.integrationId,
          sis_section_id: section.sisSectionId,
          section_integration_id: section.integrationId,
          sis_user_id: person.pseudonym?.sisUserId ?? null,
        }
      : {}),
    ...(sight.sisImport ? { sis_import_id: null } : {}),
    html_url: `${courseUrl}/users/${enrollment.userId}`,
    ...(enrollment.type === 'StudentEnrollment'
      ? {
          grades: gradesJson(
            `${courseUrl}/grades/${enrollment.userId}`,
            view.grades,
            includes.has('current_points'),
          ),
        }
      : {}),
    ...(includes.has('locked') ? { locked: false } : {}),
    ...(includes.has('can_be_removed') ? { can_be_removed: sight.canBeRemoved } : {}),
    ...(withUser ? { user: courseUserJson(person, sight, includes) } : {}),
  };
}

/** Canvas: core reference §7.2. */
function gradesJson(
  htmlUrl: string,
  grades: CourseGrades | null,
  withPoints: boolean,
): NonNullable<EnrollmentJson['grades']> {
  if (grades === null) return { html_url: htmlUrl };
  const { unposted, override } = grades;
  return {
    html_url: htmlUrl,
    current_grade: grades.currentGrade,
    current_score: grades.currentScore,
    final_grade: grades.finalGrade,
    final_score: grades.finalScore,
    ...(override ? { override_score: override.score } : {}),
    ...(override?.grade != null ? { override_grade: override.grade } : {}),
    ...(unposted
      ? {
          unposted_current_score: unposted.currentScore,
          unposted_current_grade: unposted.currentGrade,
          unposted_final_score: unposted.finalScore,
          unposted_final_grade: unposted.finalGrade,
        }
      : {}),
    ...(withPoints ? { current_points: grades.currentPoints } : {}),
    ...(withPoints && unposted ? { unposted_current_points: unposted.currentPoints } : {}),
  };
}

/** A person as the roster of a course shows them. */
export function courseUserJson(
  { user, pseudonym }: UserWithLogin,
  sight: Pick<EnrollmentSight, 'sisIds' | 'sisImport' | 'logins' | 'emails'>,
  includes: ReadonlySet<EnrollmentInclude>,
): UserJson & { group_ids?: number[] } {
  return {
    ...userJson(user),
    ...(sight.sisIds
      ? { sis_user_id: pseudonym?.sisUserId ?? null, integration_id: pseudonym?.integrationId ?? null }
      : {}),
    ...(sight.sisImport ? { sis_import_id: null } : {}),
    ...(sight.logins ? { login_id: pseudonym?.uniqueId ?? null } : {}),
    ...(includes.has('avatar_url') ? { avatar_url: null } : {}),
    ...(includes.has('group_ids') ? { group_ids: [] } : {}),
    ...(includes.has('email') && sight.emails ? { email: user.email } : {}),
    ...(includes.has('uuid') ? { uuid: user.uuid } : {}),
  };
}
