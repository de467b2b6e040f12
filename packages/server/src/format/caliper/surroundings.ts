// Where an event took place and what its actor is there: the same for all events made of one live event, and mostly for the
// next live event too, so that it is kept as text.

import type { CaliperEvent, CourseOffering, Membership, Session } from '@quizwire/caliper';
import { rolesOf } from './roles.ts';
import type { Told } from './told.ts';
import { textOf } from './values.ts';

let atHand = { key: '', text: '' };

/** `edApp`, `group`, `membership` and `session` as members of a JSON object that has others before them. */
export function surroundingsText(told: Told, actor: CaliperEvent['actor']): string {
  const { app, names, courseId, userId, metadata, details } = told;
  const actorIri = typeof actor === 'string' ? actor : actor.id;
  const isUser = userId !== undefined && actorIri === names.user(userId);
  // The role may be one in an account.
  const isInCourse = metadata.context_type === 'Course' && names.id(metadata.context_id) === courseId;
  const contextRole = isUser && isInCourse ? textOf(metadata.context_role) : undefined;
  // Who takes a quiz and does not preview it is a learner, also where a job tells of it.
  const role = details.is_preview === false ? 'StudentEnrollment' : contextRole;
  const sessionId = isUser ? textOf(metadata.session_id) : undefined;
  const sessionIri = sessionId === undefined ? undefined : names.session(sessionId);
  // Only the last may have a space in it.
  const key = `${app.id} ${courseId} ${actorIri} ${sessionIri} ${role}`;
  if (atHand.key === key) return atHand.text;
  const keys = {
    edApp: app,
    group: courseId === undefined ? undefined : group(told, courseId),
    membership:
      courseId === undefined || role === undefined ? undefined : membership(told, courseId, actorIri, role),
    session: sessionIri === undefined ? undefined : session(sessionIri, actorIri),
  };
  atHand = { key, text: `,${JSON.stringify(keys).slice(1, -1)}` };
  return atHand.text;
}

function group({ names }: Told, courseId: string): CourseOffering {
  return { id: names.course(courseId), type: 'CourseOffering' };
}

/** Whoever has no role in a course, such as an admin, is no member of it. A role of an institution's own has no word. */
function membership(
  { names, userId, details }: Told,
  courseId: string,
  member: string,
  role: string,
): Membership {
  const roles = rolesOf(role);
  const memberId = names.id(details.user_id) ?? userId ?? '';
  return {
    id: names.membership(courseId, memberId, roles?.[0]),
    type: 'Membership',
    member,
    organization: names.course(courseId),
    roles,
    status: 'Active',
  };
}

function session(id: string, user: string): Session {
  return { id, type: 'Session', user };
}
