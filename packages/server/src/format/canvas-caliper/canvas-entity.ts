// Canvas's records as entities of Caliper. Canvas: live events reference §7.4.

import { type JsonText, objectText } from './json-text.ts';

export type UrnKind =
  | 'account'
  | 'assignment'
  | 'assignment_override'
  | 'course'
  | 'enrollment'
  | 'quiz'
  | 'submission'
  | 'user';

export type EntityType =
  | 'AssignableDigitalResource'
  | 'Assessment'
  | 'Attempt'
  | 'CourseOffering'
  | 'CourseSection'
  | 'Entity'
  | 'Membership'
  | 'Person'
  | 'Score';

/** `id` is digits, as `idOf` reads it. */
export function urn(kind: UrnKind, id: string): string {
  return `urn:instructure:canvas:${kind}:${id}`;
}

export function sectionUrn(courseId: string, sectionId: string): string {
  return `${urn('course', courseId)}:section:${sectionId}`;
}

/** A record that is only named. */
export function urnText(kind: UrnKind, id: string | undefined): JsonText {
  return id === undefined ? undefined : `"${urn(kind, id)}"`;
}

export function entityText(entityUrn: string, type: EntityType, ...members: readonly string[]): string {
  let text = `{"id":"${entityUrn}","type":"${type}"`;
  for (const each of members) {
    if (each !== '') text += `,${each}`;
  }
  return `${text}}`;
}

export function personText(userId: string): string {
  return entityText(urn('user', userId), 'Person');
}

/** The member that holds what Canvas adds to the standard's own; empty where it adds nothing. */
export function canvasExtensions(...members: readonly string[]): string {
  const text = objectText(...members);
  return text === '{}' ? '' : `"extensions":{"com.instructure.canvas":${text}}`;
}
