// Caliper as another sensor sends it: plain objects, so that a test can put anything into them.
import { randomUUID } from 'node:crypto';
import { caliperContext } from '@quizwire/caliper';

type Json = Record<string, unknown>;

/** A valid AssessmentEvent with an id of its own, and `keys` in place of its. */
export function caliperItem(keys: Json): Json {
  return {
    '@context': caliperContext,
    id: `urn:uuid:${randomUUID()}`,
    type: 'AssessmentEvent',
    actor: { id: 'https://school.example/users/1', type: 'Person' },
    action: 'Started',
    object: { id: 'https://school.example/quizzes/2', type: 'Assessment' },
    eventTime: '2026-08-31T10:15:00.000Z',
    ...keys,
  };
}

/** A valid envelope but for `keys` and what `items` are. */
export function envelopeOf(items: readonly unknown[], keys: Json = {}): Json {
  return {
    sensor: 'https://sensor.example/',
    sendTime: '2026-08-31T10:15:01.000Z',
    dataVersion: caliperContext,
    data: items,
    ...keys,
  };
}
