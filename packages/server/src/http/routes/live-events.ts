// Ours: the feed of live events, for account admins: in pages, as lines of JSON, and as server-sent events.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { feedPageEventsDefault } from '../../model/feed-limits.ts';
import type { ReadFeed } from '../../operations/announcing/read-feed.ts';
import type { ShowLiveEvent } from '../../operations/announcing/show-live-event.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import {
  afterOf,
  feedLimitOf,
  feedPath,
  feedQuery,
  feedWantedOf,
  formatOf,
  liveEventJson,
  liveEventLine,
  liveEventParams,
  liveEventPath,
  liveEventQuery,
  serverSentEvent,
  shownEvent,
  shownFeed,
  stillHere,
  streamStart,
} from '../contract/live-event.ts';
import type { Server } from '../fastify.ts';
import { asServerSentEvents, openStreams, sendParts } from '../open-streams.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  readFeed: ReadFeed;
  showLiveEvent: ShowLiveEvent;
  /** How long a reader of a stream may take nothing. */
  stallMs: number;
  /** How long a stream of server-sent events says nothing at most; less than `stallMs`. */
  heartbeatMs: number;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

export function liveEventRoutes(server: Server, uses: Uses): void {
  const { readFeed, showLiveEvent, stallMs, heartbeatMs, shard, publicUrl } = uses;
  const streams = openStreams(server);

  server.get(
    feedPath,
    {
      schema: {
        tags: ['Live Events'],
        summary: 'Ours: read the feed of live events',
        description:
          'What was announced, in the order in which it became visible; a cursor never skips anything and is good for ever. ' +
          'With `Accept: application/x-ndjson` all until the end, one event a line; with `text/event-stream` all and then ' +
          'what comes, as server-sent events whose data are the message, to be resumed by `Last-Event-ID`.',
        querystring: feedQuery,
        response: { 200: shownFeed },
      },
    },
    async (request, reply) => {
      const { accept = '' } = request.headers;
      if (accept.includes('text/event-stream')) return sendEvents(request, reply);
      if (accept.includes('application/x-ndjson')) return sendLines(request, reply);
      return sendPage(request, reply);
    },
  );

  server.get(
    liveEventPath,
    {
      schema: {
        tags: ['Live Events'],
        summary: 'Ours: show one live event',
        params: liveEventParams,
        querystring: liveEventQuery,
        response: { 200: shownEvent },
      },
    },
    async (request, reply) => sendOne(request, reply),
  );

  async function sendOne(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const cursor = leadingInteger((request.params as { cursor: string }).cursor);
    const { event, message } = await showLiveEvent(requireCaller(request), cursor, () => ({
      format: formatOf((request.query as Record<string, unknown>).format),
      baseUrl: baseUrlOf(request, publicUrl),
    }));
    return reply.type('application/json; charset=utf-8').send(liveEventJson({ ...event, message }));
  }

  async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { entries, position } = await readFeed.page(requireCaller(request), () => ({
      ...wantedOf(request),
      limit: limitOf(request) ?? feedPageEventsDefault,
    }));
    const json = entries.map(liveEventJson).join(',');
    return reply
      .type('application/json; charset=utf-8')
      .send(`{"live_events":[${json}],"next_cursor":"${position}"}`);
  }

  async function sendLines(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const readWanted = () => ({ ...wantedOf(request), limit: limitOf(request) });
    const parts = await readFeed.all(requireCaller(request), readWanted, streams.untilClosed(reply));
    reply.type('application/x-ndjson');
    return sendParts(reply, parts, stallMs, ({ entries }) => entries.map(liveEventLine).join(''));
  }

  async function sendEvents(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const readWanted = () => {
      const wanted = wantedOf(request);
      const resumed = request.headers['last-event-id'];
      // A browser that reconnects asks the same URL again.
      return resumed === undefined || resumed === ''
        ? wanted
        : { ...wanted, after: afterOf(resumed, 'Last-Event-ID') };
    };
    const caller = requireCaller(request);
    const parts = await readFeed.follow(caller, readWanted, {
      quietMs: heartbeatMs,
      findPerson: () => request.findPerson(),
      signal: streams.untilClosed(reply),
    });
    asServerSentEvents(reply);
    let isStarted = false;
    return sendParts(reply, parts, stallMs, ({ entries, position }) => {
      if (entries.length > 0) return entries.map(serverSentEvent).join('');
      const said = isStarted ? stillHere(position) : streamStart(position);
      isStarted = true;
      return said;
    });
  }

  function wantedOf(request: FastifyRequest) {
    const baseUrl = baseUrlOf(request, publicUrl);
    return { ...feedWantedOf(request.query as Record<string, unknown>, shard), baseUrl };
  }
}

function limitOf(request: FastifyRequest): number | null {
  return feedLimitOf(request.query as Record<string, unknown>);
}
