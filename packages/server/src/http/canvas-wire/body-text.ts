// A request's body from bytes to a JSON object. Every fault is the caller's and says what it is.

import { isUtf8 } from 'node:buffer';
import { jsonDepthMax } from '../../model/limits.ts';
import { malformed } from '../../model/refusal.ts';
import { jsonDepth } from './json-text.ts';

/** The text of a body. Raises malformed for bytes that are no UTF-8, which could not come back as they were sent. */
export function utf8TextOf(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw malformed('the body is not valid UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

/** What a JSON text says. Raises malformed for other texts and deep ones. */
export function jsonOf(text: string): unknown {
  // First, because the parser takes a second for a few million levels.
  if (jsonDepth(text) > jsonDepthMax)
    throw malformed(`the body is nested deeper than ${jsonDepthMax} levels`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(`the body is not valid JSON: ${(error as Error).message}`);
  }
}

/** The object that a JSON text holds; undefined for an empty text or null. Raises malformed. */
export function objectOfJson(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return undefined;
  const body = jsonOf(text);
  if (body === null) return undefined;
  if (typeof body !== 'object' || Array.isArray(body)) throw malformed('the body must be a JSON object');
  return body as Record<string, unknown>;
}
