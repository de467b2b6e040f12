// What targets may be asked for. Which addresses may be reached is not judged here.

import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/model/refusal.ts';
import type { Target } from '../../src/model/subscription.ts';
import { applyTargetDraft } from '../../src/model/target-draft.ts';
import { noSecrets, type OpenedTarget, type TargetDraft } from '../../src/model/target-parameters.ts';

const made = `whsec_${'A'.repeat(43)}=`;
const own = `whsec_${'B'.repeat(43)}=`;
const hook = 'https://receiver.example/hook';
const queue = 'https://sqs.eu-west-1.amazonaws.com/123456789012/canvas-live-events';

const rules = {
  urlFault: (url: string) => (url.includes('forbidden') ? 'it is forbidden' : null),
  isAllowedTarget: (url: string) => url.includes('named'),
  brokerFault: (host: string, port: number) =>
    host === 'forbidden' ? `${host} at ${port} is forbidden` : null,
  newSecret: () => made,
  mayUseOwnCredentials: true,
};

const drafted = (type: Target['type'], draft: TargetDraft, before: OpenedTarget | null = null) =>
  applyTargetDraft(before, type, draft, rules);

function faultOf(type: Target['type'], draft: TargetDraft, before: OpenedTarget | null = null): string {
  try {
    drafted(type, draft, before);
  } catch (error) {
    if (error instanceof Refusal && error.reason.kind === 'subscription_invalid') return error.reason.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an HTTPS target', () => {
  test('needs a URL and is given a secret', () => {
    expect(drafted('https', { url: hook })).toEqual({
      target: { type: 'https', url: hook, signsPayload: false },
      secrets: { ...noSecrets, signing: [{ secret: made, untilMs: null }] },
    });
  });

  test('keeps what is not asked to change', () => {
    const before = drafted('https', { url: hook, signsPayload: true, secret: own, bearerToken: 't0ken' });
    expect(drafted('https', {}, before)).toEqual(before);
    expect(drafted('https', { url: `${hook}2` }, before)).toEqual({
      ...before,
      target: { type: 'https', url: `${hook}2`, signsPayload: true },
    });
  });

  test('takes its bearer token to no other origin', () => {
    const before = drafted('https', { url: hook, bearerToken: 't0ken' });
    const needed =
      'TransportMetadata: BearerToken must be given again, or taken away, for a Url of another origin';
    for (const url of [
      'https://other.example/hook',
      'https://receiver.example:8443/hook',
      'http://receiver.example/hook',
    ]) {
      expect(faultOf('https', { url }, before)).toBe(needed);
      expect(drafted('https', { url, bearerToken: 'other' }, before).secrets.bearerToken).toBe('other');
      expect(drafted('https', { url, bearerToken: null }, before).secrets.bearerToken).toBeNull();
      expect(drafted('https', { url }, drafted('https', { url: hook })).target).toMatchObject({ url });
    }
  });

  test('takes a new secret in the place of all others, and loses its bearer token for null', () => {
    const before: OpenedTarget = {
      target: { type: 'https', url: hook, signsPayload: false },
      secrets: {
        ...noSecrets,
        signing: [
          { secret: made, untilMs: null },
          { secret: `whsec_${'C'.repeat(32)}`, untilMs: 5 },
        ],
        bearerToken: 't0ken',
      },
    };
    expect(drafted('https', { secret: own, bearerToken: null }, before).secrets).toEqual({
      ...noSecrets,
      signing: [{ secret: own, untilMs: null }],
    });
    expect(drafted('https', { secret: null }, before).secrets).toEqual(before.secrets);
  });

  test('has nothing of a target of another kind', () => {
    const before = drafted('sqs', { url: queue, accessKeyId: 'AKIA', secretAccessKey: 's3cret' });
    expect(faultOf('https', {}, before)).toBe('TransportMetadata: Url is missing');
    expect(drafted('https', { url: hook }, before)).toEqual(drafted('https', { url: hook }));
  });

  test.each([
    [24, true],
    [64, true],
    [23, false],
    [65, false],
    [0, false],
  ])('has a secret of %i bytes: %o', (bytes, isTaken) => {
    const secret = `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
    const draft = { url: hook, secret };
    if (isTaken) expect(drafted('https', draft).secrets.signing).toEqual([{ secret, untilMs: null }]);
    else expect(faultOf('https', draft)).toBe('Secret must be whsec_ and base64 of 24 to 64 bytes');
  });

  test.each([
    'whsec_not base64 at all, but long enough, it is!',
    `whsk_${'A'.repeat(44)}`,
    `whsec_${'A'.repeat(43)}`,
    `whsec_${'-_'.repeat(22)}`,
    `${own}\n`,
  ])('has no secret %j', (secret) => {
    const message = faultOf('https', { url: hook, secret });
    expect(message).toBe('Secret must be whsec_ and base64 of 24 to 64 bytes');
    expect(message).not.toContain(secret);
  });

  test.each([
    [{ url: 'https://forbidden/' }, 'TransportMetadata: Url: it is forbidden'],
    [{ url: null }, 'TransportMetadata: Url is missing'],
    [{ url: hook, topic: 't' }, 'TransportMetadata: Topic is not for https'],
    [{ url: hook, accessKeyId: 'a' }, 'TransportMetadata: AccessKeyId is not for https'],
    ...['two words', 'line\r\nInjected: yes', 'ünïcode', 'x'.repeat(4097), ''].map(
      (bearerToken): [TargetDraft, string] => [
        { url: hook, bearerToken },
        'TransportMetadata: BearerToken must be at most 4096 visible ASCII characters',
      ],
    ),
  ] satisfies [TargetDraft, string][])('is not %j', (draft, message) => {
    expect(faultOf('https', draft)).toBe(message);
  });
});

describe('an SQS target', () => {
  test('needs a URL, which tells the region', () => {
    expect(drafted('sqs', { url: queue })).toEqual({
      target: { type: 'sqs', queueUrl: queue, region: null, roleArn: null, externalId: null },
      secrets: noSecrets,
    });
  });

  test('keeps credentials, changes them all together, and loses them for null', () => {
    const mine = { accessKeyId: 'AKIA', secretAccessKey: 's3cret', sessionToken: 's3ssion' };
    const before = drafted('sqs', { url: queue, ...mine });
    expect(before.secrets.awsCredentials).toEqual(mine);
    expect(drafted('sqs', { region: 'eu-west-2' }, before)).toEqual({
      target: { type: 'sqs', queueUrl: queue, region: 'eu-west-2', roleArn: null, externalId: null },
      secrets: before.secrets,
    });
    const others = { accessKeyId: 'AKIB', secretAccessKey: 'other' };
    expect(drafted('sqs', others, before).secrets.awsCredentials).toEqual({ ...others, sessionToken: null });
    expect(faultOf('sqs', { secretAccessKey: 'other' }, before)).toContain('go together');
    const nothing = { accessKeyId: null, secretAccessKey: null, sessionToken: null };
    expect(drafted('sqs', nothing, before).secrets).toEqual(noSecrets);
  });

  test('keeps its role, and loses it with its ExternalId for null', () => {
    const role = { roleArn: 'arn:aws:iam::123456789012:role/sender', externalId: 'ours' };
    const before = drafted('sqs', { url: queue, ...role });
    expect(before.target).toEqual({ type: 'sqs', queueUrl: queue, region: null, ...role });
    expect(drafted('sqs', { region: 'eu-west-2' }, before).target).toMatchObject(role);
    const roleArn = 'arn:aws:iam::123456789012:role/other';
    expect(drafted('sqs', { roleArn }, before).target).toMatchObject({ ...role, roleArn });
    expect(drafted('sqs', { externalId: null }, before).target).toMatchObject({ ...role, externalId: null });
    expect(drafted('sqs', { roleArn: null }, before)).toEqual(drafted('sqs', { url: queue }));
  });

  test('has credentials of its own where those of the server are not for whoever asks', () => {
    const strict = { ...rules, mayUseOwnCredentials: false };
    const roleArn = 'arn:aws:iam::123456789012:role/sender';
    for (const draft of [{ url: queue }, { url: queue, roleArn }]) {
      expect(() => applyTargetDraft(null, 'sqs', draft, strict)).toThrow('AccessKeyId and SecretAccessKey');
    }
    const mine = { accessKeyId: 'AKIA', secretAccessKey: 's3cret' };
    expect(applyTargetDraft(null, 'sqs', { url: queue, ...mine }, strict).secrets.awsCredentials).toEqual({
      ...mine,
      sessionToken: null,
    });
  });

  test("has credentials of its own where those of the server do not go: anywhere but at AWS's own SQS", () => {
    const roleArn = 'arn:aws:iam::123456789012:role/sender';
    const elsewhere = 'https://sqs.eu-west-1.example.com/123456789012/q';
    const mine = { accessKeyId: 'AKIA', secretAccessKey: 's3cret' };
    const needed =
      "TransportMetadata: Url is not at AWS's own SQS, so AccessKeyId and SecretAccessKey must be given";
    for (const role of [{}, { roleArn }]) {
      expect(faultOf('sqs', { url: elsewhere, ...role })).toContain(needed);
      const before = drafted('sqs', { url: elsewhere, ...mine, ...role });
      expect(before.secrets.awsCredentials).toMatchObject(mine);
      expect(faultOf('sqs', { accessKeyId: null, secretAccessKey: null }, before)).toContain(needed);
      expect(faultOf('sqs', { url: elsewhere }, drafted('sqs', { url: queue, ...role }))).toContain(needed);
      const named = 'https://sqs.eu-west-1.named.example/123456789012/q';
      expect(drafted('sqs', { url: named, ...role }).secrets).toEqual(noSecrets);
    }
  });

  test.each([
    [{}, 'Url is missing'],
    [{ url: 'https://forbidden/1/q' }, 'Url: it is forbidden'],
    [{ url: 'https://queue.example/123456789012/q' }, 'Url does not tell the region'],
    [{ url: 'https://sqs.eu-west-1.amazonaws.com/' }, 'Url is not that of an SQS queue'],
    [{ url: queue, region: 'nowhere' }, 'Region is not the name of an AWS region'],
    [{ url: queue, roleArn: 'sender' }, 'RoleArn is not that of a role'],
    [{ url: queue, externalId: 'ours' }, 'ExternalId is nothing without RoleArn'],
    [{ url: queue, roleArn: null, externalId: 'ours' }, 'ExternalId is nothing without RoleArn'],
    [{ url: queue, accessKeyId: 'AKIA' }, 'AccessKeyId and SecretAccessKey go together'],
    [{ url: queue, sessionToken: 's3ssion' }, 'AccessKeyId and SecretAccessKey go together'],
    [{ url: queue, accessKeyId: 'A\nB', secretAccessKey: 's' }, 'AccessKeyId must be at most 4096 visible'],
    [{ url: queue, secret: own }, 'Secret is not for sqs'],
    [{ url: queue, signsPayload: true }, 'SignPayload is not for sqs'],
  ] satisfies [TargetDraft, string][])('is not %j', (draft, message) => {
    expect(faultOf('sqs', draft)).toContain(`TransportMetadata: ${message}`);
  });
});

describe('a Kafka target', () => {
  const brokers = ['one.example:9092', '[2001:db8::1]:9093'];

  test('needs brokers and a topic, and has TLS', () => {
    expect(drafted('kafka', { brokers, topic: 'events' })).toEqual({
      target: { type: 'kafka', brokers, topic: 'events', usesTls: true },
      secrets: noSecrets,
    });
  });

  test('keeps its login, changes it as a whole, and loses it for null', () => {
    const before = drafted('kafka', {
      brokers,
      topic: 'events',
      saslMechanism: 'scram-sha-256',
      saslUsername: 'ada',
      saslPassword: 'byron',
    });
    expect(before.secrets.sasl).toEqual({ mechanism: 'SCRAM-SHA-256', username: 'ada', password: 'byron' });
    expect(drafted('kafka', { topic: 'others' }, before)).toEqual({
      target: { type: 'kafka', brokers, topic: 'others', usesTls: true },
      secrets: before.secrets,
    });
    expect(faultOf('kafka', { saslUsername: 'eve' }, before)).toContain('SaslMechanism must be one of');
    const nothing = { saslMechanism: null, saslUsername: null, saslPassword: null };
    expect(drafted('kafka', nothing, before).secrets).toEqual(noSecrets);
  });

  test('takes its login to no other broker, and not where others can read it', () => {
    const login = { saslMechanism: 'PLAIN', saslUsername: 'ada', saslPassword: 'byron' };
    const before = drafted('kafka', { brokers, topic: 'events', ...login });
    for (const change of [{ brokers: [...brokers, 'two.example:9092'] }, { usesTls: false }]) {
      expect(faultOf('kafka', change, before)).toContain(
        'must be given again, or taken away, for other Brokers',
      );
      expect(drafted('kafka', { ...change, ...login }, before).secrets).toEqual(before.secrets);
      expect(drafted('kafka', change, drafted('kafka', { brokers, topic: 'events' })).secrets).toEqual(
        noSecrets,
      );
    }
    const fewer = drafted('kafka', { brokers: brokers.slice(1) }, before);
    expect(fewer.secrets).toEqual(before.secrets);
    const open = drafted('kafka', { usesTls: false, ...login }, before);
    expect(drafted('kafka', { usesTls: false, topic: 'others' }, open).secrets).toEqual(before.secrets);
  });

  test.each([
    [{ topic: 'events' }, 'Brokers is missing'],
    [{ topic: 'events', brokers: [] }, 'Brokers is missing'],
    [{ topic: 'events', brokers: ['one.example'] }, 'Brokers must be a list of host:port'],
    [{ topic: 'events', brokers: ['one.example:'] }, 'Brokers must be a list of host:port'],
    [{ topic: 'events', brokers: ['a b:9092'] }, 'Brokers must be a list of host:port'],
    [{ topic: 'events', brokers: ['a:1,b:2'] }, 'Brokers must be a list of host:port'],
    [{ topic: 'events', brokers: ['forbidden:9092'] }, 'Brokers: forbidden at 9092 is forbidden'],
    [{ topic: 'events', brokers: ['a.example:9092', 'forbidden:9092'] }, 'Brokers: forbidden at 9092'],
    [{ topic: 'events', brokers: Array(21).fill('a.example:9092') }, 'Brokers must be at most 20'],
    [{ brokers }, 'Topic must be'],
    [{ brokers, topic: '..' }, 'Topic must be'],
    [{ brokers, topic: 'a/b' }, 'Topic must be'],
    [{ brokers, topic: 'x'.repeat(250) }, 'Topic must be'],
    [{ brokers, topic: 't', saslMechanism: 'GSSAPI' }, 'SaslMechanism must be one of'],
    [
      { brokers, topic: 't', saslMechanism: 'PLAIN', saslUsername: 'ada' },
      'SaslUsername and SaslPassword go with',
    ],
    [
      { brokers, topic: 't', saslMechanism: 'PLAIN', saslUsername: 'a', saslPassword: 'x'.repeat(1025) },
      'SaslUsername and SaslPassword must be at most 1024',
    ],
    [{ brokers, topic: 't', url: hook }, 'Url is not for kafka'],
  ] satisfies [TargetDraft, string][])('is not %j', (draft, message) => {
    expect(faultOf('kafka', draft)).toContain(`TransportMetadata: ${message}`);
  });
});
