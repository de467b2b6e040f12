// One message as an entry of a batch for SQS.

import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { OutgoingMessage } from './transport.ts';

/**
 * What SQS refuses, and characters past the first 65,536, which AWS takes and some emulators do not. In JSON they are only in
 * strings, where they may be escaped.
 */
const refusable = /[\uD800-\uDFFF\uFFFE\uFFFF]/g;

/**
 * The text with three attributes, all strings: `event_name` and `event_time` as Canvas has them (live events reference
 * §6.1), and ours, `event_id`: the same however often the event is sent.
 */
export function sqsEntry(
  message: OutgoingMessage,
  index: number,
  isFifo: boolean,
): SendMessageBatchRequestEntry {
  return {
    Id: String(index),
    MessageBody: bodyOf(message),
    MessageAttributes: Object.fromEntries(
      attributes(message).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
    ),
    ...(isFifo ? { MessageGroupId: groupOf(message), MessageDeduplicationId: message.uuid } : {}),
  };
}

/** As SQS counts: body, and names, types and values of the attributes. */
export function sqsEntryBytes(message: OutgoingMessage): number {
  const inAttributes = attributes(message).reduce(
    (bytes, [name, value]) => bytes + name.length + 'String'.length + Buffer.byteLength(value),
    0,
  );
  return Buffer.byteLength(bodyOf(message)) + inAttributes;
}

function bodyOf({ text }: OutgoingMessage): string {
  return text.replace(refusable, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

function attributes(message: OutgoingMessage): [name: string, value: string][] {
  return [
    ['event_name', message.eventName],
    ['event_time', new Date(message.eventTimeMs).toISOString()],
    ['event_id', message.uuid],
  ];
}

/** What SQS keeps the order within: one student, or all that is about nobody. */
function groupOf({ userId }: OutgoingMessage): string {
  return userId === null ? 'nobody' : `user-${userId}`;
}
