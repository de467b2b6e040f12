// Quizzes, assignments and their groups are made, changed, published, deleted.

import type { AssignableDigitalResource, CaliperEvent } from '@quizwire/caliper';
import { savedEvent } from './saved-forms.ts';
import { commonKeys, own, person, type Told } from './told.ts';
import { countOf, numberOf, textOf, timeOf } from './values.ts';

export function quizSaved(told: Told): CaliperEvent[] | null {
  const { names, body, courseId = '' } = told;
  const quizId = names.id(body.quiz_id);
  if (quizId === undefined) return null;
  const { quiz_type, time_limit, scoring_policy } = body;
  return [
    savedEvent(told, {
      id: names.quiz(courseId, quizId),
      type: 'Assessment',
      ...assignableKeys(told),
      maxAttempts: countOf(body.allowed_attempts),
      extensions: own({ quiz_type, time_limit, scoring_policy, lock_at: body.lock_at }),
    }),
  ];
}

/**
 * And that it is open to students now, or no more, where the state before is known. Caliper: that takes a person, so what a
 * job does is a mere change.
 */
export function assignmentSaved(told: Told): CaliperEvent[] | null {
  const { names, body, courseId = '', userId } = told;
  const assignmentId = names.id(body.assignment_id);
  if (assignmentId === undefined) return null;
  const object: AssignableDigitalResource = {
    id: names.assignment(courseId, assignmentId),
    type: 'AssignableDigitalResource',
    ...assignableKeys(told),
    extensions: own({ submission_types: body.submission_types, lock_at: body.lock_at }),
  };
  const events = [savedEvent(told, object)];
  const action = turn(told);
  if (action !== null && userId !== undefined) {
    const keys = commonKeys(told, {}, 1);
    events.push({ ...keys, type: 'AssignableEvent', actor: person(told, userId), action, object });
  }
  return events;
}

export function assignmentGroupSaved(told: Told): CaliperEvent[] | null {
  const { names, body, courseId = '' } = told;
  const groupId = names.id(body.assignment_group_id);
  if (groupId === undefined) return null;
  const { position, group_weight, rules } = body;
  return [
    savedEvent(told, {
      id: names.assignmentGroup(courseId, groupId),
      type: 'DigitalResourceCollection',
      name: textOf(body.name),
      isPartOf: courseId === '' ? undefined : names.course(courseId),
      extensions: own({ position, group_weight, rules }),
    }),
  ];
}

/** Our own details say what a Canvas does not: which state it was in. */
function turn({ eventName, body, details }: Told): 'Activated' | 'Deactivated' | null {
  const isPublished = body.workflow_state === 'published';
  if (eventName === 'assignment_created') return isPublished ? 'Activated' : null;
  const { old_workflow_state: before } = details;
  if (textOf(before) === undefined || (before === 'published') === isPublished) return null;
  return isPublished ? 'Activated' : 'Deactivated';
}

function assignableKeys({ eventName, body, details, names, courseId }: Told) {
  return {
    name: textOf(body.title),
    isPartOf: courseId === undefined ? undefined : names.course(courseId),
    dateCreated:
      timeOf(details.created_at) ?? (eventName.endsWith('_created') ? timeOf(body.updated_at) : undefined),
    dateModified: timeOf(body.updated_at),
    dateToStartOn: timeOf(body.unlock_at),
    dateToSubmit: timeOf(body.due_at),
    maxScore: numberOf(body.points_possible),
  };
}
