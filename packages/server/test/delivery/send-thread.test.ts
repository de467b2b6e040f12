// What the thread adds to webhook.ts, which the other tests of webhooks ask about.

import { generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { SendThread, type SendThreadUses } from '../../src/delivery/send-thread.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import { webhookSendsAtOnce } from '../../src/model/delivery-limits.ts';
import type { PrivateSigningKey } from '../../src/model/signing-key.ts';
import type { TargetSecrets } from '../../src/model/subscription.ts';
import { startNameServer } from '../support/name-server.ts';
import { startReceiver } from '../support/receiver.ts';
import { outgoing, webhookUses, withoutSecrets } from '../support/webhook.ts';

const delivered = { kind: 'delivered', status: 204, responseHead: null };
const failed = { kind: 'failed', status: null, responseHead: null, retryAfterMs: null, isFinal: false };
const lost = { ...failed, reason: 'the message could not be sent' };

function startThread(
  uses: Partial<SendThreadUses> = {},
  lookedAtEveryMs?: number,
): { thread: SendThread; ends: Error[] } {
  const ends: Error[] = [];
  const threadEnded = (error: Error): number => ends.push(error);
  const all = { ...webhookUses(['127.0.0.1']), threadEnded, ...uses };
  return { thread: new SendThread(all, lookedAtEveryMs), ends };
}

function open(
  thread: SendThread,
  port: number,
  { signsPayload = false, secrets = {} as Partial<TargetSecrets> } = {},
): Promise<Transport> {
  const target = { type: 'https', url: `http://127.0.0.1:${port}/hook`, signsPayload } as const;
  return thread.open({ target, secrets: { ...withoutSecrets, ...secrets } });
}

/** Defect of a caller: the thread cannot make bytes of it. */
const poison = outgoing({ text: 5 as unknown as string });

test('messages to several targets arrive once each, signed, over no more connections than are allowed', async () => {
  const { thread } = startThread();
  await using _ending = thread;
  const secret = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;
  await using signed = await startReceiver();
  await using plain = await startReceiver();
  const signing = [{ secret, untilMs: null }];
  const transports = await Promise.all([
    open(thread, signed.port, { secrets: { signing } }),
    open(thread, plain.port),
  ]);
  const ids = Array.from({ length: 500 }, (_, index) => `id-${index}`);
  const sentAtMs = Date.now();
  const outcomes = await Promise.all(
    ids.flatMap((uuid) => transports.map((transport) => transport.send([outgoing({ uuid, sentAtMs })]))),
  );
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
    new Set([JSON.stringify([delivered])]),
  );
  for (const receiver of [signed, plain]) {
    expect(receiver.requests.map(({ headers }) => headers['webhook-id']).sort()).toEqual([...ids].sort());
    expect(receiver.connections()).toBeLessThanOrEqual(webhookSendsAtOnce);
  }
  for (const { body, headers } of signed.requests) {
    const told = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
    new Webhook(secret).verify(body, told);
  }
  expect(plain.requests[0]?.headers).not.toHaveProperty('webhook-signature');
});

test('several messages of one send have an outcome each, in their order', async () => {
  const { thread } = startThread();
  await using _ending = thread;
  await using receiver = await startReceiver((request, response) =>
    response.writeHead(request.headers['webhook-id'] === 'b' ? 500 : 204).end(),
  );
  await using transport = await open(thread, receiver.port);
  const outcomes = await transport.send(['a', 'b', 'c'].map((uuid) => outgoing({ uuid })));
  expect(outcomes.map(({ status }) => status)).toEqual([204, 500, 204]);
  expect(await transport.send([])).toEqual([]);
});

test('payloads are signed with the key of the moment; without one they are not sent', async () => {
  const makeKey = (kid: string): PrivateSigningKey => ({
    kid,
    privateJwk: generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'jwk' }),
  });
  let key: PrivateSigningKey | null = makeKey('first');
  const { thread, ends } = startThread({
    signingKey: async () => {
      if (key === null) throw new Error('password authentication failed for user "quizwire"');
      return key;
    },
  });
  await using _ending = thread;
  await using receiver = await startReceiver();
  await using transport = await open(thread, receiver.port, { signsPayload: true });
  expect(await transport.send([outgoing()])).toEqual([delivered]);
  key = makeKey('second');
  expect(await transport.send([outgoing()])).toEqual([delivered]);
  // One that comes after has to be told again.
  await using unsigned = await open(thread, receiver.port);
  expect(await unsigned.send([poison])).toEqual([lost]);
  expect(ends).toHaveLength(1);
  expect(await transport.send([outgoing()])).toEqual([delivered]);
  key = null;
  expect(await transport.send([outgoing()])).toEqual([
    { ...failed, reason: 'not sent: it could not be signed' },
  ]);
  expect(receiver.requests.map(({ body }) => decodeProtectedHeader(body).kid)).toEqual([
    'first',
    'second',
    'second',
  ]);
});

