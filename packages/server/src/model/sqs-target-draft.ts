// An SQS target as somebody asks for it. What its queue must be is in sqs-queue.ts.

import { awsTextCharsMax } from './delivery-limits.ts';
import { subscriptionInvalid } from './refusal.ts';
import { ownCredentialsFault, sqsTargetFault } from './sqs-queue.ts';
import type { SqsTarget, TargetSecrets } from './subscription.ts';
import {
  noSecrets,
  type OpenedTarget,
  type TargetDraft,
  type TargetRules,
  targetParameters,
} from './target-parameters.ts';

/** Raises subscription_invalid. */
export function sqsTarget(
  before: OpenedTarget<SqsTarget> | null,
  draft: TargetDraft,
  { urlFault, isAllowedTarget, mayUseOwnCredentials }: TargetRules,
): OpenedTarget<SqsTarget> {
  const queueUrl = draft.url ?? before?.target.queueUrl;
  if (queueUrl === undefined) throw subscriptionInvalid('TransportMetadata: Url is missing');
  const unreachable = urlFault(queueUrl);
  if (unreachable !== null) throw subscriptionInvalid(`TransportMetadata: Url: ${unreachable}`);
  const { region = before?.target.region ?? null, roleArn = before?.target.roleArn ?? null } = draft;
  // It goes with its role.
  const { externalId = roleArn === null ? null : (before?.target.externalId ?? null) } = draft;
  const target: SqsTarget = { type: 'sqs', queueUrl, region, roleArn, externalId };
  const fault = sqsTargetFault(target);
  if (fault !== null) throw subscriptionInvalid(`TransportMetadata: ${fault}`);
  const awsCredentials = credentialsOf(before?.secrets.awsCredentials ?? null, draft);
  if (awsCredentials === null) {
    if (!mayUseOwnCredentials)
      throw subscriptionInvalid('TransportMetadata: AccessKeyId and SecretAccessKey are missing');
    const ownFault = ownCredentialsFault(queueUrl, isAllowedTarget(queueUrl));
    if (ownFault !== null) throw subscriptionInvalid(`TransportMetadata: ${ownFault}`);
  }
  return { target, secrets: { ...noSecrets, awsCredentials } };
}

/** All of them at once: a new one never goes with parts of another. */
function credentialsOf(
  before: TargetSecrets['awsCredentials'],
  draft: TargetDraft,
): TargetSecrets['awsCredentials'] {
  const names = ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const;
  if (names.every((name) => draft[name] === undefined)) return before;
  for (const name of names) {
    const text = draft[name] ?? '';
    if (text.length > awsTextCharsMax || !/^[\x21-\x7e]*$/.test(text))
      throw subscriptionInvalid(
        `TransportMetadata: ${targetParameters[name]} must be at most ${awsTextCharsMax} visible ASCII characters`,
      );
  }
  const { accessKeyId, secretAccessKey, sessionToken } = draft;
  if (!accessKeyId && !secretAccessKey && !sessionToken) return null;
  if (!accessKeyId || !secretAccessKey)
    throw subscriptionInvalid('TransportMetadata: AccessKeyId and SecretAccessKey go together');
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null };
}
