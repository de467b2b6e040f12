// Against fauxqs, an emulator of SQS in this process, read back with AWS's own client. It knows AWS's rules of requests and
// queues; nothing of its permissions, throttling or durability.
import { createHash, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { ReceiveMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSqs } from '../../src/delivery/sqs.ts';
import { TargetGuard } from '../../src/delivery/target-guard.ts';
import type { OutgoingMessage, Transport } from '../../src/delivery/transport.ts';
import type { Outcome } from '../../src/model/delivery.ts';
import { responseBytesMax, sendTimeoutMs } from '../../src/model/delivery-limits.ts';
import { startNameServer } from '../support/name-server.ts';
import { startReceiver, startSocketReceiver } from '../support/receiver.ts';
import { outgoing, withoutSecrets } from '../support/webhook.ts';

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI',
  sessionToken: 'a session',
};
const uses = {
  guard: new TargetGuard(['127.0.0.1/32']),
  clock: () => Date.parse('2026-03-01T12:00:00Z'),
};

function open(queueUrl: string, guard = uses.guard): Promise<Transport> {
  const target = { type: 'sqs', queueUrl, region: 'eu-west-1', roleArn: null, externalId: null } as const;
  return openSqs(target, { ...withoutSecrets, awsCredentials: credentials }, { ...uses, guard });
}

