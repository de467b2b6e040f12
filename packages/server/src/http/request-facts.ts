// What live events say of the request that caused them. Canvas: live events reference §2.1.

import type { FastifyRequest } from 'fastify';
import type { RequestContext, RequestFacts } from '../model/request-facts.ts';
import { parseLookup } from './canvas-wire/ids.ts';
import { withoutSecrets } from './without-secrets.ts';

interface Uses {
  shard: number;
  /** Null for the URL that the client used. */
  publicUrl: string | null;
  /** Null for a request with an access token. */
  sessionId: string | null;
}

/**
 * Reads the request only when it is asked, which most requests never are. Behind a trusted proxy, address, host and scheme
 * are those that the client used.
 */
export function requestFactsOf(request: FastifyRequest, { shard, publicUrl, sessionId }: Uses): RequestFacts {
  return {
    requestId: request.id,
    sessionId,
    get hostname() {
      return publicUrl === null ? request.hostname : new URL(publicUrl).hostname;
    },
    get httpMethod() {
      return request.method;
    },
    get userAgent() {
      return request.headers['user-agent'] ?? null;
    },
    get clientIp() {
      return plainAddress(request.ip);
    },
    get url() {
      return `${publicUrl ?? `${request.protocol}://${request.host}`}${withoutSecrets(request.originalUrl)}`;
    },
    get referrer() {
      const { referer } = request.headers;
      return referer === undefined ? null : withoutSecrets(referer);
    },
    get context() {
      return contextOf(request, shard);
    },
  };
}

/** A server that listens on IPv6 sees clients of IPv4 as `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

/** Canvas: what the path is within. Sections stand for their course. */
function contextOf({ routeOptions, params }: FastifyRequest, shard: number): RequestContext | null {
  const [, noun, name] = /^(?:\/api\/v1)?\/([a-z]+)\/:(\w+)/.exec(routeOptions.url ?? '') ?? [];
  const text = (params as Record<string, string | undefined>)[name ?? ''] ?? '';
  switch (noun) {
    case 'courses':
    case 'sections':
      return { type: 'Course' };
    case 'accounts':
      return { type: 'Account', named: parseLookup(text, 'account', shard) };
    case 'users':
      return { type: 'User', named: parseLookup(text, 'user', shard) };
    default:
      return null;
  }
}
