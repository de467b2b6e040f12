import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TargetGuard, TargetRefused } from '../../src/delivery/target-guard.ts';
import { openWebhook } from '../../src/delivery/webhook.ts';
import { startNameServer } from '../support/name-server.ts';
import { startReceiver } from '../support/receiver.ts';
import { outgoing, webhookUses, withoutSecrets } from '../support/webhook.ts';

/** Every spelling of a host that leads, or could lead, into the operator's network. */
const privateHosts = [
  // Loopback, in the ways that `inet_aton` and browsers read it.
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '0',
  '0.0.0.0',
  '00',
  '0x0',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0X7F000001',
  '0x7f.1',
  '0x7f.0.0.1',
  '0x7f.0x0.0x0.0x1',
  '0177.0.0.1',
  '0177.0.0.01',
  '0177.0x0.0.1',
  '00000177.0.0.1',
  '127.0.0.0x1',
  '127.0x1',
  // Private, link-local, shared, metadata, multicast, reserved.
  '10.0.0.1',
  '10.1',
  '0xa000001',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.257',
  '3232235521',
  '0xc0a80001',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.43518',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '4294967295',
  // IPv6 of its own.
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::]',
  '[fe80::1]',
  '[febf::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[100::1]',
  '[5f00::1]',
  // IPv4 inside IPv6: mapped, compatible, translated, NAT64 of both kinds, 6to4, Teredo.
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::FFFF:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:0.0.0.0]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a00:1]',
  '[64:ff9b::]',
  '[64:ff9b:1::10.0.0.1]',
  '[2002:7f00:1::]',
  '[2002:a00:1::1]',
  '[2001:0:4136:e378:8000:63bf:80ff:fffe]',
  // Names that mean the machine or its network.
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  'localhost.localdomain',
  'ip6-localhost',
  'metadata',
  'kubernetes',
  'metadata.google.internal',
  'metadata.google.internal.',
  'vault.service.internal',
  'printer.local',
  'api.default.svc.cluster.local',
  'nas.lan',
  'router.home.arpa',
  'wiki.corp',
];

/** Spellings that are refused as such, because programs read them in different ways. */
const trickyUrls = [
  'https://user@example.com/',
  'https://user:password@example.com/',
  'https://@example.com/',
  'https://:@example.com/',
  'https://example.com@127.0.0.1/',
  'https://example.com:443@127.0.0.1/',
  'https://127.0.0.1:443@example.com/',
  'https://example.com#@127.0.0.1/'.replace('#', '%23'),
  'https://example.com\\@127.0.0.1/',
  'https:\\\\127.0.0.1/',
  'https://127%2e0%2e0%2e1/',
  'https://%31%32%37.0.0.1/',
  'https://loc%61lhost/',
  'https://example.com%00.internal/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://１２７．0．0．1/',
  'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
  'https://exam\u00adple.com/',
  'https://127.0.0.1\t/',
  'https://127.0.\n0.1/',
  ' https://example.com/',
  'https://example.com/ ',
  'https://example.com/a b',
  'https://exa\0mple.com/',
  'https://[fe80::1%25eth0]/',
  'https://[::ffff:127.0.0.1/',
  'https://[127.0.0.1]/',
  'https://127.0.0.1.nip.io.../',
  'https://example..com/',
  'https://.example.com/',
  'https://256.256.256.256/',
  'https://1.2.3.4.5/',
  'https://0x7f.0.0.0x100/',
  'https://',
  'https:///',
  '//example.com/',
  'example.com',
  '',
  `https://example.com/${'a'.repeat(2_030)}`,
  // Other schemes.
  'file:///etc/passwd',
  'ftp://example.com/',
  'gopher://example.com:6379/_FLUSHALL',
  'javascript:alert(1)',
  'data:text/plain,a',
  'ws://example.com/',
  'unix:/run/docker.sock',
  'http+unix://%2Frun%2Fdocker.sock/',
  // Not HTTPS, not its ports.
  'http://example.com/',
  'http://example.com:443/',
  'https://example.com:80/',
  'https://example.com:22/',
  'https://example.com:6379/',
  'https://example.com:0/',
  'https://example.com:65536/',
  'https://example.com:-1/',
];

