// What the Courses API takes: paths, and the fields of a course. What it may be asked for is in course-query.ts.

import { Type } from 'typebox';
import { type CourseEvent, type CourseSettings, courseEvents } from '../../model/course.ts';
import type { CourseDraft } from '../../model/course-draft.ts';
import { nameCharsMax, textCharsMax } from '../../model/limits.ts';
import { malformed } from '../../model/refusal.ts';
import type { NewCourse } from '../../operations/courses/create-course.ts';
import type { CourseChange } from '../../operations/courses/update-course.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { booleanParam, integerParam, objectParam, stringParam, timeParam } from '../canvas-wire/params.ts';
import { sanitiseHtml } from '../canvas-wire/sanitise-html.ts';

type Parameters = Record<string, unknown>;

export const coursesPath = '/api/v1/courses';
export const coursePath = '/api/v1/courses/:id';
export const accountCoursesPath = '/api/v1/accounts/:account_id/courses';
export const accountCoursePath = '/api/v1/accounts/:account_id/courses/:id';
export const coursePermissionsPath = '/api/v1/courses/:course_id/permissions';

const courseName = Type.String({
  description: 'Course id, `sis_course_id:…`, `sis_integration_id:…` or `uuid:…`',
});
const accountName = Type.String({ description: 'Account id, `self`, `default` or `sis_account_id:…`' });
export const courseParams = Type.Object({ id: courseName });
export const courseIdParams = Type.Object({ course_id: courseName });
export const accountIdParams = Type.Object({ account_id: accountName });
export const accountCourseParams = Type.Object({ account_id: accountName, id: courseName });

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

const courseFields = {
  name: optional('"Unnamed Course" if blank'),
  course_code: optional('Made from the name if blank'),
  start_at: optional('ISO 8601; kept only with restrict_enrollments_to_course_dates'),
  end_at: optional('ISO 8601; kept only with restrict_enrollments_to_course_dates'),
  restrict_enrollments_to_course_dates: optional('Whether people may take part only between the dates'),
  sis_course_id: optional('Unique; of admins only'),
  integration_id: optional('Unique; of admins only'),
  account_id: optional('A sub-account to put the course in'),
  term_id: optional('Without effect: there is one term'),
  is_public: optional('Open to everybody'),
  is_public_to_auth_users: optional('Open to everybody with a login'),
  time_zone: optional('IANA name; that of the account if absent'),
  apply_assignment_group_weights: optional('Whether groups of assignments have weights'),
  group_weighting_scheme: optional('`percent` or `equal`: the same, otherwise said'),
  hide_final_grades: optional('Whether students do not see course grades'),
  grading_standard_id: optional('Id of a grading scheme, 0 for the default one, empty for none'),
  post_manually: optional('Whether grades are hidden until they are posted'),
  license: optional('Kept and shown'),
  public_syllabus: optional('Kept and shown'),
  public_syllabus_to_auth: optional('Kept and shown'),
  public_description: optional('Kept; shown with `include[]=public_description`'),
  syllabus_body: optional('HTML; shown with `include[]=syllabus_body`'),
  default_view: optional('Kept and shown'),
  grade_passback_setting: optional('Kept and shown'),
  course_format: optional('Kept and shown'),
  course_color: optional('Kept and shown'),
  friendly_name: optional('Kept and shown'),
  locale: optional('Kept and shown'),
  allow_student_wiki_edits: optional('Kept'),
  allow_wiki_comments: optional('Kept'),
  allow_student_forum_attachments: optional('Kept'),
  open_enrollment: optional('Kept'),
  self_enrollment: optional('Kept'),
  conditional_release: optional('Kept'),
};

export const newCourseBody = Type.Object({
  course: Type.Optional(Type.Object(courseFields)),
  offer: optional('Publish at once'),
  enroll_me: optional('Make the caller a teacher of it'),
  skip_course_template: optional('Without effect'),
  enable_sis_reactivation: optional('Without effect'),
});

export const changedCourseBody = Type.Object({
  course: Type.Optional(
    Type.Object({ ...courseFields, event: optional(courseEvents.map((event) => `\`${event}\``).join(', ')) }),
  ),
  offer: optional('Publish'),
});

export const endedCourseBody = Type.Object({ event: optional('`delete` or `conclude`') });

