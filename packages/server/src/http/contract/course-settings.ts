// The settings of a course on the wire: path, what may be set, and how they are written. Core reference §6.4.

import { type Static, type TSchema, Type } from 'typebox';
import { type CourseSettings, settingsOf } from '../../model/course.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { CourseSettingsChange, CourseSettingsView } from '../../operations/courses/course-settings.ts';
import { booleanParam, integerParam, stringParam } from '../canvas-wire/params.ts';

export const courseSettingsPath = '/api/v1/courses/:course_id/settings';

export const courseSettingsParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
});

type FlagName = {
  [Name in keyof CourseSettings]-?: boolean extends CourseSettings[Name] ? Name : never;
}[keyof CourseSettings];

/** By their names on the wire: which setting it is, and what it is until somebody says. */
const flags: Record<string, { name: FlagName; byDefault: boolean }> = {
  allow_student_discussion_topics: { name: 'allowStudentDiscussionTopics', byDefault: true },
  allow_student_forum_attachments: { name: 'allowStudentForumAttachments', byDefault: false },
  allow_student_discussion_editing: { name: 'allowStudentDiscussionEditing', byDefault: true },
  allow_student_discussion_reporting: { name: 'allowStudentDiscussionReporting', byDefault: true },
  allow_student_anonymous_discussion_topics: {
    name: 'allowStudentAnonymousDiscussionTopics',
    byDefault: false,
  },
  allow_student_organized_groups: { name: 'allowStudentOrganizedGroups', byDefault: true },
  conditional_release: { name: 'conditionalRelease', byDefault: false },
  filter_speed_grader_by_student_group: { name: 'filterSpeedGraderByStudentGroup', byDefault: false },
  hide_distribution_graphs: { name: 'hideDistributionGraphs', byDefault: false },
  hide_sections_on_course_users_page: { name: 'hideSectionsOnCourseUsersPage', byDefault: false },
  homeroom_course: { name: 'homeroomCourse', byDefault: false },
  lock_all_announcements: { name: 'lockAllAnnouncements', byDefault: false },
  restrict_quantitative_data: { name: 'restrictQuantitativeData', byDefault: false },
  restrict_student_future_view: { name: 'restrictStudentFutureView', byDefault: false },
  restrict_student_past_view: { name: 'restrictStudentPastView', byDefault: false },
  show_announcements_on_home_page: { name: 'showAnnouncementsOnHomePage', byDefault: false },
  students_can_read_own_attempt_log: { name: 'studentsCanReadOwnAttemptLog', byDefault: false },
  syllabus_course_summary: { name: 'syllabusCourseSummary', byDefault: true },
  usage_rights_required: { name: 'usageRightsRequired', byDefault: false },
};

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const changedCourseSettings = Type.Object({
  allow_final_grade_override: optional('Counts only with the feature `final_grades_override`'),
  hide_final_grades: optional('Whether students do not see course grades'),
  default_due_time: optional('`HH:MM:SS`; kept and shown'),
  home_page_announcement_limit: optional('Kept and shown'),
  ...Object.fromEntries(
    Object.keys(flags).map((key): [string, TSchema] => [key, optional('Kept and shown')]),
  ),
  students_can_read_own_attempt_log: optional(
    'Ours: whether students may read the log of their own attempts',
  ),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });

export const shownCourseSettings = Type.Object(
  {
    allow_final_grade_override: Type.Boolean(),
    hide_final_grades: Type.Boolean(),
    grading_standard_enabled: Type.Boolean(),
    grading_standard_id: nullableInteger,
    grade_passback_setting: nullableText,
    default_due_time: Type.String(),
    home_page_announcement_limit: nullableInteger,
    course_color: nullableText,
    friendly_name: nullableText,
    image: nullableText,
    banner_image: nullableText,
    default_student_gradebook_view: nullableText,
    use_default_discussion_settings: Type.Boolean(),
    default_discussion_settings: Type.Unsafe<object | null>({ type: ['object', 'null'] }),
  },
  { additionalProperties: Type.Boolean() },
);

export function courseSettingsJson(view: CourseSettingsView): Static<typeof shownCourseSettings> {
  const { course, allowsFinalGradeOverride } = view;
  const settings = settingsOf(course);
  return {
    allow_final_grade_override: allowsFinalGradeOverride,
    hide_final_grades: course.hideFinalGrades === 1,
    grading_standard_enabled: settings.gradingStandardId != null,
    grading_standard_id: settings.gradingStandardId ?? null,
    grade_passback_setting: settings.gradePassbackSetting ?? null,
    default_due_time: settings.defaultDueTime || '23:59:59',
    home_page_announcement_limit: settings.homePageAnnouncementLimit ?? null,
    course_color: settings.courseColor ?? null,
    friendly_name: settings.friendlyName ?? null,
    image: null,
    banner_image: null,
    default_student_gradebook_view: null,
    use_default_discussion_settings: false,
    default_discussion_settings: null,
    ...Object.fromEntries(
      Object.entries(flags).map(([key, { name, byDefault }]) => [key, settings[name] ?? byDefault]),
    ),
  };
}

export function courseSettingsChangeOf(body: Record<string, unknown>): CourseSettingsChange {
  const settings: CourseSettings = {};
  for (const [key, { name }] of [
    ...Object.entries(flags),
    ['allow_final_grade_override', { name: 'allowFinalGradeOverride' }] as const,
  ]) {
    const value = booleanParam(body[key], key);
    if (value != null) settings[name] = value;
  }
  const dueTime = stringParam(body.default_due_time, 'default_due_time', nameCharsMax);
  if (dueTime !== undefined) settings.defaultDueTime = dueTime;
  const limit = integerParam(body.home_page_announcement_limit, 'home_page_announcement_limit');
  if (limit !== undefined) settings.homePageAnnouncementLimit = limit;
  return {
    hideFinalGrades: booleanParam(body.hide_final_grades, 'hide_final_grades') ?? undefined,
    settings,
  };
}
