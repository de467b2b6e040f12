// Logging in to the web pages and out again. Ours: Canvas has pages for it, not routes.

import type { FastifyRequest } from 'fastify';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import type { EndSession } from '../../operations/access/end-session.ts';
import type { StartSession } from '../../operations/access/start-session.ts';
import { requireCaller } from '../authentication.ts';
import { loginBody, redirectUrlOf, sessionJson, sessionPath, shownSession } from '../contract/session.ts';
import type { Server } from '../fastify.ts';
import { noContent } from '../no-content.ts';
import { baseUrlOf } from '../paged-list.ts';
import { clearSessionCookies, setSessionCookies } from '../session-cookies.ts';

interface Uses {
  startSession: StartSession;
  endSession: EndSession;
  publicUrl: string | null;
}

const tags = ['Sessions'];

export function sessionRoutes(server: Server, { startSession, endSession, publicUrl }: Uses): void {
  const isSecure = (request: FastifyRequest) => (publicUrl ?? request.protocol).startsWith('https');

  server.post(
    sessionPath,
    {
      config: { takesToken: true },
      schema: {
        tags,
        summary: 'Log in',
        description: 'Ours. Exchanges an access token without scopes for the cookies of a session.',
        body: loginBody,
        response: { 200: shownSession },
      },
    },
    async (request, reply) => {
      if (isFromElsewhere(request, publicUrl)) throw notPermitted();
      const caller = requireCaller(request);
      const session = await startSession(caller, redirectUrlOf(request.body as Record<string, unknown>));
      const { token, csrfToken, startedAtMs, expiresAtMs } = session;
      const maxAgeSeconds = Math.floor((expiresAtMs - startedAtMs) / 1000);
      setSessionCookies(reply, { token, csrfToken, maxAgeSeconds, isSecure: isSecure(request) });
      reply.header('Cache-Control', 'no-store');
      return sessionJson(session);
    },
  );

  server.delete(
    sessionPath,
    {
      config: { takesToken: true },
      schema: {
        tags,
        summary: 'Log out',
        description: 'Ours. Ends the session of the cookie; the access token lives on.',
        response: { 204: { description: 'Logged out' } },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      // Who calls with an access token is in no session.
      if (request.sessionToken === null) throw new Refusal({ kind: 'unauthenticated' });
      await endSession(caller, request.sessionToken);
      clearSessionCookies(reply, isSecure(request));
      return noContent(reply);
    },
  );
}

/**
 * Whether a browser says that a page of another origin made the request, which may not log somebody in as somebody else.
 * Programs send neither header.
 */
function isFromElsewhere(request: FastifyRequest, publicUrl: string | null): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  // Browsers leave the other out where the connection is not private.
  return origin !== undefined && ![publicUrl, baseUrlOf(request, null)].some((own) => isAt(origin, own));
}

function isAt(origin: string, url: string | null): boolean {
  if (url === null || !URL.canParse(url) || !URL.canParse(origin)) return false;
  return new URL(origin).host === new URL(url).host;
}
