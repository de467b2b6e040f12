// Routes of live events.

import { renderMessage } from '../format/render-message.ts';
import type { Server } from '../http/fastify.ts';
import { liveEventRoutes } from '../http/routes/live-events.ts';
import { readFeed } from '../operations/announcing/read-feed.ts';
import type { RouteUses } from './route-uses.ts';

export function addLiveEventRoutes(server: Server, { database, clock, urls }: RouteUses): void {
  liveEventRoutes(server, {
    readFeed: readFeed(database),
    renderMessage,
    clock,
    ...urls,
  });
}
