// What the builders build: every event, action and kind of result is valid, and looks as it should on the wire.

import {
  actions,
  type CaliperEvent,
  caliperContext,
  dateTime,
  describe as describeEntity,
  duration,
  type EntityOf,
  type EntityType,
  entity,
  envelope,
  event,
  validate,
  validateItem,
} from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import {
  application,
  at,
  attempt,
  course,
  eventId,
  item,
  person,
  quiz,
  result,
  score,
  session,
} from './support/examples.ts';

const base = { id: eventId, eventTime: at } as const;
const byPerson = { ...base, actor: person };
const thing = <Type extends EntityType>(type: Type): EntityOf<Type> =>
  entity(type, `https://school.example/${type}/1`);
const segment = thing('Frame');

const responses = [
  thing('Response'),
  thing('FillinBlankResponse'),
  thing('MultipleChoiceResponse'),
  thing('MultipleResponseResponse'),
  thing('SelectTextResponse'),
  thing('TrueFalseResponse'),
];

const events: CaliperEvent[] = [
  ...(['Started', 'Paused', 'Resumed', 'Restarted', 'Reset', 'Submitted'] as const).map((action) =>
    event({ ...byPerson, type: 'AssessmentEvent', action, object: quiz, generated: attempt }),
  ),
  event({
    ...byPerson,
    type: 'AssessmentItemEvent',
    action: 'Started',
    object: item,
    generated: attempt,
    referrer: item,
  }),
  event({ ...byPerson, type: 'AssessmentItemEvent', action: 'Skipped', object: item }),
  ...responses.map((generated) =>
    event({ ...byPerson, type: 'AssessmentItemEvent', action: 'Completed', object: item, generated }),
  ),
  ...[quiz, item, thing('AssignableDigitalResource')].flatMap((object) =>
    (['Activated', 'Deactivated', 'Started', 'Completed', 'Submitted', 'Reviewed'] as const).map((action) =>
      event({ ...byPerson, type: 'AssignableEvent', action, object, generated: attempt, target: segment }),
    ),
  ),
  ...[person, application, course, thing('Group'), thing('Agent')].map((actor) =>
    event({ ...base, type: 'GradeEvent', actor, action: 'Graded', object: attempt, generated: score }),
  ),
  ...(['LoggedIn', 'LoggedOut'] as const).map((action) =>
    event({
      ...byPerson,
      type: 'SessionEvent',
      action,
      object: application,
      session,
      target: quiz,
      referrer: application,
    }),
  ),
  event({ ...base, type: 'SessionEvent', actor: application, action: 'TimedOut', object: session }),
  event({
    ...base,
    type: 'SessionEvent',
    actor: application,
    action: 'TimedOut',
    object: thing('LtiSession'),
  }),
  ...[quiz, item, application, thing('WebPage'), thing('Chapter')].map((object) =>
    event({
      ...byPerson,
      type: 'NavigationEvent',
      action: 'NavigatedTo',
      object,
      target: segment,
      referrer: object,
    }),
  ),
  ...[quiz, item, result, thing('VideoObject')].map((object) =>
    event({ ...byPerson, type: 'ViewEvent', action: 'Viewed', object, target: segment }),
  ),
  event({
    ...byPerson,
    type: 'AnnotationEvent',
    action: 'Bookmarked',
    object: item,
    generated: thing('BookmarkAnnotation'),
  }),
  event({
    ...byPerson,
    type: 'AnnotationEvent',
    action: 'Highlighted',
    object: item,
    generated: thing('HighlightAnnotation'),
  }),
  event({
    ...byPerson,
    type: 'AnnotationEvent',
    action: 'Shared',
    object: item,
    generated: thing('SharedAnnotation'),
  }),
  event({
    ...byPerson,
    type: 'AnnotationEvent',
    action: 'Tagged',
    object: item,
    generated: thing('TagAnnotation'),
  }),
  event({ ...byPerson, type: 'ToolUseEvent', action: 'Used', object: application }),
  ...actions.map((action) => event({ ...base, type: 'Event', actor: application, action, object: quiz })),
];

test.each(events.map((made) => [`${made.type} ${made.action} ${describing(made.object)}`, made]))(
  '%s is valid',
  (_, made) => {
    expect(validateItem(made).faults).toEqual([]);
    expect(validateItem(JSON.parse(JSON.stringify(made))).faults).toEqual([]);
  },
);

test('all of them at once are one valid envelope', () => {
  const message = envelope({ sensor: 'https://school.example/', sendTime: at, data: events });
  expect(validate(JSON.stringify(message))).toEqual({ isValid: true, faults: [], isComplete: true });
});

test('an event has its context first and leaves out what is undefined', () => {
  const made = event({
    ...byPerson,
    type: 'ViewEvent',
    action: 'Viewed',
    object: quiz.id,
    target: undefined,
  });
  expect(JSON.stringify(made)).toBe(
    `{"@context":"${caliperContext}","id":"${eventId}","eventTime":"2026-03-01T09:30:15.250Z",` +
      '"actor":{"id":"https://school.example/users/42","type":"Person","name":"Ada"},' +
      '"type":"ViewEvent","action":"Viewed","object":"https://school.example/quizzes/7"}',
  );
});

test('an entity on its own has a context too', () => {
  expect(describeEntity(entity('Person', 'urn:x:1'))).toEqual({
    '@context': caliperContext,
    id: 'urn:x:1',
    type: 'Person',
  });
  const message = envelope({
    sensor: 'https://school.example/',
    sendTime: at,
    data: [describeEntity(person)],
  });
  expect(validate(message).faults).toEqual([]);
  expect(Object.keys(message)).toEqual(['sensor', 'sendTime', 'dataVersion', 'data']);
});

test('an envelope is not empty', () => {
  expect(() => envelope({ sensor: 'https://school.example/', sendTime: at, data: [] })).toThrow(RangeError);
});

describe('dateTime', () => {
  test.each<[number | Date, string]>([
    [0, '1970-01-01T00:00:00.000Z'],
    [1772357415250, '2026-03-01T09:30:15.250Z'],
    [1772357415250.9, '2026-03-01T09:30:15.250Z'],
    [-0.5, '1969-12-31T23:59:59.999Z'],
    [new Date(1772357415250), '2026-03-01T09:30:15.250Z'],
    [-62167219200000, '0000-01-01T00:00:00.000Z'],
    [253402300799999, '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (time, text) => {
    expect(dateTime(time)).toBe(text);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -62167219200001, 253402300800000, new Date(Number.NaN)])(
    'refuses %s',
    (time) => {
      expect(() => dateTime(time)).toThrow(RangeError);
    },
  );
});

describe('duration', () => {
  test.each([
    [0, 'PT0S'],
    [3_012_000, 'PT3012S'],
    [250, 'PT0.25S'],
    [1005, 'PT1.005S'],
    [1000.4, 'PT1S'],
    [Number.MAX_SAFE_INTEGER, 'PT9007199254740.991S'],
  ])('%s ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (ms) => {
    expect(() => duration(ms)).toThrow(RangeError);
  });
});

function describing(object: CaliperEvent['object']): string {
  return typeof object === 'string' ? 'by IRI' : object.type;
}
