// Envelopes of other sensors, judged. Source: Caliper reference §2, §3, §9, §11; seed 003 for what Canvas sends.

import { caliper12Context, caliperContext, extensionContexts } from '@quizwire/caliper';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEnvelopeIn } from '../../src/format/received-caliper.ts';
import { caliperItem, envelopeOf } from '../support/caliper-items.ts';

const strict = checkEnvelopeIn('strict');
const lenient = checkEnvelopeIn('lenient');

describe('an item', () => {
  test('that is good is filed under its type, id and time', () => {
    const item = caliperItem({ id: 'urn:uuid:27734504-068d-4596-861c-2315be33a2a2' });
    expect(strict(envelopeOf([item]))).toEqual({
      faults: [],
      isVersionSupported: true,
      sensor: 'https://sensor.example/',
      items: [
        {
          faults: [],
          type: 'AssessmentEvent',
          eventId: '27734504-068d-4596-861c-2315be33a2a2',
          eventTimeMs: Date.UTC(2026, 7, 31, 10, 15),
        },
      ],
    });
  });

  test('that is an entity has no id of its own and no time', () => {
    const entity = {
      '@context': caliperContext,
      id: 'https://school.example/users/1',
      type: 'Person',
      dateModified: '2026-08-31T10:15:00.000Z',
    };
    expect(strict(envelopeOf([entity])).items).toEqual([
      { faults: [], type: 'Person', eventId: null, eventTimeMs: null },
    ]);
  });

  test('that is bad has its faults with paths from itself, and takes nothing from its neighbours', () => {
    const { actor: _, ...bad } = caliperItem({});
    const [first, second] = strict(envelopeOf([bad, caliperItem({})])).items;
    expect(first?.faults).toEqual([{ path: '/actor', rule: 'missing-key', message: expect.any(String) }]);
    expect(second?.faults).toEqual([]);
  });

  test.each([
    ['a bare UUID for an id', { id: '27734504-068d-4596-861c-2315be33a2a2' }],
    ['a null', { extensions: null }],
    ['an action of another profile', { action: 'Completed' }],
    ['whole seconds', { eventTime: '2026-08-31T10:15:00Z' }],
    ['a type as IRI', { type: 'http://purl.imsglobal.org/caliper/AssessmentEvent' }],
  ])('with %s is good enough for the lenient', (_, keys) => {
    const envelope = envelopeOf([caliperItem(keys)]);
    expect(strict(envelope).items[0]?.faults).toHaveLength(1);
    expect(lenient(envelope).items[0]).toMatchObject({ faults: [], type: 'AssessmentEvent' });
  });

  test.each(['id', 'type', 'actor', 'action', 'object', 'eventTime'])(
    'without %s is good for nobody',
    (key) => {
      const { [key]: _, ...item } = caliperItem({});
      expect(strict(envelopeOf([item])).items[0]?.faults).not.toEqual([]);
      expect(lenient(envelopeOf([item])).items[0]?.faults).not.toEqual([]);
    },
  );

  test.each([
    ['urn:uuid:27734504-068D-4596-861C-2315BE33A2A2', '27734504-068d-4596-861c-2315be33a2a2'],
    ['27734504-068d-4596-861c-2315be33a2a2', '27734504-068d-4596-861c-2315be33a2a2'],
    ['https://school.example/Events/1', 'https://school.example/Events/1'],
  ])('with the id %s is known as %s', (id, known) => {
    expect(lenient(envelopeOf([caliperItem({ id })])).items[0]?.eventId).toBe(known);
  });

  test.each([
    ['http://schema.example/terms#QuizEvent', 'QuizEvent'],
    ['ex:QuizEvent', 'QuizEvent'],
    ['a b', null],
    ['Ünder', null],
    ['', null],
    ['E'.repeat(65), null],
    [7, null],
  ])('of type %s is filed under %s', (type, term) => {
    expect(lenient(envelopeOf([caliperItem({ type })])).items[0]?.type).toBe(term);
  });
});

describe('an envelope', () => {
  test.each([caliperContext, caliper12Context, ...extensionContexts])('may be of %s', (dataVersion) => {
    expect(strict(envelopeOf([caliperItem({})], { dataVersion }))).toMatchObject({
      faults: [],
      isVersionSupported: true,
    });
  });

  test.each(['http://purl.imsglobal.org/ctx/caliper/v1p0', `${caliperContext}/`, 'x'])(
    'of %s is of no known version, which is no fault of form',
    (dataVersion) => {
      for (const check of [strict, lenient]) {
        expect(check(envelopeOf([caliperItem({})], { dataVersion }))).toMatchObject({
          faults: [],
          isVersionSupported: false,
          items: [],
        });
      }
    },
  );

  test.each([
    ['sensor', undefined],
    ['sensor', null],
    ['sensor', 7],
    ['sendTime', undefined],
    ['sendTime', 'now'],
    ['dataVersion', undefined],
    ['dataVersion', null],
    ['dataVersion', 7],
    ['dataVersion', ''],
    ['data', undefined],
    ['data', {}],
    ['data', []],
  ])('with the %s %j is none', (key, value) => {
    for (const check of [strict, lenient]) {
      const { faults, items } = check(envelopeOf([caliperItem({})], { [key]: value }));
      expect(faults).toEqual([expect.objectContaining({ path: `/${key}` })]);
      expect(items).toEqual([]);
    }
  });

  test('with a key of its own is none for the strict', () => {
    const envelope = envelopeOf([caliperItem({})], { apiKey: 'x' });
    expect(strict(envelope).faults).toEqual([
      { path: '/apiKey', rule: 'unknown-key', message: expect.any(String) },
    ]);
    expect(lenient(envelope).faults).toEqual([]);
  });

  test('of a sensor without an IRI is one: the standard only recommends it', () => {
    expect(strict(envelopeOf([caliperItem({})], { sensor: 'sensor 7' })).faults).toEqual([]);
  });
});

test('whatever is sent, it is judged and nothing is thrown', () => {
  const values = fc.jsonValue({ maxDepth: 4 });
  const envelopes = fc.record({
    sensor: fc.oneof(fc.constant('https://sensor.example/'), values),
    sendTime: fc.constant('2026-08-31T10:15:00.000Z'),
    dataVersion: fc.constant(caliperContext),
    data: fc.array(fc.oneof(values, fc.dictionary(fc.constantFrom(...Object.keys(caliperItem({}))), values))),
  });
  fc.assert(
    fc.property(fc.oneof(values, envelopes), fc.constantFrom(strict, lenient), (json, check) => {
      const { faults, items } = check(json);
      for (const { path, message } of faults)
        expect([typeof path, typeof message]).toEqual(['string', 'string']);
      if (faults.length === 0) expect(items).toHaveLength((json as { data: unknown[] }).data.length);
    }),
    { numRuns: 2_000 },
  );
});
