// Ours: takes the live events of a Canvas in.

import { receivedBytesMax } from '../../model/feed-limits.ts';
import { malformed, Refusal } from '../../model/refusal.ts';
import type { ReceiveCanvasEvents } from '../../operations/receiving/receive-canvas-events.ts';
import { isCompactToken, type VerifyCanvasToken } from '../canvas-signatures.ts';
import { canvasEventsOf } from '../canvas-wire/canvas-events.ts';
import { canvasEventsPath, postedCanvasEvents } from '../contract/canvas-event.ts';
import type { Server } from '../fastify.ts';
import { noContent } from '../no-content.ts';
import { leaveBodyUnread, unreadText } from '../unread-body.ts';

interface Uses {
  receiveCanvasEvents: ReceiveCanvasEvents;
  /** Null where signed events are not taken. */
  verifyCanvasToken: VerifyCanvasToken | null;
  shard: number;
}

export function canvasEventRoutes(server: Server, uses: Uses): void {
  const { receiveCanvasEvents, verifyCanvasToken, shard } = uses;

  server.register(async (scope) => {
    leaveBodyUnread(scope, receivedBytesMax);
    scope.post(
      canvasEventsPath,
      {
        bodyLimit: receivedBytesMax,
        validatorCompiler: () => () => true,
        onRequest: async (request) => {
          // Where nothing is signed, nobody is heard without a login.
          if (request.caller === null && verifyCanvasToken === null)
            throw new Refusal({ kind: 'unauthenticated' });
        },
        schema: {
          tags: ['Live Events'],
          summary: "Ours: send a Canvas's live events",
          description:
            'For account admins; a JWT that Canvas has signed needs no access token. 204 means they are on disk. What was ' +
            'sent before is not taken again.',
          body: postedCanvasEvents,
          response: { 204: { type: 'null', description: 'Kept' } },
        },
      },
      async (request, reply) => {
        const text = unreadText(request).trim();
        if (!isCompactToken(text)) {
          await receiveCanvasEvents.fromCaller(request.caller, () => canvasEventsOf(text, shard));
        } else {
          if (verifyCanvasToken === null)
            throw malformed('signed events are taken only where QUIZWIRE_CANVAS_JWKS_URL is set');
          await receiveCanvasEvents.verified(canvasEventsOf(await verifyCanvasToken(text), shard));
        }
        return noContent(reply);
      },
    );
  });
}