const fineUrls = [
  'https://example.com/',
  'https://example.com',
  'HTTPS://EXAMPLE.COM/Path?query=1&b=%20#part',
  'https://example.com./',
  'https://example.com:443/a',
  'https://example.com:8443/a',
  'https://hooks.example.com/a/@b:c',
  'https://xn--bcher-kva.example/',
  'https://local.example.com/',
  'https://internal-hooks.example.com/',
  'https://8.8.8.8/',
  'https://[2606:4700:4700::1111]/',
  'https://[2606:4700:4700::1111]:8443/',
  'https://[::ffff:8.8.8.8]/',
  'https://[64:ff9b::8.8.8.8]/',
  'https://172.15.0.1/',
  'https://172.32.0.1/',
  'https://100.128.0.1/',
  'https://169.253.1.1/',
  'https://223.255.255.255/',
  'https://11.0.0.0/',
];

describe('a guard that allows nothing beyond the public internet', () => {
  const guard = new TargetGuard([]);

  test('has more than sixty spellings to refuse', () => {
    expect(new Set([...privateHosts, ...trickyUrls]).size).toBeGreaterThan(60);
  });

  test.each(privateHosts)('refuses https://%s/', (host) => {
    expect(guard.urlFault(`https://${host}/`)).toMatch(/is not (a )?public/);
    expect(guard.urlFault(`https://${host}:8443/hook`)).toMatch(/is not (a )?public/);
    expect(guard.hostFault(host, 443)).toMatch(/is not (a )?public/);
    expect(guard.hostFault(host, 9_092, 'kafka')).toMatch(/is not (a )?public/);
  });

  test.each(trickyUrls)('refuses %j', (url) => {
    expect(guard.urlFault(url)).toEqual(expect.stringMatching(/./));
  });

  test.each(fineUrls)('takes %s', (url) => {
    expect(guard.urlFault(url)).toBeNull();
  });

  test('says what is wrong in words that a subscriber can do something with', () => {
    const remedy = 'the operator can allow it in QUIZWIRE_ALLOWED_TARGETS';
    expect(guard.urlFault('https://0x7f.1/')).toBe(`address 127.0.0.1 is not public; ${remedy}`);
    expect(guard.urlFault('https://localhost/')).toBe(`localhost is not a public name; ${remedy}`);
    expect(guard.urlFault('http://example.com/')).toBe(
      `the URL is without TLS; it must begin with https:, or ${remedy}`,
    );
    expect(guard.urlFault('https://example.com:22/')).toBe(`port 22 is none of 443, 8443; ${remedy}`);
    expect(guard.urlFault('https://a:b@example.com/')).toBe('the URL has a user name or password in it');
    expect(guard.urlFault('ftp://example.com/')).toBe('the URL begins with ftp:, not https:');
    expect(guard.urlFault('example.com')).toBe('not a URL, such as https://receiver.example/events');
    expect(guard.urlFault('https://exa mple.com/')).toBe('the URL has characters other than those of a URL');
    expect(guard.urlFault('https://ex%61mple.com/')).toBe('the host of the URL has percent signs');
    expect(guard.urlFault(`https://example.com/${'a'.repeat(3_000)}`)).toBe(
      'the URL is longer than 2048 characters',
    );
    expect(guard.hostFault('broker.example.com', 22, 'kafka')).toBe(`port 22 is below 1024; ${remedy}`);
    expect(guard.hostFault('two words', 443)).toBe('the host is neither a name nor an address');
    expect(guard.hostFault('example.com', 70_000)).toBe('70000 is not a port');
  });

  test('lets brokers have any port but those of well-known services', () => {
    for (const port of [1_024, 9_092, 9_094, 29_092, 65_535]) {
      expect(guard.hostFault('broker.example.com', port, 'kafka')).toBeNull();
    }
    expect(guard.hostFault('broker.example.com', 443, 'kafka')).not.toBeNull();
  });

  test('never throws, whatever is said to be a URL or a host', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: 'binary' })),
        fc.integer(),
        (text, port) => {
          guard.urlFault(text);
          guard.hostFault(text, port);
        },
      ),
    );
  });

  test('refuses every private IPv4 address in each of its spellings, wrapped or not', () => {
    const low = fc.nat(0xffffff);
    const spelled = fc
      .tuple(fc.constantFrom(0, 10, 127, 224, 240, 255), low)
      .map(([first, rest]) => first * 0x1000000 + rest);
    fc.assert(
      fc.property(spelled, (number) => {
        const bytes = [24, 16, 8, 0].map((bits) => (number >>> bits) & 255);
        const dotted = bytes.join('.');
        const hosts = [
          dotted,
          String(number),
          `0x${number.toString(16)}`,
          `0${number.toString(8)}`,
          bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
          bytes.map((byte) => `0x${byte.toString(16)}`).join('.'),
          `${bytes[0]}.${number & 0xffffff}`,
          `[::ffff:${dotted}]`,
          `[::${dotted}]`,
          `[64:ff9b::${dotted}]`,
        ];
        for (const host of hosts) expect(guard.urlFault(`https://${host}/`), host).not.toBeNull();
      }),
    );
  });
});

