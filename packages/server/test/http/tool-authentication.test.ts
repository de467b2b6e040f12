// Who calls a route that takes the token of a tool, too: the tool, or whoever has an access token. Source: live events
// reference §6.2, §6.3.

import { SignJWT } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Metrics } from '../../src/http/metrics.ts';
import { httpServer } from '../../src/http/server.ts';
import { toolOrCaller } from '../../src/http/tool-authentication.ts';
import type { ToolProxy } from '../../src/model/tool-proxy.ts';
import { authenticate } from '../../src/operations/access/authenticate.ts';
import { TokenUses } from '../../src/operations/access/token-uses.ts';
import { authenticateTool } from '../../src/operations/tools/authenticate-tool.ts';
import { makeToolToken } from '../../src/operations/tools/tool-token.ts';
import { callerFactsLookup } from '../../src/store/caller-facts.ts';
import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { SecretBox } from '../../src/store/secret-box.ts';
import { deleteToolProxy, insertToolProxy } from '../../src/store/tool-proxies.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import {
  insufficientScopesBody,
  invalidTokenBody,
  revokedTokenBody,
  unauthenticatedBody,
} from '../support/refusal-bodies.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const capability = 'vnd.instructure.webhooks.root_account.all';
const secrets = new SecretBox([new Uint8Array(32).fill(1)]);
const expiredBody = {
  errors: [{ message: 'Expired access token.', expired_at: '2026-09-01T10:00:00Z' }],
};

