// The envelope and what every item in it must look like. Caliper 1.1: serialization, envelope.

import {
  caliper12Context,
  caliperContext,
  extensionContexts,
  validate,
  validateEnvelope,
  validateItem,
} from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import { at, described, enveloped, envelopeWith, eventWith, started } from './support/examples.ts';
import { errorsOf, messageErrors, messageWarnings, warningsOf } from './support/faults.ts';

describe('an envelope', () => {
  test('with an event and an entity is valid, as text and as what it stands for', () => {
    const message = enveloped(started, described('Person', { name: 'Ada' }));
    const right = { isValid: true, faults: [], isComplete: true };
    expect(validate(message)).toEqual(right);
    expect(validate(JSON.stringify(message))).toEqual(right);
  });

  test.each([
    ['sensor missing', { sensor: undefined }, ['missing-key /sensor']],
    ['sensor empty', { sensor: '' }, ['missing-key /sensor']],
    ['sensor a number', { sensor: 7 }, ['value-type /sensor']],
    ['sendTime missing', { sendTime: undefined }, ['missing-key /sendTime']],
    ['sendTime null', { sendTime: null }, ['missing-key /sendTime']],
    ['sendTime in seconds', { sendTime: '2026-03-01T09:30:15Z' }, ['date-time-form /sendTime']],
    [
      'eventTime instead of sendTime',
      { sendTime: undefined, eventTime: at },
      ['missing-key /sendTime', 'unknown-key /eventTime'],
    ],
    ['dataVersion missing', { dataVersion: undefined }, ['missing-key /dataVersion']],
    [
      'dataVersion unknown',
      { dataVersion: 'http://purl.imsglobal.org/spec/caliper/v1p1' },
      ['data-version /dataVersion'],
    ],
    [
      'dataVersion with a slash at its end',
      { dataVersion: `${caliperContext}/` },
      ['data-version /dataVersion'],
    ],
    [
      'dataVersion with https',
      { dataVersion: caliperContext.replace('http', 'https') },
      ['data-version /dataVersion'],
    ],
    ['dataVersion a number', { dataVersion: 1.1 }, ['data-version /dataVersion']],
    ['data missing', { data: undefined }, ['missing-key /data']],
    ['data null', { data: null }, ['missing-key /data']],
    ['data an event', { data: started }, ['value-type /data']],
    ['data empty', { data: [] }, ['empty-data /data']],
    ['a key of its own', { id: 'urn:x:1' }, ['unknown-key /id']],
    ['an item that is text', { data: ['urn:x:1'] }, ['not-an-object /data/0']],
    ['an item that is a list', { data: [started, [started]] }, ['not-an-object /data/1']],
    ['an item that is null', { data: [null] }, ['not-an-object /data/0']],
  ])('%s is an error', (_, changes, errors) => {
    expect(messageErrors(envelopeWith(changes))).toEqual(errors);
  });

  test.each([
    ['text that is not JSON', '{"sensor"', ['json-syntax ']],
    ['empty text', '', ['json-syntax ']],
    ['a list of envelopes', [enveloped(started)], ['not-an-object ']],
    ['null', 'null', ['not-an-object ']],
    [
      'a bare event',
      started,
      ['missing-key /sensor', 'missing-key /sendTime', 'missing-key /dataVersion', 'missing-key /data'],
    ],
  ])('is not %s', (_, json, errors) => {
    expect(messageErrors(json).slice(0, 4)).toEqual(errors);
  });

  test('should name its sensor by an IRI', () => {
    const message = envelopeWith({ sensor: '7466a5b9-9246-4285-a238-eb5eb5b8bd9d' });
    expect(messageErrors(message)).toEqual([]);
    expect(messageWarnings(message)).toEqual(['sensor-iri /sensor']);
  });

  test.each(extensionContexts)('may have the version %s', (dataVersion) => {
    expect(validate(envelopeWith({ dataVersion })).faults).toEqual([]);
  });

  test('is checked apart from its items, which are handed out', () => {
    const items = [started, 7, {}];
    expect(validateEnvelope(enveloped(...items))).toEqual({
      isValid: true,
      faults: [],
      isComplete: true,
      items,
    });
    expect(validateEnvelope('{')).toMatchObject({ isValid: false, items: [] });
    expect(validateEnvelope(envelopeWith({ data: 7 }))).toMatchObject({ isValid: false, items: [] });
    const { faults } = validateItem(items[1], { path: '/data/1' });
    expect(faults).toEqual([
      {
        path: '/data/1',
        rule: 'not-an-object',
        message: 'Expected an event or entity, found 7',
        severity: 'error',
      },
    ]);
  });
});

