// The form of a subscription as what is asked of the server.

import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../src/console/console-api.ts';
import {
  askedOf,
  draftOf,
  emptyDraft,
  type FormDraft,
  faultsOf,
  takenAway,
} from '../../src/console/form-draft.ts';

const draft = (given: Partial<FormDraft>): FormDraft => ({ ...emptyDraft, ...given });

const webhook = {
  Name: 'Grades',
  ContextType: 'course',
  ContextId: '7',
  EventTypes: ['grade_change'],
  Format: 'caliper',
  TransportType: 'https',
  TransportMetadata: {
    Url: 'https://a.example/hook',
    SignPayload: true,
    SecretSet: true,
    BearerTokenSet: true,
  },
  State: 'Active',
  Ordered: true,
} as unknown as Subscription;

describe('what is asked for', () => {
  test('of a new webhook is all that was put in, and no secret that nobody typed', () => {
    expect(askedOf(draft({ name: ' Grades ', texts: { Url: ' https://a.example/ ' } }), null)).toEqual({
      Name: 'Grades',
      ContextType: 'root_account',
      EventTypes: ['grade_change', 'quiz_submitted'],
      Format: 'live-event',
      TransportType: 'https',
      TransportMetadata: { Url: 'https://a.example/', SignPayload: false },
      Ordered: false,
    });
  });

  test('of Kafka has a list of brokers, and nothing that was put in for another way', () => {
    const kafka = draft({
      transport: 'kafka',
      allEvents: true,
      texts: { Url: 'https://a.example/', Brokers: 'a:9092, b:9092', Topic: 'events', SaslPassword: 'pw' },
    });
    expect(askedOf(kafka, null)).toMatchObject({
      EventTypes: ['*'],
      TransportMetadata: { Brokers: ['a:9092', 'b:9092'], Topic: 'events', Tls: true, SaslPassword: 'pw' },
    });
    expect(JSON.stringify(askedOf(kafka, null))).not.toContain('Url');
  });

  test('of one that is left as it is says the same again, and keeps its secrets', () => {
    const before = draftOf(webhook);
    expect(askedOf(before, before)).toEqual({
      Name: 'Grades',
      ContextType: 'course',
      ContextId: '7',
      EventTypes: ['grade_change'],
      Format: 'caliper',
      TransportType: 'https',
      TransportMetadata: { Url: 'https://a.example/hook', SignPayload: true },
      Ordered: true,
    });
  });

  test('takes a secret away only where that is ticked', () => {
    const before = draftOf(webhook);
    const after = { ...before, ticks: { ...before.ticks, [takenAway('BearerToken')]: true } };
    expect(askedOf(after, before)).toMatchObject({ TransportMetadata: { BearerToken: null } });
  });

  test('takes away what was there and is empty now, but never a secret', () => {
    const before = draft({
      transport: 'sqs',
      texts: { Url: 'https://sqs.example/q', Region: 'eu-central-1' },
    });
    const after = { ...before, texts: { Url: 'https://sqs.example/q' } };
    expect(askedOf(after, before)).toMatchObject({
      TransportMetadata: { Url: 'https://sqs.example/q', Region: null },
    });
    expect(JSON.stringify(askedOf(after, before))).not.toContain('AccessKey');
  });
});

test.each([
  ['nothing', {}, ['Url']],
  ['a URL', { texts: { Url: 'https://a.example' } }, []],
  ['blanks', { texts: { Url: '  ' } }, ['Url']],
  ['no event', { texts: { Url: 'x' }, eventNames: [] }, ['events']],
  ['all events', { texts: { Url: 'x' }, eventNames: [], allEvents: true }, []],
  ['a course without id', { texts: { Url: 'x' }, context: 'course' }, ['contextId']],
  ['Kafka', { transport: 'kafka' }, ['Brokers', 'Topic']],
] as const)('of a form with %s these are found', (_, given, faults) => {
  expect(Object.keys(faultsOf(draft(given)))).toEqual(faults);
});
