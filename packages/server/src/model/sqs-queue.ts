// What the URL of an SQS queue tells. Not whether it may be reached: delivery/target-guard.ts.

import { roleFault } from './aws-role.ts';
import type { SqsTarget } from './subscription.ts';

/** `sqs.eu-west-1.amazonaws.com`, older `eu-west-1.queue.amazonaws.com`, and the forms for FIPS, dual stack, VPCs and emulators. */
const regionInHost = /(?:^|\.)sqs(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.|^([a-z]{2}(?:-[a-z]+)+-\d)\.queue\./;
const region = /^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/;

/**
 * The same as whole hosts of AWS. Not whatever is below `amazonaws.com`: there customers have names of their own, behind which
 * they read what is sent (`….execute-api.<region>.amazonaws.com`).
 */
const hostsOfAws = [
  'sqs(-fips)?.<region>.(amazonaws.com(.cn)?|api.aws|api.amazonwebservices.com.cn)',
  '([a-z0-9-]+.)?sqs.<region>.vpce.amazonaws.com(.cn)?',
  '(<region>.)?queue.amazonaws.com(.cn)?',
].map(
  (host) =>
    new RegExp(`^${host.replaceAll('.', '\\.').replace('<region>', '[a-z]{2}(-[a-z]+)+-[0-9]{1,2}')}$`),
);

/** The AWS region that the URL of a queue names; null for none. */
export function sqsRegion(queueUrl: string): string | null {
  const { hostname } = new URL(queueUrl);
  const found = regionInHost.exec(hostname);
  if (found === null) return hostname === 'queue.amazonaws.com' ? 'us-east-1' : null;
  return found[1] ?? found[2] ?? null;
}

/** AWS keeps the order of messages in queues whose name ends so, and in no other. */
export function isFifoQueue(queueUrl: string): boolean {
  return new URL(queueUrl).pathname.endsWith('.fifo');
}

/** Why nothing can be sent to the target, for who made it; null for nothing against it. */
export function sqsTargetFault(target: SqsTarget): string | null {
  if (!URL.canParse(target.queueUrl)) return 'Url is no URL';
  if (!/^\/[^/]+\/[^/]+$/.test(new URL(target.queueUrl).pathname)) {
    return 'Url is not that of an SQS queue: https://sqs.<region>.amazonaws.com/<account>/<queue>';
  }
  if (target.region === null && sqsRegion(target.queueUrl) === null) {
    return 'Url does not tell the region of the queue, and Region is not given';
  }
  if (target.region !== null && !region.test(target.region)) return 'Region is not the name of an AWS region';
  return roleFault(target);
}

/**
 * Why the server's own credentials, or those of a role that is assumed with them, may not go to the queue: whoever gets a request
 * gets their session token. `isAllowedTarget`: the operator names the queue's host. Null for nothing against it.
 */
export function ownCredentialsFault(queueUrl: string, isAllowedTarget: boolean): string | null {
  const { protocol, hostname } = new URL(queueUrl);
  if (isAllowedTarget || (protocol === 'https:' && hostsOfAws.some((host) => host.test(hostname))))
    return null;
  return (
    "Url is not at AWS's own SQS, so AccessKeyId and SecretAccessKey must be given: the server's own credentials do not go " +
    'there, unless the operator names its host in QUIZWIRE_ALLOWED_TARGETS'
  );
}
