// Registering the tools that subscribe by themselves. Ours.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/operations/digest.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { registeredTool, toolToken } from '../support/tool.ts';

const path = '/api/v1/accounts/1/tool_proxies';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const gradeChange = 'vnd.instructure.webhooks.root_account.grade_change';
const quizSubmitted = 'vnd.instructure.webhooks.assignment.quiz_submitted';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const secretsKeys = [new Uint8Array(32).fill(1)];

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl, secretsKeys });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const register = (tool_proxy: unknown, token = server.adminToken) =>
    server.call('POST', path, { body: { tool_proxy }, token });

  describe('registering a tool', () => {
    test('answers with its secret, this once', async () => {
      const capabilities = [gradeChange, quizSubmitted, gradeChange];
      const reply = await register({ name: 'Similarity', capabilities });
      const { id, guid, shared_secret } = reply.json;
      expect([reply.status, reply.headers.get('cache-control')]).toEqual([201, 'no-store']);
      expect(reply.json).toEqual({
        id: expect.any(Number),
        guid: expect.stringMatching(uuid),
        account_id: 1,
        name: 'Similarity',
        capabilities: [gradeChange, quizSubmitted],
        workflow_state: 'active',
        created_at: '2026-09-01T09:00:00Z',
        shared_secret: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
      });
      const listed = await server.call('GET', `${path}?per_page=100`);
      expect(listed.json.find((tool: { id: number }) => tool.id === id)).toEqual({
        id,
        guid,
        account_id: 1,
        name: 'Similarity',
        capabilities: [gradeChange, quizSubmitted],
        workflow_state: 'active',
        created_at: '2026-09-01T09:00:00Z',
      });
      expect(listed.text).not.toContain(shared_secret);
    });

    test('leaves no readable secret in the database', async () => {
      const { id, sharedSecret } = await registeredTool(server);
      const [row] = await runSql(course.databaseUrl, `select * from tool_proxies where id = ${id}`);
      expect(JSON.stringify(row)).not.toContain(sharedSecret);
      expect(JSON.stringify(row)).not.toContain(digestOf(sharedSecret));
    });

    test('takes a form', async () => {
      const body = `tool_proxy[name]=Form&tool_proxy[capabilities][]=${gradeChange}&tool_proxy[capabilities][]=${quizSubmitted}`;
      const { status, json } = await server.call('POST', path, { body, headers: form });
      expect([status, json.name, json.capabilities]).toEqual([201, 'Form', [gradeChange, quizSubmitted]]);
    });

    test('needs a name and capabilities that there are', async () => {
      const fault = (field: string, type: string, message: string) => ({
        errors: { [field]: [{ attribute: field, type, message }] },
      });
      const many = Array.from({ length: 201 }, (_, index) => `${gradeChange}${index}`);
      for (const [tool, body] of [
        [{ capabilities: [gradeChange] }, fault('name', 'blank', "can't be blank")],
        [{ name: ' ', capabilities: [gradeChange] }, fault('name', 'blank', "can't be blank")],
        [{ name: 'x' }, fault('capabilities', 'blank', "can't be blank")],
        [{ name: 'x', capabilities: [] }, fault('capabilities', 'blank', "can't be blank")],
        [
          { name: 'x', capabilities: [gradeChange, 'all'] },
          fault('capabilities', 'inclusion', 'all is not a capability of webhooks'),
        ],
        [
          { name: 'x', capabilities: many },
          fault('capabilities', 'too_long', 'has more than 200 capabilities'),
        ],
      ] as const) {
        const reply = await register(tool);
        expect([reply.status, reply.json]).toEqual([400, body]);
      }
      for (const [tool, message] of [
        [undefined, 'tool_proxy is missing'],
        [{}, 'tool_proxy is missing'],
        ['x', 'tool_proxy must be an object'],
        [{ name: ['x'] }, 'tool_proxy[name] must be a string'],
        [{ name: 'x'.repeat(256) }, 'tool_proxy[name] must have at most 255 characters'],
        [{ name: 'x', capabilities: [{}] }, 'tool_proxy[capabilities] must be a list of strings'],
        [{ name: 'x', capabilities: '\0' }, 'tool_proxy[capabilities] must not contain the character U+0000'],
      ] as const) {
        const reply = await register(tool);
        expect([reply.status, reply.json.errors[0].message]).toEqual([400, message]);
      }
    });

    // SQLite always has a key.
    if (database.kind === 'postgres') {
      test('is impossible where no key is configured', async () => {
        await using bare = await startTestServer(database, { databaseUrl: course.databaseUrl });
        const body = { tool_proxy: { name: 'x', capabilities: [gradeChange] } };
        expect(await bare.call('POST', path, { body })).toMatchObject({
          status: 500,
          json: { error: 'Subscription service not configured' },
        });
      });
    }
  });

  describe('the tools of an account', () => {
    test('come page by page, oldest first', async () => {
      await registeredTool(server);
      await registeredTool(server);
      const all = (await server.call('GET', `${path}?per_page=100`)).json as { id: number }[];
      expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => a - b));
      const second = await server.call('GET', `${path}?page=2&per_page=1`);
      expect(second.json).toEqual([all[1]]);
      expect(second.headers.get('link')).toContain(`${path}?page=1&per_page=1>; rel="first"`);
    });

    test('are gone when they are deleted', async () => {
      const tool = await registeredTool(server);
      const deleted = await server.call('DELETE', `${path}/${tool.id}`);
      expect(deleted).toMatchObject({
        status: 200,
        json: { id: tool.id, guid: tool.guid, name: 'Similarity', workflow_state: 'deleted' },
      });
      expect(deleted.json).not.toHaveProperty('shared_secret');
      const listed = await server.call('GET', `${path}?per_page=100`);
      expect(listed.json.map(({ id }: { id: number }) => id)).not.toContain(tool.id);
      for (const id of [tool.id, 999_999, '9'.repeat(30), 'x', 0]) {
        const again = await server.call('DELETE', `${path}/${id}`);
        expect([id, again.status, again.json]).toEqual([id, 404, notFoundBody]);
      }
    });

    test('are those of the account that is named', async () => {
      const tool = await registeredTool(server, [gradeChange], 'self');
      for (const account of [999, '9'.repeat(40), 'x', 'sis_account_id:none']) {
        for (const [method, of] of [
          ['GET', ''],
          ['POST', ''],
          ['DELETE', `/${tool.id}`],
        ] as const) {
          const reply = await server.call(method, `/api/v1/accounts/${account}/tool_proxies${of}`);
          expect([account, method, reply.status, reply.json]).toEqual([account, method, 404, notFoundBody]);
        }
      }
    });
  });

  test('only admins of the root account have to do with tools', async () => {
    const tool = await registeredTool(server);
    const roles: Role[] = ['teacher', 'ta', 'designer', 'student', 'observer', 'outsider'];
    for (const [method, of] of [
      ['GET', ''],
      ['POST', ''],
      ['DELETE', `/${tool.id}`],
    ] as const) {
      for (const role of roles) {
        const { token } = course.people[role];
        const reply = await server.call(method, `${path}${of}`, { token });
        expect([method, role, reply.status, reply.json]).toEqual([method, role, 403, notPermittedBody]);
      }
      const nobody = await server.call(method, `${path}${of}`, { token: null });
      expect([method, nobody.status, nobody.json]).toEqual([method, 401, unauthenticatedBody]);
      // A tool has no access token of the API.
      const ofTool = await server.call(method, `${path}${of}`, { token: await toolToken(server, tool) });
      expect([method, ofTool.status]).toEqual([method, 401]);
    }
  });
});
