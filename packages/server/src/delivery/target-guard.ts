// Keeps deliveries out of the operator's own network (SSRF). Judges what a target calls itself before it is kept, and every
// address again when a connection is made, so that a name cannot come to mean another address in between.

import { type LookupAddress, promises as systemDns } from 'node:dns';
import { type BlockList, isIP, type LookupFunction } from 'node:net';
import {
  dnsTimeoutMs,
  dnsTries,
  httpsPorts,
  kafkaPortMin,
  targetUrlCharsMax,
} from '../model/delivery-limits.ts';
import { blockListOf, holds, isPublicAddress, plainAddress } from './special-addresses.ts';

/** A connection was not made, because the address is not allowed; the message is for the subscriber. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
}

export type TargetProtocol = 'http' | 'https' | 'kafka';

/** Names of one label, and zones that stand for the machine itself or for a network of its own. */
const privateName =
  /^[^.]*$|(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

const remedy = 'the operator can allow it in QUIZWIRE_ALLOWED_TARGETS';

/** What a guard goes by; plain, so that another thread can have the same guard. */
export interface GuardRules {
  allowedTargets: readonly string[];
  dnsServers?: readonly string[] | undefined;
}

export class TargetGuard {
  readonly rules: GuardRules;
  readonly #names: ReadonlySet<string>;
  readonly #addresses: BlockList;
  /** Connections that are opened together ask once. */
  readonly #asked = new Map<string, Promise<readonly LookupAddress[]>>();

  /**
   * Hosts that are allowed by name, or whose address is in an allowed range, may be private, have any port and be without
   * TLS. A name that is not allowed as one is looked up by `dnsServers`, in their absence by those of the system.
   */
  constructor(allowedTargets: readonly string[], dnsServers?: readonly string[]) {
    this.rules = { allowedTargets, dnsServers };
    this.#names = new Set(allowedTargets.map((target) => target.toLowerCase().replace(/\.$/, '')));
    this.#addresses = blockListOf(allowedTargets);
  }

  /** Why nothing may be sent to a URL of HTTP, in words for the subscriber; null for nothing against it. Asks no DNS. */
  urlFault(url: string): string | null {
    if (url.length > targetUrlCharsMax) return `the URL is longer than ${targetUrlCharsMax} characters`;
    // Spellings that programs read in different ways need not be understood.
    if (!/^[!-~]+$/.test(url) || url.includes('\\'))
      return 'the URL has characters other than those of a URL';
    if (!URL.canParse(url)) return 'not a URL, such as https://receiver.example/events';
    const { protocol, hostname, port } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:') return `the URL begins with ${protocol}, not https:`;
    const [authority = ''] = url.slice(protocol.length).replace(/^\/*/, '').split(/[/?#]/);
    if (authority.includes('@')) return 'the URL has a user name or password in it';
    if (authority.includes('%')) return 'the host of the URL has percent signs';
    const scheme = protocol === 'https:' ? 'https' : 'http';
    return this.hostFault(hostname, port === '' ? { https: 443, http: 80 }[scheme] : Number(port), scheme);
  }

  /** The same for a host, which is a name or an address, with or without brackets, and its port. */
  hostFault(host: string, port: number, protocol: TargetProtocol = 'https'): string | null {
    if (!(Number.isInteger(port) && port > 0 && port < 65_536)) return `${port} is not a port`;
    const name = canonicalHost(host);
    if (name === null) return 'the host is neither a name nor an address';
    const address = plainAddress(name);
    if (this.#isNamedHost(name)) return null;
    if (address !== null && !isPublicAddress(address)) return `address ${address} is not public; ${remedy}`;
    if (address === null && privateName.test(name)) return `${name} is not a public name; ${remedy}`;
    if (protocol === 'http') return `the URL is without TLS; it must begin with https:, or ${remedy}`;
    if (protocol === 'https' && !httpsPorts.includes(port)) {
      return `port ${port} is none of ${httpsPorts.join(', ')}; ${remedy}`;
    }
    if (protocol === 'kafka' && port < kafkaPortMin)
      return `port ${port} is below ${kafkaPortMin}; ${remedy}`;
    return null;
  }

  /** Whether the operator names the host of a URL, itself or by a range that it is an address in. Asks no DNS. */
  isNamed(url: string): boolean {
    const name = URL.canParse(url) ? canonicalHost(new URL(url).hostname) : null;
    return name !== null && this.#isNamedHost(name);
  }

  #isNamedHost(name: string): boolean {
    const address = plainAddress(name);
    return this.#names.has(name) || (address !== null && holds(this.#addresses, address));
  }

  /**
   * For `net.connect`, `tls.connect` and agents: answers with the allowed ones among a name's addresses, IPv4 first; with
   * TargetRefused when there are none. Node does not ask about a host that is an address: ask `hostFault` about those.
   */
  readonly lookup: LookupFunction = (host, options, callback) => {
    this.#addressesOf(host).then(
      (addresses) => {
        const family = { IPv4: 4, IPv6: 6 }[String(options.family)] ?? options.family ?? 0;
        const usable = addresses.filter((found) => family === 0 || found.family === family);
        const [first] = usable;
        if (first === undefined) callback(new TargetRefused(`${host} has no address of IPv${family}`), '');
        else if (options.all === true) callback(null, usable);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, ''),
    );
  };

  #addressesOf(host: string): Promise<readonly LookupAddress[]> {
    const asked = this.#asked.get(host) ?? this.#ask(host).finally(() => this.#asked.delete(host));
    this.#asked.set(host, asked);
    return asked;
  }

  async #ask(host: string): Promise<readonly LookupAddress[]> {
    const name = canonicalHost(host);
    if (name === null) throw new TargetRefused('the host is neither a name nor an address');
    // Those that the operator names may be known to this machine only, as in /etc/hosts.
    if (this.#names.has(name)) return systemDns.lookup(name, { all: true, order: 'ipv4first' });
    const found = isIP(name) === 0 ? await this.#askDns(name) : [{ address: name, family: isIP(name) }];
    const allowed = found.filter(({ address }) => this.#isAllowedAddress(address));
    const [refused] = found;
    if (allowed.length > 0 || refused === undefined) return allowed;
    throw new TargetRefused(`${name} is at ${refused.address}, which is not public; ${remedy}`);
  }

  /**
   * Not `dns.lookup`: it keeps one of the few threads of the process for as long as a name server does not answer, so a
   * subscriber's could stop everyone. A resolver for each name, since it reads the system's servers when it is made.
   */
  async #askDns(name: string): Promise<readonly LookupAddress[]> {
    const resolver = new systemDns.Resolver({ timeout: dnsTimeoutMs, tries: dnsTries });
    if (this.rules.dnsServers !== undefined) resolver.setServers(this.rules.dnsServers);
    const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
    return [
      ...(four.status === 'fulfilled' ? four.value : []).map((address) => ({ address, family: 4 })),
      ...(six.status === 'fulfilled' ? six.value : []).map((address) => ({ address, family: 6 })),
    ];
  }

  #isAllowedAddress(text: string): boolean {
    const address = plainAddress(text);
    return address !== null && (holds(this.#addresses, address) || isPublicAddress(address));
  }
}

/** As a browser reads it: octal, hexadecimal and short IPv4 addresses too. Null for what is no host. */
function canonicalHost(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) return plainAddress(bare);
  if (!/^(?=.{1,255}$)[\w-]+(?:\.[\w-]+)*\.?$/.test(bare) || !URL.canParse(`http://${bare}/`)) return null;
  return new URL(`http://${bare}/`).hostname.replace(/\.$/, '');
}
