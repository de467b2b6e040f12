// A target that takes nothing, as those who run the server hear of it: by a webhook of their own, in metrics, in the API.

import { validate } from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { type GotRequest, startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const settings = {
  secretsKeys: [new Uint8Array(32).fill(1)],
  allowedTargets: ['127.0.0.1'],
  retryHours: 8_760,
};
const hourMs = 3_600_000;

async function subscribe(
  server: TestServer,
  { port }: { port: number },
  subscription: { EventTypes: string[]; Format: string; Name: string },
): Promise<{ id: number; uuid: string; test: { Delivered: boolean } }> {
  const { status, json } = await server.call('POST', '/api/lti/subscriptions', {
    body: {
      subscription: {
        ...subscription,
        ContextType: 'root_account',
        TransportType: 'https',
        TransportMetadata: { Url: `http://127.0.0.1:${port}/hook?key=hidden` },
      },
    },
  });
  expect(status).toBe(201);
  return { id: json.LocalId, uuid: json.Id, test: json.Test };
}

/** Something that is announced. */
async function makeUser(server: TestServer): Promise<void> {
  const body = { user: { name: 'Ada' }, pseudonym: { unique_id: 'ada@a.example', send_confirmation: false } };
  expect((await server.call('POST', '/api/v1/accounts/1/users', { body })).status).toBe(200);
}

/** Until what one round announced is sent, too. */
async function settle(server: TestServer): Promise<void> {
  await server.upkeep();
  await server.upkeep();
}

function messagesOf(requests: readonly GotRequest[]) {
  return requests.map(({ body }) => JSON.parse(body));
}

eachDatabase((database) => {
  test('the test of a new subscription arrives in its format, under its own id', async () => {
    await using server = await startTestServer(database, settings);
    await using receiver = await startReceiver();
    for (const Format of ['live-event', 'caliper', 'caliper-1.1']) {
      const made = await subscribe(server, receiver, { EventTypes: ['*'], Format, Name: Format });
      expect(made.test, Format).toMatchObject({ Delivered: true });
    }
    const [canvas, ...calipers] = receiver.requests;
    expect(JSON.parse(canvas?.body ?? '')).toMatchObject({
      metadata: { event_name: 'quizwire.test', root_account_id: '10000000000001' },
      body: { subscription_name: 'live-event' },
    });
    for (const { body, headers } of calipers) {
      expect(validate(body, { mode: 'strict' }).faults).toEqual([]);
      expect(JSON.parse(body).data[0].id).toBe(`urn:uuid:${headers['webhook-id']}`);
    }
    expect(calipers).toHaveLength(2);
    await settle(server);
    expect(receiver.requests).toHaveLength(3);
  });

  describe('a target that is gone', () => {
    test('is told to the others, and not to itself', async () => {
      await using server = await startTestServer(database, settings);
      await using gone = await startReceiver((_, response) => response.writeHead(410).end());
      await using operator = await startReceiver();
      const everything = { EventTypes: ['*'], Format: 'live-event', Name: 'Everything' };
      const subscription = await subscribe(server, gone, everything);
      const watching = { EventTypes: ['quizwire.target_disabled'], Format: 'live-event', Name: 'Watch' };
      await subscribe(server, operator, watching);
      await makeUser(server);
      await settle(server);

      expect(messagesOf(operator.requests.slice(1))).toMatchObject([
        {
          metadata: { event_name: 'quizwire.target_disabled' },
          body: {
            subscription_id: String(subscription.id),
            subscription_uuid: subscription.uuid,
            subscription_name: 'Everything',
            transport_type: 'https',
            target: `http://127.0.0.1:${gone.port}`,
            disabled_reason: 'gone',
          },
        },
      ]);
      expect(operator.requests.at(-1)?.body).not.toContain('hidden');
      const shown = await server.call('GET', `/api/lti/subscriptions/${subscription.uuid}`);
      expect(shown.json).toMatchObject({ State: 'Disabled', Health: { DisabledReason: 'gone' } });
      const { text } = await server.call('GET', '/metrics', { token: null });
      const label = `subscription="${subscription.id}"`;
      expect(text).toContain(`quizwire_delivery_disabled{${label}} 1\n`);
      expect(text).toContain(`quizwire_delivery_sends_total{${label},outcome="gone"} 1\n`);
      expect(text).toContain(`quizwire_delivery_waiting{${label}} 1\n`);

      // What is told of it later is not among what waits for it.
      await server.call('PUT', `/api/lti/subscriptions/${subscription.uuid}`, {
        body: { subscription: { State: 'active' } },
      });
      const before = gone.requests.length;
      await settle(server);
      const names = messagesOf(gone.requests.slice(before)).map(({ metadata }) => metadata.event_name);
      expect(names).not.toContain('quizwire.target_disabled');
      expect(names).not.toHaveLength(0);
    });
  });

  test('of a target that fails for long there are three warnings, before it is disabled', async () => {
    await using server = await startTestServer(database, settings);
    await using failing = await startReceiver((_, response) => response.writeHead(500).end());
    await using operator = await startReceiver();
    await subscribe(server, failing, { EventTypes: ['user_created'], Format: 'live-event', Name: 'Dead' });
    const names = ['quizwire.target_failing', 'quizwire.target_disabled'];
    await subscribe(server, operator, { EventTypes: names, Format: 'live-event', Name: 'Watch' });
    await makeUser(server);
    await settle(server);
    for (let rounds = 0; rounds < 110; rounds++) {
      server.clock.nowMs += 4 * hourMs;
      await server.upkeep();
    }
    await settle(server);
    const told = messagesOf(operator.requests.slice(1)).map(({ metadata, body }) => [
      metadata.event_name,
      body.failures_in_a_row,
      body.warning_level ?? body.disabled_reason,
    ]);
    expect(told).toEqual([
      ['quizwire.target_failing', 50, 50],
      ['quizwire.target_failing', 70, 70],
      ['quizwire.target_failing', 90, 90],
      ['quizwire.target_disabled', 100, 'failing'],
    ]);
    // Each once, and the test that failed at first.
    expect(failing.requests).toHaveLength(101);
  });
});
