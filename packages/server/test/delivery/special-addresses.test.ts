import { expect, test } from 'vitest';
import { blockListOf, holds, isPublicAddress, plainAddress } from '../../src/delivery/special-addresses.ts';

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['2606:4700:4700:0000::1111', '2606:4700:4700::1111'],
  ['FE80::1%eth0', 'fe80::1'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::FFFF:7F00:1', '127.0.0.1'],
  ['::ffff:0:0', '0.0.0.0'],
  ['64:ff9b::10.0.0.1', '10.0.0.1'],
  ['64:ff9b::', '0.0.0.0'],
  ['64:ff9b::5', '0.0.0.5'],
  ['64:ff9b::a00:0', '10.0.0.0'],
  // Close to those that wrap an IPv4 address, but others.
  ['::ffff:1', '::ffff:1'],
  ['::ffff:0:7f00:1', '::ffff:0:7f00:1'],
  ['::7f00:1', '::7f00:1'],
  ['64:ff9b:1::a00:1', '64:ff9b:1::a00:1'],
  ['64:ff9b::1:a00:1', '64:ff9b::1:a00:1'],
])('%s is %s', (text, plain) => {
  expect(plainAddress(text)).toBe(plain);
});

test.each(['', 'localhost', '127.1', '0x7f.0.0.1', '1.2.3.4.5', '256.0.0.1', '[::1]', ':::', '1::2::3'])(
  '%j is no address',
  (text) => {
    expect(plainAddress(text)).toBeNull();
  },
);

test('ranges end where they end', () => {
  const before = ['9.255.255.255', '172.15.255.255', '192.167.255.255', '223.255.255.255', '2001:db7::'];
  const within = ['10.0.0.0', '172.16.0.0', '192.168.0.0', '224.0.0.0', '2001:db8::'];
  const last = ['10.255.255.255', '172.31.255.255', '192.168.255.255', '255.255.255.255', '2001:db8:ffff::'];
  const after = ['11.0.0.0', '172.32.0.0', '192.169.0.0', '2001:db9::'];
  expect(before.filter((address) => !isPublicAddress(address))).toEqual([]);
  expect([...within, ...last].filter(isPublicAddress)).toEqual([]);
  expect(after.filter((address) => !isPublicAddress(address))).toEqual([]);
  expect(['1fff:ffff::', '4000::', '::2'].filter(isPublicAddress)).toEqual([]);
});

test('a list has addresses and ranges of both kinds, and passes over names', () => {
  const list = blockListOf(['10.1.2.3', '10.2.0.0/16', '::1', 'fd00::/8', 'localhost', 'a/b']);
  expect(['10.1.2.3', '10.2.255.255', '::1', 'fdff::1'].every((address) => holds(list, address))).toBe(true);
  expect(['10.1.2.4', '10.3.0.0', '::2', 'fe00::1', '0.0.0.1'].some((address) => holds(list, address))).toBe(
    false,
  );
});
