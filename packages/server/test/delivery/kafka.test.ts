// Against librdkafka's mock brokers, and read back by librdkafka's consumer: kafka-mock.ts says what that does not prove.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openKafka } from '../../src/delivery/kafka.ts';
import { TargetGuard } from '../../src/delivery/target-guard.ts';
import type { OutgoingMessage, Transport } from '../../src/delivery/transport.ts';
import type { Outcome } from '../../src/model/delivery.ts';
import {
  brokerErrors,
  type KafkaMock,
  type KafkaRead,
  produceApi,
  startKafka,
} from '../support/kafka-mock.ts';
import { outgoing, withoutSecrets } from '../support/webhook.ts';

const program = inject('kafkaMock') ?? '';
const uses = { guard: new TargetGuard(['127.0.0.1/32']), source: 'https://quizwire.example.edu' };

describe.skipIf(program === '')('to Kafka', () => {
  let kafka: KafkaMock;
  beforeAll(async () => {
    kafka = await startKafka(program, 2);
  });
  afterAll(() => kafka[Symbol.asyncDispose]());

  let topics = 0;
  /** A topic of its own with seven partitions, all at the first broker. */
  async function newTopic(): Promise<string> {
    topics += 1;
    const topic = `events-${topics}`;
    await kafka.createTopic(topic, 7);
    await leadersOf(topic, () => 1);
    return topic;
  }
  async function leadersOf(topic: string, brokerOf: (partition: number) => number): Promise<void> {
    for (let partition = 0; partition < 7; partition++) {
      await kafka.setLeader(topic, partition, brokerOf(partition));
    }
  }
  function open(topic: string): Transport {
    return openKafka({ type: 'kafka', brokers: kafka.brokers, topic, usesTls: false }, withoutSecrets, uses);
  }

  it('a record has the text, the student as its key and the headers of CloudEvents', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    const text = '{"metadata":{"event_name":"quiz_submitted"},"body":{"title":"Länder 🌍"}}';
    const [delivered] = await transport.send([outgoing({ userId: 21, text })]);
    expect(delivered).toEqual({ kind: 'delivered', status: null, responseHead: 'partition 3, offset 0' });
    expect(await kafka.read(topic, 7)).toEqual([
      {
        // Where Kafka's own clients put this key: their hash of "21" is -973932308.
        partition: 3,
        offset: 0,
        timestampMs: Date.parse('2026-03-01T12:00:00.900Z'),
        key: '21',
        value: text,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ce_specversion: '1.0',
          ce_id: '0f4a9c1e-8f2b-4c3d-9e5f-6a7b8c9d0e1f',
          ce_type: 'quiz_submitted',
          ce_source: 'https://quizwire.example.edu',
          ce_time: '2026-03-01T11:59:58.250Z',
        },
      },
    ]);
  });

  it('events about nobody have an empty key and stay in order', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    const messages = messagesOf([null, null, null, null]);
    await transport.send(messages);
    const read = await kafka.read(topic, 7);
    expect(read.map(({ key, partition }) => [key, partition])).toEqual(Array(4).fill(['', 2]));
    expect(idsOf(read)).toEqual(messages.map(({ uuid }) => uuid));
  });

  it('the events of each student arrive in order, over several full batches', async () => {
    const topic = await newTopic();
    await leadersOf(topic, (partition) => 1 + (partition % 2));
    await using transport = open(topic);
    expect(transport.sendsAtOnceMax).toBe(1);
    const messages = messagesOf(
      Array.from({ length: 3 * transport.messagesAtOnceMax }, (_, index) => index % 23),
    );
    for (let at = 0; at < messages.length; at += transport.messagesAtOnceMax) {
      const outcomes = await transport.send(messages.slice(at, at + transport.messagesAtOnceMax));
      expect(kindsOf(outcomes)).toEqual(Array(transport.messagesAtOnceMax).fill('delivered'));
    }
    const read = await kafka.read(topic, 7);
    for (let student = 0; student < 23; student++) {
      expect(idsOf(read.filter(({ key }) => key === String(student)))).toEqual(
        messages.filter(({ userId }) => userId === student).map(({ uuid }) => uuid),
      );
    }
    expect(read).toHaveLength(messages.length);
  });

  it('a batch larger than a broker takes at once goes in portions', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    const text = JSON.stringify('x'.repeat(400_000));
    const messages = messagesOf([7, 7, 7, 7, 7], text);
    expect(kindsOf(await transport.send(messages))).toEqual(Array(5).fill('delivered'));
    expect(idsOf(await kafka.read(topic, 7))).toEqual(messages.map(({ uuid }) => uuid));
  });

  it('of a batch that the topic does not take for its size, only the message that is too large is lost', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    const messages = messagesOf([7, 7, 7, 7]);
    // All four, the first two, the first.
    await kafka.failNext(produceApi, brokerErrors.messageTooLarge, 3);
    const outcomes = await transport.send(messages);
    expect(kindsOf(outcomes)).toEqual(['failed', 'delivered', 'delivered', 'delivered']);
    expect(outcomes[0]).toMatchObject({
      isFinal: true,
      reason: expect.stringMatching(/^MESSAGE_TOO_LARGE: /),
    });
    expect(idsOf(await kafka.read(topic, 7))).toEqual(messages.slice(1).map(({ uuid }) => uuid));
  });

  it('partitions that moved to another broker are found there, in one send with others that stayed', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    const first = messagesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(kindsOf(await transport.send(first))).toEqual(Array(10).fill('delivered'));
    await leadersOf(topic, (partition) => 1 + (partition % 2));
    const second = messagesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(kindsOf(await transport.send(second))).toEqual(Array(10).fill('delivered'));
    const read = new Set(idsOf(await kafka.read(topic, 7)));
    expect(read).toEqual(new Set([...first, ...second].map(({ uuid }) => uuid)));
  });

  it('a connection that breaks in a send is made again, and nothing is written twice', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    await transport.send(messagesOf([7]));
    await kafka.failNext(produceApi, brokerErrors.disconnect);
    expect(kindsOf(await transport.send(messagesOf([7, 8])))).toEqual(['delivered', 'delivered']);
    expect(await kafka.read(topic, 7)).toHaveLength(3);
  });

  it('while one of two brokers is down, what belongs to the other is delivered', async () => {
    const topic = await newTopic();
    await leadersOf(topic, (partition) => 1 + (partition % 2));
    await using transport = open(topic);
    const messages = messagesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    await kafka.takeDown(2);
    const outcomes = await transport.send(messages);
    await kafka.bringUp(2);
    expect(new Set(kindsOf(outcomes))).toEqual(new Set(['delivered', 'failed']));
    const failed = messages.filter((_, index) => outcomes[index]?.kind === 'failed');
    expect(outcomes.find(({ kind }) => kind === 'failed')).toEqual({
      kind: 'failed',
      status: null,
      responseHead: null,
      reason: 'connection refused',
      retryAfterMs: null,
      isFinal: false,
    });
    // And in the end each of them is there once, the failed ones sent again.
    expect(kindsOf(await transport.send(failed))).toEqual(failed.map(() => 'delivered'));
    expect(idsOf(await kafka.read(topic, 7)).sort()).toEqual(messages.map(({ uuid }) => uuid).sort());
  });

  it('what comes after a part that failed is not sent', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    // Two portions, of which the first one is refused.
    const messages = messagesOf([7, 7, 7], JSON.stringify('x'.repeat(400_000)));
    await kafka.failNext(produceApi, brokerErrors.topicAuthorization);
    const outcomes = await transport.send(messages);
    expect(outcomes).toEqual(
      Array(3).fill({
        kind: 'failed',
        status: null,
        responseHead: null,
        reason: expect.stringMatching(/^TOPIC_AUTHORIZATION_FAILED: /),
        retryAfterMs: null,
        isFinal: false,
      }),
    );
    expect(await kafka.read(topic, 7)).toEqual([]);
    expect(kindsOf(await transport.send(messages))).toEqual(Array(3).fill('delivered'));
  });

  it('a topic that the cluster does not have is not made', async () => {
    await using transport = open('nobody-made-this');
    await kafka.refuseTopic('nobody-made-this', brokerErrors.unknownTopic);
    expect(await transport.send([outgoing()])).toMatchObject([
      { kind: 'failed', reason: 'not sent: Unknown topic nobody-made-this.', isFinal: false },
    ]);
  });

  it('a cluster that is down fails each send, and gets them when it is back', async () => {
    const topic = await newTopic();
    await using transport = open(topic);
    await transport.send([outgoing()]);
    await kafka.takeDown(1);
    await kafka.takeDown(2);
    for (let sends = 0; sends < 2; sends++) {
      expect(await transport.send([outgoing()])).toMatchObject([
        { kind: 'failed', reason: 'connection refused', isFinal: false },
      ]);
    }
    await kafka.bringUp(1);
    await kafka.bringUp(2);
    expect(kindsOf(await transport.send([outgoing()]))).toEqual(['delivered']);
  });

  it('one broker that is down does not keep the others from being asked', async () => {
    const topic = await newTopic();
    const brokers = ['127.0.0.1:1', ...kafka.brokers];
    await using transport = openKafka(
      { type: 'kafka', brokers, topic, usesTls: false },
      withoutSecrets,
      uses,
    );
    expect(kindsOf(await transport.send([outgoing()]))).toEqual(['delivered']);
  });

  it('nothing is sent by a send of nothing, nor kept open by a transport that is disposed', async () => {
    const topic = await newTopic();
    const transport = open(topic);
    expect(await transport.send([])).toEqual([]);
    await transport.send([outgoing()]);
    await transport[Symbol.asyncDispose]();
    await transport[Symbol.asyncDispose]();
    expect(await kafka.read(topic, 7)).toHaveLength(1);
  });
});

function messagesOf(userIds: readonly (number | null)[], text?: string): OutgoingMessage[] {
  return userIds.map((userId) =>
    outgoing({ userId, uuid: randomUUID(), ...(text === undefined ? {} : { text }) }),
  );
}

function idsOf(read: readonly KafkaRead[]): string[] {
  return read.map(({ headers }) => headers.ce_id ?? '');
}

function kindsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}
