// Which transport a target has.

import { type KafkaUses, openKafka } from './kafka.ts';
import { openSqs } from './sqs.ts';
import type { OpenTransport } from './transport.ts';
import { openWebhook, type WebhookUses } from './webhook.ts';

/** Opens targets of every type, each for as long as its transport is not disposed. */
export function transportOpener(uses: WebhookUses & KafkaUses): OpenTransport {
  return async ({ target, secrets }) => {
    switch (target.type) {
      case 'https':
        return openWebhook({ target, secrets }, uses);
      case 'sqs':
        return openSqs(target, secrets, uses);
      case 'kafka':
        return openKafka(target, secrets, uses);
    }
  };
}
