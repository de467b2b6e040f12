// What `quizwire listen` makes of a request: its name, its text, and whether its signatures are good.

import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { type IncomingMessage, messageReader } from '../../src/cli/incoming-message.ts';
import { publishKeys, signed, signingKey } from '../support/key-set.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const unchecked = { secrets: [], jwksUrl: null };
const body = '{"metadata":{"event_name":"grade_change"},"body":{}}';

/** Headers of Standard Webhooks for `text`, signed now unless `at` is given. */
function webhookHeaders(text: string, by = secret, at = new Date()): Record<string, string> {
  return {
    'webhook-id': 'message-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign('message-1', at, text),
  };
}

describe('unchecked', () => {
  const read = messageReader(unchecked);

  test.each([
    [body, 'grade_change'],
    ['{"data":[{"type":"GradeEvent"}]}', 'GradeEvent'],
    [
      '{"data":[{"type":"Event","extensions":{"com.quizwire":{"event_name":"quizwire.test"}}}]}',
      'quizwire.test',
    ],
    ['{}', '?'],
    ['{"metadata":{"event_name":5},"data":{"type":"Event"}}', '?'],
    ['{"data":[null]}', '?'],
  ])('%s is called %s', async (text, name) => {
    expect(await read({ 'webhook-id': 'a' }, text)).toEqual({ id: 'a', name, text, proofs: [], faults: [] });
  });

  test('without an id it is known by its body', async () => {
    const id = createHash('sha256').update(body).digest('hex');
    expect(await read({}, body)).toMatchObject({ id });
    expect(await read({ 'webhook-id': '' }, body)).toMatchObject({ id });
  });

  test('it is on one line, however it was written', async () => {
    const { text } = await read({}, '{\r\n  "metadata": {}\n}\n');
    expect(text).toBe('{   "metadata": {} } ');
  });

  test.each(['', 'null', '[]', '5', '"a"', '{', '<html>', 'a.b'])('%j is no message', async (text) => {
    expect(await read({}, text)).toMatchObject({
      name: '?',
      text: null,
      faults: [{ status: 400, told: 'no message: the body is not a JSON object' }],
    });
  });

  test('a JWT is opened', async () => {
    const key = await signingKey('first');
    const token = await signed({ ...JSON.parse(body), iat: 5 }, key);
    expect(await read({}, token)).toMatchObject({
      name: 'grade_change',
      text: `${body.slice(0, -1)},"iat":5}`,
      proofs: ['a JWT, not checked'],
      faults: [],
    });
  });
});

describe('with a secret', () => {
  const read = messageReader({ ...unchecked, secrets: [secret, otherSecret] });
  const faultsOf = ({ faults }: IncomingMessage) => faults.map(({ status, told }) => `${status} ${told}`);

  test('a signature by any of them is valid', async () => {
    for (const by of [secret, otherSecret]) {
      const message = await read(webhookHeaders(body, by), body);
      expect(message).toMatchObject({ id: 'message-1', proofs: ['signature valid'], faults: [] });
    }
    const headers = webhookHeaders(body);
    const several = `v1,AAAA v1a,xyz ${headers['webhook-signature']}`;
    expect(faultsOf(await read({ ...headers, 'webhook-signature': several }, body))).toEqual([]);
  });

  test('what is signed otherwise is not', async () => {
    const stranger = webhookHeaders(body, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(faultsOf(await read(stranger, body))).toEqual([
      '401 signature NOT valid: No matching signature found',
    ]);
    expect(faultsOf(await read(webhookHeaders(`${body} `), body))).toHaveLength(1);
    expect(faultsOf(await read({}, body))).toEqual(['401 signature NOT valid: Missing required headers']);
    const old = webhookHeaders(body, secret, new Date(Date.now() - 400_000));
    expect(faultsOf(await read(old, body))).toEqual(['401 signature NOT valid: Message timestamp too old']);
  });

  test('a signature is over the bytes, whatever they are', async () => {
    const text = 'é, no JSON';
    expect(await read(webhookHeaders(text), text)).toMatchObject({
      proofs: ['signature valid'],
      faults: [{ status: 400 }],
    });
  });

  test.each(['', 'whsec_', 'whsec_%%%'])('%j is none', (none) => {
    expect(() => messageReader({ ...unchecked, secrets: [none] })).toThrow(Error);
  });
});

describe('with published keys', () => {
  test('a JWT by one of them is valid, by another it is not, and plain JSON is none', async () => {
    const key = await signingKey('first');
    await using keys = await publishKeys(key);
    const read = messageReader({ secrets: [], jwksUrl: keys.url });
    expect(await read({}, await signed(JSON.parse(body), key))).toMatchObject({
      text: body,
      proofs: ['JWT valid, kid first'],
      faults: [],
    });
    const stranger = await signingKey('first');
    expect(await read({}, await signed(JSON.parse(body), stranger))).toMatchObject({
      proofs: [],
      faults: [{ status: 401, told: 'JWT NOT valid: signature verification failed' }],
    });
    expect(await read({}, body)).toMatchObject({
      text: body,
      faults: [{ status: 401, told: 'JWT NOT valid: the body is none' }],
    });
  });

  test('keys that cannot be read are a fault, told with its cause', async () => {
    const key = await signingKey('first');
    const keys = await publishKeys(key);
    await keys[Symbol.asyncDispose]();
    const read = messageReader({ secrets: [], jwksUrl: keys.url });
    const { faults } = await read({}, await signed(JSON.parse(body), key));
    expect(faults).toEqual([{ status: 401, told: expect.stringMatching(/^JWT NOT valid: .*ECONNREFUSED/) }]);
  });
});
