// Queues by role. Messages go to fauxqs, an emulator of SQS, or to a receiver that shows who signed; roles are assumed at an STS
// of our own (test/support/sts.ts), which checks signatures and parameters. Neither knows AWS's policies: that a real role lets
// itself be assumed, and may send, is not proved here.

import { createHash } from 'node:crypto';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RoleUses } from '../../src/delivery/assumed-role.ts';
import { openSqs } from '../../src/delivery/sqs.ts';
import { TargetGuard } from '../../src/delivery/target-guard.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import {
  roleAskedAgainAfterMs,
  roleRenewedBeforeMs,
  sendTimeoutMs,
} from '../../src/model/delivery-limits.ts';
import type { SqsTarget, TargetSecrets } from '../../src/model/subscription.ts';
import { startNameServer } from '../support/name-server.ts';
import { type Receiver, startReceiver, startSocketReceiver } from '../support/receiver.ts';
import { errorXml, type Sts, startSts } from '../support/sts.ts';
import { outgoing, withoutSecrets } from '../support/webhook.ts';

const roleArn = 'arn:aws:iam::123456789012:role/apps/sender';
const closedRoleArn = 'arn:aws:iam::123456789012:role/closed';
const user = { accessKeyId: 'AKIDUSER', secretAccessKey: 'wJalrXUtnFEMI', sessionToken: 'a session' };
const own: TargetSecrets = { ...withoutSecrets, awsCredentials: user };
const guard = new TargetGuard(['127.0.0.1/32']);
const hourMs = 3_600_000;

/** Real to begin with: the SDK has a clock of its own, and must not keep what this one says is over. */
let nowMs = Date.now();
const clock = () => nowMs;

const sts = (): Promise<Sts> =>
  startSts({
    user,
    roles: { [roleArn]: null, [closedRoleArn]: 'our-id' },
    expires: () => new Date(nowMs + hourMs),
  });

function open(
  queue: string | Receiver,
  stsEndpoint: string,
  target: Partial<SqsTarget> = {},
  uses: Partial<RoleUses> = {},
): Promise<Transport> {
  const queueUrl = typeof queue === 'string' ? queue : `http://127.0.0.1:${queue.port}/1/q`;
  const given: SqsTarget = {
    type: 'sqs',
    queueUrl,
    region: 'eu-west-1',
    roleArn,
    externalId: null,
    ...target,
  };
  return openSqs(given, own, { guard, clock, stsEndpoint, ...uses });
}

/** A queue that takes everything, and tells by whose credentials. */
async function startQueue(): Promise<Receiver & { signers(): string[] }> {
  const receiver = await startReceiver((_request, response) => {
    const { Entries } = JSON.parse(receiver.requests.at(-1)?.body ?? '') as {
      Entries: { Id: string; MessageBody: string }[];
    };
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: 'm',
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    response.writeHead(200).end(JSON.stringify({ Successful }));
  });
  const signers = () =>
    receiver.requests.map(({ headers }) => {
      const [, id = ''] = /Credential=(\w+)\//.exec(headers.authorization ?? '') ?? [];
      expect(headers['x-amz-security-token']).toBe(`token of ${id}`);
      return id;
    });
  return { ...receiver, signers };
}

const failed = (reason: string | RegExp) => ({
  kind: 'failed',
  status: null,
  responseHead: null,
  reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
  retryAfterMs: null,
  isFinal: false,
});

