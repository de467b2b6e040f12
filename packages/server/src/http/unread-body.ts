// Bodies that stay text: of routes that keep what is sent character by character, and answer first who may send it.

import type { FastifyRequest } from 'fastify';
import { utf8TextOf } from './canvas-wire/body-text.ts';
import type { Server } from './fastify.ts';

/** From now on routes of `scope` take bodies of every content type, unread. */
export function leaveBodyUnread(
  scope: Pick<Server, 'removeAllContentTypeParsers' | 'addContentTypeParser'>,
  bytesMax: number,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bytesMax }, (_request, bytes, done) =>
    done(null, bytes),
  );
}

/** The body's text, empty when there is none. Raises malformed for bytes that are no UTF-8. */
export function unreadText({ body }: FastifyRequest): string {
  return Buffer.isBuffer(body) ? utf8TextOf(body) : '';
}
