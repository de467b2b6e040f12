// Sends to a topic of Kafka, one batch at a time and in order. Retries little itself: the dispatcher does.

import type { Outcome } from '../model/delivery.ts';
import { kafkaMessagesAtOnce, kafkaRequestBytesMax } from '../model/delivery-limits.ts';
import type { KafkaTarget, TargetSecrets } from '../model/subscription.ts';
import { type KafkaClient, openKafkaClient } from './kafka-client.ts';
import { hasMoved, isTooLarge, kafkaFault, writtenOf } from './kafka-fault.ts';
import { type KafkaRecord, kafkaRecord, kafkaRecordBytes } from './kafka-record.ts';
import { portions } from './portions.ts';
import { SendEnd } from './send-end.ts';
import type { TargetGuard } from './target-guard.ts';
import type { Transport } from './transport.ts';

export interface KafkaUses {
  guard: TargetGuard;
  /** `ce_source` of the records: a URI that tells whose events they are. */
  source: string;
}

/** A record on its way; null while nothing is known of it. */
interface Sent {
  record: KafkaRecord;
  outcome: Outcome | null;
}

/**
 * Opens a topic. When a part of a batch fails, what comes after it is not sent, so that it may not arrive before; what was
 * written until then is delivered. After a failure the brokers are asked anew where things are.
 */
export function openKafka(target: KafkaTarget, secrets: TargetSecrets, uses: KafkaUses): Transport {
  let client: KafkaClient | null = null;
  let isDisposed = false;
  let onDefect: (error: unknown) => void = () => {};
  const endClient = (): void => {
    client?.end();
    client = null;
  };

  return {
    messagesAtOnceMax: kafkaMessagesAtOnce,
    sendsAtOnceMax: 1,
    async send(messages) {
      const batch: Sent[] = messages.map((message) => ({
        record: kafkaRecord(message, target.topic, uses.source),
        outcome: null,
      }));
      using end = new SendEnd();
      onDefect = (error) => end.abort(error);
      try {
        client ??= await openKafkaClient(target, secrets.sasl, uses.guard, (error) => onDefect(error));
        await end.before(sendAll(client, target.topic, batch));
      } catch (error) {
        endClient();
        const reason = kafkaFault(error);
        for (const sent of batch) sent.outcome ??= failed(reason, false);
      } finally {
        onDefect = endClient;
        if (isDisposed) endClient();
      }
      return batch.map(({ outcome }) => outcome ?? failed('nothing is known of it', false));
    },
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      endClient();
    },
  };
}

/** In order. Gives records their outcomes; rejects as soon as some have none and no other way is left to try. */
async function sendAll(client: KafkaClient, topic: string, batch: readonly Sent[]): Promise<void> {
  const waiting = portions(batch, ({ record }) => kafkaRecordBytes(record), kafkaRequestBytesMax);
  let movesMax = 1;
  for (let portion = waiting.shift(); portion !== undefined; portion = waiting.shift()) {
    try {
      await produce(client, topic, portion);
    } catch (error) {
      const left = portion.filter(({ outcome }) => outcome === null);
      const [first] = left;
      if (first === undefined) throw error;
      if (isTooLarge(error)) {
        const half = Math.ceil(left.length / 2);
        if (left.length > 1) waiting.unshift(left.slice(0, half), left.slice(half));
        else first.outcome = failed(kafkaFault(error), true);
      } else if (hasMoved(error) && movesMax-- > 0) {
        client.producer.clearMetadata();
        waiting.unshift(left);
      } else throw error;
    }
  }
}

/** Tells of each record that was written; rejects when there are others. */
async function produce(client: KafkaClient, topic: string, portion: readonly Sent[]): Promise<void> {
  const { producer, partitionOf } = client;
  const metadata = await producer.metadata({ topics: [topic] });
  const partitions = metadata.topics.get(topic)?.partitionsCount ?? 0;
  if (partitions === 0) throw new Error('the topic has no partitions');
  const parted = portion.map((sent) => ({ sent, partition: partitionOf(sent.record.key, partitions) }));
  const settle = (offsets: ReadonlyMap<number, bigint>): void => {
    const next = new Map(offsets);
    for (const { sent, partition } of parted) {
      const offset = next.get(partition);
      if (offset === undefined) continue;
      next.set(partition, offset + 1n);
      const responseHead = `partition ${partition}, offset ${offset}`;
      sent.outcome = { kind: 'delivered', status: null, responseHead };
    }
  };
  const messages = parted.map(({ sent, partition }) => ({ ...sent.record, partition }));
  try {
    const { offsets = [] } = await producer.send({ messages });
    settle(new Map(offsets.map(({ partition, offset }) => [partition, offset])));
  } catch (error) {
    settle(writtenOf(error));
    throw error;
  }
}

function failed(reason: string, isFinal: boolean): Outcome {
  return { kind: 'failed', status: null, responseHead: null, reason, retryAfterMs: null, isFinal };
}