describe('@context', () => {
  test.each([
    ['the Caliper context', caliperContext],
    [
      'the Caliper context behind others',
      ['https://schema.org', { pages: 'https://x.example/pages' }, caliperContext],
    ],
    ['the Caliper context in a list', [caliperContext]],
    ['an extension of 1.1', [extensionContexts[0], caliperContext]],
  ])('may be %s', (_, context) => {
    expect(validateItem(eventWith({ '@context': context })).faults).toEqual([]);
  });

  test.each([
    ['missing', undefined, 'context /@context'],
    ['null', null, 'null-value /@context'],
    ['an object', { id: '@id' }, 'context /@context'],
    ['another context', 'https://schema.org', 'context /@context'],
    ['a context with a slash at its end', `${caliperContext}/`, 'context /@context'],
    ['a context of https', caliperContext.replace('http', 'https'), 'context /@context'],
    ['a context of 1.0', 'http://purl.imsglobal.org/ctx/caliper/v1/Context', 'context /@context'],
    ['an empty list', [], 'context /@context'],
    ['a list in which another is last', [caliperContext, 'https://schema.org'], 'context /@context'],
    [
      'a list that redefines a term',
      [{ actor: 'https://x.example/actor' }, caliperContext],
      'context /@context/0/actor',
    ],
    ['a list with a number', [7, caliperContext], 'value-type /@context/0'],
    ['a list with what is no IRI', ['schema.org', caliperContext], 'context /@context/0'],
    ['a list with two versions of Caliper', [caliper12Context, caliperContext], 'context /@context'],
    ['a number', 7, 'context /@context'],
  ])('must not be %s', (_, context, error) => {
    expect(errorsOf(eventWith({ '@context': context }))).toEqual([error]);
    expect(errorsOf({ ...described('Person', {}), '@context': context })).toEqual([error]);
  });

  test('of an inner entity may add terms and not redefine them', () => {
    const actor = { id: 'urn:x:1', type: 'Person' };
    expect(errorsOf(eventWith({ actor: { '@context': caliperContext, ...actor } }))).toEqual([]);
    expect(errorsOf(eventWith({ actor: { '@context': { pages: 'https://x.example' }, ...actor } }))).toEqual(
      [],
    );
    expect(errorsOf(eventWith({ actor: { '@context': [{ name: 'https://x.example' }], ...actor } }))).toEqual(
      ['context /actor/@context/0/name'],
    );
    expect(errorsOf(eventWith({ actor: { '@context': { name: 'https://x.example' }, ...actor } }))).toEqual([
      'context /actor/@context/name',
    ]);
    expect(errorsOf(eventWith({ actor: { ...actor, '@context': 'pages' } }))).toEqual([
      'context /actor/@context',
    ]);
    expect(errorsOf(eventWith({ actor: { ...actor, '@context': 7 } }))).toEqual([
      'value-type /actor/@context',
    ]);
  });

  test('with other contexts makes an unknown type a warning, and only where they are', () => {
    const object = { id: 'urn:x:1', type: 'schema:Book', pages: 7 };
    const list = ['https://schema.org', caliperContext];
    const view = { type: 'ViewEvent', action: 'Viewed', generated: undefined };
    expect(errorsOf(eventWith({ ...view, object }))).toEqual(['unknown-entity-type /object/type']);
    expect(errorsOf(eventWith({ ...view, object, '@context': list }))).toEqual([]);
    expect(warningsOf(eventWith({ ...view, object, '@context': list }))).toEqual([
      'foreign-type /object/type',
    ]);
    const actor = { id: 'urn:x:2', type: 'schema:Person' };
    const inner = { ...object, '@context': 'https://schema.org' };
    expect(errorsOf(eventWith({ ...view, object: inner }))).toEqual([]);
    expect(errorsOf(eventWith({ ...view, object: inner, actor }))).toEqual([
      'unknown-entity-type /actor/type',
    ]);
  });

  test('with other contexts does not excuse a missing id', () => {
    const object = { type: 'schema:Book' };
    expect(errorsOf(eventWith({ '@context': ['https://schema.org', caliperContext], object }))).toEqual([
      'missing-key /object/id',
    ]);
  });
});

describe('a version', () => {
  test('is one for an envelope and its items', () => {
    const later = eventWith({ '@context': caliper12Context, profile: 'AssessmentProfile' });
    expect(messageErrors(enveloped(started, later))).toEqual(['version-mismatch /data/1/@context']);
    expect(messageErrors(envelopeWith({ dataVersion: caliper12Context }))).toEqual([
      'version-mismatch /data/0/@context',
    ]);
  });
});

describe('an item', () => {
  test.each([
    ['without type', { type: undefined }, ['missing-key /type']],
    ['with type null', { type: null }, ['missing-key /type']],
    ['with two types', { type: ['Event', 'AssessmentEvent'] }, ['value-type /type']],
    ['with @type and @id', { type: undefined, '@type': 'Event' }, ['missing-key /type']],
    ['of unknown type', { type: 'QuizEvent' }, ['unknown-type /type']],
    ['of a type in other letters', { type: 'assessmentEvent' }, ['unknown-type /type']],
    ['of a type of Object.prototype', { type: 'constructor' }, ['unknown-type /type']],
    [
      'of a type as IRI',
      { type: 'http://purl.imsglobal.org/caliper/AssessmentEvent' },
      ['term-as-iri /type'],
    ],
  ])('%s is an error', (_, changes, errors) => {
    expect(errorsOf(eventWith(changes))).toEqual(errors);
  });

  test('is no text, not even JSON text', () => {
    expect(errorsOf(JSON.stringify(started))).toEqual(['not-an-object ']);
  });
});
