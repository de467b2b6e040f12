// Courses, sections, enrollments and people are made, changed, deleted.

import type { CaliperEvent } from '@quizwire/caliper';
import { rolesOf } from './roles.ts';
import { savedEvent } from './saved-forms.ts';
import { own, type Told } from './told.ts';
import { textOf, timeOf } from './values.ts';

export function courseSaved(told: Told): CaliperEvent[] | null {
  const { names, body } = told;
  const courseId = names.id(body.course_id);
  if (courseId === undefined) return null;
  return [
    savedEvent(told, {
      id: names.course(courseId),
      type: 'CourseOffering',
      name: textOf(body.name),
      ...datesOf(told),
      extensions: own({ uuid: body.uuid }),
    }),
  ];
}

export function sectionSaved(told: Told): CaliperEvent[] | null {
  const { names, body } = told;
  const sectionId = names.id(body.course_section_id);
  const courseId = names.id(body.course_id);
  if (sectionId === undefined || courseId === undefined) return null;
  return [
    savedEvent(told, {
      id: names.section(courseId, sectionId),
      type: 'CourseSection',
      name: textOf(body.name),
      subOrganizationOf: { id: names.course(courseId), type: 'CourseOffering' },
      extensions: own({ sis_source_id: body.sis_source_id, start_at: body.start_at, end_at: body.end_at }),
    }),
  ];
}

/** Caliper knows members as active or inactive; the state as Canvas has it is an extension. */
export function enrollmentSaved(told: Told): CaliperEvent[] | null {
  const { names, body } = told;
  const enrollmentId = names.id(body.enrollment_id);
  const courseId = names.id(body.course_id);
  const userId = names.id(body.user_id);
  if (enrollmentId === undefined || courseId === undefined || userId === undefined) return null;
  const sectionId = names.id(body.course_section_id);
  return [
    savedEvent(told, {
      id: names.enrollment(enrollmentId),
      type: 'Membership',
      member: names.user(userId),
      organization:
        sectionId === undefined
          ? { id: names.course(courseId), type: 'CourseOffering' }
          : {
              id: names.section(courseId, sectionId),
              type: 'CourseSection',
              subOrganizationOf: names.course(courseId),
            },
      roles: rolesOf(body.type),
      status: body.workflow_state === 'active' ? 'Active' : 'Inactive',
      ...datesOf(told),
      extensions: own({ type: body.type }),
    }),
  ];
}

export function userSaved(told: Told): CaliperEvent[] | null {
  const { names, body } = told;
  const userId = names.id(body.user_id);
  if (userId === undefined) return null;
  const person = {
    id: names.user(userId),
    type: 'Person',
    name: textOf(body.name),
    ...datesOf(told),
  } as const;
  return [savedEvent(told, person)];
}

function datesOf({ body }: Told) {
  return { dateCreated: timeOf(body.created_at), dateModified: timeOf(body.updated_at) };
}
