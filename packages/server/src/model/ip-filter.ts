// From which addresses a quiz may be taken: a comma list of addresses and ranges, IPv4 and IPv6, worked on as text.

interface Range {
  /** Width of the address: 32 or 128. */
  bits: number;
  value: bigint;
  /** Leading bits that must agree. */
  prefix: number;
}

type Address = Pick<Range, 'bits' | 'value'>;

/** Whether `text` is a list of addresses, CIDRs and `address/mask`, divided by commas; spaces around each are allowed. */
export function isIpFilter(text: string): boolean {
  return text.split(',').every((item) => rangeOf(item.trim()) !== null);
}

/**
 * Whether somebody at `ip` may take a quiz with this filter; null lets everybody. An address that cannot be read is not
 * covered by any filter. IPv4 written as IPv6 (`::ffff:10.0.0.1`) is IPv4.
 */
export function mayTakeFrom(filter: string | null, ip: string): boolean {
  if (filter === null) return true;
  const address = addressOf(ip.replace(/%.*$/, ''));
  if (address === null) return false;
  const client = plain({ ...address, prefix: address.bits });
  return filter.split(',').some((item) => {
    const range = rangeOf(item.trim());
    return range !== null && covers(range, client);
  });
}

function covers(range: Range, { bits, value }: Address): boolean {
  const hostBits = BigInt(range.bits - range.prefix);
  return bits === range.bits && value >> hostBits === range.value >> hostBits;
}

function rangeOf(text: string): Range | null {
  const [written = '', mask, ...rest] = text.split('/');
  const address = addressOf(written);
  if (address === null || rest.length > 0) return null;
  const prefix = mask === undefined ? address.bits : prefixOf(mask, address.bits);
  return prefix === null ? null : plain({ ...address, prefix });
}

/** Leading ones of a mask: a number of them, or an address that has no other ones. */
function prefixOf(mask: string, bits: number): number | null {
  if (/^\d{1,3}$/.test(mask)) return Number(mask) <= bits ? Number(mask) : null;
  const address = addressOf(mask);
  if (address === null || address.bits !== bits) return null;
  const ones = address.value.toString(2).padStart(bits, '0');
  return /^1*0*$/.test(ones) ? ones.replaceAll('0', '').length : null;
}

/** IPv4 that is written as IPv6 (RFC 4291, 2.5.5.2) becomes IPv4. */
function plain(range: Range): Range {
  const isMapped = range.bits === 128 && range.prefix >= 96 && range.value >> 32n === 0xffffn;
  return isMapped ? { bits: 32, value: range.value & 0xffff_ffffn, prefix: range.prefix - 96 } : range;
}

function addressOf(text: string): Address | null {
  const value = text.includes(':') ? ipv6Of(text) : ipv4Of(text);
  return value === null ? null : { bits: text.includes(':') ? 128 : 32, value };
}

function ipv4Of(text: string): bigint | null {
  const parts = text.split('.');
  // A leading zero is refused: some read it as octal.
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6Of(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === null || head === undefined || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? joined(head) : null;
  const left = 8 - head.length - tail.length;
  return left < 1 ? null : joined([...head, ...new Array<bigint>(left).fill(0n), ...tail]);
}

/** The 16-bit groups of one side of `::`; an IPv4 address at the end of the last side counts as two. */
function groupsOf(text: string, isLast: boolean): bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const ipv4 = isLast && index === parts.length - 1 && part.includes('.') ? ipv4Of(part) : null;
    if (ipv4 !== null) groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

function joined(groups: readonly bigint[]): bigint {
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}
