// Sends to a queue of AWS SQS, ten messages at a time. Retries nothing itself: the dispatcher does.

import type { Outcome } from '../model/delivery.ts';
import { sqsMessagesAtOnce, sqsRequestBytesMax, sqsSendsAtOnce } from '../model/delivery-limits.ts';
import { isFifoQueue, ownCredentialsFault, sqsRegion, sqsTargetFault } from '../model/sqs-queue.ts';
import type { SqsTarget, TargetSecrets } from '../model/subscription.ts';
import { openRole, type RoleUses } from './assumed-role.ts';
import { boundAnswers } from './aws-answer.ts';
import { givenCredentials, guardedRequests } from './aws-requests.ts';
import { portions } from './portions.ts';
import { refusedTransport } from './refused-transport.ts';
import { SendEnd } from './send-end.ts';
import { sqsEntry, sqsEntryBytes } from './sqs-entry.ts';
import {
  areCredentialsRefused,
  isTooMuch,
  mayBeSentAgain,
  notSent,
  requestFailed,
  sqsOutcomes,
} from './sqs-outcome.ts';
import type { TargetGuard } from './target-guard.ts';
import { outcomeTeller } from './told-answers.ts';
import type { OutgoingMessage, Transport } from './transport.ts';

/**
 * Opens a queue, with the subscription's credentials, else with those of the server's own surroundings (environment,
 * files, role of the machine or container: the SDK's default chain); with a role, with those that STS gives for it.
 * Canvas: live events reference §6.1. A queue whose name ends in `.fifo` has a message group for each student.
 */
export async function openSqs(target: SqsTarget, secrets: TargetSecrets, uses: RoleUses): Promise<Transport> {
  const { guard, clock } = uses;
  const fault = faultOf(target, secrets, guard);
  const region = fault === null ? (target.region ?? sqsRegion(target.queueUrl)) : null;
  if (fault !== null || region === null) return refusedTransport(fault ?? 'the queue has no region');

  // Some ten milliseconds and megabytes, which only those pay who have a queue.
  const { SQSClient, SendMessageBatchCommand } = await import('@aws-sdk/client-sqs');
  const { roleArn, externalId } = target;
  const role = roleArn === null ? null : await openRole({ roleArn, externalId }, region, secrets, uses);
  const client = new SQSClient({
    region,
    endpoint: new URL(target.queueUrl).origin,
    maxAttempts: 1,
    // The role knows by itself when to ask again, so the SDK need not keep what it says.
    ...(role === null
      ? givenCredentials(secrets)
      : { credentials: Object.assign(() => role.current(), { memoized: true }) }),
    requestHandler: guardedRequests(guard, sqsSendsAtOnce),
  });
  boundAnswers(client);
  const isFifo = isFifoQueue(target.queueUrl);

  /** Null: the portion is too large, and may be divided. */
  async function request(portion: readonly OutgoingMessage[], end: SendEnd): Promise<Outcome[] | null> {
    const Entries = portion.map((message, index) => sqsEntry(message, index, isFifo));
    const command = new SendMessageBatchCommand({ QueueUrl: target.queueUrl, Entries });
    try {
      return sqsOutcomes(await end.before(client.send(command, { abortSignal: end.signal })), portion.length);
    } catch (error) {
      if (isTooMuch(error) && portion.length > 1) return null;
      if (areCredentialsRefused(error)) role?.refused();
      const outcome = requestFailed(error, portion.length === 1, clock());
      return portion.map(() => outcome);
    }
  }

  return {
    messagesAtOnceMax: sqsMessagesAtOnce,
    // Two sends could arrive in either order.
    sendsAtOnceMax: isFifo ? 1 : sqsSendsAtOnce,
    async send(messages) {
      using end = new SendEnd();
      const outcomes: Outcome[] = [];
      const waiting = portions(messages, sqsEntryBytes, sqsRequestBytesMax);
      for (let portion = waiting.shift(); portion !== undefined; portion = waiting.shift()) {
        const half = Math.ceil(portion.length / 2);
        const answered =
          isFifo && outcomes.some(mayBeSentAgain) ? portion.map(notSent) : await request(portion, end);
        if (answered === null) waiting.unshift(portion.slice(0, half), portion.slice(half));
        else outcomes.push(...answered);
      }
      return role === null ? outcomes : outcomes.map(outcomeTeller(role.secrets()));
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      role?.[Symbol.dispose]();
    },
  };
}

/** Asked again of what was once allowed: the operator may have changed what is. */
function faultOf(target: SqsTarget, { awsCredentials }: TargetSecrets, guard: TargetGuard): string | null {
  const fault = sqsTargetFault(target) ?? guard.urlFault(target.queueUrl);
  if (fault !== null || awsCredentials !== null) return fault;
  return ownCredentialsFault(target.queueUrl, guard.isNamed(target.queueUrl));
}
