// HTTPS targets: one POST for each message, over connections that are kept. Knows nothing of retries.

import { buildConnector } from 'undici';
import type { Clock } from '../model/clock.ts';
import type { Outcome } from '../model/delivery.ts';
import { connectTimeoutMs, responseHeaderBytesMax, webhookSendsAtOnce } from '../model/delivery-limits.ts';
import type { PrivateSigningKey } from '../model/signing-key.ts';
import type { HttpsTarget, TargetSecrets } from '../model/subscription.ts';
import { Connections } from './connections.ts';
import { signedPayload, WebhookSigner } from './message-signature.ts';
import { notSigned } from './not-sent.ts';
import { refusedTransport } from './refused-transport.ts';
import type { TargetGuard } from './target-guard.ts';
import { eachAlone, type OutgoingMessage, type Transport } from './transport.ts';
import { WebhookAnswer } from './webhook-answer.ts';

export interface WebhookUses {
  guard: TargetGuard;
  signingKey(): Promise<PrivateSigningKey>;
  /** Of dates that targets give. */
  clock: Clock;
  /** Of Quizwire, for the receiver's log. */
  version: string;
}

/** What of a message is sent. */
export type WebhookMessage = Pick<OutgoingMessage, 'uuid' | 'text' | 'sentAtMs'>;

export interface Webhook extends Transport {
  send(messages: readonly WebhookMessage[]): Promise<readonly Outcome[]>;
}

/**
 * Each send is a POST with the headers of Standard Webhooks and, if there is one, the bearer token. Its body is the JSON of
 * the message (`application/json`), or a JWT of it (`application/jwt`) for a target that signs payloads. Canvas: live events
 * reference §6.1, where the content type of the JWT is not known; a parser of JSON did not take it.
 */
export function openWebhook(
  { target, secrets }: { target: HttpsTarget; secrets: TargetSecrets },
  uses: WebhookUses,
): Webhook {
  const fault = uses.guard.urlFault(target.url);
  if (fault !== null) return refusedTransport(fault);
  const { origin, pathname, search } = new URL(target.url);
  const path = pathname + search;
  const signer = new WebhookSigner(secrets.signing);
  const sameHeaders = [
    'content-type',
    target.signsPayload ? 'application/jwt' : 'application/json',
    'user-agent',
    `quizwire/${uses.version}`,
    ...(secrets.bearerToken === null ? [] : ['authorization', `Bearer ${secrets.bearerToken}`]),
  ];
  const connections = new Connections(origin, webhookSendsAtOnce, {
    allowH2: false,
    maxHeaderSize: responseHeaderBytesMax,
    // WebhookAnswer keeps the time of the whole send.
    headersTimeout: 0,
    bodyTimeout: 0,
    // One for all, so that they resume each other's sessions of TLS.
    connect: buildConnector({
      allowH2: false,
      timeout: connectTimeoutMs,
      lookup: uses.guard.lookup,
      minVersion: 'TLSv1.2',
      // Not even when NODE_TLS_REJECT_UNAUTHORIZED says so.
      rejectUnauthorized: true,
    }),
  });

  /** Two pieces of work of one send need the bytes, so they are made once. */
  function post(text: string, { uuid, sentAtMs }: WebhookMessage): Promise<readonly Outcome[]> {
    const body = Buffer.from(text);
    const timestamp = String(Math.floor(sentAtMs / 1_000));
    const headers = [...sameHeaders, 'webhook-id', uuid, 'webhook-timestamp', timestamp];
    const signature = signer.sign(uuid, sentAtMs, body);
    if (signature !== '') headers.push('webhook-signature', signature);
    return new Promise((resolve) => {
      const answer = new WebhookAnswer(uses.clock, (outcome) => resolve([outcome]));
      connections.post({ path, headers, body }, answer);
    });
  }

  async function postSigned(message: WebhookMessage): Promise<readonly Outcome[]> {
    const jwt = await signedBody(message);
    return jwt === null ? [notSigned] : post(jwt, message);
  }

  async function signedBody({ text, sentAtMs }: WebhookMessage): Promise<string | null> {
    try {
      return await signedPayload(text, sentAtMs, await uses.signingKey());
    } catch {
      // What is wrong with our database is not the subscriber's to read; whoever else uses it then says it.
      return null;
    }
  }

  const sendOne = (message: WebhookMessage): Promise<readonly Outcome[]> =>
    target.signsPayload ? postSigned(message) : post(message.text, message);

  return {
    messagesAtOnceMax: 1,
    sendsAtOnceMax: webhookSendsAtOnce,
    send: (messages) => eachAlone(messages, sendOne),
    [Symbol.asyncDispose]: () => connections[Symbol.asyncDispose](),
  };
}