describe('at the door', () => {
  test('no spelling of the loopback gets a connection, not even where the URL was not looked at before', async () => {
    await using receiver = await startReceiver(undefined, { host: 'any' });
    await using names = await startNameServer(() => ['127.0.0.1']);
    const { lookup } = new TargetGuard([], [names.address]);
    const hosts = privateHosts.filter((host) => !host.startsWith('[') && !/^(\d+\.){3}\d+$/.test(host));
    for (const host of hosts) {
      const refused = await new Promise<Error>((resolve, reject) => {
        connect({ host, port: receiver.port, lookup })
          .on('error', resolve)
          .on('connect', () => reject(new Error(`${host} was reached`)));
      });
      expect(refused, host).toBeInstanceOf(TargetRefused);
    }
    expect(receiver.connections()).toBe(0);
  });

  test('a webhook to any of them sends nothing and says why', async () => {
    await using receiver = await startReceiver(undefined, { host: 'any' });
    for (const scheme of ['http', 'https']) {
      for (const host of privateHosts) {
        const target = {
          type: 'https',
          url: `${scheme}://${host}:${receiver.port}/`,
          signsPayload: false,
        } as const;
        await using webhook = openWebhook({ target, secrets: withoutSecrets }, webhookUses([]));
        const [outcome] = await webhook.send([outgoing()]);
        expect(outcome).toMatchObject({
          kind: 'failed',
          status: null,
          reason: expect.stringMatching(/not (a )?public/),
        });
      }
    }
    expect(receiver.connections()).toBe(0);
  });
});

describe('what the operator allows', () => {
  const guard = new TargetGuard([
    '127.0.0.1',
    '10.20.0.0/16',
    'fd12::/16',
    'Receiver.Internal',
    'hooks',
    'sub.example.com',
  ]);

  test.each([
    'http://127.0.0.1/',
    'http://127.0.0.1:4000/hook',
    'https://127.0.0.1:4000/hook',
    'http://0x7f.1:4000/',
    'http://[::ffff:127.0.0.1]:4000/',
    'https://10.20.255.255/',
    'http://10.20.0.0:22/',
    'http://[fd12::1]:8080/',
    'http://receiver.internal:8080/',
    'http://RECEIVER.internal./',
    'http://hooks:3000/',
    'http://sub.example.com/',
  ])('may be any of these: %s', (url) => {
    expect(guard.urlFault(url)).toBeNull();
  });

  test.each([
    'http://127.0.0.2/',
    'https://10.21.0.0/',
    'https://10.19.255.255/',
    'https://[fd13::1]/',
    'https://a.receiver.internal/',
    'https://hooks.internal/',
    'http://example.com/',
    'https://example.com:4000/',
    'http://localhost:4000/',
    'https://user@127.0.0.1/',
    'ftp://127.0.0.1/',
    'https://127.0.0.1:0/',
  ])('is no more than that: %s', (url) => {
    expect(guard.urlFault(url)).not.toBeNull();
  });

  test.each([
    ['http://127.0.0.1:4000/hook', true],
    ['https://0x7f.1/', true],
    ['https://[fd12::1]/', true],
    ['https://RECEIVER.internal./', true],
    ['https://sub.example.com/', true],
    ['https://127.0.0.2/', false],
    ['https://example.com/', false],
    ['https://a.sub.example.com/', false],
    ['https://sub.example.com.evil.example/', false],
    ['https://example.com/sub.example.com', false],
    ['https://sub.example.com@example.com/', false],
    ['no URL', false],
  ])('is named there: %s: %s', (url, isNamed) => {
    expect(guard.isNamed(url)).toBe(isNamed);
  });

  test('is reached: by its address, by its range and by its name', async () => {
    await using receiver = await startReceiver();
    for (const [host, allowed] of [
      ['127.0.0.1', '127.0.0.1'],
      ['127.0.0.1', '127.0.0.0/8'],
      ['2130706433', '127.0.0.0/30'],
      ['localhost', 'localhost'],
    ] as const) {
      const target = { type: 'https', url: `http://${host}:${receiver.port}/`, signsPayload: false } as const;
      await using webhook = openWebhook({ target, secrets: withoutSecrets }, webhookUses([allowed]));
      expect(await webhook.send([outgoing()])).toEqual([
        { kind: 'delivered', status: 204, responseHead: null },
      ]);
    }
    expect(receiver.requests).toHaveLength(4);
  });
});
