// Which addresses are not on the public internet, whatever spelling they came in. IANA special-purpose registries (RFC 6890),
// and what passes one address off as another.

import { BlockList, isIPv4, isIPv6 } from 'node:net';

const special4: readonly string[] = [
  '0.0.0.0/8', // this network; Linux takes it for loopback
  '10.0.0.0/8',
  '100.64.0.0/10', // shared by carriers; a metadata service of one cloud
  '127.0.0.0/8',
  '168.63.129.16/32', // public by its number, but the host of an Azure machine
  '169.254.0.0/16', // link-local; metadata services of most clouds
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24', // relays of 6to4
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4', // with broadcast
];

/** Within what is given out at all, 2000::/3. */
const special6: readonly string[] = [
  '2001::/23', // with Teredo, which holds an IPv4 address
  '2001:db8::/32',
  '2002::/16', // 6to4 holds one too
  '2620:4f:8000::/48',
  '3ffe::/16',
  '3fff::/20',
];

const specialAddresses = blockListOf([...special4, ...special6]);
const givenOut6 = blockListOf(['2000::/3']);

/** Addresses and CIDRs; whatever is neither is left out. */
export function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    if (isIPv4(address)) list.addSubnet(address, Number(bits ?? 32), 'ipv4');
    else if (isIPv6(address)) list.addSubnet(address, Number(bits ?? 128), 'ipv6');
  }
  return list;
}

/** Whether the list has an address, as it was returned by `plainAddress`. */
export function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** Whether an address, as it was returned by `plainAddress`, is one that anybody on the internet may reach. */
export function isPublicAddress(address: string): boolean {
  return !holds(specialAddresses, address) && (isIPv4(address) || holds(givenOut6, address));
}

/**
 * The address that a packet would go to: the IPv4 one for an IPv6 address that only wraps it (mapped, ::ffff:0:0/96; NAT64,
 * 64:ff9b::/96, which is how IPv6-only networks reach IPv4). A zone (`%eth0`) is dropped. Null for what is no address.
 */
export function plainAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  if (!isIPv6(text)) return null;
  const [address = ''] = text.split('%');
  // Node's URL writes every spelling of an IPv6 address in one way.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const wrapped =
    /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ??
    /^64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})?$/.exec(canonical);
  if (wrapped === null) return canonical;
  const [, high = '0', low = '0'] = wrapped;
  return [high, low]
    .map((hex) => Number.parseInt(hex, 16))
    .flatMap((part) => [part >> 8, part & 255])
    .join('.');
}
