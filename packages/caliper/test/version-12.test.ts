// Caliper 1.2: what is known of it, and what of that is checked. Caliper reference: what 1.2 changes.

import {
  caliper12Context,
  caliperContext,
  entityTypes12,
  eventTypes12,
  extensionContexts,
  identifierTypes12,
  profiles12,
  validate,
  validateItem,
} from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import { application, described, enveloped, eventWith, person, session } from './support/examples.ts';
import { errorsOf, messageWarnings, warningsOf } from './support/faults.ts';

const later = { '@context': caliper12Context, profile: 'AssessmentProfile' };
const identifier = { type: 'SystemIdentifier', identifier: 'ada', identifierType: 'SisSourcedId' };

test('an envelope of 1.2 is valid, and said not to be checked in full', () => {
  const message = { ...Object(enveloped(eventWith(later))), dataVersion: caliper12Context };
  expect(validate(message).isValid).toBe(true);
  expect(messageWarnings(message)).toEqual(['unchecked /dataVersion']);
});

test('an event of 1.2 should name its profile, by a term that is known', () => {
  expect(warningsOf(eventWith({ ...later, profile: undefined }))).toEqual(['recommended-key /profile']);
  for (const profile of profiles12) expect(errorsOf(eventWith({ ...later, profile }))).toEqual([]);
  expect(errorsOf(eventWith({ ...later, profile: 'QuizProfile' }))).toEqual(['unknown-term /profile']);
});

test('an item without context is of the version of its envelope', () => {
  const bare = eventWith({ ...later, '@context': undefined });
  expect(errorsOf(bare, { dataVersion: caliper12Context })).toEqual(['context /@context']);
  expect(errorsOf(bare, { dataVersion: caliperContext })).toEqual([
    'context /@context',
    'version-1.2 /profile',
  ]);
  expect(errorsOf(bare)).toEqual(['context /@context', 'version-1.2 /profile']);
});

