// Canvas: JWT access tokens of LTI 2 tools. Live events reference §6.3.

import type { FastifyRequest } from 'fastify';
import type { AuthorizeTool } from '../../operations/tools/authorize-tool.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import {
  assertionOf,
  authorizeToolBody,
  authorizeToolParams,
  authorizeToolPath,
  shownToolToken,
  toolTokenJson,
} from '../contract/tool-token.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  authorizeTool: AuthorizeTool;
  shard: number;
  publicUrl: string | null;
}

export function toolTokenRoutes(server: Server, { authorizeTool, shard, publicUrl }: Uses): void {
  server.post(
    authorizeToolPath,
    {
      config: { isPublic: true, countsByAddress: true },
      validatorCompiler: () => () => true,
      schema: {
        tags: ['Tools'],
        summary: 'Exchange an assertion for an access token',
        params: authorizeToolParams,
        body: authorizeToolBody,
        response: { 200: shownToolToken },
        security: [],
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const assertion = assertionOf(request.body as Record<string, unknown>);
      const granted = await authorizeTool({
        account: parseLookup(id, 'account', shard),
        assertion,
        ...placeOf(request, publicUrl),
      });
      // RFC 6749 §5.1.
      reply.header('Cache-Control', 'no-store').header('Pragma', 'no-cache');
      return toolTokenJson(granted);
    },
  );
}

/** What the caller asked, as they know it. */
function placeOf(request: FastifyRequest, publicUrl: string | null): { authorizeUrl: string; host: string } {
  const base = baseUrlOf(request, publicUrl);
  const [path = ''] = request.originalUrl.split('?', 1);
  return { authorizeUrl: `${base}${path}`, host: base.split('/')[2] ?? '' };
}
