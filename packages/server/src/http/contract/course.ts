// Courses on the wire. Keys of what Quizwire has no feature for have Canvas's defaults. Core reference §6.3.

import { type Static, Type } from 'typebox';
import { type Course, defaultTerm, settingsOf } from '../../model/course.ts';
import { type Enrollment, roleIdOf, shortTypeOf } from '../../model/enrollment.ts';
import { wireTime } from '../../model/time.ts';
import type { CourseView } from '../../operations/courses/describe-courses.ts';
import type { CourseGrades } from '../../operations/gradebook/course-grades.ts';
import { userDisplayJson } from './user.ts';

const text = Type.String();
const flag = Type.Boolean();
const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableId = Type.Unsafe<number | null>({ type: ['integer', 'null'] });

export const shownCourse = Type.Object({
  id: Type.Integer(),
  name: Type.Optional(text),
  account_id: Type.Optional(Type.Integer()),
  uuid: Type.Optional(text),
  start_at: Type.Optional(nullableText),
  grading_standard_id: Type.Optional(nullableId),
  is_public: Type.Optional(flag),
  created_at: Type.Optional(text),
  course_code: Type.Optional(text),
  default_view: Type.Optional(text),
  root_account_id: Type.Optional(Type.Integer()),
  enrollment_term_id: Type.Optional(Type.Integer()),
  license: Type.Optional(nullableText),
  grade_passback_setting: Type.Optional(nullableText),
  end_at: Type.Optional(nullableText),
  public_syllabus: Type.Optional(flag),
  public_syllabus_to_auth: Type.Optional(flag),
  storage_quota_mb: Type.Optional(Type.Integer()),
  is_public_to_auth_users: Type.Optional(flag),
  homeroom_course: Type.Optional(flag),
  course_color: Type.Optional(nullableText),
  friendly_name: Type.Optional(nullableText),
  apply_assignment_group_weights: Type.Optional(flag),
  calendar: Type.Optional(Type.Object({ ics: nullableText })),
  time_zone: Type.Optional(text),
  blueprint: Type.Optional(flag),
  template: Type.Optional(flag),
  sis_course_id: Type.Optional(nullableText),
  integration_id: Type.Optional(nullableText),
  sis_import_id: Type.Optional(nullableId),
  hide_final_grades: Type.Optional(flag),
  workflow_state: Type.Optional(
    Type.Unsafe<string>({ enum: ['unpublished', 'available', 'completed', 'deleted'] }),
  ),
  restrict_enrollments_to_course_dates: Type.Optional(flag),
  locale: Type.Optional(text),
  course_format: Type.Optional(text),
  enrollments: Type.Optional(Type.Array(Type.Unknown(), { description: "The caller's own" })),
  access_restricted_by_date: Type.Optional(
    Type.Boolean({
      description: 'Nothing of the caller leads into the course now; only `id` is shown with it',
    }),
  ),
  syllabus_body: Type.Optional(nullableText),
  public_description: Type.Optional(nullableText),
  term: Type.Optional(Type.Unknown()),
  sections: Type.Optional(Type.Array(Type.Unknown())),
  teachers: Type.Optional(Type.Array(Type.Unknown())),
  teacher_count: Type.Optional(Type.Integer()),
  total_students: Type.Optional(Type.Integer()),
  concluded: Type.Optional(flag),
  post_manually: Type.Optional(flag),
  permissions: Type.Optional(Type.Record(Type.String(), Type.Boolean())),
});

export type CourseJson = Static<typeof shownCourse>;

export const courseIncludes = [
  'syllabus_body',
  'public_description',
  'term',
  'sections',
  'teachers',
  'total_students',
  'total_scores',
  'concluded',
  'post_manually',
  'permissions',
] as const;

export type CourseInclude = (typeof courseIncludes)[number];

export interface CourseShape {
  includes: ReadonlySet<CourseInclude>;
  /** More teachers than this are counted instead of shown; null for no limit. */
  teacherLimit: number | null;
  /** Base of URLs. */
  baseUrl: string;
}

