// A subscription is changed, paused, taken up again, and ended. Source: live events reference §6.2.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import type { Reply } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { type SubscribingServer, startSubscribingServer, subscriptionsPath } from '../support/subscribed.ts';

eachDatabase((database) => {
  describe('a change of a subscription', () => {
    let subscribing: SubscribingServer;
    let databaseUrl: string;
    let path: string;
    /** As it is shown before the change. */
    let shown: Reply['json'];

    beforeAll(async () => {
      ({ databaseUrl } = await courseFixture(database));
      subscribing = await startSubscribingServer(database, { databaseUrl });
    });

    afterAll(async () => {
      await subscribing[Symbol.asyncDispose]();
    });

    beforeEach(async () => {
      const { json } = await subscribing.subscribe({
        Name: 'Grades',
        TransportMetadata: { Url: subscribing.url, BearerToken: 't0ken' },
      });
      path = `${subscriptionsPath}/${json.Id}`;
      shown = (await subscribing.server.call('GET', path)).json;
    });

    const put = (subscription: unknown, headers: Record<string, string> = {}) =>
      subscribing.server.call('PUT', path, {
        headers,
        body: typeof subscription === 'string' ? subscription : { subscription },
      });
    const health = (changes: string) =>
      runSql(databaseUrl, `update target_healths set ${changes} where subscription_id = ${shown.LocalId}`);
    const deliver = (columns: string) =>
      runSql(
        databaseUrl,
        `insert into deliveries (subscription_id, position, state, tries, first_tried_at_ms, due_at_ms, created_at_ms)
        values ${columns}`,
      );
    const deliveries = (columns = 'position, state, due_at_ms, first_tried_at_ms') =>
      runSql(
        databaseUrl,
        `select ${columns} from deliveries where subscription_id = ${shown.LocalId} order by position`,
      );

    test('changes what is given, of whatever kind, and nothing else', async () => {
      for (const [given, changed] of [
        [{ Name: 'Marks' }, { Name: 'Marks' }],
        [{ Name: '' }, { Name: null }],
        [{ EventTypes: ['quiz_submitted'] }, { EventTypes: ['quiz_submitted'] }],
        [{ Format: 'caliper-1.1' }, { Format: 'caliper-1.1' }],
        [{ Ordered: true }, { Ordered: true }],
        [
          { ContextType: 'course', ContextId: 1 },
          { ContextType: 'course', ContextId: '1' },
        ],
        [
          { TransportMetadata: { SignPayload: true } },
          { TransportMetadata: { ...shown.TransportMetadata, SignPayload: true } },
        ],
        [
          { TransportMetadata: { SignPayload: true, BearerToken: null } },
          { TransportMetadata: { ...shown.TransportMetadata, SignPayload: true, BearerTokenSet: false } },
        ],
        [{ State: 'inactive' }, { State: 'Inactive' }],
      ] as const) {
        const { status, json } = await put(given);
        shown = { ...shown, ...changed, UpdatedAt: expect.any(String) };
        expect([status, json]).toEqual([200, shown]);
        expect((await subscribing.server.call('GET', path)).json).toEqual(json);
      }
    });

    test('changes by a form with brackets', async () => {
      const { status, json } = await put(
        'subscription[EventTypes][]=quiz_submitted&subscription[TransportMetadata][BearerToken]=',
        { 'Content-Type': 'application/x-www-form-urlencoded' },
      );
      expect([status, json.EventTypes, json.TransportMetadata.BearerTokenSet]).toEqual([
        200,
        ['quiz_submitted'],
        false,
      ]);
    });

    test('changes nothing when what was shown is sent back, in every state and for every target', async () => {
      const queue = {
        Url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/canvas-live-events',
        AccessKeyId: 'AKIA',
        SecretAccessKey: 's3cret',
        RoleArn: 'arn:aws:iam::123456789012:role/sender',
        ExternalId: 'ours',
      };
      const sasl = { SaslMechanism: 'PLAIN', SaslUsername: 'ada', SaslPassword: 'byron' };
      const topic = { Brokers: ['localhost:9092'], Topic: 'events', Tls: false, ...sasl };
      for (const given of [
        {},
        { State: 'inactive' },
        { TransportType: 'sqs', TransportMetadata: queue },
        { TransportType: 'kafka', TransportMetadata: topic },
      ]) {
        const before = (await put(given)).json;
        const { status, json } = await put(before);
        expect([status, json]).toEqual([200, { ...before, UpdatedAt: expect.any(String) }]);
      }
      await runSql(
        databaseUrl,
        `update subscriptions set workflow_state = 'disabled' where uuid = '${shown.Id}'`,
      );
      await health(`disabled_reason = 'gone', disabled_at_ms = 1`);
      const disabled = (await subscribing.server.call('GET', path)).json;
      const { status, json } = await put(disabled);
      expect([status, json]).toEqual([200, { ...disabled, UpdatedAt: expect.any(String) }]);
    });

    test('makes another target, which has nothing of the one before', async () => {
      const Url = 'https://sqs.eu-west-1.amazonaws.com/123456789012/canvas-live-events';
      const missing = await put({ TransportType: 'sqs' });
      expect([missing.status, missing.json.message]).toEqual([400, 'TransportMetadata: Url is missing']);
      const queue = await put({ TransportType: 'sqs', TransportMetadata: { Url } });
      expect([queue.status, queue.json.TransportMetadata]).toEqual([
        200,
        { Url, Region: null, RoleArn: null, ExternalId: null, CredentialsSet: false },
      ]);
      const TransportMetadata = { Brokers: ['localhost:9092'], Topic: 'events', Tls: false };
      const kafka = await put({ TransportType: 'kafka', TransportMetadata });
      expect([kafka.json.Ordered, kafka.json.TransportMetadata]).toEqual([
        true,
        { ...TransportMetadata, SaslSet: false },
      ]);
      const hook = await put({ TransportType: 'https', TransportMetadata: { Url: subscribing.url } });
      expect(hook.json.TransportMetadata).toEqual({
        Url: subscribing.url,
        SignPayload: false,
        SecretSet: true,
        Secret: expect.stringMatching(/^whsec_/),
        BearerTokenSet: false,
      });
      const { TransportMetadata: later } = (await subscribing.server.call('GET', path)).json;
      expect(later).not.toHaveProperty('Secret');
    });

    test.each([
      [
        { ContextType: 'user' },
        {
          error: 'Invalid subscription',
          message: 'ContextType must be root_account, course or assignment',
        },
      ],
      [{ ContextType: 'assignment' }, { error: 'Invalid subscription', message: 'ContextId is missing' }],
      [
        { EventTypes: [] },
        { error: 'Invalid subscription', message: 'EventTypes must name at least one event' },
      ],
      [
        { TransportMetadata: { Url: 'http://10.0.0.1/' } },
        { error: 'Invalid subscription', message: expect.stringContaining('10.0.0.1') },
      ],
      [
        {
          TransportType: 'sqs',
          TransportMetadata: { Url: 'https://sqs.eu-west-1.example.com/123456789012/q' },
        },
        {
          error: 'Invalid subscription',
          message: expect.stringMatching(/^TransportMetadata: Url is not at AWS's own SQS, so AccessKeyId /),
        },
      ],
      [
        { State: 'disabled' },
        {
          error: 'Invalid subscription',
          message: 'State can be Active or Inactive; only the server disables a subscription',
        },
      ],
    ])('to %j is refused and changes nothing', async (given, body) => {
      const { status, json } = await put({ Name: 'Marks', ...given });
      expect([status, json]).toEqual([400, body]);
      expect((await subscribing.server.call('GET', path)).json).toEqual(shown);
    });

    test('to State Active forgives a disabled target and makes what was tried due again', async () => {
      await runSql(
        databaseUrl,
        `update subscriptions set workflow_state = 'disabled' where uuid = '${shown.Id}'`,
      );
      await health(
        `failures_in_a_row = 100, failing_since_ms = 1000, held_until_ms = 9999999999999, last_failure_at_ms = 5000,
        last_failure_reason = 'no answer', disabled_reason = 'failing', disabled_at_ms = 6000`,
      );
      const far = subscribing.server.clock.nowMs + 10_000_000;
      await deliver(
        `(${shown.LocalId}, 9000001, 'waiting', 3, 1000, ${far}, 900), (${shown.LocalId}, 9000002, 'waiting', 0, null, 950, 950),
        (${shown.LocalId}, 9000003, 'dead', 3, 1000, ${far}, 960)`,
      );
      const disabled = (await subscribing.server.call('GET', path)).json;
      expect([disabled.State, disabled.Health]).toEqual([
        'Disabled',
        {
          FailuresInARow: 100,
          FailingSince: '1970-01-01T00:00:01.000Z',
          HeldUntil: '2286-11-20T17:46:39.999Z',
          LastSuccessAt: null,
          LastFailureAt: '1970-01-01T00:00:05.000Z',
          LastFailureReason: 'no answer',
          WarningLevel: 90,
          DisabledReason: 'failing',
          DisabledAt: '1970-01-01T00:00:06.000Z',
        },
      ]);
      const { status, json } = await put({ State: 'active' });
      expect([status, json.State, json.Health]).toEqual([
        200,
        'Active',
        {
          ...disabled.Health,
          FailuresInARow: 0,
          FailingSince: null,
          HeldUntil: null,
          WarningLevel: null,
          DisabledReason: null,
          DisabledAt: null,
        },
      ]);
      expect(Date.parse(json.UpdatedAt)).toBeGreaterThan(Date.parse(disabled.UpdatedAt));
      expect(await deliveries()).toEqual([
        { position: 9_000_001, state: 'waiting', due_at_ms: 900, first_tried_at_ms: null },
        { position: 9_000_002, state: 'waiting', due_at_ms: 950, first_tried_at_ms: null },
        { position: 9_000_003, state: 'dead', due_at_ms: far, first_tried_at_ms: 1000 },
      ]);
    });

    test('of the target alone lets an active one be tried at once, and leaves a disabled one disabled', async () => {
      await health('failures_in_a_row = 60, failing_since_ms = 1000, held_until_ms = 9999999999999');
      const held = await put({ Name: 'Marks' });
      expect([held.json.Health.FailuresInARow, held.json.Health.WarningLevel]).toEqual([60, 50]);
      const mended = await put({ TransportMetadata: { Url: `${subscribing.url}2` } });
      expect([mended.json.Health.FailuresInARow, mended.json.Health.HeldUntil]).toEqual([0, null]);
      await runSql(
        databaseUrl,
        `update subscriptions set workflow_state = 'disabled' where uuid = '${shown.Id}'`,
      );
      await health(`failures_in_a_row = 100, disabled_reason = 'failing', disabled_at_ms = 6000`);
      const still = await put({ TransportMetadata: { Url: subscribing.url } });
      expect([still.json.State, still.json.Health.DisabledReason]).toEqual(['Disabled', 'failing']);
    });

    test('takes the target from the server that sends to it, which would write over what was forgiven', async () => {
      const owner = () =>
        runSql(
          databaseUrl,
          `select owner, owned_until_ms from target_healths where subscription_id = ${shown.LocalId}`,
        );
      await health(`owner = 'another', owned_until_ms = 9999999999999`);
      await put({ Name: 'Marks' });
      expect(await owner()).toEqual([{ owner: 'another', owned_until_ms: 9_999_999_999_999 }]);
      await put({ TransportMetadata: { BearerToken: 'other' } });
      expect(await owner()).toEqual([{ owner: null, owned_until_ms: 0 }]);
    });

    test('is never lost to another at the same time', async () => {
      const [named, ordered, signed] = await Promise.all([
        put({ Name: 'Marks' }),
        put({ Ordered: true }),
        put({ TransportMetadata: { SignPayload: true } }),
      ]);
      expect([named.status, ordered.status, signed.status]).toEqual([200, 200, 200]);
      const { json } = await subscribing.server.call('GET', path);
      expect([json.Name, json.Ordered, json.TransportMetadata.SignPayload]).toEqual(['Marks', true, true]);
      const updates = [shown, named.json, ordered.json, signed.json].map(({ UpdatedAt }) => UpdatedAt);
      expect(new Set(updates).size).toBe(4);
    });

    test('ends it: nothing waits any more, its secrets are gone, what was sent is still known', async () => {
      const rows = Array.from(
        { length: 1_500 },
        (_, i) => `(${shown.LocalId}, ${9_100_000 + i}, 'waiting', 0, null, 1, 1)`,
      );
      await deliver(rows.join(', '));
      await deliver(`(${shown.LocalId}, 9200000, 'delivered', 1, 1, 1, 1)`);
      const { status, json } = await subscribing.server.call('DELETE', path);
      expect([status, json]).toEqual([
        200,
        {
          ...shown,
          State: 'Deleted',
          TransportMetadata: { ...shown.TransportMetadata, SecretSet: false, BearerTokenSet: false },
          UpdatedAt: expect.any(String),
        },
      ]);
      expect(await deliveries('position, state')).toEqual([{ position: 9_200_000, state: 'delivered' }]);
      for (const method of ['GET', 'PUT', 'DELETE'])
        expect((await subscribing.server.call(method, path)).status).toBe(404);
      for (const what of ['rotate_secret', 'test']) {
        const gone = await subscribing.server.call('POST', `/api/v1/subscriptions/${shown.Id}/${what}`);
        expect(gone.status).toBe(404);
      }
    });

    test('ends it by State Deleted too, once of two at the same time', async () => {
      const both = await Promise.all([put({ State: 'Deleted' }), put({ State: 'Deleted' })]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
      expect((await subscribing.server.call('GET', path)).status).toBe(404);
    });

    test('that ended leaves nothing behind that upkeep does not find', async () => {
      await subscribing.server.call('DELETE', path);
      await deliver(`(${shown.LocalId}, 9300000, 'waiting', 0, null, 1, 1)`);
      await subscribing.server.upkeep();
      expect(await deliveries()).toEqual([]);
    });
  });

  test('a subscription whose target is not allowed any more may be changed, but not to that target', async () => {
    const { databaseUrl } = await courseFixture(database);
    let made: Reply;
    {
      await using allowing = await startSubscribingServer(database, { databaseUrl });
      made = await allowing.subscribe();
    }
    await using strict = await startSubscribingServer(database, { databaseUrl, allowedTargets: [] });
    const put = (subscription: unknown) =>
      strict.server.call('PUT', `${subscriptionsPath}/${made.json.Id}`, { body: { subscription } });
    const renamed = await put({ Name: 'Marks', State: 'inactive' });
    expect([renamed.status, renamed.json.Name, renamed.json.State]).toEqual([200, 'Marks', 'Inactive']);
    const { Url } = made.json.TransportMetadata;
    const again = await put({ TransportMetadata: { Url } });
    expect([again.status, again.json.message]).toEqual([400, expect.stringContaining('127.0.0.1')]);
  });
});
