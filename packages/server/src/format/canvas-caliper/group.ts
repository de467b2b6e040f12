// Where it happened, and what the actor is there. Canvas: live events reference §7.3.

import { type EntityType, entityText, personText, sectionUrn, urn } from './canvas-entity.ts';
import type { CanvasValues } from './canvas-values.ts';
import { extensions, type JsonText, member } from './json-text.ts';

export interface Group {
  urn: string;
  type: Extract<EntityType, 'CourseOffering' | 'CourseSection'>;
  courseId: string;
}

/** The course that the event was in; undefined where it was in none. */
export function courseOf(metadata: CanvasValues): Group | undefined {
  const courseId = isInCourse(metadata) ? metadata.id('context_id') : undefined;
  return courseId === undefined
    ? undefined
    : { urn: urn('course', courseId), type: 'CourseOffering', courseId };
}

/** The section of an enrollment, where the event was in a course. */
export function sectionOf(metadata: CanvasValues, courseId: string, sectionId: string): Group | undefined {
  return isInCourse(metadata)
    ? { urn: sectionUrn(courseId, sectionId), type: 'CourseSection', courseId }
    : undefined;
}

function isInCourse(metadata: CanvasValues): boolean {
  return metadata.text('context_type') === '"Course"';
}

/** Of a section too, what is told beside its name is the course. */
export function groupText({ urn: groupUrn, type, courseId }: Group): string {
  return entityText(groupUrn, type, extensions(`,"context_type":"Course","entity_id":"${courseId}"`));
}

/** The roles whose Caliper name is known, in JSON as all values are; with any other the membership has none. */
const roles: ReadonlyMap<JsonText, string> = new Map([
  ['"TeacherEnrollment"', 'Instructor'],
  ['"StudentEnrollment"', 'Learner'],
]);

/** Undefined for a system. The role is that of the request's user, so it says nothing of another actor. */
export function membershipText(group: Group, userId: string | null, metadata: CanvasValues): JsonText {
  if (userId === null) return undefined;
  const role = metadata.id('user_id') === userId ? roles.get(metadata.text('context_role')) : undefined;
  return entityText(
    `${group.urn}:${role ?? 'user'}:${userId}`,
    'Membership',
    `,"member":${personText(userId)},"organization":${organizationText(group)}${role === undefined ? '' : `,"roles":["${role}"]`}`,
  );
}

function organizationText({ urn: groupUrn, type, courseId }: Group): string {
  if (type === 'CourseOffering') return entityText(groupUrn, type);
  const course = entityText(urn('course', courseId), 'CourseOffering');
  return entityText(groupUrn, type, member('subOrganizationOf', course));
}
