// Secrets that sign, as they are changed while messages go on, and test events on demand.

import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { type SubscribingServer, startSubscribingServer, subscriptionsPath } from '../support/subscribed.ts';

const hourMs = 3_600_000;

eachDatabase((database) => {
  describe('the secret of a subscription', () => {
    let subscribing: SubscribingServer;
    let path: string;
    let first: string;

    beforeAll(async () => {
      subscribing = await startSubscribingServer(database);
      // Signatures are checked against the time of the machine.
      subscribing.server.clock.nowMs = Date.now();
    });

    afterAll(async () => {
      await subscribing[Symbol.asyncDispose]();
    });

    beforeEach(async () => {
      const { json } = await subscribing.subscribe();
      path = `/api/v1/subscriptions/${json.Id}`;
      first = json.TransportMetadata.Secret;
    });

    const rotate = (body: unknown = {}, headers: Record<string, string> = {}) =>
      subscribing.server.call('POST', `${path}/rotate_secret`, { body, headers });

    /** Which of these secrets the next message is signed with. */
    const signing = async (...secrets: string[]): Promise<string[]> => {
      const { receiver, server } = subscribing;
      const { json } = await server.call('POST', `${path}/test`);
      expect(json.Delivered).toBe(true);
      const got = receiver.requests.at(-1);
      const headers = got?.headers as Record<string, string>;
      return secrets.filter((secret) => {
        try {
          new Webhook(secret).verify(got?.body ?? '', headers);
          return true;
        } catch {
          return false;
        }
      });
    };

    test('is followed by a new one, shown once, and still signs for a day', async () => {
      const { server } = subscribing;
      const { status, json } = await rotate();
      expect([status, json]).toEqual([
        200,
        {
          Secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
          PreviousSecretValidUntil: new Date(server.clock.nowMs + 24 * hourMs).toISOString(),
        },
      ]);
      expect(json.Secret).not.toBe(first);
      expect(await signing(first, json.Secret)).toEqual([first, json.Secret]);
      const shown = await server.call('GET', path.replace('/api/v1/subscriptions', subscriptionsPath));
      expect(shown.text).not.toContain('whsec_');
    });

    test('signs no longer once its time is over', async () => {
      const { server } = subscribing;
      const { json } = await rotate({ overlap_hours: 0 });
      expect(json.PreviousSecretValidUntil).toBe(new Date(server.clock.nowMs).toISOString());
      expect(await signing(first, json.Secret)).toEqual([json.Secret]);
    });

    test('is one of two that sign at most', async () => {
      const second = (await rotate()).json.Secret;
      const third = (await rotate()).json.Secret;
      expect(await signing(first, second, third)).toEqual([second, third]);
    });

    test('may be given, by a form too, and is then not shown', async () => {
      const mine = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
      const { status, json } = await rotate(`secret=${encodeURIComponent(mine)}&overlap_hours=1`, {
        'Content-Type': 'application/x-www-form-urlencoded',
      });
      expect([status, json]).toEqual([
        200,
        {
          PreviousSecretValidUntil: new Date(subscribing.server.clock.nowMs + hourMs).toISOString(),
        },
      ]);
      expect(await signing(first, mine)).toEqual([first, mine]);
      const again = await rotate({ secret: mine });
      expect([again.status, again.json]).toEqual([
        400,
        { error: 'Invalid subscription', message: 'Secret is in use already' },
      ]);
    });

    test('of a change of the subscription takes the place of the others at once', async () => {
      await rotate();
      const mine = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
      await subscribing.server.call('PUT', path.replace('/api/v1/subscriptions', subscriptionsPath), {
        body: { subscription: { TransportMetadata: { Secret: mine } } },
      });
      expect(await signing(first, mine)).toEqual([mine]);
    });

    test.each([
      [{ secret: 'short' }, 'Secret must be whsec_ and base64 of 24 to 64 bytes'],
      [{ secret: ['x'] }, 'secret must be a string'],
      [{ overlap_hours: -1 }, 'overlap_hours must be from 0 to 720'],
      [{ overlap_hours: 721 }, 'overlap_hours must be from 0 to 720'],
      [{ overlap_hours: 'long' }, 'overlap_hours must be an integer'],
    ])('is not changed by %j', async (body, message) => {
      const { status, json } = await rotate(body);
      expect([status, json]).toEqual([400, { error: 'Invalid subscription', message }]);
      expect(await signing(first)).toEqual([first]);
    });

    test('is none of a queue', async () => {
      const { json } = await subscribing.subscribe({
        TransportType: 'kafka',
        TransportMetadata: { Brokers: ['127.0.0.1:1'], Topic: 'events', Tls: false },
      });
      expect(json.TransportMetadata).toEqual({
        Brokers: ['127.0.0.1:1'],
        Topic: 'events',
        Tls: false,
        SaslSet: false,
      });
      const { status, json: body } = await subscribing.server.call(
        'POST',
        `/api/v1/subscriptions/${json.LocalId}/rotate_secret`,
      );
      expect([status, body]).toEqual([
        400,
        { error: 'Invalid subscription', message: 'only https targets have a Secret' },
      ]);
    });

    test('signs a test event in any state', async () => {
      const wirePath = path.replace('/api/v1/subscriptions', subscriptionsPath);
      await subscribing.server.call('PUT', wirePath, { body: { subscription: { State: 'inactive' } } });
      const { status, json } = await subscribing.server.call('POST', `${path}/test`);
      expect([status, json]).toEqual([
        200,
        { Delivered: true, Status: 204, LatencyMs: expect.any(Number), Reason: null },
      ]);
    });
  });
});
