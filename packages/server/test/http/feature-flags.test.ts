// The Feature Flags API. Source: core reference §18, story steps 20, 21 and 75.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertSubAccount } from '../support/account-fixture.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const roles: Role[] = ['admin', 'teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];
const feature = 'quiz_log_auditing';
const toggled = (...states: string[]) =>
  Object.fromEntries(states.map((state) => [state, { locked: false }]));

eachDatabase((database) => {
  let server: TestServer;
  let fixture: CourseFixture;
  let subAccountId: number;
  let features: string;
  let flag: string;
  let accountFlag: string;
  beforeAll(async () => {
    fixture = await courseFixture(database, {
      more: async (query, { courseId }) => {
        subAccountId = await insertSubAccount(query, 'Science');
        await query
          .updateTable('courses')
          .set({ accountId: subAccountId })
          .where('id', '=', courseId)
          .execute();
        await query.deleteFrom('featureFlags').execute();
      },
    });
    server = await startTestServer(database, { databaseUrl: fixture.databaseUrl });
    features = `/api/v1/courses/${fixture.courseId}/features`;
    flag = `${features}/flags/${feature}`;
    accountFlag = `/api/v1/accounts/1/features/flags/${feature}`;
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const as = (role: Role, method: string, url: string, body?: unknown) =>
    server.call(method, url, { body, token: fixture.people[role].token });

  /** The story of one flag: each test goes on from the one before. */
  describe('a flag', () => {
    const inherited = {
      feature,
      state: 'allowed',
      transitions: toggled('off', 'on'),
      locked: false,
      parent_state: 'allowed',
    };

    test('is the default until somebody sets it', async () => {
      expect((await as('student', 'GET', flag)).json).toEqual(inherited);
      expect((await as('student', 'GET', `${features}/enabled`)).json).toEqual([]);
    });

    test('is switched on by a teacher (story step 20)', async () => {
      const on = await as('teacher', 'PUT', flag, { state: 'on' });
      expect(on.status).toBe(200);
      expect(on.json).toEqual({
        feature,
        context_id: fixture.courseId,
        context_type: 'Course',
        state: 'on',
        locking_account_id: null,
        transitions: toggled('off'),
        locked: false,
        parent_state: 'allowed',
      });
      expect((await as('student', 'GET', flag)).json).toEqual(on.json);
      expect((await as('teacher', 'GET', `${features}/enabled`)).json).toEqual([feature]);
    });

    test('stays as it is when set to nothing', async () => {
      expect((await as('teacher', 'PUT', flag, {})).json).toMatchObject({ state: 'on' });
    });

    test('is listed with its feature', async () => {
      const { json, headers } = await as('student', 'GET', features);
      expect(json).toEqual([
        {
          feature,
          name: feature,
          applies_to: 'Course',
          root_opt_in: false,
          early_access_program: false,
          beta: false,
          release_notes_url: null,
          autoexpand: false,
          type: 'feature_option',
          display_name: 'Quiz Log Auditing',
          description: 'Lets graders read the log of events of an attempt.',
          feature_flag: expect.objectContaining({ state: 'on', context_type: 'Course' }),
        },
        expect.objectContaining({
          feature: 'final_grades_override',
          display_name: 'Final Grade Override',
          feature_flag: expect.objectContaining({ state: 'allowed' }),
        }),
      ]);
      expect(headers.get('link')).toContain('rel="last"');
      expect((await as('student', 'GET', `${features}?page=2`)).json).toEqual([]);
    });

    test('is decided by the root account, whatever the course has set', async () => {
      const off = await as('admin', 'PUT', accountFlag, { state: 'off' });
      expect(off.json).toEqual({
        feature,
        context_id: 1,
        context_type: 'Account',
        state: 'off',
        locking_account_id: null,
        transitions: toggled('on', 'allowed', 'allowed_on'),
        locked: false,
        parent_state: 'allowed',
      });
      expect((await as('teacher', 'GET', flag)).json).toEqual({
        ...off.json,
        transitions: toggled('on'),
        locked: true,
        parent_state: 'off',
      });
      const refused = await as('teacher', 'PUT', flag, { state: 'on' });
      expect([refused.status, refused.json]).toEqual([
        403,
        { message: 'higher account disallows setting feature flag' },
      ]);
    });

    test('is decided by the account between, where the root allows it', async () => {
      await as('admin', 'PUT', accountFlag, { state: 'allowed_on' });
      expect((await as('teacher', 'GET', flag)).json).toMatchObject({
        state: 'on',
        parent_state: 'allowed_on',
      });
      const sub = `/api/v1/accounts/${subAccountId}/features`;
      await as('admin', 'PUT', `${sub}/flags/${feature}`, { state: 'off' });
      expect((await as('teacher', 'GET', flag)).json).toMatchObject({
        state: 'off',
        context_type: 'Account',
        context_id: subAccountId,
        locked: true,
      });
      expect((await as('admin', 'GET', `${sub}/enabled`)).json).toEqual([]);
      const removed = await as('admin', 'DELETE', `${sub}/flags/${feature}`);
      expect(removed.json).toMatchObject({ state: 'off', context_id: subAccountId });
      expect((await as('admin', 'GET', `${sub}/enabled`)).json).toEqual([feature]);
      expect((await as('teacher', 'GET', `${features}/enabled`)).json).toEqual([feature]);
    });

    test('is inherited again once its own is taken away', async () => {
      const removed = await as('teacher', 'DELETE', flag);
      expect([removed.status, removed.json]).toEqual([
        200,
        {
          feature,
          context_id: fixture.courseId,
          context_type: 'Course',
          state: 'on',
          locking_account_id: null,
          transitions: toggled('off'),
          locked: false,
          parent_state: 'allowed_on',
        },
      ]);
      const again = await as('teacher', 'DELETE', flag);
      expect([again.status, again.json]).toEqual([404, notFoundBody]);
      expect((await as('teacher', 'GET', flag)).json).toMatchObject({
        context_type: 'Account',
        state: 'allowed_on',
      });
      await as('admin', 'DELETE', accountFlag);
      expect((await as('teacher', 'GET', flag)).json).toEqual(inherited);
    });

    test('can be set with a form', async () => {
      const reply = await server.call('PUT', flag, {
        body: 'state=off',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      expect(reply.json).toMatchObject({ state: 'off', transitions: toggled('on') });
    });
  });

  describe('rights', () => {
    test.each<[string, string, number[]]>([
      ['GET', '', [200, 200, 200, 200, 200, 200, 403]],
      ['GET', '/enabled', [200, 200, 200, 200, 200, 200, 403]],
      ['GET', `/flags/${feature}`, [200, 200, 200, 200, 200, 200, 403]],
      ['PUT', `/flags/${feature}`, [200, 200, 200, 200, 403, 403, 403]],
    ])('%s …/features%s by every role', async (method, rest, expected) => {
      const replies = await Promise.all(
        roles.map((role) =>
          as(role, method, `${features}${rest}`, method === 'PUT' ? { state: 'on' } : undefined),
        ),
      );
      expect(replies.map((reply) => reply.status)).toEqual(expected);
      expect(replies.at(-1)?.json).toEqual(notPermittedBody);
      expect((await server.call(method, `${features}${rest}`, { token: null })).json).toEqual(
        unauthenticatedBody,
      );
    });

    test('an account and its flags are for its admins', async () => {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const reply = await as('teacher', method, accountFlag);
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      for (const role of ['student', 'outsider'] as const) {
        expect((await as(role, 'DELETE', flag)).status).toBe(403);
      }
    });
  });

  describe('refusals', () => {
    test('an unknown feature is not found, and invalid to set', async () => {
      const unknown = `${features}/flags/constructor`;
      const read = await as('teacher', 'GET', unknown);
      expect([read.status, read.json]).toEqual([404, notFoundBody]);
      const set = await as('teacher', 'PUT', unknown, { state: 'on' });
      expect([set.status, set.json]).toEqual([400, { message: 'invalid feature' }]);
      expect((await as('teacher', 'DELETE', unknown)).status).toBe(404);
    });

    test('a state must be one that the context can have', async () => {
      await as('teacher', 'DELETE', flag);
      const message = 'is not included in the list';
      const body = { errors: { state: [{ attribute: 'state', type: 'inclusion', message }] } };
      for (const state of ['allowed', 'maybe', '', null, undefined]) {
        const reply = await as('teacher', 'PUT', flag, { state });
        expect([reply.status, reply.json]).toEqual([400, body]);
      }
      expect((await as('teacher', 'PUT', flag, { state: ['on'] })).status).toBe(400);
      expect((await as('admin', 'PUT', accountFlag, { state: 'allowed' })).status).toBe(200);
    });

    test('an unknown course or account is not found', async () => {
      for (const place of ['courses/999', 'accounts/999']) {
        for (const rest of ['', '/enabled', `/flags/${feature}`]) {
          const reply = await as('admin', 'GET', `/api/v1/${place}/features${rest}`);
          expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
        }
      }
    });
  });

  test('many at once set one flag', async () => {
    const replies = await Promise.all(
      ['on', 'off', 'on', 'off', 'on', 'off'].map((state) => as('teacher', 'PUT', flag, { state })),
    );
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await as('teacher', 'GET', flag)).json.context_type).toBe('Course');
  });
});
