// Proves to a subscriber that a message is ours and unchanged: by a secret that both know (Standard Webhooks 1.0), or by a
// JWT that anybody can check with the published keys. Canvas: live events reference §6.1.

import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import type { PrivateSigningKey } from '../model/signing-key.ts';
import type { TargetSecrets } from '../model/subscription.ts';

/** Secrets of a subscription, ready to sign. */
export class WebhookSigner {
  readonly #keys: readonly { key: KeyObject; untilMs: number | null }[];

  constructor(secrets: TargetSecrets['signing']) {
    this.#keys = secrets.map(({ secret, untilMs }) => ({
      key: createSecretKey(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')),
      untilMs,
    }));
  }

  /**
   * `webhook-signature`: one for each secret that is good at the time, the newest first. Node's HMAC and not
   * `standardwebhooks`, which takes 7 times as long, as much as the whole rest of a send; tests verify with that package.
   */
  sign(id: string, timestampMs: number, body: Buffer): string {
    const head = `${id}.${Math.floor(timestampMs / 1_000)}.`;
    let signatures = '';
    for (const { key, untilMs } of this.#keys) {
      if (untilMs !== null && timestampMs >= untilMs) continue;
      const digest = createHmac('sha256', key).update(head).update(body).digest('base64');
      signatures += signatures === '' ? `v1,${digest}` : ` v1,${digest}`;
    }
    return signatures;
  }
}

/**
 * The message as a compact JWS, RS256: its claims are the keys of the message, byte for byte, and `iat`. `text` is a JSON
 * object that is not empty.
 */
export async function signedPayload(
  text: string,
  issuedAtMs: number,
  { kid, privateJwk }: PrivateSigningKey,
): Promise<string> {
  const claims = `${text.slice(0, -1)},"iat":${Math.floor(issuedAtMs / 1_000)}}`;
  const jwt = new CompactSign(Buffer.from(claims)).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' });
  return jwt.sign(privateJwk);
}
