// Which transport a target has.

import { hideSecrets } from './hidden-secrets.ts';
import { type KafkaUses, openKafka } from './kafka.ts';
import { openSqs } from './sqs.ts';
import type { OpenTarget, OpenTransport, Transport } from './transport.ts';
import { openWebhook, type WebhookUses } from './webhook.ts';

/** Opens targets of every type, each for as long as its transport is not disposed. */
export function transportOpener(uses: WebhookUses & KafkaUses): OpenTransport {
  return async (opened) => hideSecrets(await openByType(opened, uses), opened.secrets);
}

async function openByType(
  { target, secrets }: OpenTarget,
  uses: WebhookUses & KafkaUses,
): Promise<Transport> {
  switch (target.type) {
    case 'https':
      return openWebhook({ target, secrets }, uses);
    case 'sqs':
      return openSqs(target, secrets, uses);
    case 'kafka':
      return openKafka(target, secrets, uses);
  }
}
