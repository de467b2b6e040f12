// What a caller may set on a course, and what comes of it. Knows no right: what the caller may not set is taken out
// before it comes here.

import type { Course, CourseSettings } from './course.ts';
import { flag } from './flag.ts';
import { nameCharsMax } from './limits.ts';
import { type FieldFault, Refusal } from './refusal.ts';
import { timeZoneNamed } from './time-zone.ts';

/** Fields as asked for: undefined leaves one as it is, null clears it. */
export interface CourseDraft {
  name?: string | null | undefined;
  courseCode?: string | null | undefined;
  sisCourseId?: string | null | undefined;
  integrationId?: string | null | undefined;
  startAtMs?: number | null | undefined;
  concludeAtMs?: number | null | undefined;
  restrictEnrollmentsToCourseDates?: boolean | undefined;
  isPublic?: boolean | undefined;
  isPublicToAuthUsers?: boolean | undefined;
  timeZone?: string | null | undefined;
  applyAssignmentGroupWeights?: boolean | undefined;
  hideFinalGrades?: boolean | undefined;
  settings: CourseSettings;
}

export type CourseFields = Omit<
  Course,
  'id' | 'accountId' | 'rootAccountId' | 'uuid' | 'workflowState' | 'createdAtMs' | 'updatedAtMs'
>;

export const blankCourse: CourseFields = {
  name: '',
  courseCode: '',
  sisCourseId: null,
  integrationId: null,
  startAtMs: null,
  concludeAtMs: null,
  restrictEnrollmentsToCourseDates: 0,
  isPublic: 0,
  isPublicToAuthUsers: 0,
  timeZone: null,
  applyAssignmentGroupWeights: 0,
  hideFinalGrades: 0,
  settings: '{}',
};

/**
 * The course after the draft. A blank name becomes "Unnamed Course", a blank code is made from the name, and dates stay
 * only with `restrictEnrollmentsToCourseDates`. Canvas: core reference §6.2. Raises record_invalid.
 */
export function applyCourseDraft(course: CourseFields, draft: CourseDraft): CourseFields {
  const name = textOr(draft.name, course.name) || 'Unnamed Course';
  const restricted = asFlag(draft.restrictEnrollmentsToCourseDates, course.restrictEnrollmentsToCourseDates);
  const applied: CourseFields = {
    name,
    courseCode: textOr(draft.courseCode, course.courseCode) || courseCodeOf(name),
    sisCourseId: nameOr(draft.sisCourseId, course.sisCourseId),
    integrationId: nameOr(draft.integrationId, course.integrationId),
    startAtMs: restricted === 0 ? null : valueOr(draft.startAtMs, course.startAtMs),
    concludeAtMs: restricted === 0 ? null : valueOr(draft.concludeAtMs, course.concludeAtMs),
    restrictEnrollmentsToCourseDates: restricted,
    isPublic: asFlag(draft.isPublic, course.isPublic),
    isPublicToAuthUsers: asFlag(draft.isPublicToAuthUsers, course.isPublicToAuthUsers),
    timeZone: knownOrAsked(nameOr(draft.timeZone, course.timeZone)),
    applyAssignmentGroupWeights: asFlag(
      draft.applyAssignmentGroupWeights,
      course.applyAssignmentGroupWeights,
    ),
    hideFinalGrades: asFlag(draft.hideFinalGrades, course.hideFinalGrades),
    settings: JSON.stringify({ ...(JSON.parse(course.settings) as CourseSettings), ...draft.settings }),
  };
  const faults = faultsOf(applied);
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
  return applied;
}

/** Canvas: the first word of the name, and the first later one that has a digit: "Intro to Biology 101" is "Intro 101". */
export function courseCodeOf(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/);
  const numbered = rest.find((word) => /\d/.test(word));
  const code = numbered === undefined ? first : `${first} ${numbered}`;
  return [...code].slice(0, nameCharsMax).join('');
}

function faultsOf(course: CourseFields): FieldFault[] {
  const texts: [field: string, text: string | null][] = [
    ['name', course.name],
    ['course_code', course.courseCode],
    ['sis_source_id', course.sisCourseId],
    ['integration_id', course.integrationId],
  ];
  const faults: FieldFault[] = texts
    .filter(([, text]) => text !== null && [...text].length > nameCharsMax)
    .map(([field]) => tooLong(field));
  const { startAtMs, concludeAtMs, timeZone } = course;
  if (startAtMs !== null && concludeAtMs !== null && concludeAtMs < startAtMs) {
    const message = 'End date cannot be before start date';
    faults.push({ field: 'conclude_at', type: message, message });
  }
  if (timeZone !== null && timeZoneNamed(timeZone) === null) {
    faults.push({ field: 'time_zone', type: 'inclusion', message: 'is not a known time zone' });
  }
  return faults;
}

/** The fault of a text column past `nameCharsMax`. */
export function tooLong(field: string): FieldFault {
  return { field, type: 'too_long', message: `is too long (maximum is ${nameCharsMax} characters)` };
}

/** Undefined leaves it as it is. */
export function valueOr<Value>(asked: Value | undefined, current: Value): Value {
  return asked === undefined ? current : asked;
}

function textOr(asked: string | null | undefined, current: string): string {
  return (asked === undefined ? current : (asked ?? '')).trim();
}

/** Blank counts as cleared. */
export function nameOr(asked: string | null | undefined, current: string | null): string | null {
  return asked === undefined ? current : asked?.trim() || null;
}

function knownOrAsked(timeZone: string | null): string | null {
  return timeZone === null ? null : (timeZoneNamed(timeZone) ?? timeZone);
}

export function asFlag(asked: boolean | undefined, current: 0 | 1): 0 | 1 {
  return asked === undefined ? current : flag(asked);
}
