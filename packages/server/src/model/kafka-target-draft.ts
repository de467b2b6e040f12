// A Kafka target as somebody asks for it.

import { kafkaBrokersMax, saslTextCharsMax } from './delivery-limits.ts';
import { subscriptionInvalid } from './refusal.ts';
import type { KafkaTarget, TargetSecrets } from './subscription.ts';
import { noSecrets, type OpenedTarget, type TargetDraft, type TargetRules } from './target-parameters.ts';

const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

/**
 * With TLS unless the draft says otherwise. A login that stays goes to no other broker, and not without TLS where it had it:
 * whoever may change the target would learn it there. Raises subscription_invalid.
 */
export function kafkaTarget(
  before: OpenedTarget<KafkaTarget> | null,
  draft: TargetDraft,
  rules: TargetRules,
): OpenedTarget<KafkaTarget> {
  const topic = draft.topic ?? before?.target.topic ?? '';
  if (!/^(?!\.{1,2}$)[\w.-]{1,249}$/.test(topic))
    throw subscriptionInvalid(
      'TransportMetadata: Topic must be 1 to 249 letters, digits, dots, dashes and underlines',
    );
  const brokers = brokersOf(draft.brokers ?? before?.target.brokers ?? [], rules);
  const usesTls = draft.usesTls ?? before?.target.usesTls ?? true;
  const saslBefore = before?.secrets.sasl ?? null;
  const sasl = saslOf(saslBefore, draft);
  const isElsewhere =
    before !== null &&
    (brokers.some((broker) => !before.target.brokers.includes(broker)) ||
      (before.target.usesTls && !usesTls));
  if (isElsewhere && sasl !== null && sasl === saslBefore)
    throw subscriptionInvalid(
      'TransportMetadata: SaslMechanism, SaslUsername and SaslPassword must be given again, or taken away, for other Brokers and without Tls',
    );
  return { target: { type: 'kafka', brokers, topic, usesTls }, secrets: { ...noSecrets, sasl } };
}

function brokersOf(brokers: readonly string[], { brokerFault }: TargetRules): readonly string[] {
  if (brokers.length === 0) throw subscriptionInvalid('TransportMetadata: Brokers is missing');
  if (brokers.length > kafkaBrokersMax)
    throw subscriptionInvalid(`TransportMetadata: Brokers must be at most ${kafkaBrokersMax}`);
  for (const broker of brokers) {
    const [, host, port] = /^(\[[\da-f:.]+\]|[^\s:[\]]{1,255}):(\d{1,5})$/i.exec(broker) ?? [];
    if (host === undefined || port === undefined)
      throw subscriptionInvalid('TransportMetadata: Brokers must be a list of host:port');
    const fault = brokerFault(host, Number(port));
    if (fault !== null) throw subscriptionInvalid(`TransportMetadata: Brokers: ${fault}`);
  }
  return [...new Set(brokers)];
}

/** All of it at once: a new name never goes with the password of another. */
function saslOf(before: TargetSecrets['sasl'], draft: TargetDraft): TargetSecrets['sasl'] {
  const { saslMechanism, saslUsername, saslPassword } = draft;
  if ([saslMechanism, saslUsername, saslPassword].every((given) => given === undefined)) return before;
  if (!saslMechanism && !saslUsername && !saslPassword) return null;
  const mechanism = mechanisms.find((known) => known === saslMechanism?.toUpperCase());
  if (mechanism === undefined)
    throw subscriptionInvalid(`TransportMetadata: SaslMechanism must be one of ${mechanisms.join(', ')}`);
  if (!saslUsername || !saslPassword)
    throw subscriptionInvalid('TransportMetadata: SaslUsername and SaslPassword go with SaslMechanism');
  if (saslUsername.length > saslTextCharsMax || saslPassword.length > saslTextCharsMax)
    throw subscriptionInvalid(
      `TransportMetadata: SaslUsername and SaslPassword must be at most ${saslTextCharsMax} characters`,
    );
  return { mechanism, username: saslUsername, password: saslPassword };
}
