// Sends one page of a list with Canvas's `Link` header.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { linkHeader } from './canvas-wire/link-header.ts';

export interface Page {
  page: number;
  perPage: number;
  /** Rows in all; null when not known, then there is no `last` link and `hasNext` must say. */
  total: number | null;
  hasNext?: boolean;
}

/** `json` is the body's text. `publicUrl` null means the base URL that the caller used. */
export function sendList(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | null,
  { page, perPage, total, hasNext }: Page,
  json: string,
): FastifyReply {
  const [path = '', query = ''] = splitOnce(request.originalUrl, '?');
  const lastPage = total === null ? null : Math.max(1, Math.ceil(total / perPage));
  const links = linkHeader({
    endpoint: `${baseUrlOf(request, publicUrl)}${path}`,
    query,
    page,
    perPage,
    lastPage,
    hasNext: lastPage === null ? hasNext === true : page < lastPage,
  });
  if (links !== '') reply.header('Link', links);
  return reply.type('application/json; charset=utf-8').send(json);
}

/** The `Link` header of a list without page numbers: the same request, with `changed` parameters in it. */
export function nextLink(
  request: FastifyRequest,
  publicUrl: string | null,
  changed: Readonly<Record<string, string>>,
): string {
  const [path = '', query = ''] = splitOnce(request.originalUrl, '?');
  const parameters = new URLSearchParams(query);
  for (const secret of ['access_token', 'api_key']) parameters.delete(secret);
  for (const [name, value] of Object.entries(changed)) parameters.set(name, value);
  return `<${baseUrlOf(request, publicUrl)}${path}?${parameters}>; rel="next"`;
}

/**
 * Canvas clients follow only links that start with the base URL they were given, so without a configured one it is
 * taken from the request, proxies' `X-Forwarded-*` first.
 */
export function baseUrlOf(request: FastifyRequest, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl;
  const protocol = firstOf(request.headers['x-forwarded-proto']) ?? request.protocol;
  const host = firstOf(request.headers['x-forwarded-host']) ?? request.headers.host ?? request.hostname;
  return `${protocol === 'https' ? 'https' : 'http'}://${host}`;
}

function firstOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  return text?.split(',')[0]?.trim() || undefined;
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
