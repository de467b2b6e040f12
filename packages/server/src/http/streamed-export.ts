// Sends an export as it is read.

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * `head` first, then each row as `write` has it. A reader who stops reading stops the reading from the database; after
 * `stallMs` without taking anything its connection is closed.
 */
export function sendExport<Row>(
  reply: FastifyReply,
  contentType: string,
  head: string,
  chunks: AsyncIterable<readonly Row[]>,
  write: (row: Row) => string,
  stallMs: number,
): FastifyReply {
  async function* text(): AsyncGenerator<string> {
    if (head !== '') yield head;
    for await (const rows of chunks) yield rows.map(write).join('');
  }
  // Node closes a connection on which nothing moves for so long, and with it ends the reading.
  reply.raw.setTimeout(stallMs);
  return reply.type(contentType).send(Readable.from(text(), { objectMode: true, highWaterMark: 1 }));
}
