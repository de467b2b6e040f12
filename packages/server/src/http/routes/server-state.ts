// How the server is, for its admins. Ours.

import type { ShowServer } from '../../operations/show-server.ts';
import { requireCaller } from '../authentication.ts';
import { type ShownSetting, serverJson, serverPath, shownServer } from '../contract/server-state.ts';
import type { Server } from '../fastify.ts';

interface Uses {
  showServer: ShowServer;
  version: string;
  settings: readonly ShownSetting[];
}

export function serverStateRoutes(server: Server, { showServer, version, settings }: Uses): void {
  server.get(
    serverPath,
    {
      schema: {
        tags: ['Server'],
        summary: 'Show how the server is',
        description: 'Ours. For admins of the root account. No secret is shown.',
        response: { 200: shownServer },
      },
    },
    async (request, reply) => {
      const state = await showServer(requireCaller(request));
      reply.header('Cache-Control', 'no-store');
      return serverJson(state, version, settings);
    },
  );
}
