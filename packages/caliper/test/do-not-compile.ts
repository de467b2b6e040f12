// What must not compile. Nothing runs this: `tsc` fails where a line below an expectation is fine after all.

import {
  type Assessment,
  type Attempt,
  type CaliperEvent,
  caliper12Context,
  type DigitalResource,
  describe,
  type Envelope,
  entity,
  envelope,
  event,
  type Membership,
  type Score,
  type TrueFalseResponse,
} from '@quizwire/caliper';
import {
  application,
  at,
  attempt,
  eventId,
  item,
  person,
  quiz,
  result,
  score,
  session,
} from './support/examples.ts';

const base = { id: eventId, eventTime: at, actor: person } as const;

export const wrongActions = [
  // @ts-expect-error An assessment is submitted, not completed.
  event({ ...base, type: 'AssessmentEvent', object: quiz, action: 'Completed' }),
  // @ts-expect-error There is no Answered.
  event({ ...base, type: 'AssessmentItemEvent', object: item, action: 'Answered' }),
  // @ts-expect-error Viewing an item is a ViewEvent.
  event({ ...base, type: 'AssessmentItemEvent', object: item, action: 'Viewed' }),
  // @ts-expect-error Deprecated.
  event({ ...base, type: 'AssignableEvent', object: quiz, action: 'Abandoned' }),
  // @ts-expect-error An attempt is graded.
  event({ ...base, type: 'GradeEvent', object: attempt, action: 'Submitted' }),
  // @ts-expect-error A session does not begin, somebody logs in.
  event({ ...base, type: 'SessionEvent', object: application, action: 'Started' }),
  // @ts-expect-error
  event({ ...base, type: 'NavigationEvent', object: quiz, action: 'Viewed' }),
  // @ts-expect-error
  event({ ...base, type: 'ViewEvent', object: quiz, action: 'NavigatedTo' }),
  // @ts-expect-error
  event({ ...base, type: 'AnnotationEvent', object: quiz, action: 'Liked' }),
  // @ts-expect-error
  event({ ...base, type: 'ToolUseEvent', object: application, action: 'Launched' }),
  // @ts-expect-error An action of 1.2.
  event({ ...base, type: 'Event', object: quiz, action: 'Published' }),
  // @ts-expect-error Canvas's word, not Caliper's.
  event({ ...base, type: 'Event', object: quiz, action: 'Flagged' }),
];

export const wrongObjects = [
  // @ts-expect-error The attempt is what comes of it.
  event({ ...base, type: 'AssessmentEvent', action: 'Started', object: attempt }),
  // @ts-expect-error
  event({ ...base, type: 'AssessmentItemEvent', action: 'Started', object: quiz }),
  // @ts-expect-error
  event({ ...base, type: 'AssignableEvent', action: 'Started', object: entity('Page', 'urn:x:1') }),
  // @ts-expect-error The attempt is graded, not the quiz.
  event({ ...base, type: 'GradeEvent', action: 'Graded', object: quiz }),
  // @ts-expect-error
  event({ ...base, type: 'SessionEvent', action: 'LoggedIn', object: session }),
  // @ts-expect-error
  event({ ...base, type: 'SessionEvent', actor: application, action: 'TimedOut', object: application }),
  // @ts-expect-error
  event({ ...base, type: 'NavigationEvent', action: 'NavigatedTo', object: attempt }),
  // @ts-expect-error A result can be viewed, a score cannot.
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: score }),
  // @ts-expect-error
  event({ ...base, type: 'AnnotationEvent', action: 'Tagged', object: attempt }),
  // @ts-expect-error
  event({ ...base, type: 'ToolUseEvent', action: 'Used', object: quiz }),
  // @ts-expect-error An event is no entity.
  event({ ...base, type: 'Event', action: 'Modified', object: { id: 'urn:x:1', type: 'AssessmentEvent' } }),
];

export const wrongActors = [
  // @ts-expect-error
  event({ ...base, type: 'AssessmentEvent', action: 'Submitted', object: quiz, actor: application }),
  // @ts-expect-error
  event({ ...base, type: 'SessionEvent', action: 'TimedOut', object: session, actor: person }),
  // @ts-expect-error
  event({ ...base, type: 'SessionEvent', action: 'LoggedIn', object: application, actor: application }),
  // @ts-expect-error
  event({ ...base, type: 'GradeEvent', action: 'Graded', object: attempt, actor: quiz }),
];

