// Routes of live events.

import { caliperTaken, checkEnvelopeIn } from '../format/received-caliper.ts';
import { renderMessage } from '../format/render-message.ts';
import { canvasSignatures } from '../http/canvas-signatures.ts';
import type { Server } from '../http/fastify.ts';
import { caliperRoutes } from '../http/routes/caliper.ts';
import { canvasEventRoutes } from '../http/routes/canvas-events.ts';
import { liveEventRoutes } from '../http/routes/live-events.ts';
import { feedHeartbeatMs, feedStallMs } from '../model/feed-limits.ts';
import type { LiveEvent } from '../model/live-event.ts';
import { readFeed } from '../operations/announcing/read-feed.ts';
import { renderOrLeaveOut } from '../operations/announcing/render-or-leave-out.ts';
import { showLiveEvent } from '../operations/announcing/show-live-event.ts';
import { listQuarantine } from '../operations/receiving/list-quarantine.ts';
import { receiveCaliper } from '../operations/receiving/receive-caliper.ts';
import { receiveCanvasEvents } from '../operations/receiving/receive-canvas-events.ts';
import type { RouteUses } from './route-uses.ts';

export function addLiveEventRoutes(
  server: Server,
  { database, numbering, config, clock, random, urls }: RouteUses,
): void {
  const failed = (error: unknown, { position, uuid, eventName }: LiveEvent): void =>
    server.log.error(
      { err: error, position, uuid, eventName },
      'defect: a live event was left out, as no message could be made of it',
    );
  const render = renderOrLeaveOut(renderMessage, failed);
  liveEventRoutes(server, {
    readFeed: readFeed(database, numbering, render, clock),
    showLiveEvent: showLiveEvent(database, render, clock),
    stallMs: feedStallMs,
    heartbeatMs: feedHeartbeatMs,
    ...urls,
  });
  const { shard, canvasJwksUrl, canvasRootAccounts } = config;
  const announced = () => numbering.announced();
  caliperRoutes(server, {
    receiveCaliper: receiveCaliper(database, announced, shard, clock, random),
    listQuarantine: listQuarantine(database),
    checkEnvelope: checkEnvelopeIn(config.caliperMode),
    caliperTaken,
    ...urls,
  });
  canvasEventRoutes(server, {
    receiveCanvasEvents: receiveCanvasEvents(database, announced, clock, random),
    verifyCanvasToken:
      canvasJwksUrl === null
        ? null
        : canvasSignatures({ keySetUrl: canvasJwksUrl, rootAccountUuids: canvasRootAccounts, clock }),
    shard,
  });
}
