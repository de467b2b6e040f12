// Ours: the feed of live events, for account admins: in pages, as lines of JSON, and as server-sent events.

import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { feedPageEventsDefault } from '../../model/limits.ts';
import type { FeedPart } from '../../operations/announcing/feed-reading.ts';
import type { ReadFeed } from '../../operations/announcing/read-feed.ts';
import { requireCaller } from '../authentication.ts';
import {
  afterOf,
  feedLimitOf,
  feedPath,
  feedQuery,
  feedWantedOf,
  liveEventJson,
  liveEventLine,
  serverSentEvent,
  shownFeed,
  stillHere,
  streamStart,
} from '../contract/live-event.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  readFeed: ReadFeed;
  /** How long a reader of a stream may take nothing. */
  stallMs: number;
  /** How long a stream of server-sent events says nothing at most; less than `stallMs`. */
  heartbeatMs: number;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

export function liveEventRoutes(server: Server, uses: Uses): void {
  const { readFeed, stallMs, heartbeatMs, shard, publicUrl } = uses;
  const open = new Set<AbortController>();
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    for (const stream of open) stream.abort();
    done();
  });

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
    const parts = await readFeed.all(requireCaller(request), readWanted, openUntilClosed(reply));
    reply.type('application/x-ndjson');
    return send(reply, parts, ({ entries }) => entries.map(liveEventLine).join(''));
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
      signal: openUntilClosed(reply),
    });
    reply.type('text/event-stream').header('Cache-Control', 'no-store').header('X-Accel-Buffering', 'no');
    let isStarted = false;
    return send(reply, parts, ({ entries, position }) => {
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

  /** Aborts when the answer has ended, however it did, and when the server stops. */
  function openUntilClosed(reply: FastifyReply): AbortSignal {
    const stream = new AbortController();
    const closed = (): void => {
      open.delete(stream);
      stream.abort();
    };
    if (reply.raw.destroyed || isStopping) closed();
    else {
      open.add(stream);
      reply.raw.once('close', closed);
    }
    return stream.signal;
  }

  /** A reader who takes nothing is waited for and then, when Node has closed their connection, forgotten. */
  function send(
    reply: FastifyReply,
    parts: AsyncGenerator<FeedPart>,
    write: (part: FeedPart) => string,
  ): FastifyReply {
    reply.raw.setTimeout(stallMs);
    async function* text(): AsyncGenerator<string> {
      for await (const part of parts) yield write(part);
    }
    return reply.send(Readable.from(text(), { objectMode: true, highWaterMark: 1 }));
  }
}

function limitOf(request: FastifyRequest): number | null {
  return feedLimitOf(request.query as Record<string, unknown>);
}
