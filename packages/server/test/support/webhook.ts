// What a test needs to send one message to a webhook.

import { generateKeyPairSync } from 'node:crypto';
import { TargetGuard } from '../../src/delivery/target-guard.ts';
import type { OutgoingMessage } from '../../src/delivery/transport.ts';
import type { WebhookUses } from '../../src/delivery/webhook.ts';
import type { TargetSecrets } from '../../src/model/subscription.ts';

export const withoutSecrets: TargetSecrets = {
  signing: [],
  bearerToken: null,
  awsCredentials: null,
  sasl: null,
};

const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 });

export const publicJwk = {
  ...keys.publicKey.export({ format: 'jwk' }),
  kid: 'key-1',
  alg: 'RS256',
  use: 'sig',
};

/** With a key to sign with. */
export function webhookUses(allowedTargets: readonly string[], dnsServers?: readonly string[]): WebhookUses {
  const privateJwk = keys.privateKey.export({ format: 'jwk' });
  return {
    guard: new TargetGuard(allowedTargets, dnsServers),
    signingKey: async () => ({ kid: 'key-1', privateJwk }),
    clock: () => Date.parse('2026-03-01T12:00:00Z'),
    version: '1.2.3',
  };
}

export function outgoing(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    uuid: '0f4a9c1e-8f2b-4c3d-9e5f-6a7b8c9d0e1f',
    eventName: 'quiz_submitted',
    eventTimeMs: Date.parse('2026-03-01T11:59:58.250Z'),
    userId: 7,
    format: 'canvas',
    text: '{"metadata":{"event_name":"quiz_submitted"},"body":{"quiz_id":"10000000000012"}}',
    sentAtMs: Date.parse('2026-03-01T12:00:00.900Z'),
    ...changes,
  };
}
