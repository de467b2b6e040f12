// Things that events are about, and events with them, right in every respect.

import {
  type CaliperEvent,
  caliperContext,
  dateTime,
  type EntityType,
  type Envelope,
  entity,
  envelope,
  event,
} from '@quizwire/caliper';

const school = 'https://school.example';

export const eventId = 'urn:uuid:7466a5b9-9246-4285-a238-eb5eb5b8bd9d';
export const at = dateTime(Date.UTC(2026, 2, 1, 9, 30, 15, 250));

export const person = entity('Person', `${school}/users/42`, { name: 'Ada' });
export const application = entity('SoftwareApplication', `${school}/app`, { version: '2.1' });
export const course = entity('CourseSection', `${school}/courses/3/sections/1`, {
  courseNumber: 'BIO-1',
  academicSession: 'Spring 2026',
  category: 'seminar',
});
export const quiz = entity('Assessment', `${school}/quizzes/7`, {
  name: 'Cells',
  maxAttempts: 2,
  maxScore: 10.5,
});
export const item = entity('AssessmentItem', `${school}/quizzes/7/items/1`, { isPartOf: quiz.id });
export const attempt = entity('Attempt', `${school}/quizzes/7/attempts/9`, {
  assignee: person.id,
  assignable: quiz.id,
  count: 1,
  startedAtTime: at,
});
export const score = entity('Score', `${school}/scores/5`, {
  attempt: attempt.id,
  scoreGiven: 8.5,
  maxScore: 10.5,
  scoredBy: application.id,
});
export const result = entity('Result', `${school}/results/5`, {
  attempt: attempt.id,
  resultScore: 8.5,
  maxResultScore: 10.5,
});
export const session = entity('Session', `${school}/sessions/1`, { user: person.id, startedAtTime: at });

export const started: CaliperEvent = event({
  type: 'AssessmentEvent',
  id: eventId,
  actor: person,
  action: 'Started',
  object: quiz,
  eventTime: at,
  generated: attempt,
});

/** An envelope with these items, whatever they are. */
export function enveloped(...items: unknown[]): unknown {
  return { ...envelope({ sensor: `${school}/`, sendTime: at, data: [started] }), data: items };
}

/** A right envelope with a right event, changed as JSON: some keys to other values, or left out when undefined. */
export function envelopeWith(
  changes: { [Key in keyof Envelope]?: unknown } & { [key: string]: unknown },
): unknown {
  return JSON.parse(
    JSON.stringify({ ...envelope({ sensor: `${school}/`, sendTime: at, data: [started] }), ...changes }),
  );
}

/** A right event, changed as JSON, likewise. */
export function eventWith(changes: { [key: string]: unknown }): { [key: string]: unknown } {
  return JSON.parse(JSON.stringify({ ...started, ...changes }));
}

/** An entity of this type on its own, as JSON, with these keys. */
export function described(type: EntityType, keys: { [key: string]: unknown }): { [key: string]: unknown } {
  return { '@context': caliperContext, id: `${school}/things/1`, type, ...keys };
}
