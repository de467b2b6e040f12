// Who Kafka's client connects to, as whom, and what brokers that mean ill, or do not speak Kafka, can do to the server.
import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openKafka } from '../../src/delivery/kafka.ts';
import { TargetGuard } from '../../src/delivery/target-guard.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import { kafkaAnswerBytesMax, scramIterationsMax, sendTimeoutMs } from '../../src/model/delivery-limits.ts';
import type { TargetSecrets } from '../../src/model/subscription.ts';
import { makeAuthority } from '../support/certificates.ts';
import { startKafkaFront } from '../support/kafka-front.ts';
import { type KafkaMock, startKafka } from '../support/kafka-mock.ts';
import { startNameServer } from '../support/name-server.ts';
import { startSocketReceiver } from '../support/receiver.ts';
import { outgoing, withoutSecrets } from '../support/webhook.ts';

const program = inject('kafkaMock') ?? '';
const loopback = new TargetGuard(['127.0.0.1/32']);

interface Opening {
  usesTls?: boolean;
  guard?: TargetGuard;
  sasl?: TargetSecrets['sasl'];
}

function open(
  brokers: readonly string[],
  { usesTls = false, guard = loopback, sasl = null }: Opening = {},
): Transport {
  const target = { type: 'kafka', brokers, topic: 'events', usesTls } as const;
  return openKafka(target, { ...withoutSecrets, sasl }, { guard, source: 'quizwire' });
}

/** Why one message was not sent. */
async function faultOf(transport: Transport): Promise<string> {
  const [outcome] = await transport.send([outgoing()]);
  if (outcome?.kind !== 'failed') throw new Error(`sent: ${JSON.stringify(outcome)}`);
  expect(outcome).toMatchObject({ status: null, responseHead: null, retryAfterMs: null, isFinal: false });
  return outcome.reason;
}

describe('brokers that may not be connected to', () => {
  it.each([
    ['127.0.0.1:PORT', /^address 127\.0\.0\.1 is not public; /],
    ['[::1]:PORT', /^address ::1 is not public; /],
    ['[::ffff:127.0.0.1]:PORT', /^address .* is not public; /],
    ['0177.0.0.1:PORT', /^address 127\.0\.0\.1 is not public; /],
    ['2130706433:PORT', /^address 127\.0\.0\.1 is not public; /],
    ['localhost:PORT', /^localhost is not a public name; /],
    ['10.0.0.1:9092', /^address 10\.0\.0\.1 is not public; /],
    ['broker.example.com:80', /^port 80 is below 1024; /],
    ['broker.example.com:no-port', /^NaN is not a port$/],
    ['a b:9092', /^the host is neither a name nor an address$/],
  ])('%s', async (broker, fault) => {
    await using inside = await startSocketReceiver(() => {});
    for (const usesTls of [false, true]) {
      const transport = open([broker.replace('PORT', String(inside.port))], {
        usesTls,
        guard: new TargetGuard([]),
      });
      expect(await faultOf(transport)).toMatch(fault);
      await transport[Symbol.asyncDispose]();
    }
    expect(inside.connections()).toBe(0);
  });

  it('a name whose address is not public, with TLS and without', async () => {
    await using inside = await startSocketReceiver(() => {});
    await using names = await startNameServer(() => ['127.0.0.1']);
    for (const usesTls of [false, true]) {
      const guard = new TargetGuard([], [names.address]);
      await using transport = open([`broker.example.com:${inside.port}`], { usesTls, guard });
      expect(await faultOf(transport)).toMatch(
        /^broker\.example\.com is at 127\.0\.0\.1, which is not public; /,
      );
    }
    expect(inside.connections()).toBe(0);
  });
});

