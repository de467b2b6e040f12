// The Accounts API. Source: core reference §3, story steps 2 and 3.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAccountId } from '../../src/store/accounts.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';

eachDatabase((database) => {
  describe('accounts', () => {
    let course: CourseFixture;
    let server: TestServer;
    /** Of a sub-account with a SIS id, of which `teacher` is an admin. */
    let subAccountId: number;

    beforeAll(async () => {
      course = await courseFixture(database, {
        more: async (query, { people }) => {
          const { id } = await query
            .insertInto('accounts')
            .values({
              parentAccountId: 1,
              rootAccountId: 1,
              name: 'Sciences',
              uuid: 'uuid-of-sciences',
              ltiGuid: 'sciences.example.edu',
              sisAccountId: 'SCI',
              workflowState: 'active',
              defaultTimeZone: 'America/New_York',
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          subAccountId = id;
          await query
            .insertInto('accountUsers')
            .values({
              accountId: id,
              userId: people.teacher.id,
              role: 'AccountAdmin',
              createdAtMs: testStartMs,
            })
            .execute();
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const short = {
      id: 1,
      name: 'Quizwire',
      workflow_state: 'active',
      parent_account_id: null,
      root_account_id: null,
      uuid: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      default_time_zone: 'Etc/UTC',
    };
    const full = {
      ...short,
      default_time_zone_friendly_name: 'UTC',
      default_storage_quota_mb: 500,
      default_user_storage_quota_mb: 50,
      default_group_storage_quota_mb: 50,
      course_template_id: null,
    };
    const sub = () => ({
      ...full,
      id: subAccountId,
      name: 'Sciences',
      parent_account_id: 1,
      root_account_id: 1,
      uuid: 'uuid-of-sciences',
      default_time_zone: 'America/New_York',
      default_time_zone_friendly_name: 'New York',
      sis_account_id: 'SCI',
      integration_id: null,
      sis_import_id: null,
    });

    test.each(['1', 'self', 'default', '1~1', '10000000000001'])(
      'the root account is found as %s',
      async (name) => {
        const reply = await server.call('GET', `/api/v1/accounts/${name}`);
        expect(reply.status).toBe(200);
        expect(reply.json).toEqual(full);
      },
    );

    test('a sub-account is found by id, SIS id and uuid', async () => {
      for (const name of [
        String(subAccountId),
        'sis_account_id:SCI',
        'hex:sis_account_id:534349',
        'uuid:uuid-of-sciences',
      ]) {
        const reply = await server.call('GET', `/api/v1/accounts/${name}`);
        expect(reply.status).toBe(200);
        expect(reply.json).toEqual(sub());
      }
    });

    test.each([
      '0',
      '999',
      'sis_account_id:NONE',
      'sis_account_id:sci',
      'nobody',
      'sis_account_id:%00',
      '2~1',
    ])('there is no account %s', async (name) => {
      const reply = await server.call('GET', `/api/v1/accounts/${name}`);
      expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
    });

    test('a deleted account is not there', async () => {
      const url = await database.readyUrl();
      await using opened = await openDatabase(url, testStartMs);
      await opened.query
        .insertInto('accounts')
        .values(
          (['active', 'deleted'] as const).map((workflowState) => ({
            parentAccountId: null,
            rootAccountId: null,
            name: workflowState,
            uuid: workflowState,
            ltiGuid: workflowState,
            sisAccountId: null,
            workflowState,
            defaultTimeZone: 'Etc/UTC',
            createdAtMs: testStartMs,
            updatedAtMs: testStartMs,
          })),
        )
        .execute();
      expect(await findAccountId(opened.query, { by: 'uuid', value: 'active' })).toBe(1);
      expect(await findAccountId(opened.query, { by: 'uuid', value: 'deleted' })).toBeUndefined();
    });

    test('somebody who is no admin gets the short form', async () => {
      for (const role of ['student', 'teacher', 'outsider'] as const) {
        const reply = await server.call('GET', '/api/v1/accounts/self', { token: course.people[role].token });
        expect(reply.status).toBe(200);
        expect(reply.json).toEqual(short);
      }
    });

    test('an admin of a sub-account gets that one in full', async () => {
      const reply = await server.call('GET', `/api/v1/accounts/${subAccountId}`, {
        token: course.people.teacher.token,
      });
      expect(reply.json).toEqual(sub());
    });

    test('the list has the accounts that the caller administers themself', async () => {
      const byAdmin = await server.call('GET', '/api/v1/accounts');
      expect(byAdmin.json).toEqual([full]);
      const byTeacher = await server.call('GET', '/api/v1/accounts', { token: course.people.teacher.token });
      expect(byTeacher.json).toEqual([sub()]);
      const byStudent = await server.call('GET', '/api/v1/accounts', { token: course.people.student.token });
      expect([byStudent.status, byStudent.json]).toEqual([200, []]);
    });

    test('the list is paged', async () => {
      const reply = await server.call('GET', '/api/v1/accounts?per_page=1&x=y');
      const link = (relation: string) =>
        `<${server.url}/api/v1/accounts?x=y&page=1&per_page=1>; rel="${relation}"`;
      expect(reply.headers.get('link')).toBe(['current', 'first', 'last'].map(link).join(','));
      const beyond = await server.call('GET', '/api/v1/accounts?page=2');
      expect([beyond.status, beyond.json]).toEqual([200, []]);
      expect((await server.call('GET', '/api/v1/accounts?page=0')).status).toBe(404);
    });

    test('counts and the LTI guid are included on request', async () => {
      const query =
        'include[]=course_count&include[]=sub_account_count&include[]=lti_guid&include[]=services';
      const one = await server.call('GET', `/api/v1/accounts/self?${query}`);
      expect(one.json).toEqual({
        ...full,
        course_count: 1,
        sub_account_count: 1,
        lti_guid: `${one.json.uuid}:canvas-lms`,
      });
      const list = await server.call('GET', '/api/v1/accounts?include[]=course_count', {
        token: course.people.teacher.token,
      });
      expect(list.json).toEqual([{ ...sub(), course_count: 0 }]);
    });

    test('includes of the short form are ignored', async () => {
      const { token } = course.people.student;
      const reply = await server.call('GET', '/api/v1/accounts/self?include[]=course_count', { token });
      expect(reply.json).toEqual(short);
    });

    test('ids are strings for a client that asks for it', async () => {
      const headers = { Accept: 'application/json+canvas-string-ids' };
      const reply = await server.call('GET', `/api/v1/accounts/${subAccountId}`, { headers });
      expect(reply.json).toMatchObject({
        id: String(subAccountId),
        parent_account_id: '1',
        root_account_id: '1',
      });
    });

    test('both routes need a login', async () => {
      for (const path of ['/api/v1/accounts', '/api/v1/accounts/self', '/api/v1/accounts/999']) {
        const reply = await server.call('GET', path, { token: null });
        expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
      }
    });
  });
});
