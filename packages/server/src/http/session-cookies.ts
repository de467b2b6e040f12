// The cookies of a session: its token, which no script can read, and beside it the CSRF token, which scripts send along.
// Canvas: `_csrf_token` is its name there, too.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCsrfTokenOf } from '../operations/access/session-secrets.ts';

const sessionCookie = 'quizwire_session';
const csrfCookie = '_csrf_token';
const csrfHeader = 'x-csrf-token';

/** Whether the browser speaks HTTPS with us or with the proxy before us. */
export function isSecure(request: FastifyRequest, publicUrl: string | null): boolean {
  return (publicUrl ?? request.protocol).startsWith('https');
}

/** Over HTTPS the name says that no other host of the site can have set it (RFC 6265bis, 4.1.3.2). */
function sessionCookieName(isSecure: boolean): string {
  return isSecure ? `__Host-${sessionCookie}` : sessionCookie;
}

/** Undefined without the cookie, or with an empty one. */
export function sessionTokenOf(cookieHeader: string | undefined, isSecure: boolean): string | undefined {
  const name = sessionCookieName(isSecure);
  for (const pair of cookieHeader?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals !== -1 && pair.slice(0, equals).trim() === name)
      return pair.slice(equals + 1).trim() || undefined;
  }
  return undefined;
}

export interface SessionCookies {
  token: string;
  csrfToken: string;
  maxAgeSeconds: number;
  /** Send them over HTTPS only. */
  isSecure: boolean;
}

export function setSessionCookies(
  reply: FastifyReply,
  { token, csrfToken, maxAgeSeconds, isSecure }: SessionCookies,
): void {
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  reply.header('Set-Cookie', [
    `${sessionCookieName(isSecure)}=${token}; HttpOnly; ${attributes}`,
    `${csrfCookie}=${csrfToken}; ${attributes}`,
  ]);
}

/** The browser forgets both. */
export function clearSessionCookies(reply: FastifyReply, isSecure: boolean): void {
  setSessionCookies(reply, { token: '', csrfToken: '', maxAgeSeconds: 0, isSecure });
}

/** Whether a request that may change something was made by a page that knows the session's CSRF token. */
export function isFromOwnPage(
  request: FastifyRequest,
  sessionToken: string,
  formToken: string | undefined,
): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  if (request.routeOptions.config.needsNoCsrfToken === true) return true;
  const sent = request.headers[csrfHeader];
  return isCsrfTokenOf(sessionToken, typeof sent === 'string' ? sent : (formToken ?? null));
}
