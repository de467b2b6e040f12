import { describe, expect, it } from 'vitest';
import { isFifoQueue, ownCredentialsFault, sqsRegion, sqsTargetFault } from '../../src/model/sqs-queue.ts';
import type { SqsTarget } from '../../src/model/subscription.ts';

describe('the region that the URL of a queue tells', () => {
  it.each([
    ['https://sqs.us-east-1.amazonaws.com/123456789012/canvas-live-events', 'us-east-1'],
    ['https://sqs.ap-southeast-2.amazonaws.com/123456789012/q', 'ap-southeast-2'],
    ['https://sqs.us-gov-west-1.amazonaws.com/123456789012/q', 'us-gov-west-1'],
    ['https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q', 'cn-north-1'],
    ['https://sqs-fips.us-west-2.amazonaws.com/123456789012/q', 'us-west-2'],
    ['https://sqs.eu-central-1.api.aws/123456789012/q', 'eu-central-1'],
    ['https://vpce-0a1b-x.sqs.us-east-2.vpce.amazonaws.com/123456789012/q', 'us-east-2'],
    ['https://eu-west-3.queue.amazonaws.com/123456789012/q', 'eu-west-3'],
    ['https://queue.amazonaws.com/123456789012/q', 'us-east-1'],
    ['http://sqs.eu-west-1.localhost:4566/000000000000/q', 'eu-west-1'],
    ['http://localhost:4566/000000000000/q', null],
    ['https://sqs.example.com/123456789012/q', null],
    ['https://example.com/sqs.us-east-1.amazonaws.com/q', null],
    ['https://notsqs.us-east-1.example.com/1/q', null],
  ])('%s: %s', (url, region) => {
    expect(sqsRegion(url)).toBe(region);
  });
});

it.each([
  ['https://sqs.us-east-1.amazonaws.com/123456789012/q.fifo', true],
  ['https://sqs.us-east-1.amazonaws.com/123456789012/q', false],
  ['https://sqs.us-east-1.amazonaws.com/123456789012/q?a=.fifo', false],
])('%s keeps the order: %s', (url, isFifo) => {
  expect(isFifoQueue(url)).toBe(isFifo);
});

describe("the server's own credentials", () => {
  it.each([
    'https://sqs.us-east-1.amazonaws.com/1/q',
    'https://SQS.us-east-1.amazonaws.com:8443/1/q',
    'https://sqs.us-gov-west-1.amazonaws.com/1/q',
    'https://sqs.cn-north-1.amazonaws.com.cn/1/q',
    'https://sqs-fips.us-west-2.amazonaws.com/1/q',
    'https://sqs.eu-central-1.api.aws/1/q',
    'https://sqs.cn-north-1.api.amazonwebservices.com.cn/1/q',
    'https://vpce-0a1b-x.sqs.us-east-2.vpce.amazonaws.com/1/q',
    'https://eu-west-3.queue.amazonaws.com/1/q',
    'https://queue.amazonaws.com/1/q',
  ])('go to %s', (url) => {
    expect(ownCredentialsFault(url, false)).toBeNull();
  });

  it.each([
    'http://sqs.us-east-1.amazonaws.com/1/q',
    'https://sqs.us-east-1.example.com/1/q',
    'https://sqs.us-east-1.amazonaws.com.example.com/1/q',
    'https://sqs.us-east-1.amazonaws.com.evil/1/q',
    'https://sqs.us-east-1.notamazonaws.com/1/q',
    'https://sqs.us-east-1.amazonaws.com.cn.com/1/q',
    'https://notsqs.us-east-1.amazonaws.com/1/q',
    'https://example.com/sqs.us-east-1.amazonaws.com/q',
    'https://example.com:443/1/q?sqs.us-east-1.amazonaws.com',
    'https://sqs.us-east-1.localhost:4566/1/q',
    // Names that customers of AWS have there.
    'https://abc123.execute-api.us-east-1.amazonaws.com/prod/q',
    'https://sqs.us-east-1.execute-api.us-east-1.amazonaws.com/prod/q',
    'https://sqs.s3.amazonaws.com/1/q',
    'https://sqs.s3-us-west-2.amazonaws.com/1/q',
    'https://sqs.us-east-1.s3.amazonaws.com/1/q',
    'https://sqs-1.us-east-1.elb.amazonaws.com/1/q',
    'https://ec2-192-0-2-1.us-west-2.compute.amazonaws.com/1/q',
    'https://vpce-0a1b-x.vpce-svc-0c2d.us-east-2.vpce.amazonaws.com/1/q',
  ])('do not go to %s, unless the operator names it', (url) => {
    expect(ownCredentialsFault(url, false)).toMatch(
      /^Url is not at AWS's own SQS, so AccessKeyId and SecretAccessKey must be given: .*QUIZWIRE_ALLOWED_TARGETS$/,
    );
    expect(ownCredentialsFault(url, true)).toBeNull();
  });
});

