// Makes what a target answered fit to be kept and shown: plain text, without the target's own secrets. Some receivers repeat
// what they were sent, or what they would have liked instead; and nobody's answer may be one that a database refuses.

import type { Outcome } from '../model/delivery.ts';
import { faultCharsMax, hiddenCharsMin } from '../model/delivery-limits.ts';
import type { TargetSecrets } from '../model/subscription.ts';
import { plainText } from './plain-text.ts';
import type { Transport } from './transport.ts';

/** Not longer than any that it stands for, so that bounds still hold. */
const mark = '***';

/** The same transport, whose outcomes have marks where the secrets were; as they are, and as JSON and URLs write them. */
export function tellAnswers(transport: Transport, secrets: TargetSecrets): Transport {
  const tell = outcomeTeller(secrets);
  return { ...transport, send: async (messages) => (await transport.send(messages)).map(tell) };
}

/** The same for outcomes as they come. */
export function outcomeTeller(secrets: TargetSecrets): (outcome: Outcome) => Outcome {
  const hidden = spellings(secrets);
  return (outcome) => told(outcome, hidden);
}

function spellings({ signing, bearerToken, awsCredentials, sasl }: TargetSecrets): readonly string[] {
  const secrets = [
    ...signing.map(({ secret }) => secret),
    bearerToken,
    awsCredentials?.secretAccessKey,
    awsCredentials?.sessionToken,
    sasl?.password,
  ]
    .filter((secret) => secret != null)
    .filter((secret) => secret.length >= hiddenCharsMin);
  const spelled = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
  ]);
  // Those that others are in first.
  return [...new Set(spelled)].sort((one, other) => other.length - one.length);
}

function told(outcome: Outcome, hidden: readonly string[]): Outcome {
  const responseHead = outcome.responseHead === null ? null : plainWithout(outcome.responseHead, hidden);
  if (outcome.kind === 'delivered') return { ...outcome, responseHead };
  return { ...outcome, responseHead, reason: plainWithout(outcome.reason, hidden) };
}

function plainWithout(text: string, hidden: readonly string[]): string {
  const whole = hidden.reduce((left, secret) => left.replaceAll(secret, mark), plainText(text));
  // Only what is this long may have been cut, and so within one.
  if (text.length < faultCharsMax) return whole;
  for (const secret of hidden) {
    for (let length = Math.min(secret.length - 1, whole.length); length >= hiddenCharsMin; length--) {
      if (whole.endsWith(secret.slice(0, length))) return whole.slice(0, -length) + mark;
    }
  }
  return whole;
}
