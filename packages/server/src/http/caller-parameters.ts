// Where a request says who calls: the header of the access token, and parameters that Canvas takes from the body too.

import type { FastifyRequest } from 'fastify';
import { objectOfJson, utf8TextOf } from './canvas-wire/body-text.ts';

const tellingParameters = ['"access_token"', '"as_user_id"', '"authenticity_token"'];

/** Of these, what a caller with an access token may still be told by a body. */
const actingParameter = ['"as_user_id"'];

/** A body that its route leaves unread (event batches) is looked into only for a caller it may name. */
export function parametersIn({ body, caller, sessionToken }: FastifyRequest): Record<string, unknown> {
  if (!Buffer.isBuffer(body))
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const names = caller !== null && sessionToken === null ? actingParameter : tellingParameters;
  if (!names.some((name) => body.includes(name))) return {};
  try {
    return objectOfJson(utf8TextOf(body)) ?? {};
  } catch {
    return {};
  }
}

export function bearerToken(header: string | undefined): string | undefined {
  const match = header === undefined ? null : /^Bearer\s+(\S+)\s*$/i.exec(header);
  return match?.[1];
}

/** Empty counts as absent, as in Canvas. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}