/** Canvas: a course that the caller cannot enter now is its id and a flag. */
export function courseJson(view: CourseView, shape: CourseShape): CourseJson {
  const { course, enrollments } = view;
  if (view.isRestrictedByDate) return { id: course.id, access_restricted_by_date: true };
  const settings = settingsOf(course);
  return {
    id: course.id,
    name: course.name,
    account_id: course.accountId,
    uuid: course.uuid,
    start_at: wireTime(course.startAtMs),
    grading_standard_id: settings.gradingStandardId ?? null,
    is_public: course.isPublic === 1,
    created_at: wireTime(course.createdAtMs),
    course_code: course.courseCode,
    default_view: settings.defaultView ?? 'modules',
    root_account_id: course.rootAccountId,
    enrollment_term_id: defaultTerm.id,
    license: settings.license ?? null,
    grade_passback_setting: settings.gradePassbackSetting ?? null,
    end_at: wireTime(course.concludeAtMs),
    public_syllabus: settings.publicSyllabus ?? false,
    public_syllabus_to_auth: settings.publicSyllabusToAuth ?? false,
    storage_quota_mb: 500,
    is_public_to_auth_users: course.isPublicToAuthUsers === 1,
    homeroom_course: false,
    course_color: settings.courseColor ?? null,
    friendly_name: settings.friendlyName ?? null,
    apply_assignment_group_weights: course.applyAssignmentGroupWeights === 1,
    calendar: { ics: null },
    time_zone: view.timeZone,
    blueprint: false,
    template: false,
    ...(view.seesSisIds
      ? { sis_course_id: course.sisCourseId, integration_id: course.integrationId, sis_import_id: null }
      : {}),
    hide_final_grades: course.hideFinalGrades === 1,
    workflow_state: wireStateOf(course),
    restrict_enrollments_to_course_dates: course.restrictEnrollmentsToCourseDates === 1,
    ...(settings.locale ? { locale: settings.locale } : {}),
    ...(settings.courseFormat ? { course_format: settings.courseFormat } : {}),
    ...(enrollments.length > 0
      ? { enrollments: enrollments.map((one) => ownEnrollmentJson(one, view.grades?.get(one.id))) }
      : {}),
    ...includedJson(view, shape),
  };
}

function includedJson(
  view: CourseView,
  { includes, teacherLimit, baseUrl }: CourseShape,
): Record<string, unknown> {
  const { course, sections, teachers, studentCount } = view;
  const settings = settingsOf(course);
  const json: Partial<CourseJson> = {};
  if (includes.has('syllabus_body')) json.syllabus_body = settings.syllabusBody ?? null;
  if (includes.has('public_description')) json.public_description = settings.publicDescription ?? null;
  if (includes.has('term')) json.term = { ...defaultTerm, start_at: null, end_at: null };
  if (sections) {
    json.sections = sections.map(({ section, enrollment }) => ({
      id: section.id,
      name: section.name,
      start_at: wireTime(section.startAtMs),
      end_at: wireTime(section.endAtMs),
      enrollment_role: enrollment.type,
    }));
  }
  if (teachers && teacherLimit !== null && teachers.length > teacherLimit)
    json.teacher_count = teachers.length;
  else if (teachers) {
    json.teachers = teachers.map(({ user }) =>
      userDisplayJson(user, `${baseUrl}/courses/${course.id}/users/${user.id}`),
    );
  }
  if (studentCount !== undefined) json.total_students = studentCount;
  if (includes.has('concluded')) json.concluded = view.isConcluded;
  if (includes.has('post_manually')) json.post_manually = settings.postManually ?? false;
  // There are no discussions here, so nobody may start one.
  if (includes.has('permissions'))
    json.permissions = { create_discussion_topic: false, create_announcement: false };
  return json;
}

function wireStateOf({ workflowState }: Pick<Course, 'workflowState'>): string {
  return workflowState === 'claimed' ? 'unpublished' : workflowState;
}

function ownEnrollmentJson(
  enrollment: Enrollment,
  grades: CourseGrades | undefined,
): Record<string, unknown> {
  return {
    type: shortTypeOf(enrollment.type),
    role: enrollment.type,
    role_id: roleIdOf[enrollment.type],
    user_id: enrollment.userId,
    enrollment_state: enrollment.workflowState,
    limit_privileges_to_course_section: enrollment.limitPrivilegesToCourseSection === 1,
    ...(enrollment.type === 'ObserverEnrollment' ? { associated_user_id: enrollment.associatedUserId } : {}),
    ...(grades ? totalScoresJson(grades) : {}),
  };
}

/** Canvas: graders who are students too see what graders do. Core reference §6.3. */
function totalScoresJson({ unposted, override, ...grades }: CourseGrades): Record<string, unknown> {
  return {
    computed_current_score: grades.currentScore,
    computed_current_grade: grades.currentGrade,
    computed_final_score: grades.finalScore,
    computed_final_grade: grades.finalGrade,
    ...(unposted
      ? {
          unposted_current_score: unposted.currentScore,
          unposted_current_grade: unposted.currentGrade,
          unposted_final_score: unposted.finalScore,
          unposted_final_grade: unposted.finalGrade,
        }
      : { computed_current_letter_grade: grades.currentGrade }),
    ...(override ? { override_score: override.score } : {}),
    ...(override?.grade != null ? { override_grade: override.grade } : {}),
  };
}