describe('nothing can be sent to', () => {
  const queueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/q';
  const role = 'arn:aws:iam::123456789012:role/x';
  const target: SqsTarget = { type: 'sqs', queueUrl, region: null, roleArn: null, externalId: null };

  it.each<[string, Partial<SqsTarget>, RegExp | null]>([
    ['nothing is wrong', {}, null],
    ['a region beside it', { region: 'eu-west-1' }, null],
    ['a region where the URL has none', { queueUrl: 'http://localhost:4566/0/q', region: 'eu-west-1' }, null],
    ['no URL', { queueUrl: 'q' }, /^Url is no URL$/],
    ['no queue', { queueUrl: 'https://sqs.us-east-1.amazonaws.com/' }, /^Url is not that of an SQS queue/],
    ['too long a path', { queueUrl: `${queueUrl}/x` }, /^Url is not that of an SQS queue/],
    ['no region at all', { queueUrl: 'http://localhost:4566/0/q' }, /Region is not given$/],
    ['a region that is a host', { region: 'x.example.com/#' }, /^Region is not/],
    ['an empty region', { region: '' }, /^Region is not/],
    ['a role', { roleArn: role }, null],
    ['a role behind a path', { roleArn: 'arn:aws-us-gov:iam::123456789012:role/apps/q_+=,.@-w' }, null],
    ['a role of China', { roleArn: 'arn:aws-cn:iam::123456789012:role/x', externalId: 'a:b/c' }, null],
    ['a user', { roleArn: 'arn:aws:iam::123456789012:user/x' }, /^RoleArn is not that of a role/],
    [
      'a session',
      { roleArn: 'arn:aws:sts::123456789012:assumed-role/x/y' },
      /^RoleArn is not that of a role/,
    ],
    ['no account', { roleArn: 'arn:aws:iam::1234:role/x' }, /^RoleArn is not that of a role/],
    ['no name', { roleArn: 'arn:aws:iam::123456789012:role/' }, /^RoleArn is not that of a role/],
    ['a line more', { roleArn: `${role}\n` }, /^RoleArn is not that of a role/],
    ['an empty role', { roleArn: '' }, /^RoleArn is not that of a role/],
    ['as long a role as may be', { roleArn: role.padEnd(2_048, 'x') }, null],
    ['too long a role', { roleArn: role.padEnd(2_049, 'x') }, /^RoleArn is not that of a role/],
    ['an ExternalId', { roleArn: role, externalId: 'x'.repeat(1_224) }, null],
    [
      'too long an ExternalId',
      { roleArn: role, externalId: 'x'.repeat(1_225) },
      /^ExternalId must be 2 to 1224/,
    ],
    ['too short an ExternalId', { roleArn: role, externalId: 'x' }, /^ExternalId must be 2 to 1224/],
    ['an ExternalId of words', { roleArn: role, externalId: 'two words' }, /^ExternalId must be 2 to 1224/],
    ['an ExternalId alone', { externalId: 'ours' }, /^ExternalId is nothing without RoleArn$/],
  ])('%s', (_what, change, fault) => {
    const told = sqsTargetFault({ ...target, ...change });
    if (fault === null) expect(told).toBeNull();
    else expect(told).toMatch(fault);
  });
});
