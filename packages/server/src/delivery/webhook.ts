// HTTPS targets: one POST for each message, over connections that are kept. Knows nothing of retries.

import { Pool } from 'undici';
import type { Clock } from '../model/clock.ts';
import type { Outcome } from '../model/delivery.ts';
import { connectTimeoutMs, responseHeaderBytesMax, webhookSendsAtOnce } from '../model/delivery-limits.ts';
import type { PrivateSigningKey } from '../model/signing-key.ts';
import type { HttpsTarget, TargetSecrets } from '../model/subscription.ts';
import { signedPayload, WebhookSigner } from './message-signature.ts';
import { refusedTransport } from './refused-transport.ts';
import type { TargetGuard } from './target-guard.ts';
import type { OutgoingMessage, Transport } from './transport.ts';
import { WebhookAnswer } from './webhook-answer.ts';

export interface WebhookUses {
  guard: TargetGuard;
  signingKey(): Promise<PrivateSigningKey>;
  /** Of dates that targets give. */
  clock: Clock;
  /** Of Quizwire, for the receiver's log. */
  version: string;
}

/**
 * Each send is a POST with the headers of Standard Webhooks and, if there is one, the bearer token. Its body is the JSON of
 * the message (`application/json`), or a JWT of it (`application/jwt`) for a target that signs payloads. Canvas: live events
 * reference §6.1, where the content type of the JWT is not known; a parser of JSON did not take it.
 */
export function openWebhook(
  { target, secrets }: { target: HttpsTarget; secrets: TargetSecrets },
  uses: WebhookUses,
): Transport {
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
  const pool = new Pool(origin, {
    connections: webhookSendsAtOnce,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: responseHeaderBytesMax,
    // WebhookAnswer keeps the time of the whole send.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: connectTimeoutMs,
      lookup: uses.guard.lookup,
      minVersion: 'TLSv1.2',
      // Not even when NODE_TLS_REJECT_UNAUTHORIZED says so.
      rejectUnauthorized: true,
    },
  });

  function post(body: string, { uuid, sentAtMs }: OutgoingMessage): Promise<Outcome> {
    const signature = signer.sign(uuid, sentAtMs, body);
    const headers = [
      ...sameHeaders,
      'webhook-id',
      uuid,
      'webhook-timestamp',
      String(Math.floor(sentAtMs / 1_000)),
      ...(signature === '' ? [] : ['webhook-signature', signature]),
    ];
    return new Promise((resolve) => {
      pool.dispatch({ method: 'POST', path, headers, body }, new WebhookAnswer(uses.clock, resolve));
    });
  }

  async function postSigned(message: OutgoingMessage): Promise<Outcome> {
    const jwt = await signedBody(message);
    return jwt === null ? notSigned : post(jwt, message);
  }

  async function signedBody({ text, sentAtMs }: OutgoingMessage): Promise<string | null> {
    try {
      return await signedPayload(text, sentAtMs, await uses.signingKey());
    } catch {
      // What is wrong with our database is not the subscriber's to read; whoever else uses it then says it.
      return null;
    }
  }

  return {
    messagesAtOnceMax: 1,
    sendsAtOnceMax: webhookSendsAtOnce,
    send: (messages) =>
      Promise.all(
        messages.map((message) => (target.signsPayload ? postSigned(message) : post(message.text, message))),
      ),
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

const notSigned: Outcome = {
  kind: 'failed',
  status: null,
  responseHead: null,
  reason: 'not sent: it could not be signed',
  retryAfterMs: null,
  isFinal: false,
};
