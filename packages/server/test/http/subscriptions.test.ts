// Subscriptions over Canvas's wire, by an admin. Source: live events reference §6.2.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertAssignmentRow, insertGroup } from '../support/gradebook-fixture.ts';
import { notFoundBody } from '../support/refusal-bodies.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import {
  type SubscribingServer,
  startSubscribingServer,
  subscriptionsPath,
  wanted,
} from '../support/subscribed.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const anyUuid = expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
const startTime = new Date(testStartMs).toISOString();

const healthy = {
  FailuresInARow: 0,
  FailingSince: null,
  HeldUntil: null,
  LastSuccessAt: null,
  LastFailureAt: null,
  LastFailureReason: null,
  WarningLevel: null,
  DisabledReason: null,
  DisabledAt: null,
};

eachDatabase((database) => {
  describe('subscriptions', () => {
    let subscribing: SubscribingServer;
    let course: CourseFixture;
    let assignmentId: number;
    let accountUuid: string;

    beforeAll(async () => {
      course = await courseFixture(database, {
        more: async (query, { courseId }) => {
          const assignmentGroupId = await insertGroup(query, courseId, 'Work', 1, 0);
          assignmentId = await insertAssignmentRow(query, { courseId, assignmentGroupId });
        },
      });
      subscribing = await startSubscribingServer(database, course);
      const { json } = await subscribing.server.call('GET', '/api/v1/accounts/self');
      accountUuid = json.uuid;
    });

    afterAll(async () => {
      await subscribing[Symbol.asyncDispose]();
    });

    test('are made with 201, a secret shown this once, and the result of a test event', async () => {
      const { server, receiver, url } = subscribing;
      const before = receiver.requests.length;
      const { status, json, headers } = await subscribing.subscribe();
      expect(status).toBe(201);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(json).toEqual({
        Id: anyUuid,
        ContextId: accountUuid,
        ContextType: 'root_account',
        EventTypes: ['grade_change'],
        Format: 'live-event',
        TransportType: 'https',
        TransportMetadata: {
          Url: url,
          SignPayload: false,
          SecretSet: true,
          Secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
          BearerTokenSet: false,
        },
        State: 'Active',
        LocalId: expect.any(Number),
        Name: null,
        Ordered: false,
        ToolProxyId: null,
        CreatedAt: startTime,
        UpdatedAt: startTime,
        Health: healthy,
        Test: { Delivered: true, Status: 204, LatencyMs: expect.any(Number), Reason: null },
      });
      const [got, ...others] = receiver.requests.slice(before);
      expect(others).toEqual([]);
      expect(JSON.parse(got?.body ?? '').metadata.event_name).toBe('quizwire.test');
      const shown = await server.call('GET', `${subscriptionsPath}/${json.Id}`);
      const { Test, ...made } = json;
      const { Secret, ...metadata } = made.TransportMetadata;
      expect([shown.status, shown.json]).toEqual([200, { ...made, TransportMetadata: metadata }]);
    });

    test('are made of a form with brackets', async () => {
      const { status, json } = await subscribing.subscribe(
        {},
        {
          headers: form,
          body: [
            `subscription[ContextId]=${accountUuid}`,
            'subscription[ContextType]=root_account',
            'subscription[EventTypes][]=quiz_submitted',
            'subscription[EventTypes][]=grade_change',
            'subscription[EventTypes][]=quiz_submitted',
            'subscription[Format]=caliper',
            'subscription[TransportType]=https',
            `subscription[TransportMetadata][Url]=${encodeURIComponent(subscribing.url)}`,
            'subscription[TransportMetadata][SignPayload]=true',
            'subscription[TransportMetadata][BearerToken]=t0ken',
            'subscription[Name]=Grades',
            'subscription[Ordered]=1',
            'subscription[State]=inactive',
          ].join('&'),
        },
      );
      expect(status).toBe(201);
      expect(json).toMatchObject({
        ContextId: accountUuid,
        EventTypes: ['quiz_submitted', 'grade_change'],
        Format: 'caliper',
        TransportMetadata: { Url: subscribing.url, SignPayload: true, SecretSet: true, BearerTokenSet: true },
        State: 'Inactive',
        Name: 'Grades',
        Ordered: true,
      });
      expect(JSON.stringify(json)).not.toContain('t0ken');
    });

    test('stay, and say why, when the target does not take the test event', async () => {
      const { server } = subscribing;
      const { status, json } = await subscribing.subscribe({
        TransportMetadata: { Url: 'http://127.0.0.1:1/hook' },
      });
      expect(status).toBe(201);
      expect(json.Test).toEqual({
        Delivered: false,
        Status: null,
        LatencyMs: expect.any(Number),
        Reason: expect.stringMatching(/\w/),
      });
      const shown = await server.call('GET', `${subscriptionsPath}/${json.Id}`);
      expect([shown.status, shown.json.State, shown.json.Health]).toEqual([200, 'Active', healthy]);
    });

    test.each(['live-event', 'caliper', 'caliper-1.1'])('have the format %s', async (format) => {
      const { json } = await subscribing.subscribe({ Format: format });
      expect([json.Format, json.Test.Delivered]).toEqual([format, true]);
    });

    test('have all events for *, whatever else is named', async () => {
      const { json } = await subscribing.subscribe({ EventTypes: ['grade_change', '*'] });
      expect(json.EventTypes).toEqual(['*']);
    });

    test('are of the root account by its UUID, its id, its global id, and without an id', async () => {
      for (const ContextId of [accountUuid, 1, '1', '10000000000001', 'self', undefined, '']) {
        const { status, json } = await subscribing.subscribe({ ContextId });
        expect([ContextId, status, json.ContextId]).toEqual([ContextId, 201, accountUuid]);
      }
    });

    test('are of a course and of an assignment by local and global id', async () => {
      for (const [ContextType, id] of [
        ['course', course.courseId],
        ['assignment', assignmentId],
      ] as const) {
        const globalId = String(10_000_000_000_000 + id);
        for (const ContextId of [id, String(id), globalId]) {
          const { status, json } = await subscribing.subscribe({ ContextType, ContextId });
          expect([status, json.ContextType, json.ContextId]).toEqual([201, ContextType, String(id)]);
        }
      }
    });

    test.each([['account'], ['Course'], ['user'], [undefined], [null], ['']])(
      'of the context type %j are refused',
      async (ContextType) => {
        const { status, json } = await subscribing.subscribe({ ContextType });
        const message = 'ContextType must be root_account, course or assignment';
        expect([status, json]).toEqual([400, { error: 'Invalid subscription', message }]);
      },
    );

    test.each([
      [{ ContextType: 'course', ContextId: 999_999 }],
      [{ ContextType: 'course', ContextId: '9'.repeat(40) }],
      [{ ContextType: 'course', ContextId: '20000000000001' }],
      [{ ContextType: 'assignment', ContextId: 999_999 }],
      [{ ContextType: 'assignment', ContextId: 'x' }],
      [{ ContextType: 'root_account', ContextId: 'nonsense' }],
      [{ ContextType: 'root_account', ContextId: 999_999 }],
    ])('of the context %j are refused, for there is none', async (given) => {
      const { status, json } = await subscribing.subscribe(given);
      expect([status, json]).toEqual([
        400,
        { error: 'Invalid subscription', message: 'ContextId names nothing of this ContextType' },
      ]);
    });

    test.each(['course', 'assignment'])('of no %s are refused', async (ContextType) => {
      const { status, json } = await subscribing.subscribe({ ContextType });
      expect([status, json]).toEqual([
        400,
        { error: 'Invalid subscription', message: 'ContextId is missing' },
      ]);
    });

    test.each([
      [{ EventTypes: [] }, 'EventTypes must name at least one event'],
      [{ EventTypes: undefined }, 'EventTypes must name at least one event'],
      [{ EventTypes: ['grade_change', 'grade_changed'] }, 'EventTypes: there is no event "grade_changed"'],
      [{ EventTypes: ['quizwire.*'] }, 'EventTypes: there is no event "quizwire.*"'],
      [{ EventTypes: [['grade_change']] }, 'EventTypes must be a list of strings'],
      [
        { EventTypes: Array.from({ length: 201 }, (_, i) => `quizwire.e${i}`) },
        'EventTypes must be at most 200 names',
      ],
      [{ Format: 'xml' }, 'Format must be one of live-event, caliper, caliper-1.1'],
      [{ TransportType: 'smtp' }, 'TransportType must be one of https, sqs, kafka'],
      [{ TransportType: undefined }, 'TransportType is missing'],
      [{ TransportMetadata: undefined }, 'TransportMetadata: Url is missing'],
      [{ TransportMetadata: 'https://receiver.example/' }, 'TransportMetadata must be an object'],
      [{ TransportMetadata: ['x'] }, 'TransportMetadata must be an object'],
      [{ TransportMetadata: { Url: ['x'] } }, 'Url must be a string'],
      [{ TransportMetadata: { Uri: 'x' } }, 'TransportMetadata has no parameter Uri'],
      [{ State: 'disabled' }, 'State can be Active or Inactive; only the server disables a subscription'],
      [{ State: 'deleted' }, 'State of a new subscription can be Active or Inactive'],
      [{ State: 'paused' }, 'State must be one of Active, Inactive, Disabled, Deleted'],
      [{ Ordered: 'perhaps' }, 'Ordered must be true or false'],
      [{ Name: 'x'.repeat(256) }, 'Name must have at most 255 characters'],
      [{ Name: 'a\0b' }, 'Name must not contain the character U+0000'],
    ])('are not made of %j', async (given, message) => {
      const { status, json } = await subscribing.subscribe(given);
      expect([status, json]).toEqual([400, { error: 'Invalid subscription', message }]);
    });

    test.each([
      'http://127.0.0.2:8080/',
      'https://10.0.0.1/',
      'http://receiver.example/',
      'https://169.254.169.254/latest/meta-data',
      'https://u:p@receiver.example/',
      'ftp://receiver.example/',
      'nonsense',
      `https://receiver.example/${'x'.repeat(2048)}`,
    ])('are not sent to %s', async (Url) => {
      const { status, json } = await subscribing.subscribe({ TransportMetadata: { Url } });
      expect([status, json]).toEqual([
        400,
        { error: 'Invalid subscription', message: expect.stringMatching(/^TransportMetadata: Url: \w/) },
      ]);
    });

    test.each([
      [{}, { errors: [{ message: 'subscription is missing' }] }],
      [{ subscription: null }, { errors: [{ message: 'subscription is missing' }] }],
      [{ subscription: 'x' }, { error: 'Invalid subscription', message: 'subscription must be an object' }],
      [{ subscription: [1] }, { error: 'Invalid subscription', message: 'subscription must be an object' }],
    ])('are not made of the body %j', async (body, answer) => {
      const { status, json } = await subscribing.server.call('POST', subscriptionsPath, { body });
      expect([status, json]).toEqual([400, answer]);
    });

    test('are found by id, local id and global id, in any case, and nothing else is', async () => {
      const { server } = subscribing;
      const { json } = await subscribing.subscribe();
      const { Id, LocalId } = json;
      for (const name of [Id, Id.toUpperCase(), LocalId, 10_000_000_000_000 + LocalId]) {
        const shown = await server.call('GET', `${subscriptionsPath}/${name}`);
        expect([name, shown.status, shown.json?.Id]).toEqual([name, 200, Id]);
      }
      const unknown = ['0', '-1', '999999', '9'.repeat(18), '9'.repeat(40), 'x', `${Id}0`, '%00'];
      for (const name of [...unknown, '00000000-0000-4000-8000-000000000000']) {
        for (const method of ['GET', 'PUT', 'DELETE']) {
          const { status, json: body } = await server.call(method, `${subscriptionsPath}/${name}`);
          expect([name, method, status, body]).toEqual([name, method, 404, notFoundBody]);
        }
      }
    });

    test('have their secrets nowhere in the database in clear', async () => {
      const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
      const TransportMetadata = { Url: subscribing.url, Secret: secret, BearerToken: 'bearer-of-the-test' };
      const { status, json } = await subscribing.subscribe({ TransportMetadata });
      expect(status).toBe(201);
      expect(JSON.stringify(json)).not.toContain(secret);
      const rows = await runSql(course.databaseUrl, 'select * from subscriptions');
      for (const text of [secret, 'bearer-of-the-test']) expect(JSON.stringify(rows)).not.toContain(text);
    });
  });

  describe('the list of subscriptions', () => {
    let subscribing: SubscribingServer;

    beforeAll(async () => {
      subscribing = await startSubscribingServer(database);
    });

    afterAll(async () => {
      await subscribing[Symbol.asyncDispose]();
    });

    test('has 100 a page, the oldest first, and goes on from EndKey, even one that is deleted', async () => {
      const { server, url } = subscribing;
      const none = await server.call('GET', subscriptionsPath);
      expect([none.status, none.json, none.headers.has('EndKey')]).toEqual([200, [], false]);
      const made: string[] = [];
      for (let i = 0; i < 101; i++) {
        const { json } = await server.call('POST', subscriptionsPath, {
          body: { subscription: wanted(url) },
        });
        made.push(json.Id);
      }
      const first = await server.call('GET', subscriptionsPath);
      expect(first.json.map(({ Id }: { Id: string }) => Id)).toEqual(made.slice(0, 100));
      expect(JSON.stringify(first.json)).not.toContain('whsec_');
      const endKey = first.headers.get('EndKey') ?? '';
      expect(JSON.parse(endKey)).toEqual({ Id: made[99], DeveloperKey: '10000000000001' });
      const headers = { StartKey: endKey };
      const second = await server.call('GET', subscriptionsPath, { headers });
      expect(second.json.map(({ Id }: { Id: string }) => Id)).toEqual(made.slice(100));
      expect(second.headers.has('EndKey')).toBe(false);
      await server.call('DELETE', `${subscriptionsPath}/${made[99]}`);
      const again = await server.call('GET', subscriptionsPath, { headers });
      expect(again.json).toEqual(second.json);
      const all = await server.call('GET', subscriptionsPath);
      expect([all.json.length, all.headers.has('EndKey')]).toEqual([100, false]);
    });

    test.each(['nonsense', '{}', '{"Id":"x"}', '{"Id":"00000000-0000-4000-8000-000000000000"}'])(
      'does not go on from %s',
      async (StartKey) => {
        const { status, json } = await subscribing.server.call('GET', subscriptionsPath, {
          headers: { StartKey },
        });
        const message = 'StartKey must be an EndKey of this list';
        expect([status, json]).toEqual([400, { error: 'Invalid subscription', message }]);
      },
    );
  });
});