afterEach(() => {
  nowMs = Date.now();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('a queue by role', () => {
  it('gets its messages, and the role is assumed once for all of them', async () => {
    await using peer = await sts();
    const sqs = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
    const reader = new SQSClient({ endpoint: sqs.address, region: 'eu-west-1', credentials: user });
    try {
      sqs.createQueue('q', { region: 'eu-west-1' });
      const QueueUrl = `${sqs.address}/000000000000/q`;
      await using transport = await open(QueueUrl, peer.endpoint);
      const sends = Array.from({ length: transport.sendsAtOnceMax }, () => transport.send([outgoing()]));
      const outcomes = [...(await Promise.all(sends)), await transport.send([outgoing()])].flat();
      expect(outcomes.map(({ kind }) => kind)).toEqual(Array(sends.length + 1).fill('delivered'));
      const { Messages } = await reader.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      expect(Messages?.map(({ Body }) => Body)).toEqual(Array(sends.length + 1).fill(outgoing().text));
      expect(peer.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
        { Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'quizwire' },
      ]);
    } finally {
      reader.destroy();
      await sqs.stop();
    }
  });

  it('gets requests that are signed with what the role gave, and STS those signed by the subscription', async () => {
    await using peer = await sts();
    await using queue = await startQueue();
    await using transport = await open(queue, peer.endpoint);
    await transport.send([outgoing()]);
    expect(queue.signers()).toEqual(['ASIA1']);
    expect(peer.requests[0]?.headers.authorization).toMatch(/Credential=AKIDUSER\/\d{8}\/eu-west-1\/sts\//);
    expect(JSON.stringify(peer.requests)).not.toContain(user.secretAccessKey);
  });

  it('is by the server’s own credentials where the subscription has none', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', user.accessKeyId).stubEnv('AWS_SECRET_ACCESS_KEY', user.secretAccessKey);
    vi.stubEnv('AWS_SESSION_TOKEN', user.sessionToken);
    await using peer = await sts();
    await using queue = await startQueue();
    const queueUrl = `http://127.0.0.1:${queue.port}/1/q`;
    const target: SqsTarget = { type: 'sqs', queueUrl, region: 'eu-west-1', roleArn, externalId: null };
    await using transport = await openSqs(target, withoutSecrets, {
      guard,
      clock,
      stsEndpoint: peer.endpoint,
    });
    await transport.send([outgoing()]);
    expect(queue.signers()).toEqual(['ASIA1']);
  });

  it('says the ExternalId that the role asks for', async () => {
    await using peer = await sts();
    await using queue = await startQueue();
    const denied =
      /^RoleArn was not assumed: AccessDenied: User: .* is not authorized to perform: sts:AssumeRole/;
    for (const [externalId, outcome] of [
      [null, failed(denied)],
      ['not-ours', failed(denied)],
      ['our-id', { kind: 'delivered' }],
    ] as const) {
      await using transport = await open(queue, peer.endpoint, { roleArn: closedRoleArn, externalId });
      expect(await transport.send([outgoing()])).toMatchObject([outcome]);
    }
    expect(queue.signers()).toEqual(['ASIA1']);
  });
});

describe('the credentials of a role', () => {
  it('are renewed before they expire, once, and sends go on meanwhile', async () => {
    await using peer = await sts();
    await using queue = await startQueue();
    await using transport = await open(queue, peer.endpoint);
    await transport.send([outgoing()]);
    nowMs += hourMs - roleRenewedBeforeMs - 1;
    await transport.send([outgoing()]);
    expect([queue.signers(), peer.requests.length]).toEqual([['ASIA1', 'ASIA1'], 1]);
    nowMs += 1;
    await Promise.all([1, 2, 3].map(() => transport.send([outgoing()])));
    expect(queue.signers().at(-3)).toBe('ASIA1');
    await expect
      .poll(async () => {
        await transport.send([outgoing()]);
        return queue.signers().at(-1);
      })
      .toBe('ASIA2');
    expect(peer.requests).toHaveLength(2);
  });

  it('are waited for when the old ones would not outlast a send', async () => {
    await using peer = await sts();
    await using queue = await startQueue();
    await using transport = await open(queue, peer.endpoint);
    await transport.send([outgoing()]);
    nowMs += hourMs - sendTimeoutMs;
    await Promise.all([1, 2].map(() => transport.send([outgoing()])));
    expect([queue.signers(), peer.requests.length]).toEqual([['ASIA1', 'ASIA2', 'ASIA2'], 2]);
  });

  it('are good until they expire while STS gives no others, which is asked for them now and then', async () => {
    const roles: Record<string, null> = { [roleArn]: null };
    await using peer = await startSts({ user, roles, expires: () => new Date(nowMs + hourMs) });
    await using queue = await startQueue();
    await using transport = await open(queue, peer.endpoint);
    await transport.send([outgoing()]);
    delete roles[roleArn];
    for (const [laterMs, asked] of [
      [hourMs - roleRenewedBeforeMs, 2],
      [roleAskedAgainAfterMs - 1, 2],
      [1, 3],
      [roleAskedAgainAfterMs - 1, 3],
    ] as const) {
      nowMs += laterMs;
      expect(await transport.send([outgoing()])).toMatchObject([{ kind: 'delivered' }]);
      await expect.poll(() => peer.requests.length).toBe(asked);
    }
    expect(queue.signers()).toEqual(Array(5).fill('ASIA1'));
    nowMs += roleRenewedBeforeMs;
    expect(await transport.send([outgoing()])).toEqual([failed(/^RoleArn was not assumed: AccessDenied: /)]);
    // Requests to STS go one after the other: there are no more to come.
    expect(peer.requests).toHaveLength(4);
  });

  it('are good until they expire while STS is out of reach', async () => {
    const peer = await sts();
    await using queue = await startQueue();
    await using transport = await open(queue, peer.endpoint);
    await transport.send([outgoing()]);
    await peer[Symbol.asyncDispose]();
    nowMs += hourMs - sendTimeoutMs - 1;
    expect(await transport.send([outgoing()])).toMatchObject([{ kind: 'delivered' }]);
    nowMs += 1;
    expect(await transport.send([outgoing()])).toEqual([
      failed('RoleArn was not assumed: connection refused'),
    ]);
  });

  it.each([
    [403, 'com.amazonaws.sqs#AccessDenied'],
    [400, 'com.amazon.coral.service#ExpiredTokenException'],
    [400, 'com.amazon.coral.service#UnrecognizedClientException'],
  ])('are asked for anew after a queue refused them (%i, %s), but not at once', async (status, __type) => {
    await using peer = await sts();
    await using queue = await startReceiver((_request, response) =>
      response.writeHead(status).end(JSON.stringify({ __type, message: 'no' })),
    );
    await using transport = await open(queue, peer.endpoint);
    const [, name = ''] = __type.split('#');
    for (const assumed of [1, 1]) {
      expect(await transport.send([outgoing()])).toMatchObject([{ reason: `${name}: no`, status }]);
      expect(peer.requests).toHaveLength(assumed);
    }
    nowMs += roleAskedAgainAfterMs;
    await transport.send([outgoing()]);
    await transport.send([outgoing()]);
    await transport.send([outgoing()]);
    expect(peer.requests).toHaveLength(2);
    expect(queue.requests.at(-1)?.headers['x-amz-security-token']).toBe('token of ASIA2');
  });

  it('are in no reason, whatever a queue or STS repeats', async () => {
    await using peer = await sts();
    await using queue = await startReceiver((request, response) => {
      const message = `no ${request.headers['x-amz-security-token']}`;
      response.writeHead(403).end(JSON.stringify({ __type: 'a#AccessDenied', message }));
    });
    await using transport = await open(queue, peer.endpoint);
    await transport.send([outgoing()]);
    nowMs += roleAskedAgainAfterMs;
    expect(await transport.send([outgoing()])).toMatchObject([{ reason: 'AccessDenied: no ***' }]);
  });
});

describe('an STS that gives no credentials', () => {
  it.each([
    ['expired', 403, errorXml('ExpiredToken', 'The token is expired'), 'ExpiredToken: The token is expired'],
    ['no such region', 403, errorXml('RegionDisabledException', 'off'), 'RegionDisabledException: off'],
    ['overloaded', 503, '<html>', 'the answer is not one of STS, and has status 503'],
    ['a redirect', 302, '', 'the answer is not one of STS, and has status 302'],
    ['JSON', 200, '{}', 'the answer is not one of STS, and has status 200'],
    ['nothing', 200, '', 'the answer is not one of STS'],
    [
      'credentials that never end',
      200,
      '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>B</SecretAccessKey>' +
        '<SessionToken>C</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>',
      'the answer is not one of STS',
    ],
  ])('%s', async (_what, status, body, reason) => {
    await using elsewhere = await startReceiver();
    await using peer = await startReceiver((_request, response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${elsewhere.port}/` }).end(body),
    );
    await using queue = await startQueue();
    await using transport = await open(queue, `http://127.0.0.1:${peer.port}`);
    expect(await transport.send([outgoing(), outgoing()])).toEqual(
      Array(2).fill(failed(`RoleArn was not assumed: ${reason}`)),
    );
    // Trying again is the dispatcher's.
    expect([peer.requests.length, elsewhere.connections(), queue.connections()]).toEqual([1, 0, 0]);
  });

  it('asks to be left alone', async () => {
    await using peer = await startReceiver((_request, response) =>
      response.writeHead(429, { 'retry-after': '30' }).end(errorXml('Throttling', 'Rate exceeded')),
    );
    await using queue = await startQueue();
    await using transport = await open(queue, `http://127.0.0.1:${peer.port}`);
    expect(await transport.send([outgoing()])).toEqual([
      { ...failed('RoleArn was not assumed: Throttling: Rate exceeded'), retryAfterMs: 30_000 },
    ]);
  });

  it('has a body without end', async () => {
    await using peer = await startSocketReceiver((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const more = (): void => {
          while (socket.write(Buffer.alloc(65_536, 32)));
        };
        socket.on('drain', more);
        more();
      }),
    );
    await using queue = await startQueue();
    await using transport = await open(queue, `http://127.0.0.1:${peer.port}`);
    expect(await transport.send([outgoing()])).toEqual([
      failed('RoleArn was not assumed: the answer is not one of STS, and has status 200'),
    ]);
  });

  it('never answers: the send ends in time, and the next one asks again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let asked = Promise.withResolvers<void>();
    await using peer = await startSocketReceiver((socket) => socket.once('data', () => asked.resolve()));
    await using queue = await startQueue();
    await using transport = await open(queue, `http://127.0.0.1:${peer.port}`);
    for (let tries = 0; tries < 2; tries++) {
      asked = Promise.withResolvers();
      const sends = [transport.send([outgoing()]), transport.send([outgoing()])];
      await asked.promise;
      await vi.advanceTimersByTimeAsync(7_000);
      expect((await Promise.all(sends)).flat()).toEqual(
        Array(2).fill(failed('RoleArn was not assumed: no answer within 7 s')),
      );
    }
    expect([peer.connections(), queue.connections()]).toEqual([2, 0]);
  });

  it('is left when the target is closed', async () => {
    const asked = Promise.withResolvers<void>();
    await using peer = await startSocketReceiver((socket) => socket.once('data', () => asked.resolve()));
    await using queue = await startQueue();
    const transport = await open(queue, `http://127.0.0.1:${peer.port}`);
    const sent = transport.send([outgoing()]);
    await asked.promise;
    await transport[Symbol.asyncDispose]();
    expect(await sent).toEqual([failed(/^RoleArn was not assumed: /)]);
  });
});

describe('where a role is assumed', () => {
  it('is at the region’s own STS, which the guard must let through, whatever the environment says', async () => {
    await using inside = await startReceiver();
    const elsewhere = `http://127.0.0.1:${inside.port}`;
    vi.stubEnv('AWS_ENDPOINT_URL', elsewhere).stubEnv('AWS_ENDPOINT_URL_STS', elsewhere);
    await using names = await startNameServer(() => ['127.0.0.1']);
    const strict = new TargetGuard([], [names.address]);
    for (const [region, host] of [
      ['eu-west-1', 'sts.eu-west-1.amazonaws.com'],
      ['us-east-1', 'sts.us-east-1.amazonaws.com'],
      ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ]) {
      const queueUrl = `https://sqs.${region}.example.com/1/q`;
      const target: SqsTarget = { type: 'sqs', queueUrl, region: null, roleArn, externalId: null };
      await using transport = await openSqs(target, own, { guard: strict, clock });
      expect(await transport.send([outgoing()])).toMatchObject([
        {
          reason: expect.stringMatching(
            `^RoleArn was not assumed: ${host} is at 127.0.0.1, which is not public; `,
          ),
        },
      ]);
    }
    expect(inside.connections()).toBe(0);
  });
});
