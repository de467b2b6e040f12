// Routes of tools, their tokens, and the keys that messages are signed with.

import type { Server } from '../http/fastify.ts';
import { signingKeyRoutes } from '../http/routes/signing-keys.ts';
import { toolProxyRoutes } from '../http/routes/tool-proxies.ts';
import { toolTokenRoutes } from '../http/routes/tool-tokens.ts';
import { rotateSigningKeys } from '../operations/subscriptions/rotate-signing-keys.ts';
import { authorizeTool } from '../operations/tools/authorize-tool.ts';
import { deleteTool } from '../operations/tools/delete-tool.ts';
import { listTools } from '../operations/tools/list-tools.ts';
import { registerTool } from '../operations/tools/register-tool.ts';
import type { RouteUses } from './route-uses.ts';

export function addToolRoutes(
  server: Server,
  { database, secrets, signingKeys, sending, clock, random, urls }: RouteUses,
): void {
  toolProxyRoutes(server, {
    registerTool: registerTool(database, secrets, clock, random),
    listTools: listTools(database),
    deleteTool: deleteTool(database, secrets, sending, clock),
    ...urls,
  });
  toolTokenRoutes(server, { authorizeTool: authorizeTool(database, secrets, clock, random), ...urls });
  signingKeyRoutes(server, { signingKeys, rotateSigningKeys: rotateSigningKeys(signingKeys) });
}
