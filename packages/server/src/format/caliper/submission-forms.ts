// Work is handed in that is no quiz, and what happens to it afterwards.

import type { Attempt, CaliperEvent } from '@quizwire/caliper';
import { actorOf, commonKeys, own, person, type Told } from './told.ts';
import { countOf, timeOf, type Values } from './values.ts';

/**
 * Caliper: the actor is a person, so where a tool handed in it is whose work it is. None of a quiz, which has its own events.
 * Canvas also says so of work that waits again because its grade was taken away; nobody handed in anything then.
 */
export function submissionCreated(told: Told): CaliperEvent[] | null {
  if (told.details.is_waiting_again === true) return submissionUpdated(told);
  const work = workIn(told);
  if (work === null) return null;
  const { attempt, userId, assignmentIri } = work;
  const actorId = told.userId ?? userId;
  return [
    {
      ...commonKeys(told, stateOf(told.body)),
      type: 'AssignableEvent',
      actor: person(told, actorId),
      action: 'Submitted',
      object: { id: assignmentIri, type: 'AssignableDigitalResource' },
      generated: { ...attempt, endedAtTime: timeOf(told.body.submitted_at) },
    },
  ];
}

export function submissionUpdated(told: Told): CaliperEvent[] | null {
  const work = workIn(told);
  if (work === null) return null;
  const { body } = told;
  const object: Attempt = { ...work.attempt, dateModified: timeOf(body.updated_at) };
  const keys = commonKeys(told, { ...stateOf(body), score: body.score, grade: body.grade });
  return [{ ...keys, type: 'Event', actor: actorOf(told), action: 'Modified', object }];
}

function workIn({ names, body, courseId = '' }: Told): {
  userId: string;
  assignmentIri: string;
  attempt: Attempt;
} | null {
  const submissionId = names.id(body.submission_id);
  const assignmentId = names.id(body.assignment_id);
  const userId = names.id(body.user_id);
  if (submissionId === undefined || assignmentId === undefined || userId === undefined) return null;
  if (body.submission_type === 'online_quiz') return null;
  const count = countOf(body.attempt);
  const assignmentIri = names.assignment(courseId, assignmentId);
  return {
    userId,
    assignmentIri,
    attempt: {
      id: names.work({ courseId, assignmentId, userId, submissionId, attempt: count }),
      type: 'Attempt',
      assignee: names.user(userId),
      assignable: assignmentIri,
      count,
      extensions: own({
        submission_id: submissionId,
        submission_type: body.submission_type,
        body: body.body,
        url: body.url,
      }),
    },
  };
}

function stateOf({ workflow_state, late, missing }: Values): Values {
  return { workflow_state, late, missing };
}