export function newCourseOf(body: Parameters, shard: number): NewCourse {
  const course = objectParam(body.course, 'course') ?? {};
  return {
    ...draftOf(course),
    account: accountOf(course, shard),
    isOffered: booleanParam(body.offer, 'offer') === true,
    enrollsCaller: booleanParam(body.enroll_me, 'enroll_me') === true,
  };
}

export function courseChangeOf(body: Parameters, shard: number): CourseChange {
  const { event: word, ...course } = objectParam(body.course, 'course') ?? {};
  const isOffered = booleanParam(body.offer, 'offer') === true;
  return {
    ...draftOf(course),
    account: accountOf(course, shard),
    event: isOffered ? 'offer' : eventOf(stringParam(word, 'course[event]', nameCharsMax) ?? ''),
    isEdit: Object.keys(course).length > 0,
  };
}

function eventOf(word: string): CourseEvent | null {
  if (word === '') return null;
  const event = courseEvents.find((known) => known === word);
  if (event === undefined) throw malformed(`course[event] must be ${courseEvents.join(', ')}`);
  return event;
}

function draftOf(course: Parameters): CourseDraft {
  const text = (name: string) => stringParam(course[name], `course[${name}]`, textCharsMax);
  const flag = (name: string) => flagOf(course, name);
  return {
    name: text('name'),
    courseCode: text('course_code'),
    sisCourseId: text('sis_course_id'),
    integrationId: text('integration_id'),
    startAtMs: timeParam(course.start_at, 'course[start_at]'),
    concludeAtMs: timeParam(course.end_at, 'course[end_at]'),
    restrictEnrollmentsToCourseDates: flag('restrict_enrollments_to_course_dates'),
    isPublic: flag('is_public'),
    isPublicToAuthUsers: flag('is_public_to_auth_users'),
    timeZone: text('time_zone'),
    applyAssignmentGroupWeights:
      flag('apply_assignment_group_weights') ?? weightsOf(text('group_weighting_scheme')),
    hideFinalGrades: flag('hide_final_grades'),
    settings: courseSettingsOf(course),
  };
}

function weightsOf(scheme: string | null | undefined): boolean | undefined {
  return scheme === 'percent' ? true : scheme === 'equal' ? false : undefined;
}

const flagSettings = {
  public_syllabus: 'publicSyllabus',
  public_syllabus_to_auth: 'publicSyllabusToAuth',
  allow_student_wiki_edits: 'allowStudentWikiEdits',
  allow_wiki_comments: 'allowWikiComments',
  allow_student_forum_attachments: 'allowStudentForumAttachments',
  open_enrollment: 'openEnrollment',
  self_enrollment: 'selfEnrollment',
  post_manually: 'postManually',
  conditional_release: 'conditionalRelease',
} as const;

const nameSettings = {
  license: 'license',
  default_view: 'defaultView',
  grade_passback_setting: 'gradePassbackSetting',
  course_format: 'courseFormat',
  locale: 'locale',
  course_color: 'courseColor',
  friendly_name: 'friendlyName',
} as const;

/** Only what is given; empty text clears. */
function courseSettingsOf(course: Parameters): CourseSettings {
  const settings: CourseSettings = {};
  for (const [name, key] of Object.entries(flagSettings)) {
    const value = flagOf(course, name);
    if (value !== undefined) settings[key] = value;
  }
  for (const [name, key] of Object.entries(nameSettings)) {
    const value = stringParam(course[name], `course[${name}]`, nameCharsMax);
    if (value !== undefined) settings[key] = value || null;
  }
  const description = stringParam(course.public_description, 'course[public_description]', textCharsMax);
  if (description !== undefined) settings.publicDescription = description;
  const syllabus = stringParam(course.syllabus_body, 'course[syllabus_body]', textCharsMax);
  if (syllabus !== undefined) settings.syllabusBody = syllabus === null ? null : sanitiseHtml(syllabus);
  const gradingStandardId = integerParam(course.grading_standard_id, 'course[grading_standard_id]');
  if (gradingStandardId !== undefined) settings.gradingStandardId = gradingStandardId;
  return settings;
}

/** Blank is false, as Canvas reads it. */
function flagOf(course: Parameters, name: string): boolean | undefined {
  const value = booleanParam(course[name], `course[${name}]`);
  return value === null ? false : value;
}

function accountOf(course: Parameters, shard: number) {
  const name = stringParam(course.account_id, 'course[account_id]', nameCharsMax);
  return name ? parseLookup(name, 'account', shard) : null;
}
