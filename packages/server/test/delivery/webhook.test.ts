import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { openWebhook } from '../../src/delivery/webhook.ts';
import { webhookSendsAtOnce } from '../../src/model/delivery-limits.ts';
import type { MessageFormat } from '../../src/model/live-event.ts';
import type { TargetSecrets } from '../../src/model/subscription.ts';
import { startReceiver } from '../support/receiver.ts';
import { outgoing, publicJwk, webhookUses, withoutSecrets } from '../support/webhook.ts';

const newSecret = `whsec_${Buffer.alloc(32, 'new').toString('base64')}`;
const oldSecret = `whsec_${Buffer.alloc(24, 'old').toString('base64')}`;

function open(
  port: number,
  { path = '/hook', signsPayload = false, secrets = {} as Partial<TargetSecrets> } = {},
) {
  const target = { type: 'https', url: `http://127.0.0.1:${port}${path}`, signsPayload } as const;
  return openWebhook({ target, secrets: { ...withoutSecrets, ...secrets } }, webhookUses(['127.0.0.1']));
}

function signing(...secrets: TargetSecrets['signing']) {
  return { signing: secrets };
}

test('a message is one POST with the headers of Standard Webhooks', async () => {
  await using receiver = await startReceiver();
  const secrets = { ...signing({ secret: newSecret, untilMs: null }), bearerToken: 'ab.c-d_e~1/2+3=' };
  await using webhook = open(receiver.port, { path: '/a%20b/c?d=e&f=%2F#part', secrets });
  const message = outgoing();
  expect(await webhook.send([message])).toEqual([{ kind: 'delivered', status: 204, responseHead: null }]);
  expect(receiver.requests).toEqual([
    {
      method: 'POST',
      path: '/a%20b/c?d=e&f=%2F',
      headers: {
        host: `127.0.0.1:${receiver.port}`,
        connection: 'keep-alive',
        'content-type': 'application/json',
        'content-length': String(message.text.length),
        'user-agent': 'quizwire/1.2.3',
        authorization: 'Bearer ab.c-d_e~1/2+3=',
        'webhook-id': message.uuid,
        'webhook-timestamp': '1772366400',
        'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      },
      body: message.text,
    },
  ]);
});

test.each<MessageFormat>(['canvas', 'canvas-caliper', 'caliper'])(
  'a message in the format %s is application/json',
  async (format) => {
    await using receiver = await startReceiver();
    await using webhook = open(receiver.port);
    await webhook.send([outgoing({ format })]);
    expect(receiver.requests[0]?.headers['content-type']).toBe('application/json');
  },
);

test('without a secret and without a token there is neither signature nor authorization', async () => {
  await using receiver = await startReceiver();
  await using webhook = open(receiver.port);
  await webhook.send([outgoing()]);
  const headers = receiver.requests[0]?.headers ?? {};
  expect(Object.keys(headers).sort()).toEqual([
    'connection',
    'content-length',
    'content-type',
    'host',
    'user-agent',
    'webhook-id',
    'webhook-timestamp',
  ]);
});

test('the package standardwebhooks verifies it, with characters beyond ASCII and during a change of secrets', async () => {
  await using receiver = await startReceiver();
  const sentAtMs = Date.now();
  const text = '{"metadata":{"a":"ä ✓ 😀 \\u0000"},"body":{}}';
  const secrets = signing(
    { secret: newSecret, untilMs: null },
    { secret: oldSecret, untilMs: sentAtMs + 1 },
    { secret: `whsec_${Buffer.alloc(32, 'gone').toString('base64')}`, untilMs: sentAtMs },
  );
  await using webhook = open(receiver.port, { secrets });
  await webhook.send([outgoing({ sentAtMs, text })]);
  const { body = '', headers = {} } = receiver.requests[0] ?? {};
  const told = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
  expect(told['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const secret of [newSecret, oldSecret]) {
    expect(new Webhook(secret).verify(body, told)).toEqual(JSON.parse(text));
    expect(() => new Webhook(secret).verify(`${body} `, told)).toThrow('No matching signature');
  }
  const gone = new Webhook(`whsec_${Buffer.alloc(32, 'gone').toString('base64')}`);
  expect(() => gone.verify(body, told)).toThrow('No matching signature');
});

test('a signed payload is a JWT that the published key verifies, with the claims as they were', async () => {
  await using receiver = await startReceiver();
  const sentAtMs = Date.now();
  // A number that JavaScript cannot hold, and a key twice: what is signed is the text, not what was understood of it.
  const text = '{"metadata":{"id":12345678901234567891},"body":{"a":1,"a":2}}';
  await using webhook = open(receiver.port, {
    signsPayload: true,
    secrets: signing({ secret: newSecret, untilMs: null }),
  });
  expect(await webhook.send([outgoing({ text, sentAtMs })])).toMatchObject([{ kind: 'delivered' }]);
  const { body = '', headers = {} } = receiver.requests[0] ?? {};
  expect(headers['content-type']).toBe('application/jwt');
  expect(decodeProtectedHeader(body)).toEqual({ alg: 'RS256', kid: 'key-1', typ: 'JWT' });
  const iat = Math.floor(sentAtMs / 1_000);
  expect(Buffer.from(body.split('.')[1] ?? '', 'base64url').toString('utf8')).toBe(
    `${text.slice(0, -1)},"iat":${iat}}`,
  );
  const { payload } = await jwtVerify(body, createLocalJWKSet({ keys: [publicJwk] }), {
    algorithms: ['RS256'],
  });
  expect(payload).toMatchObject({ iat, body: { a: 2 } });
  const told = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
  // The signature of Standard Webhooks is of the JWT, which is the raw body.
  new Webhook(newSecret).verify(body, told, { jsonParse: false });
});

test('a message that cannot be signed is not sent, and nothing of our own fault is told', async () => {
  await using receiver = await startReceiver();
  const target = { type: 'https', url: `http://127.0.0.1:${receiver.port}/`, signsPayload: true } as const;
  const signingKey = () => Promise.reject(new Error('password authentication failed for user "quizwire"'));
  await using webhook = openWebhook(
    { target, secrets: withoutSecrets },
    { ...webhookUses(['127.0.0.1']), signingKey },
  );
  expect(await webhook.send([outgoing()])).toEqual([
    {
      kind: 'failed',
      status: null,
      responseHead: null,
      reason: 'not sent: it could not be signed',
      retryAfterMs: null,
      isFinal: false,
    },
  ]);
  expect(receiver.connections()).toBe(0);
});

test('connections are kept, as many as may send at once and no more', async () => {
  await using receiver = await startReceiver();
  await using webhook = open(receiver.port);
  expect([webhook.messagesAtOnceMax, webhook.sendsAtOnceMax]).toEqual([1, webhookSendsAtOnce]);
  for (let round = 0; round < 5; round += 1) {
    const ids = Array.from({ length: 200 }, (_, index) => `${round}-${index}`);
    const outcomes = await Promise.all(ids.map((uuid) => webhook.send([outgoing({ uuid })])));
    expect(outcomes.flat().every(({ kind }) => kind === 'delivered')).toBe(true);
  }
  expect(receiver.connections()).toBeLessThanOrEqual(webhookSendsAtOnce);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1_000);
});

test('a token that no header can hold is a failure, and is in no reason', async () => {
  await using receiver = await startReceiver();
  await using webhook = open(receiver.port, { secrets: { bearerToken: 'se\r\ncret: 1' } });
  const [outcome] = await webhook.send([outgoing()]);
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'not sent: invalid authorization header' });
  expect(receiver.connections()).toBe(0);
});

test('whoever sends after the connections were closed is told so', async () => {
  await using receiver = await startReceiver();
  const webhook = open(receiver.port);
  await webhook.send([outgoing()]);
  await webhook[Symbol.asyncDispose]();
  expect(await webhook.send([outgoing()])).toMatchObject([
    { kind: 'failed', reason: 'not sent: its connections were closed' },
  ]);
  expect(receiver.requests).toHaveLength(1);
});
