// Ours: the tools that may subscribe by themselves.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { DeleteTool } from '../../operations/tools/delete-tool.ts';
import type { ListTools } from '../../operations/tools/list-tools.ts';
import type { RegisterTool } from '../../operations/tools/register-tool.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  newToolProxyBody,
  shownToolProxy,
  toolDraftOf,
  toolProxiesParams,
  toolProxiesPath,
  toolProxiesQuery,
  toolProxyJson,
  toolProxyParams,
  toolProxyPath,
} from '../contract/tool-proxy.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  registerTool: RegisterTool;
  listTools: ListTools;
  deleteTool: DeleteTool;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Tools'];

export function toolProxyRoutes(server: Server, uses: Uses): void {
  const accountOf = (request: FastifyRequest) =>
    parseLookup((request.params as { account_id: string }).account_id, 'account', uses.shard);

  server.get(
    toolProxiesPath,
    {
      schema: {
        tags,
        summary: 'Ours: list tools',
        params: toolProxiesParams,
        querystring: toolProxiesQuery,
        response: { 200: Type.Array(shownToolProxy) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const page = pagination(request.query as Record<string, unknown>);
      const { tools, total } = await uses.listTools(caller, accountOf(request), page);
      const json = JSON.stringify(tools.map((tool) => toolProxyJson(tool, null)));
      return sendList(request, reply, uses.publicUrl, { ...page, total }, json);
    },
  );

  server.post(
    toolProxiesPath,
    {
      validatorCompiler: () => () => true,
      schema: {
        tags,
        summary: 'Ours: register a tool',
        description: 'The answer is the only one with its secret.',
        params: toolProxiesParams,
        body: newToolProxyBody,
        response: { 201: shownToolProxy },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { tool, sharedSecret } = await uses.registerTool(caller, accountOf(request), () =>
        toolDraftOf(request.body as Record<string, unknown>),
      );
      return reply.code(201).header('Cache-Control', 'no-store').send(toolProxyJson(tool, sharedSecret));
    },
  );

  server.delete(
    toolProxyPath,
    {
      schema: {
        tags,
        summary: 'Ours: delete a tool',
        description: 'Its tokens and its subscriptions end with it.',
        params: toolProxyParams,
        response: { 200: shownToolProxy },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const id = leadingInteger((request.params as { id: string }).id);
      return toolProxyJson(await uses.deleteTool(caller, accountOf(request), id), null);
    },
  );
}
