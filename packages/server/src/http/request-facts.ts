// What live events say of the request that caused them. Canvas: live events reference §2.1.

import type { FastifyRequest } from 'fastify';
import type { RequestContext, RequestFacts } from '../model/request-facts.ts';

/** Parameters that let whoever reads a URL act for somebody. */
const secretParameters = /([?&])(?:access_token|validation_token)(?:=[^&#]*)?(?=&|#|$)/gi;

/**
 * Reads the request only when it is asked, which most requests never are. Behind a trusted proxy, address, host and scheme
 * are those that the client used.
 */
export function requestFactsOf(
  request: FastifyRequest,
  publicUrl: string | null,
  sessionId: string | null,
): RequestFacts {
  return {
    requestId: request.id,
    sessionId,
    get hostname() {
      return request.hostname;
    },
    get httpMethod() {
      return request.method;
    },
    get userAgent() {
      return request.headers['user-agent'] ?? null;
    },
    get clientIp() {
      return request.ip;
    },
    get url() {
      return `${publicUrl ?? `${request.protocol}://${request.host}`}${withoutSecrets(request.originalUrl)}`;
    },
    get referrer() {
      const { referer } = request.headers;
      return referer === undefined ? null : withoutSecrets(referer);
    },
    get context() {
      return contextOf(request.routeOptions.url ?? '');
    },
  };
}

/** The same address, without the parameters that are secret, however their names are written. */
export function withoutSecrets(url: string): string {
  const start = url.indexOf('?');
  if (start === -1) return url;
  const plain = url.slice(start).replace(/%5f/gi, '_');
  if (!/access_token|validation_token/i.test(plain)) return url;
  const kept = plain.replace(secretParameters, '$1').replace(/[?&]&+/g, (run) => run[0] ?? '');
  return url.slice(0, start) + kept.replace(/[?&](?=#|$)/, '');
}

/** Canvas: what the path is within. */
function contextOf(route: string): RequestContext | null {
  if (/^(?:\/api\/v1|\/api)?\/courses\/:/.test(route)) return 'Course';
  if (/^(?:\/api\/v1)?\/accounts\/:/.test(route)) return 'Account';
  if (/^(?:\/api\/v1)?\/users\/:/.test(route)) return 'User';
  return null;
}
