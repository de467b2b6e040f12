// Sections of courses on the wire. Core reference §7.1.

import { type Static, Type } from 'typebox';
import { nameCharsMax, textCharsMax } from '../../model/limits.ts';
import type { SectionDraft } from '../../model/section-draft.ts';
import { wireTime } from '../../model/time.ts';
import type { SectionView } from '../../operations/courses/course-sections.ts';
import { booleanParam, objectParam, stringListParam, stringParam, timeParam } from '../canvas-wire/params.ts';

type Parameters = Record<string, unknown>;

export const courseSectionsPath = '/api/v1/courses/:course_id/sections';
export const courseSectionPath = '/api/v1/courses/:course_id/sections/:id';
export const sectionPath = '/api/v1/sections/:id';

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const sectionName = Type.String({ description: 'Section id, `sis_section_id:…` or `sis_integration_id:…`' });
export const courseSectionsParams = Type.Object({ course_id: courseName });
export const courseSectionParams = Type.Object({ course_id: courseName, id: sectionName });
export const sectionParams = Type.Object({ id: sectionName });

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const sectionQuery = Type.Object({ include: optional('`include[]=total_students`') });

export const sectionsQuery = Type.Object({
  include: optional('`include[]=total_students`'),
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

const courseSection = Type.Optional(
  Type.Object({
    name: optional('Named like the course if blank'),
    sis_section_id: optional('Unique; of admins only'),
    integration_id: optional('Unique; of admins only'),
    start_at: optional('ISO 8601; kept and shown, decides nothing'),
    end_at: optional('ISO 8601; kept and shown, decides nothing'),
    restrict_enrollments_to_section_dates: optional('Kept and shown, decides nothing'),
  }),
);

export const newSectionBody = Type.Object({
  course_section: courseSection,
  enable_sis_reactivation: optional('Without effect'),
});

export const changedSectionBody = Type.Object({
  course_section: courseSection,
  override_sis_stickiness: optional('Without effect'),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableId = Type.Unsafe<number | null>({ type: ['integer', 'null'] });

export const shownSection = Type.Object({
  id: Type.Integer(),
  course_id: Type.Integer(),
  name: Type.String(),
  start_at: nullableText,
  end_at: nullableText,
  created_at: Type.String(),
  restrict_enrollments_to_section_dates: Type.Boolean(),
  nonxlist_course_id: nullableId,
  sis_section_id: Type.Optional(nullableText),
  sis_course_id: Type.Optional(nullableText),
  integration_id: Type.Optional(nullableText),
  sis_import_id: Type.Optional(nullableId),
  total_students: Type.Optional(Type.Integer()),
});

export type SectionJson = Static<typeof shownSection>;

export function sectionJson({ section, course, seesSisIds, studentCount }: SectionView): SectionJson {
  return {
    id: section.id,
    course_id: section.courseId,
    name: section.name,
    start_at: wireTime(section.startAtMs),
    end_at: wireTime(section.endAtMs),
    created_at: wireTime(section.createdAtMs),
    restrict_enrollments_to_section_dates: section.restrictEnrollmentsToSectionDates === 1,
    nonxlist_course_id: null,
    ...(seesSisIds
      ? {
          sis_section_id: section.sisSectionId,
          sis_course_id: course.sisCourseId,
          integration_id: section.integrationId,
          sis_import_id: null,
        }
      : {}),
    ...(studentCount === undefined ? {} : { total_students: studentCount }),
  };
}

export function sectionDraftOf(body: Parameters): SectionDraft {
  const section = objectParam(body.course_section, 'course_section') ?? {};
  const text = (name: string) => stringParam(section[name], `course_section[${name}]`, textCharsMax);
  const restricts = booleanParam(
    section.restrict_enrollments_to_section_dates,
    'course_section[restrict_enrollments_to_section_dates]',
  );
  return {
    name: text('name'),
    // Canvas: null is not given; empty text takes the id away.
    sisSectionId: text('sis_section_id') ?? undefined,
    integrationId: text('integration_id') ?? undefined,
    startAtMs: timeParam(section.start_at, 'course_section[start_at]'),
    endAtMs: timeParam(section.end_at, 'course_section[end_at]'),
    // Blank is false, as Canvas reads it.
    restrictEnrollmentsToSectionDates: restricts === null ? false : restricts,
  };
}

export function wantsStudentCount(query: Parameters): boolean {
  return (stringListParam(query.include, 'include', nameCharsMax) ?? []).includes('total_students');
}
