// What all events have in common. Caliper 1.1: properties of Event.

import { validateItem } from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import { application, at, course, eventWith, person, quiz, session } from './support/examples.ts';
import { errorsOf, warningsOf } from './support/faults.ts';

const membership = {
  id: 'urn:x:membership',
  type: 'Membership',
  member: person.id,
  organization: course.id,
  roles: ['Learner', 'Learner#GuestLearner'],
  status: 'Active',
};
const launch = {
  id: 'urn:x:launch',
  type: 'LtiSession',
  messageParameters: { iss: 'https://lms.example', free: [1] },
};

test('an event with every key is valid', () => {
  const full = {
    target: quiz,
    referrer: quiz,
    edApp: application,
    group: course,
    membership,
    session,
    federatedSession: launch,
    extensions: { 'org.example': { anything: [null] } },
  };
  expect(validateItem(eventWith(full)).faults).toEqual([]);
});

describe('the required keys', () => {
  test.each(['id', 'type', 'actor', 'action', 'object', 'eventTime'])(
    '%s has to be there and not null',
    (key) => {
      expect(errorsOf(eventWith({ [key]: undefined }))).toEqual([`missing-key /${key}`]);
      expect(errorsOf(eventWith({ [key]: null }))).toEqual([`missing-key /${key}`]);
    },
  );

  test.each([
    ['id', 'urn:uuid:not-a-uuid', 'event-id /id'],
    ['id', '7466a5b9-9246-4285-a238-eb5eb5b8bd9d', 'event-id /id'],
    ['id', 'https://school.example/events/1', 'event-id /id'],
    ['id', 'urn:uuid:7466a5b9-9246-4285-a238-eb5eb5b8bd9d0', 'event-id /id'],
    ['id', '', 'missing-key /id'],
    ['id', 7, 'value-type /id'],
    ['actor', 7, 'value-type /actor'],
    ['actor', [person], 'value-type /actor'],
    ['actor', 'Ada Lovelace', 'iri /actor'],
    ['actor', '', 'missing-key /actor'],
    ['action', ['Started', 'Paused'], 'value-type /action'],
    ['action', 'http://purl.imsglobal.org/caliper/actions/Started', 'term-as-iri /action'],
    ['object', true, 'value-type /object'],
    ['eventTime', 1772357415250, 'value-type /eventTime'],
  ])('%s is not %j', (key, value, error) => {
    expect(errorsOf(eventWith({ [key]: value }))).toEqual([error]);
  });

  test('an id should be a UUID of version 4', () => {
    const other = eventWith({ id: 'urn:uuid:7466a5b9-9246-1285-a238-eb5eb5b8bd9d' });
    expect(errorsOf(other)).toEqual([]);
    expect(warningsOf(other)).toEqual(['uuid-version /id']);
    expect(validateItem(eventWith({ id: 'urn:uuid:7466A5B9-9246-4285-A238-EB5EB5B8BD9D' })).faults).toEqual(
      [],
    );
  });
});

describe('the optional keys', () => {
  test.each([
    ['edApp', 'SoftwareApplication', 'Person'],
    ['group', 'Organization', 'Person'],
    ['membership', 'Membership', 'Person'],
    ['session', 'Session', 'Person'],
    ['federatedSession', 'LtiSession', 'Session'],
  ])('%s is %s and not %s', (key, right, wrong) => {
    expect(errorsOf(eventWith({ [key]: { id: 'urn:x:1', type: right } }))).toEqual([]);
    expect(errorsOf(eventWith({ [key]: 'urn:x:1' }))).toEqual([]);
    expect(errorsOf(eventWith({ [key]: { id: 'urn:x:1', type: wrong } }))).toEqual([
      `entity-type /${key}/type`,
    ]);
    expect(errorsOf(eventWith({ [key]: null }))).toEqual([`null-value /${key}`]);
    expect(errorsOf(eventWith({ [key]: [] }))).toEqual([`value-type /${key}`]);
    expect(errorsOf(eventWith({ [key]: {} }))).toEqual([`empty-entity /${key}`]);
    expect(errorsOf(eventWith({ [key]: { type: right } }))).toEqual([`missing-key /${key}/id`]);
  });

  test.each(['group', 'session'])('%s may be of a subtype', (key) => {
    const type = key === 'group' ? 'CourseSection' : 'LtiSession';
    expect(errorsOf(eventWith({ [key]: { id: 'urn:x:1', type } }))).toEqual([]);
  });

  test.each([
    ['a list', []],
    ['a text', 'x'],
    ['a number', 1],
  ])('extensions are not %s', (_, extensions) => {
    expect(errorsOf(eventWith({ extensions }))).toEqual(['value-type /extensions']);
  });

  test('keys outside the model go into extensions', () => {
    expect(errorsOf(eventWith({ score: 5, 'a/b~c': 1 }))).toEqual([
      'unknown-key /score',
      'unknown-key /a~1b~0c',
    ]);
    expect(errorsOf(eventWith({ toString: 1 }))).toEqual(['unknown-key /toString']);
    expect(
      errorsOf(JSON.parse(`${JSON.stringify(eventWith({})).slice(0, -1)},"__proto__":{"a":1}}`)),
    ).toEqual(['unknown-key /__proto__']);
  });

  test('undefined is as good as left out', () => {
    expect(validateItem({ ...eventWith({}), target: undefined, score: undefined }).faults).toEqual([]);
  });

  test('empty ones can be left out', () => {
    expect(warningsOf(eventWith({ extensions: {} }))).toEqual(['empty-value /extensions']);
  });
});

describe('a time', () => {
  test.each([
    at,
    '0000-01-01T00:00:00.000Z',
    '2024-02-29T23:59:59.999Z',
    '2000-02-29T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
  ])('is %s', (eventTime) => {
    expect(validateItem(eventWith({ eventTime })).faults).toEqual([]);
  });

  test.each([
    '2026-03-01T09:30:15Z',
    '2026-03-01T09:30:15.25Z',
    '2026-03-01T09:30:15.250000Z',
    '2026-03-01T09:30:15.250+00:00',
    '2026-03-01T09:30:15.250+01:00',
    '2026-03-01t09:30:15.250z',
    '2026-03-01 09:30:15.250Z',
    '2026-03-01T09:30Z',
  ])('is not %s, which can be read', (eventTime) => {
    expect(errorsOf(eventWith({ eventTime }))).toEqual(['date-time-form /eventTime']);
    expect(errorsOf(eventWith({ eventTime }), { mode: 'lenient' })).toEqual([]);
  });

  test.each([
    '',
    'yesterday',
    '2026-03-01',
    '2026-03-01T09:30:15.250',
    '2026-02-29T09:30:15.250Z',
    '1900-02-29T09:30:15.250Z',
    '2026-04-31T09:30:15.250Z',
    '2026-13-01T09:30:15.250Z',
    '2026-00-01T09:30:15.250Z',
    '2026-03-00T09:30:15.250Z',
    '2026-03-01T24:00:00.000Z',
    '2026-03-01T09:60:15.250Z',
    '2026-03-01T09:30:60.250Z',
    '2026-03-01T09:30:15.25xZ',
    '20260301T093015.250Z',
    '+02026-03-01T09:30:15.250Z',
    '-026-03-01T09:30:15.250Z',
    '２０２６-03-01T09:30:15.250Z',
  ])('is not %s, which cannot be told', (eventTime) => {
    expect(errorsOf(eventWith({ eventTime }))).toEqual(['date-time /eventTime']);
    expect(errorsOf(eventWith({ eventTime }), { mode: 'lenient' })).toEqual(['date-time /eventTime']);
  });
});
