import { once } from 'node:events';
import { connect, isIPv6 } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionFault } from '../../src/delivery/connection-fault.ts';
import { TargetGuard } from '../../src/delivery/target-guard.ts';
import { openWebhook } from '../../src/delivery/webhook.ts';
import { makeAuthority } from '../support/certificates.ts';
import { startNameServer } from '../support/name-server.ts';
import { startReceiver } from '../support/receiver.ts';
import { outgoing, webhookUses, withoutSecrets } from '../support/webhook.ts';

// Two machines of the loopback, both with a certificate of the name: the first one is allowed, the second is somebody's own.
const allowed = '127.0.0.77';
const secret = '127.0.0.78';
const name = 'hooks.example.com';
const remedy = 'the operator can allow it in QUIZWIRE_ALLOWED_TARGETS';

const usual = getCACertificates('default');
const authority = makeAuthority('A test of names');
const tls = authority.issue([name]);
beforeAll(() => setDefaultCACertificates([...usual, authority.cert]));
afterAll(() => setDefaultCACertificates(usual));

const target = { type: 'https', url: `https://${name}:8443/hook`, signsPayload: false } as const;

/** Closes every connection after its answer, so that the next send has to look the name up again. */
function receiverAt(host: string) {
  return startReceiver(
    (_request, response) => response.writeHead(200, { connection: 'close' }).end('taken'),
    {
      tls,
      host,
      port: 8_443,
    },
  );
}

test('a name that comes to mean another address is not followed there', async () => {
  let address = allowed;
  await using names = await startNameServer(() => [address]);
  await using receiver = await receiverAt(allowed);
  await using inside = await receiverAt(secret);
  await using webhook = openWebhook(
    { target, secrets: withoutSecrets },
    webhookUses([allowed], [names.address]),
  );

  expect(await webhook.send([outgoing()])).toEqual([
    { kind: 'delivered', status: 200, responseHead: 'taken' },
  ]);
  address = secret;
  expect(await webhook.send([outgoing()])).toEqual([
    {
      kind: 'failed',
      status: null,
      responseHead: null,
      reason: `${name} is at ${secret}, which is not public; ${remedy}`,
      retryAfterMs: null,
      isFinal: false,
    },
  ]);
  address = allowed;
  expect(await webhook.send([outgoing()])).toMatchObject([{ kind: 'delivered' }]);

  expect(receiver.requests.map(({ headers }) => headers.host)).toEqual([`${name}:8443`, `${name}:8443`]);
  expect(inside.connections()).toBe(0);
  expect(names.asked).toEqual([name, name, name]);
});

test('of several addresses of a name only those that are allowed are used', async () => {
  await using names = await startNameServer(() => [secret, '10.0.0.1', allowed, '169.254.169.254']);
  await using receiver = await receiverAt(allowed);
  await using inside = await receiverAt(secret);
  await using webhook = openWebhook(
    { target, secrets: withoutSecrets },
    webhookUses([`${allowed}/32`], [names.address]),
  );
  expect(await webhook.send([outgoing()])).toMatchObject([{ kind: 'delivered' }]);
  expect(receiver.requests).toHaveLength(1);
  expect(inside.connections()).toBe(0);
});

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '168.63.129.16',
  '169.254.169.254',
  '172.20.0.1',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  'ff02::1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
  '2002:7f00:1::1',
])('a name of %s is refused when it is looked up', async (address) => {
  await using names = await startNameServer(() => [address]);
  const { lookup } = new TargetGuard([], [names.address]);
  const [error] = await once(connect({ host: name, port: 443, lookup }), 'error');
  // Told in one spelling, whatever the name server's.
  const [told] = /\S+(?=, which is not public)/.exec(connectionFault(error)) ?? [];
  expect(new URL(`http://${isIPv6(told ?? '') ? `[${told}]` : told}/`).hostname).toBe(
    new URL(`http://${isIPv6(address) ? `[${address}]` : address}/`).hostname,
  );
});

test('connections that are opened together ask for the name once', async () => {
  await using names = await startNameServer(() => [allowed]);
  await using receiver = await receiverAt(allowed);
  await using webhook = openWebhook(
    { target, secrets: withoutSecrets },
    webhookUses([allowed], [names.address]),
  );
  const outcomes = await Promise.all(Array.from({ length: 32 }, () => webhook.send([outgoing()])));
  expect(outcomes.flat().every(({ kind }) => kind === 'delivered')).toBe(true);
  expect(receiver.connections()).toBe(32);
  expect(names.asked).toEqual([name]);
});

test('a name that nobody has, and a name server that does not answer, are failures that say so', async () => {
  await using names = await startNameServer((asked) => (asked.startsWith('slow.') ? null : []));
  const uses = webhookUses([], [names.address]);
  async function reasonOf(host: string) {
    const url = `https://${host}/`;
    await using webhook = openWebhook({ target: { ...target, url }, secrets: withoutSecrets }, uses);
    const [outcome] = await webhook.send([outgoing()]);
    return outcome?.kind === 'failed' ? outcome.reason : outcome;
  }
  expect(await Promise.all([reasonOf('gone.example.com'), reasonOf('slow.example.com')])).toEqual([
    'the host has no address in DNS',
    'DNS does not answer for the host',
  ]);
});

test('a lookup answers in each of the forms that Node asks for', async () => {
  await using names = await startNameServer(() => ['1.1.1.1', '8.8.8.8']);
  const { lookup } = new TargetGuard([], [names.address]);
  const asked = (options: Parameters<typeof lookup>[1]) =>
    new Promise((resolve) => lookup(name, options, (...answer) => resolve(answer)));
  expect(await asked({ all: true })).toEqual([
    null,
    [
      { address: '1.1.1.1', family: 4 },
      { address: '8.8.8.8', family: 4 },
    ],
  ]);
  expect(await asked({})).toEqual([null, '1.1.1.1', 4]);
  expect(await asked({ family: 4 })).toEqual([null, '1.1.1.1', 4]);
  expect(await asked({ family: 'IPv4' })).toEqual([null, '1.1.1.1', 4]);
  expect(await asked({ family: 6 })).toMatchObject([{ message: `${name} has no address of IPv6` }, '']);
});
