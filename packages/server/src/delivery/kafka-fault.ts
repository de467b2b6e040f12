// What the errors of Kafka's client say: why, in words for the subscriber, and what was written all the same.

import { faultCharsMax } from '../model/delivery-limits.ts';
import { connectionFault } from './connection-fault.ts';
import { TargetRefused } from './target-guard.ts';

/** The client's errors are trees; what a broker answered is in their leaves. */
interface BrokerAnswer {
  responses?: readonly {
    partitionResponses?: readonly { index: number; errorCode: number; baseOffset: bigint }[];
  }[];
}

interface ClientError {
  code?: unknown;
  /** Kafka's name of the error. */
  apiId?: unknown;
  /** The broker is not the one to ask, any more. */
  hasStaleMetadata?: unknown;
  /** More than Kafka's description of it; null for none. */
  serverErrorMessage?: unknown;
  response?: BrokerAnswer;
  /** What was written before, or beside, what failed. */
  produced?: { offsets?: readonly { partition: number; offset: bigint }[] };
}

const outOfBounds = /OUT_OF_BOUNDS$/;

/** Of what a record is too large for: the topic, or the broker's segments and requests. */
const tooLarge: ReadonlySet<unknown> = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** The request, or the one record in it, is larger than the topic takes. */
export function isTooLarge(error: unknown): boolean {
  return treeOf(error).some(({ apiId }) => tooLarge.has(apiId));
}

/** A partition is at another broker than it was, as after a restart of one. */
export function hasMoved(error: unknown): boolean {
  return treeOf(error).some(({ hasStaleMetadata }) => hasStaleMetadata === true);
}

/** The partitions that were written to, with the offset of the first record. */
export function writtenOf(error: unknown): Map<number, bigint> {
  const written = new Map<number, bigint>();
  for (const { produced, response } of treeOf(error)) {
    for (const { partition, offset } of produced?.offsets ?? []) written.set(partition, offset);
    for (const { index, errorCode, baseOffset } of (response?.responses ?? []).flatMap(
      ({ partitionResponses = [] }) => partitionResponses,
    )) {
      if (errorCode === 0) written.set(index, baseOffset);
    }
  }
  return written;
}

/** One line, bounded: of what the brokers said last, else of what came in between last. */
export function kafkaFault(error: unknown): string {
  const tree = treeOf(error);
  const said = tree.findLast(({ apiId }) => typeof apiId === 'string');
  if (said !== undefined) {
    const { apiId, serverErrorMessage, message } = said;
    return `${apiId}: ${serverErrorMessage ?? message}`.replace(/\s+/g, ' ').slice(0, faultCharsMax);
  }
  // The client believes what it reads until it stumbles; how it did so is of no use to anybody.
  if (
    tree.some(
      (cause) =>
        cause instanceof TypeError || cause instanceof RangeError || outOfBounds.test(String(cause.code)),
    )
  ) {
    return 'the broker does not speak Kafka';
  }
  return connectionFault(tree.find((cause) => cause instanceof TargetRefused) ?? tree.at(-1));
}

/** Each before what it is made of, so the last is the innermost one of the last of several. */
function treeOf(error: unknown): (Error & ClientError)[] {
  if (!(error instanceof Error)) return [];
  const below = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...below, error.cause].flatMap(treeOf)];
}
