// Answers that go on: open until their reader is gone or the server stops, whichever comes first.

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Server } from './fastify.ts';

export interface OpenStreams {
  /** Aborts when the answer has ended, however it did, and when the server stops. */
  untilClosed(reply: FastifyReply): AbortSignal;
}

/** Call once for the routes that share it. */
export function openStreams(server: Server): OpenStreams {
  const open = new Set<AbortController>();
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    for (const stream of open) stream.abort();
    done();
  });

  return {
    untilClosed(reply) {
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
    },
  };
}

/** Aborts when the answer has ended, however it did: sent, given up by its reader, or cut off. */
export function untilEnded(reply: FastifyReply): AbortSignal {
  if (reply.raw.destroyed) return AbortSignal.abort();
  const ended = new AbortController();
  reply.raw.once('close', () => ended.abort());
  return ended.signal;
}

/**
 * Sends parts as they come. A reader who takes nothing for `stallMs` is waited for and then, when Node has closed their
 * connection, forgotten.
 */
export function sendParts<Part>(
  reply: FastifyReply,
  parts: AsyncGenerator<Part>,
  stallMs: number,
  write: (part: Part) => string,
): FastifyReply {
  reply.raw.setTimeout(stallMs);
  async function* text(): AsyncGenerator<string> {
    for await (const part of parts) yield write(part);
  }
  return reply.send(Readable.from(text(), { objectMode: true, highWaterMark: 1 }));
}

/** What says that server-sent events follow; proxies are asked to hold nothing back. */
export function asServerSentEvents(reply: FastifyReply): FastifyReply {
  return reply
    .type('text/event-stream')
    .header('Cache-Control', 'no-store')
    .header('X-Accel-Buffering', 'no');
}
