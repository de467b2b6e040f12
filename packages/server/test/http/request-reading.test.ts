// What is read of a request before its route has a say: path and query, and which of query and body wins. A request that
// nobody signed must never end the server.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { invalidMasqueradeBody, invalidTokenBody, notFoundBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function malformed(message: string): object {
  return { errors: [{ message, error_code: 'bad_request' }] };
}

eachDatabase((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(database);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  describe('what cannot be read is refused, and the server lives on', () => {
    test.each([
      ['a query that is not percent-encoded', '/api/v1/users/self?a=%zz', 'a is not percent-encoded UTF-8'],
      ['a query on a page of ours', '/health?a=%ff', 'a is not percent-encoded UTF-8'],
      ['a value that is an object too', '/api/v1/courses?a=1&a[b]=2', expect.stringMatching(/^a\b/)],
      [
        'brackets without end',
        `/api/v1/courses?a${'[b]'.repeat(40)}=1`,
        expect.stringMatching(/nested deeper/),
      ],
      ['a path that is not percent-encoded', '/api/v1/users/%zz', 'the path is not percent-encoded UTF-8'],
    ])('%s', async (_, path, message) => {
      for (const token of [null, server.adminToken]) {
        const reply = await server.call('GET', path, { token });
        expect([reply.status, reply.json]).toEqual([400, malformed(message)]);
        expect(reply.headers.get('x-request-context-id')).toMatch(uuid);
      }
      expect((await server.call('GET', '/health')).status).toBe(200);
    });

    test('a parameter longer than any name is the name of nothing', async () => {
      const reply = await server.call('GET', `/api/v1/users/${'a'.repeat(700)}`);
      expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      expect(reply.headers.get('x-request-context-id')).toMatch(uuid);
    });
  });

  test.each(['/api/v1/users/self/', '//api/v1/users//self', '/api/v1//users/self/?x=1'])(
    'slashes too many do not matter: %s',
    async (path) => {
      expect(await server.call('GET', path)).toMatchObject({ status: 200, json: { id: 1 } });
    },
  );

  test('where query and body name the same parameter, the query wins, as in Rails', async () => {
    const path = '/api/v1/accounts/self/users?pseudonym[unique_id]=query@example.edu';
    const bodies = [
      { body: { pseudonym: { unique_id: 'body@example.edu' }, user: { name: 'Ada' } } },
      {
        body: 'pseudonym[unique_id]=body@example.edu&user[name]=Ada',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      },
    ];
    const [json, form] = await Promise.all(bodies.map((options) => server.call('POST', path, options)));
    const replies = [json, form].sort((a, b) => (a?.status ?? 0) - (b?.status ?? 0));
    expect(replies[0]?.json).toMatchObject({ login_id: 'query@example.edu', name: 'Ada' });
    expect(replies[1]?.json.errors.pseudonym.unique_id).toMatchObject([{ type: 'taken' }]);
  });

  test('refusals before the route carry the id of the request too', async () => {
    const badToken = await server.call('GET', '/api/v1/users/self', { token: 'nobody' });
    expect([badToken.status, badToken.json]).toEqual([401, invalidTokenBody]);
    expect(badToken.headers.get('x-request-context-id')).toMatch(uuid);
    const badMasquerade = await server.call('GET', '/api/v1/users/self?as_user_id=99');
    expect([badMasquerade.status, badMasquerade.json]).toEqual([401, invalidMasqueradeBody]);
    expect(badMasquerade.headers.get('x-request-context-id')).toMatch(uuid);
  });
});
