// `quizwire listen` as a process: what it prints of what arrives, how it misbehaves, and how it ends.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { runQuizwire } from './support/command.ts';
import { onSqlite } from './support/databases.ts';
import { startTestServer } from './support/server.ts';
import { startFollowing, type Tail } from './support/tail.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = JSON.stringify({
  metadata: { event_name: 'grade_change', event_time: '2026-09-01T09:00:00.123Z', user_login: 'ada' },
  body: { old_score: 4, score: 5 },
});

async function listen(...args: string[]): Promise<{ listener: Tail; url: string }> {
  const listener = startFollowing('listen', ['--port', '0', ...args], { TZ: 'UTC' });
  const told = await listener.told();
  const url = /^quizwire: listening on (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(told ?? '')?.[1];
  if (url === undefined) throw new Error(`it does not listen: ${told}`);
  return { listener, url };
}

/** Posts it and resolves to the status; null when the connection is closed instead. */
async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<number | null> {
  const response = await fetch(url, { method: 'POST', body, headers }).catch(() => null);
  await response?.body?.cancel();
  return response?.status ?? null;
}

function signedHeaders(id: string, body: string): Record<string, string> {
  const at = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

test('prints each message on a line, says what comes again, and sums up on Ctrl-C', async () => {
  const { listener, url } = await listen();
  await using _ = listener;
  expect(await post(url, message, { 'webhook-id': 'one' })).toBe(204);
  expect(await post(`${url}any/path?it=likes`, message, { 'webhook-id': 'one' })).toBe(204);
  const line = '2026-09-01 09:00:00  grade_change                  ada  4 → 5';
  expect(await listener.line()).toBe(`${line}  answered 204`);
  expect(await listener.line()).toBe(`${line}  came 2 times · answered 204`);
  const ended = listener.end('SIGINT');
  expect(await listener.told()).toBe('quizwire: 1 message in 2 requests; 1 came again; answered 204: 2');
  expect([await listener.told(), await listener.line()]).toEqual([undefined, undefined]);
  expect(await ended).toEqual({ code: 0, signal: null });
});

test('checks signatures: what is not signed by the secret is told and refused', async () => {
  const { listener, url } = await listen('--secret', secret);
  await using _ = listener;
  expect(await post(url, message, signedHeaders('one', message))).toBe(204);
  expect(await listener.line()).toMatch(/ {2}signature valid · answered 204$/);
  expect(await post(url, message, signedHeaders('two', `${message} `))).toBe(401);
  expect(await listener.line()).toMatch(
    / {2}signature NOT valid: No matching signature found · answered 401$/,
  );
});

onSqlite((database) => {
  test('takes what a server sends: signed by the secret, and as a JWT by a published key', async () => {
    const secretsKeys = [new Uint8Array(32).fill(1)];
    await using server = await startTestServer(database, { secretsKeys, allowedTargets: ['127.0.0.1'] });
    server.clock.nowMs = Date.now();
    const { listener, url } = await listen(
      ...['--secret', secret, '--jwks', `${server.url}/api/lti/security/jwks`],
    );
    await using _ = listener;
    const { status, json } = await server.call('POST', '/api/lti/subscriptions', {
      body: {
        subscription: {
          ContextType: 'root_account',
          EventTypes: ['*'],
          Format: 'live-event',
          TransportType: 'https',
          TransportMetadata: { Url: url, Secret: secret, SignPayload: true },
        },
      },
    });
    expect([status, json.Test.Delivered]).toEqual([201, true]);
    expect(await listener.line()).toMatch(
      / {2}quizwire\.test .* {2}signature valid · JWT valid, kid \S+ · answered 204$/,
    );
  });
});

test('as JSON it prints the messages alone, and all else beside', async () => {
  const { listener, url } = await listen('--json');
  await using _ = listener;
  expect(await post(url, message, { 'webhook-id': 'one' })).toBe(204);
  expect(await listener.line()).toBe(message);
  expect(await listener.told()).toBe('quizwire: one: answered 204');
  expect(await post(url, 'Boo!', { 'webhook-id': 'two' })).toBe(400);
  expect(await listener.told()).toMatch(
    /^quizwire: two: no message: the body is not a JSON object · answered 400$/,
  );
});

test('misbehaves for as long as it was told to', async () => {
  const { listener, url } = await listen('--status', '429', '--retry-after', '7', '--times', '2');
  await using _ = listener;
  const first = await fetch(url, { method: 'POST', body: message });
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
  expect([await post(url, message), await post(url, message)]).toEqual([429, 204]);
});

test('drops connections', async () => {
  const { listener, url } = await listen('--drop');
  await using _ = listener;
  expect([await post(url, message), await post(url, message)]).toEqual([null, null]);
  expect(await listener.line()).toMatch(/ {2}connection closed$/);
  expect(await listener.line()).toMatch(/ {2}came 2 times · connection closed$/);
});

test('makes each message come twice', async () => {
  const { listener, url } = await listen('--duplicate', '--delay', '5ms');
  await using _ = listener;
  const statuses: (number | null)[] = [];
  for (const id of ['one', 'one', 'two', 'two', 'two'])
    statuses.push(await post(url, message, { 'webhook-id': id }));
  expect(statuses).toEqual([null, 204, null, 204, 204]);
  expect(await listener.line()).toMatch(/ {2}connection closed after 5 ms$/);
});

test('says of other requests what is wrong with them', async () => {
  const { listener, url } = await listen();
  await using _ = listener;
  const read = await fetch(url);
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  expect([413, null]).toContain(await post(url, ' '.repeat(5_242_881)));
  expect(await listener.told()).toBe('quizwire: a body of more than 5242880 bytes was refused');
  expect(await post(url, message)).toBe(204);
});

test('ends while an answer is late', async () => {
  const { listener, url } = await listen('--delay', '999999');
  await using _ = listener;
  const status = post(url, message);
  expect(await listener.line()).toMatch(/ {2}answered 204 after 999999000 ms$/);
  expect(await listener.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await status).toBe(null);
});

test('says that the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  expect(await runQuizwire(['listen', '--port', String(port)])).toEqual({
    code: 2,
    stdout: '',
    stderr: `quizwire: nothing can listen on 127.0.0.1 port ${port} (EADDRINUSE); see quizwire listen --help\n`,
  });
});

test.each<[string[], RegExp]>([
  [['--port', '65536'], /^quizwire: --port must be from 0 to 65535; see /],
  [['--port', 'x'], /^quizwire: --port must be /],
  [['--secret', 'whsec_%'], /^quizwire: --secret must be whsec_ and base64; see /],
  [['--jwks', 'nowhere'], /^quizwire: --jwks must be an http:\/\/ or https:\/\/ URL; see /],
  [['--jwks', 'ftp://a.example/'], /^quizwire: --jwks must be /],
  [['--status', 'odd'], /^quizwire: --status must be /],
  [['--follow'], /see quizwire listen --help/],
])('%j is refused in one line', async (args, told) => {
  const { code, stdout, stderr } = await runQuizwire(['listen', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(told);
  expect(stderr).not.toContain('    at ');
});