describe('to a queue of SQS', () => {
  let sqs: FauxqsServer;
  let reader: SQSClient;
  beforeAll(async () => {
    sqs = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
    const config: SQSClientConfig = { endpoint: sqs.address, region: 'eu-west-1', credentials };
    reader = new SQSClient(config);
  });
  afterAll(async () => {
    reader.destroy();
    await sqs.stop();
  });

  function queue(name: string, attributes: Record<string, string> = {}): string {
    sqs.createQueue(name, { attributes, region: 'eu-west-1' });
    return `${sqs.address}/000000000000/${name}`;
  }

  /** All that is in the queue, in its order; takes it out. */
  async function read(queueUrl: string): Promise<{ body: string; attributes: Record<string, unknown> }[]> {
    const found = [];
    for (;;) {
      const { Messages = [] } = await reader.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['MessageGroupId', 'MessageDeduplicationId'],
          VisibilityTimeout: 600,
        }),
      );
      if (Messages.length === 0) return found;
      for (const { Body = '', MessageAttributes = {}, Attributes = {} } of Messages) {
        const own = Object.entries(MessageAttributes).map(([name, { StringValue, DataType }]) => {
          expect(DataType).toBe('String');
          return [name, StringValue];
        });
        found.push({ body: Body, attributes: { ...Object.fromEntries(own), ...Attributes } });
      }
    }
  }

  it('a message has the text, and the name, the time and the id of the event as attributes', async () => {
    const url = queue('plain');
    await using transport = await open(url);
    const text = '{"metadata":{"event_name":"quiz_submitted"},"body":{"title":"Länder"}}';
    expect(await transport.send([outgoing({ text })])).toEqual([
      { kind: 'delivered', status: 200, responseHead: expect.stringMatching(/^MessageId [\da-f-]{36}$/) },
    ]);
    expect(await read(url)).toEqual([
      {
        body: text,
        attributes: {
          event_name: 'quiz_submitted',
          event_time: '2026-03-01T11:59:58.250Z',
          event_id: '0f4a9c1e-8f2b-4c3d-9e5f-6a7b8c9d0e1f',
        },
      },
    ]);
  });

  it('ten messages are one request, and sends go beside each other', async () => {
    const url = queue('ten');
    await using transport = await open(url);
    expect(transport.messagesAtOnceMax).toBe(10);
    const batches = Array.from({ length: transport.sendsAtOnceMax }, () => messages(10));
    const outcomes = await Promise.all(batches.map((batch) => transport.send(batch)));
    expect(kinds(outcomes.flat())).toEqual(Array(10 * batches.length).fill('delivered'));
    expect(ids(await read(url)).sort()).toEqual(
      batches
        .flat()
        .map(({ uuid }) => uuid)
        .sort(),
    );
  });

  it('a message that the queue refuses is final by itself, and the others arrive', async () => {
    const url = queue('small', { MaximumMessageSize: '1024' });
    await using transport = await open(url);
    const batch = messages(3);
    const [, second] = batch;
    if (second !== undefined) second.text = JSON.stringify('x'.repeat(1_024));
    const outcomes = await transport.send(batch);
    expect(kinds(outcomes)).toEqual(['delivered', 'failed', 'delivered']);
    expect(outcomes[1]).toEqual({
      kind: 'failed',
      status: null,
      responseHead: null,
      reason: expect.stringMatching(/^InvalidParameterValue: .*shorter than 1024 bytes/),
      retryAfterMs: null,
      isFinal: true,
    });
    expect(ids(await read(url))).toEqual(batch.filter((_, index) => index !== 1).map(({ uuid }) => uuid));
  });

  it('a batch larger than SQS takes at once goes in portions', async () => {
    const url = queue('large');
    await using transport = await open(url);
    const batch = messages(10, JSON.stringify('ü'.repeat(150_000)));
    expect(kinds(await transport.send(batch))).toEqual(Array(10).fill('delivered'));
    expect(ids(await read(url))).toEqual(batch.map(({ uuid }) => uuid));
  });

  it('portions that are exactly as large as SQS allows are sent as they are, and one more byte is too much', async () => {
    const url = queue('edge');
    await using transport = await open(url);
    // The body and three attributes: names, types and values.
    const attributeBytes = 10 + 6 + 14 + 10 + 6 + 24 + 8 + 6 + 36;
    const room = 1_048_576 - attributeBytes;
    const [fits, over] = [room, room + 1].map((bytes) => JSON.stringify('x'.repeat(bytes - 2)));
    expect(kinds(await transport.send([outgoing({ text: fits ?? '' })]))).toEqual(['delivered']);
    expect(await transport.send([outgoing({ text: over ?? '' })])).toMatchObject([
      { kind: 'failed', status: 400, reason: expect.stringMatching(/^BatchRequestTooLong: /), isFinal: true },
    ]);
    expect(await read(url)).toHaveLength(1);
  });

  it('characters that SQS does not take are escaped, which leaves the JSON what it says', async () => {
    const url = queue('characters');
    await using transport = await open(url);
    const said = { title: 'a\uFFFEb\uFFFFc\uD800d🌍e\tf' };
    const text = `{"title":"a\uFFFEb\uFFFFc\uD800d🌍e\\tf"}`;
    expect(kinds(await transport.send([outgoing({ text })]))).toEqual(['delivered']);
    const [{ body } = { body: '' }] = await read(url);
    expect(JSON.parse(body)).toEqual(said);
    expect(body).toBe('{"title":"a\\ufffeb\\uffffc\\ud800d\\ud83c\\udf0de\\tf"}');
  });

  it('a queue that keeps the order has a group for each student, and knows what it had', async () => {
    const url = queue('ordered.fifo', { FifoQueue: 'true' });
    await using transport = await open(url);
    expect(transport.sendsAtOnceMax).toBe(1);
    const batch = messages(3);
    const [first, second] = batch;
    if (first !== undefined) first.userId = null;
    if (second !== undefined) second.userId = 8;
    expect(kinds(await transport.send(batch))).toEqual(Array(3).fill('delivered'));
    expect(kinds(await transport.send(batch))).toEqual(Array(3).fill('delivered'));
    const found = await read(url);
    expect(found.map(({ attributes }) => attributes.MessageGroupId)).toEqual(['nobody', 'user-8', 'user-7']);
    expect(found.map(({ attributes }) => attributes.MessageDeduplicationId)).toEqual(ids(found));
    expect(ids(found)).toEqual(batch.map(({ uuid }) => uuid));
  });

  it('a queue that does not exist fails each message, and may come to exist', async () => {
    const url = `${sqs.address}/000000000000/later`;
    await using transport = await open(url);
    expect(await transport.send(messages(2))).toEqual(
      Array(2).fill({
        kind: 'failed',
        status: 400,
        responseHead: null,
        reason: expect.stringMatching(/^QueueDoesNotExist: /),
        retryAfterMs: null,
        isFinal: false,
      }),
    );
    queue('later');
    expect(kinds(await transport.send(messages(2)))).toEqual(['delivered', 'delivered']);
  });
});

