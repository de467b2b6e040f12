// The file in a multipart body, as it arrives. What stands beside it is passed over; nothing is kept.

import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../model/refusal.ts';

/**
 * The bytes of the one file, to be read once; nothing is asked of the client before the first. The whole body is read, so that
 * one that was cut off is known. Raises argument_invalid when there is no file, more than one, or the body is no form or not
 * whole.
 */
export async function* postedFile(request: FastifyRequest): AsyncGenerator<Uint8Array, void, void> {
  // Who hung up before somebody listened is never heard to hang up.
  if (request.raw.destroyed) throw notWhole();
  let hasFile = false;
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'file') continue;
      hasFile = true;
      yield* part.file as AsyncIterable<Uint8Array>;
    }
  } catch {
    // Only reading ends up here: what a reader raises is never thrown into a generator.
    throw notWhole();
  }
  if (!hasFile) throw unreadable('the body has no file');
}

/** What is left of a body whose answer is known already, read and dropped: an answer reaches only who has sent all. */
export function dropRest(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

function notWhole(): Refusal {
  return unreadable('the body must be multipart/form-data with one file, and all of it');
}

function unreadable(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'message', message });
}
