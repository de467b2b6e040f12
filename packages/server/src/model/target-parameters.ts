// What can be asked of a target, by the names that `TransportMetadata` has, and what else a target is judged by.

import type { Target, TargetSecrets } from './subscription.ts';

/** Each parameter as it is called on the wire. */
export const targetParameters = {
  url: 'Url',
  signsPayload: 'SignPayload',
  secret: 'Secret',
  bearerToken: 'BearerToken',
  region: 'Region',
  accessKeyId: 'AccessKeyId',
  secretAccessKey: 'SecretAccessKey',
  sessionToken: 'SessionToken',
  roleArn: 'RoleArn',
  externalId: 'ExternalId',
  brokers: 'Brokers',
  topic: 'Topic',
  usesTls: 'Tls',
  saslMechanism: 'SaslMechanism',
  saslUsername: 'SaslUsername',
  saslPassword: 'SaslPassword',
} as const;

type ValueOf<Name extends keyof typeof targetParameters> = Name extends 'signsPayload' | 'usesTls'
  ? boolean
  : Name extends 'brokers'
    ? readonly string[]
    : string;

/** What is undefined is not asked for; null takes away. */
export type TargetDraft = {
  -readonly [Name in keyof typeof targetParameters]?: ValueOf<Name> | null | undefined;
};

/** A target with its secrets, as they are. */
export interface OpenedTarget<T extends Target = Target> {
  target: T;
  secrets: TargetSecrets;
}

/** What the rules of a target cannot know by themselves. */
export interface TargetRules {
  /** Why nothing may be sent to this URL; null when it may. */
  urlFault(url: string): string | null;
  /** Whether the operator names the host of this URL, which must be one, as a target. */
  isAllowedTarget(url: string): boolean;
  /** The same as `urlFault` of a broker's host and port. */
  brokerFault(host: string, port: number): string | null;
  /** One that signs, `whsec_…`. */
  newSecret(): string;
  /** Whether the credentials that the server's own surroundings give may be used: its admins may. */
  mayUseOwnCredentials: boolean;
}

export const noSecrets: TargetSecrets = { signing: [], bearerToken: null, awsCredentials: null, sasl: null };