describe('a queue that does not do as it should', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  it('gets a request that is signed with the credentials, and never the secret', async () => {
    await using receiver = await startReceiver((_request, response) => response.writeHead(403).end('{}'));
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q`);
    await transport.send([outgoing()]);
    const [request] = receiver.requests;
    expect(request?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sqs\/aws4_request, SignedHeaders=[\w;-]+, Signature=[\da-f]{64}$/,
    );
    expect(request?.headers['x-amz-security-token']).toBe('a session');
    expect(JSON.stringify(request)).not.toContain('wJalrXUtnFEMI');
  });

  it('gets one that is signed with the credentials of the server where the subscription has none', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDOFTHESERVER').stubEnv('AWS_SECRET_ACCESS_KEY', 'of the server');
    await using receiver = await startReceiver((_request, response) => response.writeHead(403).end('{}'));
    const queueUrl = `http://127.0.0.1:${receiver.port}/1/q`;
    const target = { type: 'sqs', queueUrl, region: 'eu-west-1', roleArn: null, externalId: null } as const;
    await using transport = await openSqs(target, withoutSecrets, uses);
    await transport.send([outgoing()]);
    expect(receiver.requests[0]?.headers.authorization).toContain('Credential=AKIDOFTHESERVER/');
  });

  it.each([
    [
      'throttles',
      400,
      { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'Rate exceeded' },
      /^RequestThrottled: Rate exceeded$/,
    ],
    [
      'forbids',
      403,
      { __type: 'com.amazonaws.sqs#AccessDeniedException', message: 'not you' },
      /^AccessDeniedException: not you$/,
    ],
    ['redirects', 302, {}, /./],
    ['says nothing of the message', 200, {}, /^the answer of the queue does not speak of this message$/],
  ])('%s', async (_what, status, answer, reason) => {
    await using elsewhere = await startReceiver();
    await using receiver = await startReceiver((_request, response) =>
      response
        .writeHead(status, {
          'content-type': 'application/x-amz-json-1.0',
          location: `http://127.0.0.1:${elsewhere.port}/1/q`,
        })
        .end(JSON.stringify(answer)),
    );
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q`);
    expect(await transport.send(messages(2))).toEqual(
      Array(2).fill({
        kind: 'failed',
        status: status === 200 ? null : status,
        responseHead: null,
        reason: expect.stringMatching(reason),
        retryAfterMs: null,
        isFinal: false,
      }),
    );
    // Trying again is the dispatcher's.
    expect(receiver.requests).toHaveLength(1);
    expect(elsewhere.connections()).toBe(0);
  });

  it.each([
    ['30', 30_000],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    ['soon', null],
  ])('asks to be left alone: Retry-After: %s', async (header, retryAfterMs) => {
    await using receiver = await startReceiver((_request, response) =>
      response.writeHead(503, { 'retry-after': header }).end(),
    );
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q`);
    expect(await transport.send([outgoing()])).toMatchObject([{ kind: 'failed', status: 503, retryAfterMs }]);
  });

  it('refuses a message for what is not its own fault', async () => {
    const Failed = [{ Id: '0', Code: 'KMS.AccessDeniedException', Message: 'no key', SenderFault: true }];
    await using receiver = await startReceiver((_request, response) =>
      response.writeHead(200).end(JSON.stringify({ Failed })),
    );
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q`);
    expect(await transport.send([outgoing()])).toMatchObject([
      { kind: 'failed', reason: 'KMS.AccessDeniedException: no key', isFinal: false },
    ]);
  });

  it('keeps the order, and fails: what comes after is not sent', async () => {
    await using receiver = await startReceiver((_request, response) => response.writeHead(500).end('{}'));
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q.fifo`);
    const outcomes = await transport.send(messages(3, JSON.stringify('x'.repeat(700_000))));
    expect(outcomes).toMatchObject([
      { kind: 'failed', status: 500 },
      { kind: 'failed', status: null, reason: 'not sent, because one before it failed', isFinal: false },
      { kind: 'failed', status: null, reason: 'not sent, because one before it failed', isFinal: false },
    ]);
    expect(receiver.requests).toHaveLength(1);
  });

  it('takes less at once than AWS does: the batch is divided', async () => {
    await using receiver = await startReceiver((_request, response) => {
      const { Entries } = JSON.parse(receiver.requests.at(-1)?.body ?? '') as {
        Entries: { Id: string; MessageBody: string }[];
      };
      if (Entries.length > 1) {
        const fault = { __type: 'com.amazonaws.sqs#BatchRequestTooLong', message: 'too long' };
        response.writeHead(400).end(JSON.stringify(fault));
      } else {
        const Successful = Entries.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: `m-${receiver.requests.length}`,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        }));
        response.writeHead(200).end(JSON.stringify({ Successful }));
      }
    });
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q`);
    expect(kinds(await transport.send(messages(4)))).toEqual(Array(4).fill('delivered'));
    expect(receiver.requests).toHaveLength(7);
  });

  it.each<[string, Parameters<typeof startSocketReceiver>[0], string | RegExp]>([
    ['resets', (socket) => socket.once('data', () => socket.resetAndDestroy()), /closed before an answer/],
    ['closes', (socket) => socket.once('data', () => socket.end()), /closed before an answer/],
    ['speaks no HTTP', (socket) => socket.once('data', () => socket.end('hello\r\n\r\n')), /not HTTP/],
    [
      'has a head without end',
      (socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}`)),
      /^the head of the answer is larger than 16384 bytes$/,
    ],
    [
      'has a body without end',
      (socket) =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          const more = (): void => {
            while (socket.write(Buffer.alloc(65_536, 32)));
          };
          socket.on('drain', more);
          more();
        }),
      new RegExp(`the answer has more than ${responseBytesMax} bytes`),
    ],
    ['answers no JSON', answering('<xml>'), /^the answer is not one of SQS$/],
    ['answers other JSON', answering('{"Successful":[null],"Failed":7}'), /^the answer is not one of SQS$/],
  ])('%s', async (_what, serve, reason) => {
    await using receiver = await startSocketReceiver(serve);
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q`);
    const outcomes = await transport.send(messages(2));
    expect(outcomes).toEqual(
      Array(2).fill(
        expect.objectContaining({ kind: 'failed', reason: expect.stringMatching(reason), isFinal: false }),
      ),
    );
  });

  it.each([
    ['never answers', ''],
    ['never ends its answer', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{'],
  ])('%s', async (_what, answer) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = Promise.withResolvers<void>();
    await using receiver = await startSocketReceiver((socket) => {
      socket.once('data', () => socket.write(answer, () => asked.resolve()));
    });
    await using transport = await open(`http://127.0.0.1:${receiver.port}/1/q`);
    const sent = transport.send([outgoing()]);
    await asked.promise;
    await vi.advanceTimersByTimeAsync(sendTimeoutMs);
    expect(await sent).toMatchObject([{ kind: 'failed', reason: 'no answer within 15 s', isFinal: false }]);
  });

  it("is where the server's own credentials may not go, by role or not", async () => {
    await using inside = await startReceiver();
    await using names = await startNameServer(() => ['127.0.0.1']);
    for (const [name, value] of Object.entries({
      AWS_ACCESS_KEY_ID: 'AKIDSERVER',
      AWS_SECRET_ACCESS_KEY: 's3cret',
      AWS_SESSION_TOKEN: "the server's session",
    }))
      vi.stubEnv(name, value);
    // The address may be connected to, and the name is not the operator's.
    const guard = new TargetGuard(['127.0.0.1/32'], [names.address]);
    for (const roleArn of [null, 'arn:aws:iam::123456789012:role/x']) {
      const queueUrl = 'https://sqs.eu-west-1.example.com:8443/1/q';
      const target = { type: 'sqs', queueUrl, region: 'eu-west-1', roleArn, externalId: null } as const;
      await using transport = await openSqs(target, withoutSecrets, { ...uses, guard });
      expect(await transport.send([outgoing()])).toMatchObject([
        {
          kind: 'failed',
          reason: expect.stringMatching(/^Url is not at AWS's own SQS, so /),
          isFinal: false,
        },
      ]);
    }
    const queueUrl = `http://127.0.0.1:${inside.port}/1/q`;
    const target = { type: 'sqs', queueUrl, region: 'eu-west-1', roleArn: null, externalId: null } as const;
    await using transport = await openSqs(target, withoutSecrets, { ...uses, guard });
    await transport.send([outgoing()]);
    expect(inside.requests.map(({ headers }) => headers['x-amz-security-token'])).toEqual([
      "the server's session",
    ]);
  });

  it('is at an address that may not be connected to', async () => {
    await using inside = await startReceiver();
    await using names = await startNameServer(() => ['127.0.0.1']);
    const nobody = new TargetGuard([], [names.address]);
    for (const [url, reason] of [
      [`http://127.0.0.1:${inside.port}/1/q`, /^address 127\.0\.0\.1 is not public; /],
      ['https://169.254.169.254/1/q', /^address 169\.254\.169\.254 is not public; /],
      ['https://sqs.eu-west-1.example.com/1/q', /is at 127\.0\.0\.1, which is not public; /],
      ['not a URL', /^Url is no URL$/],
    ] as const) {
      await using transport = await open(url, nobody);
      expect(await transport.send([outgoing()])).toMatchObject([
        { kind: 'failed', reason: expect.stringMatching(reason), isFinal: false },
      ]);
    }
    expect(inside.connections()).toBe(0);
  });
});

/** Answers 200 with the body. */
function answering(body: string): (socket: Socket) => void {
  const answer = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  return (socket) => socket.once('data', () => socket.end(answer));
}

function messages(count: number, text?: string): OutgoingMessage[] {
  return Array.from({ length: count }, () =>
    outgoing({ uuid: randomUUID(), ...(text === undefined ? {} : { text }) }),
  );
}

function ids(found: readonly { attributes: Record<string, unknown> }[]): unknown[] {
  return found.map(({ attributes }) => attributes.event_id);
}

function kinds(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}