describe('brokers that do not speak Kafka', () => {
  afterEach(() => vi.useRealTimers());

  const noFrame = /^not sent: the broker does not speak Kafka: it announces an answer of \d+ bytes$/;
  const closed = /^not sent: Connection closed/;
  const noKafka = /^the broker does not speak Kafka$/;
  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['close at once', (socket) => socket.end(), closed],
    ['reset the connection', (socket) => socket.once('data', () => socket.resetAndDestroy()), closed],
    [
      'send a frame that is shorter than its head',
      (socket) => socket.write(Buffer.of(0, 0, 0, 1, 88)),
      noFrame,
    ],
    ['send a frame of no length', (socket) => socket.write(Buffer.alloc(9)), noFrame],
    ['send a frame of 2 GB', (socket) => socket.write(Buffer.of(0x7f, 0xff, 0xff, 0xff, 0)), noFrame],
    ['send a frame of negative length', (socket) => socket.write(Buffer.alloc(64, 255)), noFrame],
    ['speak HTTP', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), noFrame],
    ['speak TLS', (socket) => socket.write(Buffer.of(0x15, 3, 3, 0, 2, 2, 40)), noFrame],
    ['answer too little', answering((request) => framed(request, Buffer.alloc(1))), noKafka],
    [
      'answer with an error of their own',
      answering((request) => framed(request, Buffer.alloc(400, 77))),
      noKafka,
    ],
    ['announce two billion brokers', answering((request) => framed(request, Buffer.alloc(40, 127))), noKafka],
  ])('that %s fail the send and nothing else', async (_what, serve, fault) => {
    await using broker = await startSocketReceiver(serve);
    await using transport = open([`127.0.0.1:${broker.port}`]);
    for (let sends = 0; sends < 2; sends++) expect(await faultOf(transport)).toMatch(fault);
  });

  it.each<[string, (request: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['that they can do nothing', (request) => framed(request, Buffer.alloc(400))],
  ])('that answer %s fail the send in time', async (_what, answer) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = Promise.withResolvers<void>();
    await using broker = await startSocketReceiver((socket) => {
      socket.on('data', (request) => {
        socket.write(answer(request));
        asked.resolve();
      });
    });
    await using transport = open([`127.0.0.1:${broker.port}`]);
    const fault = faultOf(transport);
    await asked.promise;
    await vi.advanceTimersByTimeAsync(sendTimeoutMs);
    expect(await fault).toBe('no answer within 15 s');
  });

  it('that never answer do not keep a transport from being disposed', async () => {
    const asked = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    await using broker = await startSocketReceiver((socket) => {
      socket.once('data', () => asked.resolve()).on('close', () => closed.resolve());
    });
    const transport = open([`127.0.0.1:${broker.port}`]);
    const fault = faultOf(transport);
    await asked.promise;
    await transport[Symbol.asyncDispose]();
    await closed.promise;
    expect(await fault).not.toBe('no answer within 15 s');
    expect(broker.connections()).toBe(1);
  });

  it('that refuse the mechanism of authentication and then break the connection fail the send and nothing else', async () => {
    await using broker = await startSocketReceiver((socket) => {
      socket.on('data', (request) => {
        const isHandshake = request.readInt16BE(4) === 17;
        // Not that version (35), then not that mechanism (33), of none.
        socket.write(framed(request, Buffer.of(0, isHandshake ? 33 : 35, 0, 0, 0, 0, 0, 0, 0, 0)), () => {
          if (isHandshake) socket.resetAndDestroy();
        });
      });
    });
    const sasl = { mechanism: 'PLAIN', username: 'quizwire', password: 'secret' } as const;
    await using transport = open([`127.0.0.1:${broker.port}`], { sasl });
    expect(await faultOf(transport)).toMatch(/^UNSUPPORTED_SASL_MECHANISM: /);
  });

  it('that answer without end are left', async () => {
    const closed = Promise.withResolvers<void>();
    await using broker = await startSocketReceiver((socket) => {
      // A frame of the largest size, again and again, in place of what was asked.
      const frame = Buffer.alloc(4 + kafkaAnswerBytesMax);
      frame.writeInt32BE(kafkaAnswerBytesMax);
      const more = (): void => {
        while (socket.write(frame));
      };
      more();
      socket.on('drain', more).on('close', () => closed.resolve());
    });
    await using transport = open([`127.0.0.1:${broker.port}`]);
    expect(await faultOf(transport)).not.toBe('');
    await closed.promise;
  });
});

