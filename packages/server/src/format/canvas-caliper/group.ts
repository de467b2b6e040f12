// Where it happened, and what the actor is there. Canvas: live events reference §7.3.

import {
  canvasExtensions,
  type EntityType,
  entityText,
  personText,
  sectionUrn,
  urn,
} from './canvas-entity.ts';
import { idOf, type Values } from './canvas-values.ts';
import { type JsonText, member } from './json-text.ts';

export interface Group {
  urn: string;
  type: Extract<EntityType, 'CourseOffering' | 'CourseSection'>;
  courseId: string;
}

/** The course that the event was in; undefined where it was in none. */
export function courseOf({ context_type, context_id }: Values): Group | undefined {
  const courseId = context_type === 'Course' ? idOf(context_id) : undefined;
  return courseId === undefined
    ? undefined
    : { urn: urn('course', courseId), type: 'CourseOffering', courseId };
}

/** The section of an enrollment, where the event was in a course. */
export function sectionOf({ context_type }: Values, courseId: string, sectionId: string): Group | undefined {
  return context_type === 'Course'
    ? { urn: sectionUrn(courseId, sectionId), type: 'CourseSection', courseId }
    : undefined;
}

/** Of a section too, what is told beside its name is the course. */
export function groupText({ urn: groupUrn, type, courseId }: Group): string {
  const extensions = canvasExtensions(
    member('context_type', '"Course"'),
    member('entity_id', `"${courseId}"`),
  );
  return entityText(groupUrn, type, extensions);
}

/** The roles whose Caliper name is known; with any other the membership has none. */
const roles: ReadonlyMap<unknown, string> = new Map([
  ['TeacherEnrollment', 'Instructor'],
  ['StudentEnrollment', 'Learner'],
]);

/** Undefined for a system. The role is that of the request's user, so it says nothing of another actor. */
export function membershipText(group: Group, userId: string | null, metadata: Values): JsonText {
  if (userId === null) return undefined;
  const role = idOf(metadata.user_id) === userId ? roles.get(metadata.context_role) : undefined;
  return entityText(
    `${group.urn}:${role ?? 'user'}:${userId}`,
    'Membership',
    member('member', personText(userId)),
    member('organization', organizationText(group)),
    member('roles', role === undefined ? undefined : `["${role}"]`),
  );
}

function organizationText({ urn: groupUrn, type, courseId }: Group): string {
  if (type === 'CourseOffering') return entityText(groupUrn, type);
  const course = entityText(urn('course', courseId), 'CourseOffering');
  return entityText(groupUrn, type, member('subOrganizationOf', course));
}
