// The messages about subscriptions, which are ours and have a form in every format: a target that fails, one that is disabled,
// and the test of a subscription.

import { validate } from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { bodyText } from '../../src/facts/message-text.ts';
import { targetDisabled, targetFailing } from '../../src/facts/target-failing.ts';
import { renderMessage } from '../../src/format/render-message.ts';
import { testEvent } from '../../src/format/test-event.ts';
import { type LiveEvent, type MessageFormat, messageFormats } from '../../src/model/live-event.ts';
import { jobMetadata, toldEvent } from '../support/canvas-told.ts';
import { newSubscription } from '../support/new-subscription.ts';

const baseUrl = 'https://quizwire.example';
const sentAtMs = Date.UTC(2026, 8, 1, 10);
const subscription = newSubscription(4, { name: 'Ada’s "hook"' });
const failure = { failuresInARow: 100, failingSinceMs: sentAtMs - 1000, reason: 'the answer was 500' };

function announced({ eventName, body }: Fact): LiveEvent {
  const metadata = { ...jobMetadata, event_name: eventName };
  return { ...toldEvent(eventName, {}, metadata), body: bodyText(body, null) };
}

const tested = testEvent(subscription, {
  rootAccount: { id: 1, uuid: 'account-uuid', ltiGuid: 'account-guid' },
  uuid: 'c9ec7d52-9f3c-4b9e-8d0a-0d2f6f4b8a11',
  nowMs: sentAtMs - 5,
  shard: 2107,
});
const failing = announced(targetFailing(subscription, failure, 70));
const disabled = announced(targetDisabled(subscription, failure, 'failing'));

function message(event: LiveEvent, format: MessageFormat) {
  return JSON.parse(renderMessage(event, format, sentAtMs, baseUrl) ?? 'null');
}

describe.each([
  ['a failing target', failing],
  ['a disabled target', disabled],
  ['a test', tested],
])('%s', (_, event) => {
  test.each(messageFormats)('has a message in the format %s', (format) => {
    expect(message(event, format)).not.toBeNull();
  });

  test('is strictly valid Caliper, and so it is in the manner of Canvas’s', () => {
    for (const format of ['caliper', 'canvas-caliper'] as const) {
      const { faults } = validate(renderMessage(event, format, sentAtMs, baseUrl) ?? '', { mode: 'strict' });
      expect(faults).toEqual([]);
    }
  });
});

test('the test is told as Canvas tells its events, with nobody’s doing', () => {
  expect(message(tested, 'canvas')).toEqual({
    metadata: {
      root_account_uuid: 'account-uuid',
      root_account_id: '21070000000000001',
      root_account_lti_guid: 'account-guid',
      producer: 'canvas',
      event_name: 'quizwire.test',
      event_time: '2026-09-01T09:59:59.995Z',
    },
    body: {
      subscription_id: '4',
      subscription_uuid: subscription.uuid,
      subscription_name: 'Ada’s "hook"',
      message: 'A test of this subscription: nothing has happened.',
    },
  });
  const nameless = testEvent(
    { ...subscription, name: null },
    { rootAccount: { id: 1, uuid: 'u', ltiGuid: 'g' }, uuid: tested.uuid, nowMs: 0, shard: 1 },
  );
  expect(JSON.parse(nameless.body)).not.toHaveProperty('subscription_name');
});

test('standard Caliper of the test is the server using the subscription', () => {
  const { data, sensor } = message(tested, 'caliper');
  expect(sensor).toBe(`${baseUrl}/`);
  expect(data).toEqual([
    {
      '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p1',
      id: `urn:uuid:${tested.uuid}`,
      type: 'Event',
      actor: { id: `${baseUrl}/`, type: 'SoftwareApplication' },
      action: 'Used',
      object: {
        id: `${baseUrl}/api/lti/subscriptions/${subscription.uuid}`,
        type: 'Entity',
        name: 'Ada’s "hook"',
        extensions: { 'com.quizwire': { subscription_id: '4' } },
      },
      eventTime: '2026-09-01T09:59:59.995Z',
      edApp: { id: `${baseUrl}/`, type: 'SoftwareApplication' },
      extensions: {
        'com.quizwire': {
          event_name: 'quizwire.test',
          message: 'A test of this subscription: nothing has happened.',
        },
      },
    },
  ]);
});

test('standard Caliper of a failing and of a disabled target has the body in its extension', () => {
  const [warned] = message(failing, 'caliper').data;
  expect(warned).toMatchObject({
    action: 'Modified',
    extensions: {
      'com.quizwire': {
        event_name: 'quizwire.target_failing',
        job_tag: 'Assignment#regrade',
        transport_type: 'https',
        target: 'https://target4.example',
        warning_level: 70,
        failures_in_a_row: 100,
        failing_since: '2026-09-01T09:59:59.000Z',
        last_failure_reason: 'the answer was 500',
      },
    },
  });
  expect(message(disabled, 'caliper').data).toMatchObject([
    { action: 'Deactivated', extensions: { 'com.quizwire': { disabled_reason: 'failing' } } },
  ]);
});

test('in the manner of Canvas’s Caliper the subscription is an entity that says all of it', () => {
  const { data } = message(disabled, 'canvas-caliper');
  expect(data).toEqual([
    {
      '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p1',
      id: `urn:uuid:${disabled.uuid}`,
      type: 'Event',
      actor: { id: 'http://www.canvaslms.com/', type: 'SoftwareApplication' },
      action: 'Deactivated',
      object: {
        id: `urn:uuid:${subscription.uuid}`,
        type: 'Entity',
        name: 'Ada’s "hook"',
        extensions: {
          'com.instructure.canvas': {
            event_name: 'quizwire.target_disabled',
            subscription_uuid: subscription.uuid,
            transport_type: 'https',
            target: 'https://target4.example',
            disabled_reason: 'failing',
            failures_in_a_row: 100,
            failing_since: '2026-09-01T09:59:59.000Z',
            last_failure_reason: 'the answer was 500',
            entity_id: '4',
          },
        },
      },
      eventTime: '2019-11-01T19:11:05.222Z',
      edApp: { id: 'http://www.canvaslms.com/', type: 'SoftwareApplication' },
      extensions: {
        'com.instructure.canvas': {
          job_id: '21070000000000003',
          job_tag: 'Assignment#regrade',
          version: '1.0.0',
        },
      },
    },
  ]);
  expect(message(failing, 'canvas-caliper').data[0].action).toBe('Modified');
  expect(message(tested, 'canvas-caliper').data[0].action).toBe('Used');
});

test('a body that does not say which subscription has no Caliper', () => {
  for (const body of ['{}', '{"subscription_uuid":"4"}', '{"subscription_uuid":4}']) {
    expect(message({ ...failing, body }, 'caliper')).toBeNull();
  }
  expect(message({ ...failing, body: '{}' }, 'canvas-caliper')).toBeNull();
});
