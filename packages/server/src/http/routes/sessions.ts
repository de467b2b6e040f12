// Logging in to the web pages and out again. Ours: Canvas has pages for it, not routes.

import { notPermitted, Refusal } from '../../model/refusal.ts';
import type { EndSession } from '../../operations/access/end-session.ts';
import type { ShowSession } from '../../operations/access/show-session.ts';
import type { StartSession } from '../../operations/access/start-session.ts';
import { requireCaller } from '../authentication.ts';
import {
  loginBody,
  redirectUrlOf,
  sessionPath,
  shownSession,
  whoOneIs,
  whoOneIsJson,
} from '../contract/session.ts';
import type { Server } from '../fastify.ts';
import { isFromElsewhere, sendSession } from '../login-requests.ts';
import { noContent } from '../no-content.ts';
import { clearSessionCookies, isSecure } from '../session-cookies.ts';

interface Uses {
  showSession: ShowSession;
  startSession: StartSession;
  endSession: EndSession;
  publicUrl: string | null;
}

const tags = ['Sessions'];

export function sessionRoutes(
  server: Server,
  { showSession, startSession, endSession, publicUrl }: Uses,
): void {
  server.get(
    sessionPath,
    {
      config: { takesToken: true },
      schema: {
        tags,
        summary: 'Show who is logged in',
        description: 'Ours. For pages: nobody is an answer, and no refusal.',
        response: { 200: whoOneIs },
      },
    },
    async (request, reply) => {
      const { caller, sessionToken } = request;
      reply.header('Cache-Control', 'no-store');
      return whoOneIsJson(caller === null ? null : await showSession(caller, sessionToken));
    },
  );

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
      return sendSession(reply, session, isSecure(request, publicUrl));
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
      clearSessionCookies(reply, isSecure(request, publicUrl));
      return noContent(reply);
    },
  );
}