test('the thread has the same guard: of names, and of what names come to mean', async () => {
  await using inside = await startReceiver();
  await using names = await startNameServer(() => ['127.0.0.1']);
  const { thread } = startThread(webhookUses([], [names.address]));
  await using _ending = thread;
  const sendTo = async (url: string): Promise<unknown> => {
    const target = { type: 'https', url, signsPayload: false } as const;
    await using transport = await thread.open({ target, secrets: withoutSecrets });
    return (await transport.send([outgoing()]))[0];
  };
  const remedy = 'the operator can allow it in QUIZWIRE_ALLOWED_TARGETS';
  expect(await sendTo(`https://127.0.0.1:${inside.port}/`)).toEqual({
    ...failed,
    reason: `address 127.0.0.1 is not public; ${remedy}`,
  });
  expect(await sendTo('https://hooks.example.com/')).toEqual({
    ...failed,
    reason: `hooks.example.com is at 127.0.0.1, which is not public; ${remedy}`,
  });
  expect(names.asked).toEqual(['hooks.example.com']);
  expect(inside.connections()).toBe(0);
});

test('a thread that dies fails what is under way, is told of, and another takes its place', async () => {
  const { thread, ends } = startThread();
  await using _ending = thread;
  await using silent = await startReceiver(() => {});
  await using receiver = await startReceiver();
  await using toSilent = await open(thread, silent.port);
  await using transport = await open(thread, receiver.port);
  const underWay = [toSilent.send([outgoing()]), toSilent.send([outgoing()])];
  await expect.poll(() => silent.requests.length).toBe(2);
  expect(await transport.send([poison])).toEqual([lost]);
  expect(await Promise.all(underWay)).toEqual([[lost], [lost]]);
  expect(ends).toHaveLength(1);
  expect(ends[0]).toBeInstanceOf(TypeError);
  expect(await transport.send([outgoing()])).toEqual([delivered]);
  expect(receiver.requests).toHaveLength(1);
});

test('a thread that hangs is ended, and another takes its place', async () => {
  const { thread, ends } = startThread({}, 400);
  await using _ending = thread;
  await using receiver = await startReceiver();
  const secret = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;
  // To sign a long message so often takes minutes.
  const signing = Array.from({ length: 20_000 }, () => ({ secret, untilMs: null }));
  const hanging = await open(thread, receiver.port, { secrets: { signing } });
  await using transport = await open(thread, receiver.port);
  const underWay = [hanging.send([outgoing({ text: 'x'.repeat(10_000_000) })]), transport.send([outgoing()])];
  expect(await Promise.all(underWay)).toEqual([[lost], [lost]]);
  expect(ends).toHaveLength(1);
  expect(await transport.send([outgoing()])).toEqual([delivered]);
  expect(receiver.requests).toHaveLength(1);
});

test('closing a target fails what is under way there, and nothing elsewhere', async () => {
  const { thread, ends } = startThread();
  await using _ending = thread;
  await using silent = await startReceiver(() => {});
  await using receiver = await startReceiver();
  const toSilent = await open(thread, silent.port);
  await using transport = await open(thread, receiver.port);
  const underWay = Array.from({ length: webhookSendsAtOnce + 1 }, () => toSilent.send([outgoing()]));
  await expect.poll(() => silent.requests.length).toBe(webhookSendsAtOnce);
  await toSilent[Symbol.asyncDispose]();
  const closed = [{ ...failed, reason: 'not sent: its connections were closed' }];
  expect(await Promise.all(underWay)).toEqual(underWay.map(() => closed));
  expect(await toSilent.send([outgoing()])).toEqual(closed);
  await toSilent[Symbol.asyncDispose]();
  expect(await transport.send([outgoing()])).toEqual([delivered]);
  expect(ends).toEqual([]);
});

test('the end of the thread is no defect, and nothing is left waiting', async () => {
  const { thread, ends } = startThread();
  await using silent = await startReceiver(() => {});
  const transport = await open(thread, silent.port);
  const underWay = transport.send([outgoing()]);
  await expect.poll(() => silent.requests.length).toBe(1);
  await thread[Symbol.asyncDispose]();
  expect(await underWay).toEqual([lost]);
  expect(await transport.send([outgoing()])).toEqual([lost]);
  await transport[Symbol.asyncDispose]();
  await expect(open(thread, silent.port)).rejects.toThrow('the target could not be opened');
  expect(ends).toEqual([]);
});
