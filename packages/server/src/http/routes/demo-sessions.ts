// Logging in to the demo with a click. Ours. These routes are there only on a server that has the demo.

import { notFound, notPermitted } from '../../model/refusal.ts';
import type { ListDemoPeople } from '../../operations/access/demo-people.ts';
import type { StartDemoSession } from '../../operations/access/start-demo-session.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { stringParam } from '../canvas-wire/params.ts';
import {
  demoLoginBody,
  demoPath,
  demoPeople,
  demoPeopleJson,
  redirectUrlOf,
  shownSession,
} from '../contract/session.ts';
import type { Server } from '../fastify.ts';
import { isFromElsewhere, sendSession } from '../login-requests.ts';
import { FactsOfRequest } from '../request-facts.ts';
import { isSecure } from '../session-cookies.ts';

interface Uses {
  listDemoPeople: ListDemoPeople;
  startDemoSession: StartDemoSession;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Sessions'];

export function demoSessionRoutes(
  server: Server,
  { listDemoPeople, startDemoSession, shard, publicUrl }: Uses,
): void {
  server.get(
    demoPath,
    {
      schema: {
        tags,
        summary: 'List the people of the demo',
        description: 'Ours; only in the demo.',
        response: { 200: demoPeople },
      },
    },
    async (_request, reply) => {
      reply.header('Cache-Control', 'no-store');
      return demoPeopleJson(await listDemoPeople());
    },
  );

  server.post(
    demoPath,
    {
      schema: {
        tags,
        summary: 'Log in as one of the people of the demo',
        description: 'Ours; only in the demo. Sets the cookies of a session, as `/login/session` does.',
        body: demoLoginBody,
        response: { 200: shownSession },
      },
    },
    async (request, reply) => {
      if (isFromElsewhere(request, publicUrl)) throw notPermitted();
      const body = request.body as Record<string, unknown>;
      const user = parseLookup(stringParam(body.user_id, 'user_id') ?? '', 'user', shard);
      if (user.by !== 'id') throw notFound();
      const facts = new FactsOfRequest(request, { shard, publicUrl });
      const session = await startDemoSession(user.id, facts, redirectUrlOf(body));
      return sendSession(reply, session, isSecure(request, publicUrl));
    },
  );
}
