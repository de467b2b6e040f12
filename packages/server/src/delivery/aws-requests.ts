// How requests to AWS are made: over guarded connections, with credentials that were given.

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import { connectTimeoutMs } from '../model/delivery-limits.ts';
import type { TargetSecrets } from '../model/subscription.ts';
import type { TargetGuard } from './target-guard.ts';

/** `requestHandler` of a client: up to so many connections, which are kept, and only to addresses that the guard lets through. */
export function guardedRequests(guard: TargetGuard, connectionsMax: number) {
  const agent = { keepAlive: true, maxSockets: connectionsMax, lookup: guard.lookup };
  return {
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent({ ...agent, minVersion: 'TLSv1.2' }),
    connectionTimeout: connectTimeoutMs,
  };
}

/** Those of the subscription; for none, nothing, which has the SDK look for the server's own. */
export function givenCredentials({ awsCredentials }: TargetSecrets): Pick<SQSClientConfig, 'credentials'> {
  if (awsCredentials === null) return {};
  const { accessKeyId, secretAccessKey, sessionToken } = awsCredentials;
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
  };
}
