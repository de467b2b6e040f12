// What receivers answer is kept and shown to people; the secrets of the target, which some of them repeat, are not.

import { expect, test } from 'vitest';
import { transportOpener } from '../../src/delivery/open-transport.ts';
import { SendThread } from '../../src/delivery/send-thread.ts';
import { tellAnswers } from '../../src/delivery/told-answers.ts';
import { responseHeadCharsMax } from '../../src/model/delivery-limits.ts';
import type { TargetSecrets } from '../../src/model/subscription.ts';
import { startReceiver } from '../support/receiver.ts';
import { outgoing, webhookUses, withoutSecrets } from '../support/webhook.ts';

const signing = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;
const secrets: TargetSecrets = {
  signing: [{ secret: signing, untilMs: null }],
  bearerToken: 'to"ken+of/the=receiver',
  awsCredentials: { accessKeyId: 'AKIAID', secretAccessKey: 'aws-secret', sessionToken: 'aws-session' },
  sasl: { mechanism: 'PLAIN', username: 'ada', password: 'byron' },
};

/** What is told of a failure that says so. */
async function told(text: string, of: Partial<TargetSecrets> = secrets): Promise<unknown> {
  const failure = { kind: 'failed', status: 400, retryAfterMs: null, isFinal: false } as const;
  const transport = tellAnswers(
    {
      messagesAtOnceMax: 1,
      sendsAtOnceMax: 1,
      send: async () => [{ ...failure, responseHead: text, reason: text }],
      [Symbol.asyncDispose]: async () => {},
    },
    { ...withoutSecrets, ...of },
  );
  const [outcome] = await transport.send([outgoing()]);
  if (outcome?.kind !== 'failed') throw new Error('it is another outcome');
  expect({ ...outcome, reason: '' }).toEqual({ ...failure, responseHead: outcome.reason, reason: '' });
  return outcome.reason;
}

test('a receiver that repeats what it got is not believed with its token', async () => {
  await using receiver = await startReceiver((request, response) =>
    response.writeHead(request.url === '/good' ? 200 : 400).end(JSON.stringify(request.headers)),
  );
  const uses = webhookUses(['127.0.0.1']);
  await using sendThread = new SendThread({ ...uses, threadEnded: () => {} });
  const open = transportOpener({ ...uses, sendThread, source: 'https://quizwire.example' });
  for (const [path, kind] of [
    ['good', 'delivered'],
    ['bad', 'failed'],
  ]) {
    const url = `http://127.0.0.1:${receiver.port}/${path}`;
    await using transport = await open({ target: { type: 'https', url, signsPayload: false }, secrets });
    const [outcome] = await transport.send([outgoing()]);
    expect(outcome?.kind).toBe(kind);
    expect(outcome?.responseHead).toContain('"authorization":"Bearer ***","webhook-id"');
  }
  expect(receiver.requests.map(({ headers }) => headers.authorization)).toEqual(
    Array(2).fill(`Bearer ${secrets.bearerToken}`),
  );
});

test.each([
  ['nothing of the kind', 'nothing of the kind'],
  ['a\0b\u001b[31m\n\ud800', 'a\ufffdb\ufffd[31m\n\ufffd'],
  [`${secrets.bearerToken} ${secrets.bearerToken}`, '*** ***'],
  [JSON.stringify({ got: secrets.bearerToken }), '{"got":"***"}'],
  [`?token=${encodeURIComponent(secrets.bearerToken ?? '')}&a`, '?token=***&a'],
  [`signed with another than ${signing}`, 'signed with another than ***'],
  ['x-amz-security-token:aws-session, aws-secret of AKIAID', 'x-amz-security-token:***, *** of AKIAID'],
  ['ada has not the password byron', 'ada has not the password ***'],
])('of %j there is told %j', async (text, expected) => {
  expect(await told(text)).toBe(expected);
});

test('nothing is told of a secret that the bound of the text has cut', async () => {
  const of = { bearerToken: '0123456789' };
  for (const shown of [4, 9]) {
    const text = `${'x'.repeat(responseHeadCharsMax - shown)}${'0123456789'.slice(0, shown)}`;
    expect(await told(text, of)).toBe(`${'x'.repeat(responseHeadCharsMax - shown)}***`);
  }
  expect(await told('0123', of)).toBe('0123');
});

test('a secret that any text may hold is left where it is', async () => {
  expect(await told('an answer', { bearerToken: 'a' })).toBe('an answer');
});
