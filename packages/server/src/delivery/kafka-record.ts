// One message as a record of Kafka, with the headers that CloudEvents' Kafka binding has in binary mode.

import type { OutgoingMessage } from './transport.ts';

export interface KafkaRecord {
  topic: string;
  /** Decides the partition, and Kafka keeps the order within one. */
  key: Buffer;
  value: Buffer;
  headers: Map<Buffer, Buffer>;
  timestamp: bigint;
}

/** Of a record: lengths, the names of the headers, and what Kafka itself adds. */
const otherBytes = 256;

/**
 * `source` is CloudEvents': whose events they are. The key is the id of the student, so that one student's events stay in
 * order; those about nobody have an empty one and stay in order too. The time is that of the send: a log that keeps
 * records for days by their time would drop an old event that is sent again as soon as it has it.
 */
export function kafkaRecord(message: OutgoingMessage, topic: string, source: string): KafkaRecord {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    ce_specversion: '1.0',
    ce_id: message.uuid,
    ce_type: message.eventName,
    ce_source: source,
    ce_time: new Date(message.eventTimeMs).toISOString(),
  };
  return {
    topic,
    key: Buffer.from(message.userId === null ? '' : String(message.userId)),
    value: Buffer.from(message.text),
    headers: new Map(Object.entries(headers).map(([name, value]) => [Buffer.from(name), Buffer.from(value)])),
    timestamp: BigInt(message.sentAtMs),
  };
}

/** About how many bytes of a request it takes, rather more than fewer. */
export function kafkaRecordBytes({ key, value, headers }: KafkaRecord): number {
  let bytes = key.length + value.length + otherBytes;
  for (const text of headers.values()) bytes += text.length;
  return bytes;
}