export const wrongParts = [
  // @ts-expect-error
  event({ ...base, type: 'AssessmentEvent', action: 'Started', object: quiz, generated: score }),
  // @ts-expect-error Starting makes an attempt, completing a response.
  event({ ...base, type: 'AssessmentItemEvent', action: 'Completed', object: item, generated: attempt }),
  // @ts-expect-error Skipping makes nothing.
  event({ ...base, type: 'AssessmentItemEvent', action: 'Skipped', object: item, generated: attempt }),
  // @ts-expect-error
  event({ ...base, type: 'AssessmentItemEvent', action: 'Started', object: item, referrer: quiz }),
  // @ts-expect-error
  event({ ...base, type: 'AssignableEvent', action: 'Started', object: quiz, target: quiz }),
  // @ts-expect-error
  event({ ...base, type: 'GradeEvent', action: 'Graded', object: attempt, generated: result }),
  // @ts-expect-error
  event({ ...base, type: 'GradeEvent', action: 'Graded', object: attempt, target: quiz }),
  // @ts-expect-error
  event({
    ...base,
    type: 'AnnotationEvent',
    action: 'Tagged',
    object: quiz,
    generated: entity('BookmarkAnnotation', 'a:b'),
  }),
  // @ts-expect-error
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, session: person }),
  // @ts-expect-error
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, federatedSession: session }),
  // @ts-expect-error
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, group: person }),
  // @ts-expect-error
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, membership: person }),
  // @ts-expect-error null is malformed.
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, session: null }),
  // @ts-expect-error Other keys go into extensions.
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, score: 5 }),
  // @ts-expect-error Of 1.2.
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, profile: 'AssessmentProfile' }),
  // @ts-expect-error The id of an event is a UUID.
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, id: 'https://school.example/1' }),
  // @ts-expect-error Milliseconds and Z.
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, eventTime: '2026-03-01T09:30:15Z' }),
  // @ts-expect-error dateTime() makes one.
  event({ ...base, type: 'ViewEvent', action: 'Viewed', object: quiz, eventTime: new Date().toISOString() }),
  // @ts-expect-error No eventTime.
  event({ type: 'ViewEvent', id: eventId, actor: person, action: 'Viewed', object: quiz }),
  // @ts-expect-error Of 1.2.
  event({ ...base, type: 'FeedbackEvent', action: 'Commented', object: quiz }),
];

export const wrongEntities = [
  // @ts-expect-error No id.
  { type: 'Attempt', count: 1 } satisfies Attempt,
  // @ts-expect-error
  { id: 'a:b', type: 'Attempt', count: '1' } satisfies Attempt,
  // @ts-expect-error Deprecated.
  { id: 'a:b', type: 'Attempt', actor: 'a:c' } satisfies Attempt,
  // @ts-expect-error
  { id: 'a:b', type: 'Attempt', assignee: application } satisfies Attempt,
  // @ts-expect-error
  { id: 'a:b', type: 'Attempt', duration: '3000' } satisfies Attempt,
  // @ts-expect-error
  { id: 'a:b', type: 'Assessment', items: [quiz] } satisfies Assessment,
  // @ts-expect-error
  { id: 'a:b', type: 'Assessment', keywords: 'biology' } satisfies Assessment,
  // @ts-expect-error
  { id: 'a:b', type: 'TrueFalseResponse', value: true } satisfies TrueFalseResponse,
  // @ts-expect-error A Result has resultScore.
  { id: 'a:b', type: 'Score', resultScore: 5 } satisfies Score,
  // @ts-expect-error
  { id: 'a:b', type: 'Membership', roles: ['Student'] } satisfies Membership,
  // @ts-expect-error A sub-role is written behind its core role.
  { id: 'a:b', type: 'Membership', roles: ['Grader'] } satisfies Membership,
  // @ts-expect-error
  { id: 'a:b', type: 'Membership', status: 'active' } satisfies Membership,
  // @ts-expect-error An attempt is no resource.
  { id: 'a:b', type: 'Attempt' } satisfies DigitalResource,
  // @ts-expect-error
  entity('Quiz', 'a:b'),
  // @ts-expect-error
  entity('Person', 'a:b', { maxScore: 5 }),
];

export const wrongEnvelopes = [
  // @ts-expect-error An entity on its own needs a context: describe() gives it one.
  envelope({ sensor: 'https://school.example/', sendTime: at, data: [person] }),
  // @ts-expect-error
  envelope({ sensor: 'https://school.example/', sendTime: 1772357415250, data: [describe(person)] }),
  // @ts-expect-error Of 1.2.
  caliper12Context satisfies Envelope['dataVersion'],
  // @ts-expect-error The Caliper context is the last.
  ['http://purl.imsglobal.org/ctx/caliper/v1p1', 'https://schema.org'] satisfies CaliperEvent['@context'],
];