describe('keys of 1.2', () => {
  test.each<[string, { [key: string]: unknown }]>([
    ['otherIdentifiers of a Person', described('Person', { otherIdentifiers: [identifier] })],
    ['host of a SoftwareApplication', described('SoftwareApplication', { host: 'h' })],
    ['ipAddress of a SoftwareApplication', described('SoftwareApplication', { ipAddress: '::1' })],
    ['userAgent of a SoftwareApplication', described('SoftwareApplication', { userAgent: 'u' })],
    ['client of a Session', described('Session', { client: application })],
    ['storageName of a DigitalResource', described('Page', { storageName: 's' })],
  ])('%s', (name, item) => {
    expect(errorsOf({ ...item, '@context': caliper12Context })).toEqual([]);
    expect(errorsOf(item)).toEqual([`version-1.2 /${name.split(' ')[0]}`]);
    expect(errorsOf(item, { mode: 'lenient' })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['a list', identifier, 'value-type /otherIdentifiers'],
    ['of objects', ['urn:x:1'], 'value-type /otherIdentifiers/0'],
    ['with a type', [{ ...identifier, type: undefined }], 'missing-key /otherIdentifiers/0/type'],
    ['with that type', [{ ...identifier, type: 'Entity' }], 'entity-type /otherIdentifiers/0/type'],
    [
      'with an identifier',
      [{ ...identifier, identifier: null }],
      'missing-key /otherIdentifiers/0/identifier',
    ],
    [
      'with a kind',
      [{ ...identifier, identifierType: undefined }],
      'missing-key /otherIdentifiers/0/identifierType',
    ],
    [
      'with a kind that is known',
      [{ ...identifier, identifierType: 'Pin' }],
      'unknown-term /otherIdentifiers/0/identifierType',
    ],
    [
      'from an application',
      [{ ...identifier, source: person }],
      'entity-type /otherIdentifiers/0/source/type',
    ],
    ['without id', [{ ...identifier, id: 'urn:x:1' }], 'unknown-key /otherIdentifiers/0/id'],
  ])('otherIdentifiers are %s', (_, otherIdentifiers, error) => {
    expect(errorsOf({ ...described('Person', { otherIdentifiers }), '@context': caliper12Context })).toEqual([
      error,
    ]);
  });

  test.each(identifierTypes12)('%s is a kind of identifier', (identifierType) => {
    const otherIdentifiers = [{ ...identifier, identifierType, source: application }];
    const item = { ...described('Person', { otherIdentifiers }), '@context': caliper12Context };
    expect(validateItem(item).faults).toEqual([]);
  });
});

describe('types of 1.2', () => {
  test.each(eventTypes12)('%s', (type) => {
    const action = type === 'FeedbackEvent' ? 'Commented' : 'Viewed';
    const event = eventWith({ type, action, generated: undefined });
    expect(errorsOf(event)).toEqual(['version-1.2 /type']);
    expect(errorsOf({ ...event, ...later })).toEqual([]);
    expect(warningsOf({ ...event, ...later })).toEqual(type === 'FeedbackEvent' ? [] : ['unchecked ']);
  });

  test.each(entityTypes12)('%s', (type) => {
    const item = { '@context': caliperContext, id: 'urn:x:1', type };
    expect(errorsOf(item)).toEqual(['version-1.2 /type']);
    expect(errorsOf({ ...item, '@context': caliper12Context })).toEqual([]);
    const isChecked = type === 'Comment' || type === 'Rating';
    const more = { ...item, '@context': caliper12Context, ofItsOwn: 1 };
    expect(errorsOf(more)).toEqual(isChecked ? ['unknown-key /ofItsOwn'] : []);
    expect(warningsOf(more)).toEqual(isChecked ? [] : ['unchecked ']);
    expect(errorsOf({ ...more, name: 5 })).toContain('value-type /name');
  });

  test('may come in an item of 1.1 whose contexts bring an extension', () => {
    const contexts = [extensionContexts[0], caliperContext];
    const event = eventWith({ type: 'FeedbackEvent', action: 'Commented', generated: undefined });
    expect(validateItem({ ...event, '@context': contexts }).faults).toEqual([]);
  });
});

describe('FeedbackEvent', () => {
  const event = { ...eventWith({ type: 'FeedbackEvent' }), ...later };
  const comment = {
    id: 'urn:x:1',
    type: 'Comment',
    commenter: person,
    commentedOn: session,
    value: 'Well done',
  };
  const rating = {
    id: 'urn:x:2',
    type: 'Rating',
    rater: person,
    rated: session,
    question: 'urn:x:3',
    selections: ['5'],
    ratingComment: comment,
  };

  test.each([
    ['Commented', comment, rating],
    ['Ranked', rating, comment],
  ])('%s', (action, generated, wrong) => {
    expect(errorsOf({ ...event, action, generated })).toEqual([]);
    expect(errorsOf({ ...event, action, generated: wrong })).toEqual(['entity-type /generated/type']);
    expect(errorsOf({ ...event, action, generated, actor: application })).toEqual([
      'entity-type /actor/type',
    ]);
    expect(errorsOf({ ...event, action, generated, target: person })).toEqual(['entity-type /target/type']);
    expect(errorsOf({ ...event, action: 'Viewed', generated })).toEqual(['event-action /action']);
  });
});

describe('where 1.2 asks for something else', () => {
  const page = { id: 'urn:x:1', type: 'Page' };
  test.each<[string, { [key: string]: unknown }, string]>([
    [
      'the target of a NavigationEvent',
      { type: 'NavigationEvent', action: 'NavigatedTo', target: page },
      'entity-type /target/type',
    ],
    [
      'the target of a ViewEvent',
      { type: 'ViewEvent', action: 'Viewed', target: person },
      'entity-type /target/type',
    ],
    [
      'what skipping generates',
      { type: 'AssessmentItemEvent', action: 'Skipped', object: 'urn:x:1', generated: 'urn:x:2' },
      'forbidden-key /generated',
    ],
  ])('%s is more', (_, changes, error) => {
    const event = eventWith({ generated: undefined, ...changes });
    expect(errorsOf(event)).toEqual([error]);
    expect(errorsOf({ ...event, ...later })).toEqual([]);
  });

  test('what using a tool generates is less', () => {
    const event = eventWith({ type: 'ToolUseEvent', action: 'Used', object: application, generated: page });
    expect(errorsOf(event)).toEqual([]);
    expect(errorsOf({ ...event, ...later })).toEqual(['entity-type /generated/type']);
    const generated = { id: 'urn:x:1', type: 'AggregateMeasureCollection' };
    expect(errorsOf({ ...event, generated, ...later })).toEqual([]);
  });
});

test('an anonymous entity has the IRI of its type for an id', () => {
  const actor = { id: 'http://purl.imsglobal.org/caliper/Person', type: 'Person' };
  expect(validateItem({ ...eventWith({ actor }), ...later }).faults).toEqual([]);
});
