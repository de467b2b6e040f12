// A role of AWS that is assumed for a queue: its temporary credentials, which many sends share. Knows nothing of queues.

import type { AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import type { Clock } from '../model/clock.ts';
import {
  assumeRoleTimeoutMs,
  roleAskedAgainAfterMs,
  roleRenewedBeforeMs,
  sendTimeoutMs,
} from '../model/delivery-limits.ts';
import type { SqsTarget, TargetSecrets } from '../model/subscription.ts';
import { noSecrets } from '../model/target-parameters.ts';
import { RoleNotAssumed } from './assume-fault.ts';
import { boundAnswers } from './aws-answer.ts';
import { givenCredentials, guardedRequests } from './aws-requests.ts';
import { SendEnd } from './send-end.ts';
import type { TargetGuard } from './target-guard.ts';

/** How CloudTrail and policies of roles know who sends. */
export const roleSessionName = 'quizwire';

export interface RoleUses {
  guard: TargetGuard;
  clock: Clock;
  /** Where tests have their STS. No subscriber can say it: without it, that of the region is asked, whatever the environment says. */
  stsEndpoint?: string;
}

interface RoleCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

export interface AssumedRole extends Disposable {
  /** Those in use, asked for if need be: once, however many wait for them. Raises RoleNotAssumed. */
  current(): Promise<RoleCredentials>;
  /** A queue did not take them: the next send has others, unless these are new. */
  refused(): void;
  /** What no reason may tell, also of those that were refused. */
  secrets(): TargetSecrets;
}

/**
 * Assumed when first used, with the credentials of `secrets`, else the server's own. Renewed `roleRenewedBeforeMs` before they
 * expire; sends go on with the old ones meanwhile, and for as long as these are good should STS be out of reach.
 */
export async function openRole(
  { roleArn, externalId }: Pick<SqsTarget, 'externalId'> & { roleArn: string },
  region: string,
  given: TargetSecrets,
  { guard, clock, stsEndpoint }: RoleUses,
): Promise<AssumedRole> {
  const { STSClient, AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient({
    region,
    ...(stsEndpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint: stsEndpoint }),
    maxAttempts: 1,
    ...givenCredentials(given),
    requestHandler: guardedRequests(guard, 1),
  });
  boundAnswers(client);
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: roleSessionName,
    ...(externalId === null ? {} : { ExternalId: externalId }),
  });
  let held: RoleCredentials | null = null;
  let isRefused = false;
  let asked: Promise<RoleCredentials> | null = null;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  const isNew = (): boolean => clock() - askedAtMs < roleAskedAgainAfterMs;

  async function assume(): Promise<RoleCredentials> {
    askedAtMs = clock();
    using end = new SendEnd(assumeRoleTimeoutMs);
    try {
      held = credentialsIn(await end.before(client.send(command, { abortSignal: end.signal })));
      isRefused = false;
      return held;
    } catch (error) {
      throw error instanceof RoleNotAssumed ? error : RoleNotAssumed.because(error, clock());
    }
  }

  function ask(): Promise<RoleCredentials> {
    asked ??= assume().finally(() => {
      asked = null;
    });
    return asked;
  }

  return {
    async current() {
      if (held === null || isRefused) return ask();
      const leftMs = held.expiration.getTime() - clock();
      if (leftMs > roleRenewedBeforeMs) return held;
      // They must outlast the send that has them.
      if (leftMs <= sendTimeoutMs) return ask();
      // Why not is told by the send that can do without it no more.
      if (!isNew()) ask().catch(() => {});
      return held;
    },
    refused() {
      isRefused ||= !isNew();
    },
    secrets: () => ({ ...noSecrets, awsCredentials: held }),
    [Symbol.dispose]: () => client.destroy(),
  };
}

/** Raises RoleNotAssumed. */
function credentialsIn({ Credentials: found }: AssumeRoleCommandOutput): RoleCredentials {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = found ?? {};
  const { SessionToken: sessionToken, Expiration: expiration } = found ?? {};
  if (!accessKeyId || !secretAccessKey || !sessionToken || expiration === undefined)
    throw new RoleNotAssumed('the answer is not one of STS');
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}
