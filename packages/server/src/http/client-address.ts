// The address a request came from: behind a trusted proxy what that says of the client.

import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Said by a public route whose work is worth bounding: it is throttled as a request without a login is, by this address. */
    countsByAddress?: true;
  }
}

/** Without a port; IPv4 in its own form. The proxy's own where it says none, as in `unknown`. */
export function clientAddressOf({ ip, socket }: FastifyRequest): string {
  return addressIn(ip) ?? addressIn(socket.remoteAddress) ?? '';
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function addressIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  const [, bracketed, dotted] = /^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/.exec(text) ?? [];
  const address = bracketed ?? dotted ?? text;
  if (isIP(address) === 0) return null;
  // A server that listens on IPv6 sees clients of IPv4 as `::ffff:192.0.2.1`.
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
