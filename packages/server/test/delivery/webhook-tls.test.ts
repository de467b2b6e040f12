import { DEFAULT_MAX_VERSION, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebhook } from '../../src/delivery/webhook.ts';
import type { Outcome } from '../../src/model/delivery.ts';
import { makeAuthority } from '../support/certificates.ts';
import { startReceiver } from '../support/receiver.ts';
import { outgoing, webhookUses, withoutSecrets } from '../support/webhook.ts';

const usual = getCACertificates('default');
const authority = makeAuthority('An authority that is trusted here');
const stranger = makeAuthority('An authority that nobody knows');
const dayMs = 86_400_000;
const now = Date.now();
beforeAll(() => setDefaultCACertificates([...usual, authority.cert]));
afterAll(() => setDefaultCACertificates(usual));

async function outcomeAt(port: number, host = 'localhost'): Promise<Outcome | undefined> {
  const target = { type: 'https', url: `https://${host}:${port}/`, signsPayload: false } as const;
  await using webhook = openWebhook(
    { target, secrets: withoutSecrets },
    webhookUses(['localhost', '127.0.0.1']),
  );
  const [outcome] = await webhook.send([outgoing()]);
  return outcome;
}

test('a certificate of a trusted authority is taken, for a name and for an address', async () => {
  await using receiver = await startReceiver(undefined, { tls: authority.issue(['localhost', '127.0.0.1']) });
  expect(await outcomeAt(receiver.port)).toMatchObject({ kind: 'delivered', status: 204 });
  expect(await outcomeAt(receiver.port, '127.0.0.1')).toMatchObject({ kind: 'delivered' });
  expect(receiver.requests).toHaveLength(2);
});

test.each([
  ['of an unknown authority', stranger.issue(['localhost']), /unable to (verify|get)/],
  ['of another name', authority.issue(['example.com']), /does not match certificate's altnames/],
  [
    'that has expired',
    authority.issue(['localhost'], { from: new Date(now - 2 * dayMs), until: new Date(now - dayMs) }),
    /certificate has expired/,
  ],
  [
    'that is not valid yet',
    authority.issue(['localhost'], { from: new Date(now + dayMs), until: new Date(now + 2 * dayMs) }),
    /not yet valid/,
  ],
])('a certificate %s is not', async (_which, tls, why) => {
  await using receiver = await startReceiver(undefined, { tls });
  const outcome = await outcomeAt(receiver.port);
  expect(outcome).toMatchObject({
    kind: 'failed',
    status: null,
    reason: expect.stringMatching(/^certificate not valid: /),
    isFinal: false,
  });
  expect(outcome).toMatchObject({ reason: expect.stringMatching(why) });
  expect(receiver.requests).toEqual([]);
});

test('the environment cannot switch that off', async () => {
  await using receiver = await startReceiver(undefined, { tls: stranger.issue(['localhost']) });
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  try {
    expect(await outcomeAt(receiver.port)).toMatchObject({ kind: 'failed', status: null });
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  }
  expect(receiver.requests).toEqual([]);
});

test('TLS 1.2 is taken, an earlier one is not', async () => {
  const certificate = authority.issue(['localhost']);
  await using second = await startReceiver(undefined, { tls: { ...certificate, maxVersion: 'TLSv1.2' } });
  expect(await outcomeAt(second.port)).toMatchObject({ kind: 'delivered' });
  const ciphers = 'DEFAULT:@SECLEVEL=0';
  await using first = await startReceiver(undefined, {
    tls: { ...certificate, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers },
  });
  expect(await outcomeAt(first.port)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^no TLS connection: /),
  });
  expect(DEFAULT_MAX_VERSION).toBe('TLSv1.3');
});

test('a receiver without TLS behind an https: URL, and one with it behind http:, are failures', async () => {
  await using plain = await startReceiver();
  expect(await outcomeAt(plain.port)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^no TLS connection: |^the connection was closed/),
  });
  await using secure = await startReceiver(undefined, { tls: authority.issue(['localhost']) });
  const target = { type: 'https', url: `http://127.0.0.1:${secure.port}/`, signsPayload: false } as const;
  await using webhook = openWebhook({ target, secrets: withoutSecrets }, webhookUses(['127.0.0.1']));
  expect(await webhook.send([outgoing()])).toMatchObject([{ kind: 'failed', status: null }]);
  expect(plain.requests).toEqual([]);
  expect(secure.requests).toEqual([]);
});
