// Canvas's records as entities of Caliper. Canvas: live events reference §7.4.

import type { JsonText } from './json-text.ts';

export type UrnKind =
  | 'account'
  | 'assignment'
  | 'assignment_override'
  | 'attachment'
  | 'course'
  | 'discussion'
  | 'discussionEntry'
  | 'enrollment'
  | 'group'
  | 'groupCategory'
  | 'groupMembership'
  | 'quiz'
  | 'submission'
  | 'user'
  | 'wikiPage';

export type EntityType =
  | 'AssignableDigitalResource'
  | 'Assessment'
  | 'Attempt'
  | 'CourseOffering'
  | 'CourseSection'
  | 'Document'
  | 'Entity'
  | 'Group'
  | 'Membership'
  | 'Message'
  | 'Page'
  | 'Person'
  | 'Score'
  | 'Thread';

/** `id` is digits. */
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

/** `members` as `member` makes them, one after the other. */
export function entityText(entityUrn: string, type: EntityType, members = ''): string {
  return `{"id":"${entityUrn}","type":"${type}"${members}}`;
}

export function personText(userId: string): string {
  return entityText(urn('user', userId), 'Person');
}
