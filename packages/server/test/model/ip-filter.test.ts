// Which addresses a filter covers, IPv4 and IPv6, and what is no filter at all. The cases of plain addresses are held
// against Node's own BlockList.

import { BlockList, isIP } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isIpFilter, mayTakeFrom } from '../../src/model/ip-filter.ts';

test('without a filter a quiz may be taken from anywhere', () => {
  expect(mayTakeFrom(null, '203.0.113.9')).toBe(true);
  expect(mayTakeFrom(null, '')).toBe(true);
});

describe('a filter covers', () => {
  test.each([
    ['192.168.217.1', '192.168.217.1', true],
    ['192.168.217.1', '192.168.217.2', false],
    ['192.168.217.1/24', '192.168.217.255', true],
    ['192.168.217.1/24', '192.168.218.0', false],
    ['192.168.217.1/255.255.255.0', '192.168.217.77', true],
    ['192.168.217.1/255.255.255.0', '192.168.216.77', false],
    ['10.0.0.1,192.168.0.0/16', '192.168.4.4', true],
    ['10.0.0.1 , 192.168.0.0/16', '10.0.0.1', true],
    ['10.0.0.1,192.168.0.0/16', '10.0.0.2', false],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '8.8.8.8', false],
    ['::/0', '2001:db8::1', true],
    ['10.0.0.0/31', '10.0.0.1', true],
    ['10.0.0.0/31', '10.0.0.2', false],
    ['10.0.0.0/32', '10.0.0.1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
    ['2001:db8::/ffff:ffff::', '2001:db8:1::', true],
    ['fe80::1', 'fe80::1%eth0', true],
    ['::1', '::1', true],
    ['::1', '127.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '11.1.2.3', false],
    ['::10.0.0.1', '::a00:1', true],
    ['10.0.0.0/8', 'nonsense', false],
    ['10.0.0.0/8', '', false],
  ])('%s of %s: %s', (filter, ip, covered) => {
    expect(isIpFilter(filter)).toBe(true);
    expect(mayTakeFrom(filter, ip)).toBe(covered);
  });
});

test('every prefix length agrees with the one Node computes', () => {
  for (const [network, family, bits, clients] of [
    [
      '172.20.9.180',
      'ipv4',
      32,
      ['172.20.9.180', '172.20.9.181', '172.20.8.180', '172.52.9.180', '44.20.9.180'],
    ],
    [
      '2001:db8:85a3::8a2e:370:7334',
      'ipv6',
      128,
      ['2001:db8:85a3::8a2e:370:7335', '2001:db8:85a3::', '3001::1', '::'],
    ],
  ] as const) {
    for (let prefix = 0; prefix <= bits; prefix++) {
      const list = new BlockList();
      list.addSubnet(network, prefix, family);
      for (const client of clients) {
        const covered = mayTakeFrom(`${network}/${prefix}`, client);
        expect(covered, `${network}/${prefix} of ${client}`).toBe(list.check(client, family));
      }
    }
  }
});

describe('not a filter', () => {
  test.each([
    '',
    ' ',
    'home',
    '10.0.0',
    '10.0.0.0.0',
    '10.0.0.256',
    '10.0.0.01',
    '10.0.0.1/33',
    '10.0.0.1/-1',
    '10.0.0.1/',
    '10.0.0.1/24/24',
    '10.0.0.1/255.0.255.0',
    '10.0.0.1/ffff::',
    '10.0.0.1;10.0.0.2',
    '10.0.0.1,,10.0.0.2',
    '10.0.0.1,',
    '10.0.0.1-10.0.0.9',
    '::1/129',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '1:2:3:4:5:6:7::8',
    ':1',
    '12345::',
    'g::',
    '1.2.3.4::',
    '::1/255.255.255.0',
  ])('%j', (text) => {
    expect(isIpFilter(text)).toBe(false);
    expect(mayTakeFrom(text, '203.0.113.9')).toBe(false);
  });

  test('no address that Node refuses is taken for one', () => {
    for (const text of ['1:2:3:4:5:6:7', '10.0.0.01', '1::2::3', ':1', '1.2.3.4::', '10.0.0.256']) {
      expect(isIP(text)).toBe(0);
      expect(isIpFilter(text)).toBe(false);
    }
  });
});
