// What all ways of logging in share: which requests may, and the answer that sets the cookies.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { StartedSession } from '../operations/access/start-session.ts';
import { sessionJson, type shownSession } from './contract/session.ts';
import { baseUrlOf } from './paged-list.ts';
import { setSessionCookies } from './session-cookies.ts';

/** Sets the cookies and answers who it is; nobody may keep the answer. */
export function sendSession(
  reply: FastifyReply,
  session: StartedSession,
  isSecure: boolean,
): Static<typeof shownSession> {
  const { token, csrfToken, startedAtMs, expiresAtMs } = session;
  const maxAgeSeconds = Math.floor((expiresAtMs - startedAtMs) / 1000);
  setSessionCookies(reply, { token, csrfToken, maxAgeSeconds, isSecure });
  reply.header('Cache-Control', 'no-store');
  return sessionJson(session);
}

/**
 * Whether a browser says that a page of another origin made the request, which may not log somebody in as somebody else.
 * Programs send neither header.
 */
export function isFromElsewhere(request: FastifyRequest, publicUrl: string | null): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  // Browsers leave the other out where the connection is not private.
  return origin !== undefined && ![publicUrl, baseUrlOf(request, null)].some((own) => isAt(origin, own));
}

function isAt(origin: string, url: string | null): boolean {
  if (url === null || !URL.canParse(url) || !URL.canParse(origin)) return false;
  return new URL(origin).host === new URL(url).host;
}
