// What live events say of the request that caused them. Canvas: live events reference §2.1.

import type { FastifyRequest } from 'fastify';
import type { RequestContext, RequestFacts } from '../model/request-facts.ts';
import { parseLookup } from './canvas-wire/ids.ts';
import { clientAddressOf } from './client-address.ts';
import { withoutSecrets } from './without-secrets.ts';

interface Uses {
  shard: number;
  /** Null for the URL that the client used. */
  publicUrl: string | null;
}

/**
 * Reads the request only when it is asked, which most requests never are. Behind a trusted proxy, address, host and scheme
 * are those that the client used. A class, because every request makes one: getters of an object would be made with it.
 */
export class FactsOfRequest implements RequestFacts {
  readonly #request: FastifyRequest;
  readonly #uses: Uses;

  constructor(request: FastifyRequest, uses: Uses) {
    this.#request = request;
    this.#uses = uses;
  }

  get requestId(): string {
    return this.#request.id;
  }

  get hostname(): string {
    const { publicUrl } = this.#uses;
    return publicUrl === null ? hostOf(this.#request).replace(/:\d*$/, '') : new URL(publicUrl).hostname;
  }

  get httpMethod(): string {
    return this.#request.method;
  }

  get userAgent(): string | null {
    return this.#request.headers['user-agent'] ?? null;
  }

  get clientIp(): string {
    return clientAddressOf(this.#request);
  }

  get url(): string {
    const base = this.#uses.publicUrl ?? usedBaseUrlOf(this.#request);
    return `${base}${withoutSecrets(pathOf(this.#request))}`;
  }

  get referrer(): string | null {
    const { referer } = this.#request.headers;
    return referer === undefined ? null : withoutSecrets(referer);
  }

  get context(): RequestContext | null {
    return contextOf(this.#request, this.#uses.shard);
  }
}

function usedBaseUrlOf(request: FastifyRequest): string {
  // Fastify gives what a trusted proxy wrote, whatever it is.
  return `${request.protocol === 'https' ? 'https' : 'http'}://${hostOf(request)}`;
}

/** With its port; empty for what is no host, as a client may write anything there. */
function hostOf({ host }: FastifyRequest): string {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d*)?$/i.test(host) ? host : '';
}

/** With the query. Who takes this server for a proxy names scheme and host before it (RFC 9112, 3.2.2). */
function pathOf({ originalUrl }: FastifyRequest): string {
  return originalUrl.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
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
