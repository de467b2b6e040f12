// Data Services: the same subscriptions by an account's path, in words of their own. Source: live events reference §6.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventCategories } from '../../src/facts/subscribable-events.ts';
import { insertSubAccount } from '../support/account-fixture.ts';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody } from '../support/refusal-bodies.ts';
import {
  dataServicesPath,
  type SubscribingServer,
  startSubscribingServer,
  subscriptionsPath,
  wanted,
} from '../support/subscribed.ts';

const contentType = 'application/vnd.canvas.dataservices+json; charset=utf-8';

eachDatabase((database) => {
  describe('Data Services', () => {
    let subscribing: SubscribingServer;
    let subAccountId: number;

    beforeAll(async () => {
      const course = await courseFixture(database, {
        more: async (query) => {
          subAccountId = await insertSubAccount(query, 'Biology');
        },
      });
      subscribing = await startSubscribingServer(database, course);
    });

    afterAll(async () => {
      await subscribing[Symbol.asyncDispose]();
    });

    const create = (given: Record<string, unknown> = {}) =>
      subscribing.server.call('POST', dataServicesPath, {
        body: { subscription: { ...wanted(subscribing.url), ...given } },
      });

    test('makes, shows, lists, changes and deletes what the other routes know too', async () => {
      const { server } = subscribing;
      const made = await create();
      expect([made.status, made.headers.get('content-type')]).toEqual([201, contentType]);
      const { Test, ...subscription } = made.json;
      expect(Test.Delivered).toBe(true);
      const { Secret, ...TransportMetadata } = subscription.TransportMetadata;
      const shown = { ...subscription, TransportMetadata };
      const path = `${dataServicesPath}/${shown.Id}`;
      for (const [answer, body] of [
        [await server.call('GET', path), shown],
        [await server.call('GET', `${subscriptionsPath}/${shown.Id}`), shown],
        [await server.call('GET', dataServicesPath), [shown]],
        [await server.call('GET', subscriptionsPath), [shown]],
      ] as const)
        expect([answer.status, answer.json]).toEqual([200, body]);
      const listed = await server.call('GET', dataServicesPath);
      expect(listed.headers.get('content-type')).toBe(contentType);
      const changed = await server.call('PUT', path, { body: { subscription: { Name: 'Grades' } } });
      expect([changed.status, changed.headers.get('content-type')]).toEqual([200, contentType]);
      expect(changed.json).toEqual({ ...shown, Name: 'Grades', UpdatedAt: expect.any(String) });
      const deleted = await server.call('DELETE', path);
      expect([deleted.status, deleted.json.State, deleted.headers.get('content-type')]).toEqual([
        200,
        'Deleted',
        contentType,
      ]);
      expect((await server.call('GET', path)).json).toEqual(notFoundBody);
      expect((await server.call('GET', dataServicesPath)).json).toEqual([]);
    });

    test('takes the root account by id, uuid and lti_context_id, and no other', async () => {
      const { server } = subscribing;
      const { uuid } = (await server.call('GET', '/api/v1/accounts/self')).json;
      for (const name of ['1', 'default', '10000000000001', uuid, `uuid:${uuid}`, `lti_context_id:${uuid}`]) {
        const { status } = await server.call('GET', `/api/lti/accounts/${name}/data_services`);
        expect([name, status]).toEqual([name, 200]);
      }
      for (const name of [subAccountId, '999999', 'x', '9'.repeat(40), '%00', 'a%00b', 'sis_course_id:%00']) {
        const { status, json } = await server.call('GET', `/api/lti/accounts/${name}/data_services`);
        expect([name, status, json]).toEqual([name, 404, notFoundBody]);
      }
    });

    test('words faults of a context as Canvas does there', async () => {
      for (const [given, error] of [
        [{ ContextType: 'user' }, 'Invalid context type for subscription'],
        [
          { ContextType: 'course', ContextId: 999_999 },
          'Invalid context for subscription - context not found.',
        ],
      ] as const) {
        const { status, json } = await create(given);
        expect([status, json]).toEqual([400, { error }]);
      }
      const { status, json } = await create({ EventTypes: ['x'] });
      expect([status, json]).toEqual([
        400,
        { error: 'Invalid subscription', message: 'EventTypes: there is no event "x"' },
      ]);
    });

    test('shows event types in categories, those of a format with a form in it only', async () => {
      const { server } = subscribing;
      const path = `${dataServicesPath}/event_types`;
      const all = await server.call('GET', path);
      expect([all.status, all.headers.get('content-type')]).toEqual([200, contentType]);
      expect(all.json).toEqual(eventCategories);
      expect((await server.call('GET', `${path}?message_type=live-event`)).json).toEqual(all.json);
      const caliper = await server.call('GET', `${path}?message_type=caliper`);
      expect(caliper.json.grade).toEqual(['grade_change']);
      expect(caliper.json.asset).toEqual(['asset_accessed']);
      expect(caliper.json).not.toHaveProperty('sis');
      const standard = await server.call('GET', `${path}?message_type=caliper-1.1`);
      expect(standard.json.grade).toEqual(['course_grade_change', 'grade_change', 'grade_override']);
      expect(standard.json).not.toHaveProperty('asset');
      for (const wrong of ['xml', '', '[]=caliper'].map((end) => `${path}?message_type=${end}`)) {
        const { status, json } = await server.call('GET', wrong.replace('=[]', '[]'));
        expect([status, json]).toEqual([
          400,
          { error: 'message_type must be live-event, caliper or caliper-1.1' },
        ]);
      }
    });
  });
});
