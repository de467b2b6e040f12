// Who may have to do with subscriptions: admins with all, tools with their own and what they may have. Source: live events
// reference §6.2, §6.3.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscriptionsOfToolMax } from '../../src/model/delivery-limits.ts';
import { insertSubAccount } from '../support/account-fixture.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertAssignmentRow, insertGroup } from '../support/gradebook-fixture.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { runSql } from '../support/sql.ts';
import {
  dataServicesPath,
  type SubscribingServer,
  startSubscribingServer,
  subscriptionsPath,
  wanted,
} from '../support/subscribed.ts';
import { everyEvent, registeredTool, toolToken } from '../support/tool.ts';

const unauthorized = { error: 'Unauthorized subscription' };

eachDatabase((database) => {
  describe('permission to subscribe', () => {
    let subscribing: SubscribingServer;
    let course: CourseFixture;
    let assignmentId: number;
    let subAccountId: number;
    /** An admin's. */
    let id: string;

    const token = async (capabilities?: readonly string[], account?: number) => {
      const { server } = subscribing;
      return toolToken(server, await registeredTool(server, capabilities, account), account);
    };

    beforeAll(async () => {
      course = await courseFixture(database, {
        more: async (query, { courseId }) => {
          const assignmentGroupId = await insertGroup(query, courseId, 'Work', 1, 0);
          assignmentId = await insertAssignmentRow(query, { courseId, assignmentGroupId });
          subAccountId = await insertSubAccount(query, 'Biology');
        },
      });
      subscribing = await startSubscribingServer(database, course);
      const { json } = await subscribing.subscribe();
      id = json.Id;
    });

    afterAll(async () => {
      await subscribing[Symbol.asyncDispose]();
    });

    const requests = (): [string, string][] => [
      ...[subscriptionsPath, dataServicesPath].flatMap((path): [string, string][] => [
        ['POST', path],
        ['GET', path],
        ['GET', `${path}/${id}`],
        ['PUT', `${path}/${id}`],
        ['DELETE', `${path}/${id}`],
      ]),
      ['GET', `${dataServicesPath}/event_types`],
      ['POST', `/api/v1/subscriptions/${id}/rotate_secret`],
      ['POST', `/api/v1/subscriptions/${id}/test`],
    ];

    test('nobody has without a login, and nobody but an admin of the root account', async () => {
      const { server } = subscribing;
      for (const [method, path] of requests()) {
        const anonymous = await server.call(method, path, { token: null });
        expect([method, path, anonymous.status, anonymous.json]).toEqual([
          method,
          path,
          401,
          unauthenticatedBody,
        ]);
        for (const role of ['teacher', 'student', 'outsider'] as const) {
          const { status, json } = await server.call(method, path, { token: course.people[role].token });
          expect([method, path, role, status, json]).toEqual([method, path, role, 403, notPermittedBody]);
        }
      }
      expect((await server.call('GET', `${subscriptionsPath}/${id}`)).json.State).toBe('Active');
    });

    test('a tool has with its own, and of others it sees nothing', async () => {
      const { server } = subscribing;
      const [mine, theirs] = [await token(), await token()];
      const { status, json } = await subscribing.subscribe({}, { token: mine });
      expect(status).toBe(201);
      expect(json.ToolProxyId).toEqual(expect.any(Number));
      const path = `${subscriptionsPath}/${json.Id}`;
      const list = await server.call('GET', subscriptionsPath, { token: mine });
      expect(list.json.map(({ Id }: { Id: string }) => Id)).toEqual([json.Id]);
      expect((await server.call('GET', subscriptionsPath, { token: theirs })).json).toEqual([]);
      for (const [name, calls] of [
        [path, theirs],
        [`${subscriptionsPath}/${id}`, mine],
      ] as const) {
        for (const method of ['GET', 'PUT', 'DELETE']) {
          const refused = await server.call(method, name, {
            token: calls,
            ...(method === 'PUT' ? { body: { subscription: { Name: 'x' } } } : {}),
          });
          expect([method, refused.status, refused.json]).toEqual([method, 404, notFoundBody]);
        }
      }
      for (const what of ['rotate_secret', 'test']) {
        const refused = await server.call('POST', `/api/v1/subscriptions/${id}/${what}`, { token: mine });
        expect([refused.status, refused.json]).toEqual([404, notFoundBody]);
        const done = await server.call('POST', `/api/v1/subscriptions/${json.Id}/${what}`, { token: mine });
        expect(done.status).toBe(200);
      }
      const renamed = await server.call('PUT', path, {
        token: mine,
        body: { subscription: { Name: 'Mine' } },
      });
      expect([renamed.status, renamed.json.Name]).toEqual([200, 'Mine']);
      expect((await server.call('GET', path)).json.Name).toBe('Mine');
      expect((await server.call('DELETE', path, { token: mine })).status).toBe(200);
      expect((await server.call('GET', path, { token: mine })).status).toBe(404);
    });

    test('a tool’s token gives none in Data Services', async () => {
      const { status } = await subscribing.server.call('GET', dataServicesPath, { token: await token() });
      expect(status).toBe(401);
    });

    test('a tool has as far as its capabilities go', async () => {
      const { server } = subscribing;
      const prefix = 'vnd.instructure.webhooks';
      const some = await token([
        `${prefix}.root_account.grade_change`,
        `${prefix}.assignment.quiz_submitted`,
      ]);
      const assignment = { ContextType: 'assignment', ContextId: assignmentId };
      const allowed = [{}, { ...assignment, EventTypes: ['quiz_submitted', 'grade_change'] }];
      const refused = [
        { EventTypes: ['quiz_submitted'] },
        { EventTypes: ['grade_change', 'quiz_submitted'] },
        { EventTypes: ['*'] },
        { ...assignment, EventTypes: ['submission_created'] },
      ];
      for (const given of refused) {
        const { status, json } = await subscribing.subscribe(given, { token: some });
        expect([given, status, json]).toEqual([given, 401, unauthorized]);
      }
      for (const given of allowed) {
        const { status, json } = await subscribing.subscribe(given, { token: some });
        expect([given, status]).toEqual([given, 201]);
        const widened = await server.call('PUT', `${subscriptionsPath}/${json.Id}`, {
          token: some,
          body: { subscription: { EventTypes: ['*'] } },
        });
        expect([widened.status, widened.json]).toEqual([401, unauthorized]);
      }
    });

    test('a tool has where it is installed: below its account', async () => {
      const local = await token([everyEvent], subAccountId);
      const elsewhere = [{}, { ContextType: 'course', ContextId: course.courseId }];
      for (const given of [...elsewhere, { ContextType: 'assignment', ContextId: assignmentId }]) {
        const { status, json } = await subscribing.subscribe(given, { token: local });
        expect([status, json]).toEqual([401, unauthorized]);
      }
      await runSql(course.databaseUrl, `update courses set account_id = ${subAccountId}`);
      const { status } = await subscribing.subscribe(
        { ContextType: 'course', ContextId: course.courseId },
        { token: local },
      );
      expect(status).toBe(201);
    });

    test('a tool brings its own credentials for a queue', async () => {
      const Url = 'https://sqs.eu-west-1.amazonaws.com/123456789012/canvas-live-events';
      const RoleArn = 'arn:aws:iam::123456789012:role/sender';
      const mine = await token();
      for (const TransportMetadata of [{ Url }, { Url, RoleArn }]) {
        const given = { TransportType: 'sqs', TransportMetadata };
        const { status, json } = await subscribing.subscribe(given, { token: mine });
        expect([status, json]).toEqual([
          400,
          {
            error: 'Invalid subscription',
            message: 'TransportMetadata: AccessKeyId and SecretAccessKey are missing',
          },
        ]);
      }
    });

    test('a tool has for so many subscriptions, also when it asks for more at once', async () => {
      const { server, url } = subscribing;
      const mine = await token();
      const room = 3;
      const { json } = await subscribing.subscribe({}, { token: mine });
      const numbers = Array.from({ length: subscriptionsOfToolMax - room - 1 }, (_, i) => `select ${i} as n`);
      const same = [
        ...['account_id', 'tool_proxy_id', 'context_type', 'event_names', 'format', 'transport_type'],
        ...['target', 'secrets', 'is_ordered', 'workflow_state', 'created_at_ms', 'updated_at_ms'],
      ].join(', ');
      await runSql(
        course.databaseUrl,
        `insert into subscriptions (uuid, ${same}) select 'made ' || n, ${same}
        from subscriptions, (${numbers.join(' union all ')}) as numbers where uuid = '${json.Id}'`,
      );
      const made = await Promise.all(
        Array.from({ length: room + 4 }, () =>
          server.call('POST', subscriptionsPath, { token: mine, body: { subscription: wanted(url) } }),
        ),
      );
      expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 201, 400, 400, 400, 400]);
      expect(made.find(({ status }) => status === 400)?.json.message).toBe(
        `a tool has at most ${subscriptionsOfToolMax} subscriptions`,
      );
    });
  });

  // SQLite has a key beside its file when none is configured.
  if (database.kind === 'postgres') {
    test('a server without a key for secrets has no subscriptions, and says so as Canvas does', async () => {
      await using subscribing = await startSubscribingServer(database, { secretsKeys: [] });
      const { server, subscribe } = subscribing;
      const answer = {
        error: 'Subscription service not configured',
        message:
          'on PostgreSQL the operator must set QUIZWIRE_SECRETS_KEY, 32 bytes in base64: secrets are sealed with it',
      };
      const made = await subscribe();
      expect([made.status, made.json]).toEqual([500, answer]);
      for (const path of [subscriptionsPath, dataServicesPath]) {
        const listed = await server.call('GET', path);
        expect([listed.status, listed.json]).toEqual([500, answer]);
      }
    });
  }
});
