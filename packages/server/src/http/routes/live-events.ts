// Ours: the feed of live events, for account admins.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../model/clock.ts';
import { feedPageEventsDefault } from '../../model/limits.ts';
import type { MessageFormat, RenderMessage } from '../../model/live-event.ts';
import type { FedEvent, ReadFeed } from '../../operations/announcing/read-feed.ts';
import { requireCaller } from '../authentication.ts';
import {
  feedLimitOf,
  feedPath,
  feedQuery,
  feedWantedOf,
  liveEventJson,
  messageFormatOf,
  shownFeed,
} from '../contract/live-event.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  readFeed: ReadFeed;
  renderMessage: RenderMessage;
  clock: Clock;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

export function liveEventRoutes(server: Server, uses: Uses): void {
  const { readFeed, renderMessage, clock, shard, publicUrl } = uses;

  server.get(
    feedPath,
    {
      schema: {
        tags: ['Live Events'],
        summary: 'Ours: read the feed of live events',
        querystring: feedQuery,
        response: { 200: shownFeed },
      },
    },
    async (request, reply) => sendPage(request, reply),
  );

  async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = request.query as Record<string, unknown>;
    const { events, position } = await readFeed.page(requireCaller(request), () => ({
      ...feedWantedOf(query, shard),
      limit: feedLimitOf(query) ?? feedPageEventsDefault,
    }));
    const json = linesOf(request, events, messageFormatOf(query)).join(',');
    return reply
      .type('application/json; charset=utf-8')
      .send(`{"live_events":[${json}],"next_cursor":"${position}"}`);
  }

  function linesOf(request: FastifyRequest, events: readonly FedEvent[], format: MessageFormat): string[] {
    const sendTimeMs = clock();
    const baseUrl = baseUrlOf(request, publicUrl);
    return events.flatMap((event) => {
      const message = renderMessage(event, format, sendTimeMs, baseUrl);
      return message === null ? [] : liveEventJson(event, message);
    });
  }
}