describe.skipIf(program === '')('before a cluster of Kafka', () => {
  const usual = getCACertificates('default');
  const authority = makeAuthority('A test of brokers');
  let kafka: KafkaMock;
  beforeAll(async () => {
    setDefaultCACertificates([...usual, authority.cert]);
    kafka = await startKafka(program, 2);
    await kafka.createTopic('events', 2);
    await kafka.setLeader('events', 0, 1);
    await kafka.setLeader('events', 1, 2);
  });
  afterAll(async () => {
    setDefaultCACertificates(usual);
    await kafka[Symbol.asyncDispose]();
  });
  const delivered = [
    { kind: 'delivered' },
    { kind: 'delivered' },
    { kind: 'delivered' },
    { kind: 'delivered' },
  ];
  const messages = [1, 2, 3, 4].map((userId) => outgoing({ userId }));

  it('brokers that others name are judged as well', async () => {
    // The front may be connected to; the brokers behind it, which name themselves, may not.
    await using front = await startKafkaFront(kafka.brokers, { host: '127.0.0.2', isBypassed: true });
    await using transport = open(front.brokers, { guard: new TargetGuard(['127.0.0.2/32']) });
    expect(await faultOf(transport)).toMatch(/^address 127\.0\.0\.1 is not public; /);
  });

  it('a name is connected to at the address that was judged', async () => {
    await using names = await startNameServer(() => ['10.0.0.1', '127.0.0.1']);
    const [port = ''] = kafka.brokers.map((broker) => broker.split(':')[1] ?? '');
    const guard = new TargetGuard(['127.0.0.1/32'], [names.address]);
    await using transport = open([`broker.example.com:${port}`], { guard });
    expect(await transport.send(messages)).toMatchObject(delivered);
    expect(await transport.send(messages)).toMatchObject(delivered);
    expect(names.asked).toEqual(['broker.example.com']);
  });

  it('TLS to every broker, also to those that others name', async () => {
    await using front = await startKafkaFront(kafka.brokers, { tls: authority.issue(['127.0.0.1']) });
    await using transport = open(front.brokers, { usesTls: true });
    expect(await transport.send(messages)).toMatchObject(delivered);
  });

  it.each([
    ['of another name', () => authority.issue(['broker.example.com']), /^certificate not valid: .*altnames/i],
    [
      'of an authority that nobody trusts',
      () => makeAuthority('A test of nobody').issue(['127.0.0.1']),
      /^certificate not valid: unable to /,
    ],
    [
      'of yesterday',
      () => authority.issue(['127.0.0.1'], { from: new Date(0), until: new Date(Date.now() - 1_000) }),
      /^certificate not valid: certificate has expired/,
    ],
  ])('a certificate %s is not taken', async (_whose, issue, fault) => {
    await using front = await startKafkaFront(kafka.brokers, { tls: issue() });
    await using transport = open(front.brokers, { usesTls: true });
    expect(await faultOf(transport)).toMatch(fault);
  });

  it('brokers without TLS are not spoken to in plain text', async () => {
    await using transport = open(kafka.brokers, { usesTls: true });
    expect(await faultOf(transport)).not.toBe('');
  });

  it.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const)(
    'authentication with %s',
    async (mechanism) => {
      const login = { username: 'quizwire', password: 'päss,w=rd' };
      await using front = await startKafkaFront(kafka.brokers, { login });
      await using transport = open(front.brokers, { sasl: { mechanism, ...login } });
      expect(await transport.send(messages)).toMatchObject(delivered);
      expect(new Set(front.authenticated)).toEqual(new Set([`${mechanism} quizwire`]));

      await using stranger = open(front.brokers, { sasl: { mechanism, ...login, password: 'another' } });
      expect(await faultOf(stranger)).toMatch(/^SASL_AUTHENTICATION_FAILED: /);
    },
  );

  it('a broker cannot have the server hash for ever', async () => {
    const login = { username: 'quizwire', password: 'secret', iterations: scramIterationsMax + 1 };
    await using front = await startKafkaFront(kafka.brokers, { login });
    await using transport = open(front.brokers, { sasl: { mechanism: 'SCRAM-SHA-512', ...login } });
    expect(await faultOf(transport)).toBe(
      `not sent: the broker asks for ${scramIterationsMax + 1} iterations`,
    );
    expect(front.authenticated).toEqual([]);
  });
});

/** Answers each request by what `answer` makes of it. */
function answering(answer: (request: Buffer) => Buffer): (socket: Socket) => void {
  return (socket) => socket.on('data', (request) => socket.write(answer(request)));
}

/** A frame with the correlation of the request. */
function framed(request: Buffer, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + content.length);
  return Buffer.concat([length, request.subarray(8, 12), content]);
}
