// Tools that call by themselves, with a JWT where a person has an access token. Canvas: live events reference §6.2, §6.3.

import type { FastifyRequest } from 'fastify';
import type { Caller } from '../model/caller.ts';
import { Refusal } from '../model/refusal.ts';
import type { Tool } from '../model/tool-proxy.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The tool that calls; null when none does. */
    tool: Tool | null;
  }
  interface FastifyContextConfig {
    /** Said by a route of the API that takes the token of a tool, too. */
    takesToolToken?: true;
  }
}

/**
 * Who calls a route that says `config: { takesToolToken: true }`; anywhere else a tool's token is an invalid access token.
 * Raises unauthenticated. What is wrong with a token that was sent has been answered before: access_token_invalid,
 * access_token_revoked (the tool is deleted), access_token_expired.
 */
export function toolOrCaller({ tool, caller }: FastifyRequest): Tool | Caller {
  const calls = tool ?? caller;
  if (calls === null) throw new Refusal({ kind: 'unauthenticated' });
  return calls;
}

/**
 * What a request bears if it is the token of a tool, a JWT, and one is taken there. An access token never begins as a JSON
 * object in base64 does.
 */
export function toolTokenIn(
  { routeOptions: { config } }: FastifyRequest,
  bearer: string | undefined,
): string | undefined {
  if (config.takesToolToken !== true || bearer === undefined) return undefined;
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(bearer) ? bearer : undefined;
}