eachDatabase((database) => {
  let course: CourseFixture;
  let opened: Database;
  let server: Awaited<ReturnType<typeof bareServer>>;
  const clock = { nowMs: testStartMs };
  beforeAll(async () => {
    course = await courseFixture(database);
    opened = await openDatabase(course.databaseUrl, testStartMs);
    server = await bareServer(opened, secrets, true);
  });
  afterAll(async () => {
    await server.close();
    await opened[Symbol.asyncDispose]();
  });

  /** One route for both, one for people alone, and one for everybody, each saying who it takes the caller for. */
  async function bareServer(on: Database, box: SecretBox | null, isThrottled: boolean) {
    const now = () => clock.nowMs;
    const made = await httpServer({
      authenticate: authenticate(callerFactsLookup(on), on.query, new TokenUses(on), now),
      authenticateTool: authenticateTool(on.query, box, now),
      metrics: new Metrics(() => 0),
      log: pino({ level: 'silent' }),
      isDatabaseUnavailable: on.isUnavailable,
      version: '0',
      shard: 1,
      publicUrl: null,
      trustedProxies: [],
      isThrottled,
    });
    const both = { config: { takesToolToken: true as const } };
    made.get('/api/lti/both', both, (request, reply) => reply.send(toolOrCaller(request)));
    made.post('/api/lti/both', both, (request, reply) => reply.send(toolOrCaller(request)));
    made.get('/api/lti/people', (request, reply) => reply.send(toolOrCaller(request)));
    made.get('/api/lti/all', { config: { isPublic: true } }, ({ tool, caller }, reply) =>
      reply.send({ tool, caller }),
    );
    return made;
  }

  let guids = 0;
  const installed = (): Promise<ToolProxy> =>
    insertToolProxy(opened.query, {
      guid: `guid-${++guids}`,
      accountId: 1,
      name: 'Tool',
      sharedSecret: '',
      capabilities: JSON.stringify([capability]),
      workflowState: 'active',
      createdAtMs: testStartMs,
    });
  const tokenOf = ({ guid }: Pick<ToolProxy, 'guid'>, nowMs = testStartMs, box = secrets) =>
    makeToolToken(box, { guid, host: 'quizwire.test', jti: 'x', nowMs });

  async function ask(token: string | null, url = '/api/lti/both', of = server) {
    const reply = await of.inject({
      method: 'GET',
      url,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
    return { status: reply.statusCode, json: reply.json(), headers: reply.headers };
  }

  test('a tool is who its token says', async () => {
    const tool = await installed();
    const { status, json, headers } = await ask(await tokenOf(tool));
    expect([status, json]).toEqual([
      200,
      { toolProxyId: tool.id, guid: tool.guid, accountId: 1, capabilities: [capability] },
    ]);
    expect(headers).not.toHaveProperty('x-canvas-user-id');
    expect(headers).toHaveProperty('x-request-cost');
  });

  test('whoever has an access token is a person, and nobody is nobody', async () => {
    const { admin, student } = course.people;
    for (const { id, token } of [admin, student]) {
      const { status, json, headers } = await ask(token);
      expect([status, json.userId, headers['x-canvas-user-id']]).toEqual([
        200,
        id,
        `${10_000_000_000_000 + id}`,
      ]);
    }
    expect(await ask(null)).toMatchObject({ status: 401, json: unauthenticatedBody });
    expect(await ask('nonsense')).toMatchObject({ status: 401, json: invalidTokenBody });
  });

  test('what only looks like a token of a tool is refused', async () => {
    const tool = await installed();
    const good = await tokenOf(tool);
    const other = new SecretBox([new Uint8Array(32).fill(2)]);
    const claims = { iss: 'Canvas', sub: tool.guid, exp: testStartMs / 1000 + 60 };
    const own = (payload: object, alg = 'HS256') =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(secrets.keyFor('lti access tokens'));
    expect((await ask(await own(claims))).status).toBe(200);
    for (const [name, token] of [
      ['cut', good.slice(0, -2)],
      ['of another server', await tokenOf(tool, testStartMs, other)],
      ['of no tool', await tokenOf({ guid: 'nobody' })],
      ['without an end', await own({ ...claims, exp: undefined })],
      ['without a tool', await own({ ...claims, sub: undefined })],
      ['of a number', await own({ ...claims, sub: 7 })],
      ['of another issuer', await own({ ...claims, iss: 'x' })],
      ['not yet good', await own({ ...claims, nbf: testStartMs / 1000 + 60 })],
      ['by another algorithm', await own(claims, 'HS512')],
      ['nonsense', 'eyJ.x.x'],
    ] as const) {
      const { status, json } = await ask(token);
      expect([name, status, json]).toEqual([name, 401, invalidTokenBody]);
    }
  });

  test('a token is good for an hour', async () => {
    const token = await tokenOf(await installed());
    clock.nowMs = Math.floor(testStartMs / 1000) * 1000 + 3_599_999;
    expect((await ask(token)).status).toBe(200);
    clock.nowMs += 1;
    expect(await ask(token)).toMatchObject({ status: 401, json: expiredBody });
    clock.nowMs = testStartMs;
  });

  test('a tool that is deleted is out at once', async () => {
    const tool = await installed();
    const token = await tokenOf(tool);
    await opened.transaction((transaction) => deleteToolProxy(transaction, 1, tool.id));
    expect(await ask(token)).toMatchObject({ status: 401, json: revokedTokenBody });
  });

  test('a tool is heard only where its token is taken, and only in the header', async () => {
    const token = await tokenOf(await installed());
    expect(await ask(token, '/api/lti/people')).toMatchObject({ status: 401, json: invalidTokenBody });
    expect(await ask(token, '/api/lti/all')).toMatchObject({
      status: 200,
      json: { tool: null, caller: null },
    });
    expect(await ask(null, `/api/lti/both?access_token=${token}`)).toMatchObject({
      status: 401,
      json: invalidTokenBody,
    });
  });

  test('a tool acts for nobody', async () => {
    const tool = await installed();
    const reply = await server.inject({
      method: 'POST',
      url: '/api/lti/both?as_user_id=1',
      headers: { authorization: `Bearer ${await tokenOf(tool)}` },
      payload: { as_user_id: 1, access_token: course.people.admin.token },
    });
    expect([reply.statusCode, reply.json().toolProxyId]).toEqual([200, tool.id]);
  });

  test('routes under /api/lti have scopes, and public ones none', async () => {
    expect(server.tokenScopes).toContain('url:GET|/api/lti/both');
    expect(server.tokenScopes).not.toContain('url:GET|/api/lti/all');
    const { token } = course.people.teacher;
    const scoped = (scope: string) =>
      runSql(
        course.databaseUrl,
        `update access_tokens set scopes = '["${scope}"]' where user_id = ${course.people.teacher.id}`,
      );
    await scoped('url:GET|/api/lti/both');
    expect((await ask(token)).status).toBe(200);
    await scoped('url:GET|/api/lti/people');
    expect(await ask(token)).toMatchObject({ status: 401, json: insufficientScopesBody });
    expect(await ask(token, '/api/lti/all')).toMatchObject({ status: 200, json: { caller: null } });
  });

  test('without a key no tool has a token', async () => {
    const keyless = await bareServer(opened, null, false);
    const token = await tokenOf(await installed());
    expect(await ask(token, '/api/lti/both', keyless)).toMatchObject({ status: 401, json: invalidTokenBody });
    expect((await ask(course.people.admin.token, '/api/lti/both', keyless)).status).toBe(200);
    await keyless.close();
  });
});
