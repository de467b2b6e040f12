// What SQS answered, as an outcome for each message of the batch.

import type { SendMessageBatchResult } from '@aws-sdk/client-sqs';
import type { Outcome } from '../model/delivery.ts';
import { faultCharsMax } from '../model/delivery-limits.ts';
import { RoleNotAssumed } from './assume-fault.ts';
import { connectionFault } from './connection-fault.ts';
import { retryAfterMs } from './retry-after.ts';

/** Codes that say of a message that it will never be taken: its size, its characters. Others of the sender's faults can be mended. */
const ofMessages: ReadonlySet<string> = new Set(['InvalidParameterValue', 'InvalidMessageContents']);

/** Outcomes in the order of the batch, whose entries have their places as ids. Each entry stands for itself. */
export function sqsOutcomes(answer: SendMessageBatchResult, length: number): Outcome[] {
  const taken = new Map(answer.Successful?.map((entry) => [entry.Id, entry]));
  const refused = new Map(answer.Failed?.map((entry) => [entry.Id, entry]));
  return Array.from({ length }, (_, index) => {
    const id = String(index);
    const entry = taken.get(id);
    if (entry !== undefined) {
      return { kind: 'delivered', status: 200, responseHead: `MessageId ${entry.MessageId}` };
    }
    const { Code: code = '', Message: text, SenderFault: isOurs = false } = refused.get(id) ?? {};
    const reason = code === '' ? 'the answer of the queue does not speak of this message' : said(code, text);
    return failed(reason, { isFinal: isOurs && ofMessages.has(code) });
  });
}

/** The whole batch was refused for its size; a part of it may be taken. */
export function isTooMuch(error: unknown): boolean {
  return error instanceof Error && error.name === 'BatchRequestTooLong';
}

/** The outcome of each message of a request that failed as a whole. */
export function requestFailed(error: unknown, isAlone: boolean, nowMs: number): Outcome {
  if (error instanceof RoleNotAssumed) return failed(error.message, { retryAfterMs: error.retryAfterMs });
  if (error instanceof SyntaxError || error instanceof TypeError)
    return failed('the answer is not one of SQS', {});
  if (!(error instanceof Error)) return failed(connectionFault(error), {});
  const { name, message, $metadata, $response }: Error & RequestError = error;
  const status = $response?.statusCode ?? $metadata?.httpStatusCode ?? null;
  return failed(status === null ? connectionFault(error) : said(name, message), {
    status,
    retryAfterMs: retryAfterMs($response?.headers?.['retry-after'], nowMs),
    isFinal: isAlone && (isTooMuch(error) || name === 'InvalidMessageContents'),
  });
}

/** The queue takes nothing by these credentials: AWS's words of several protocols, and its status. */
export function areCredentialsRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, $metadata, $response }: Error & RequestError = error;
  if (($response?.statusCode ?? $metadata?.httpStatusCode) === 403) return true;
  return /^(?:ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|AccessDenied)/.test(
    name,
  );
}

/** What the SDK puts into its errors when there was an answer. */
interface RequestError {
  $metadata?: { httpStatusCode?: number };
  $response?: { statusCode?: number; headers?: Record<string, string> };
}

/** It will come again, so in a queue that keeps the order nothing may come before it. */
export function mayBeSentAgain(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && !outcome.isFinal;
}

/** Of a message that stayed behind such a one. */
export function notSent(): Outcome {
  return failed('not sent, because one before it failed', {});
}

function failed(reason: string, more: Partial<Extract<Outcome, { kind: 'failed' }>>): Outcome {
  return {
    kind: 'failed',
    status: null,
    responseHead: null,
    retryAfterMs: null,
    isFinal: false,
    ...more,
    reason,
  };
}

/** One line, bounded. */
function said(code: string, text = ''): string {
  return `${code}: ${text}`.replace(/\s+/g, ' ').slice(0, faultCharsMax);
}
