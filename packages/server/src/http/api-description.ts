// Where the API is described: OpenAPI for machines and a page of it for people. Both are made when first asked for.

import type { RouteOptions } from 'fastify';
import { notFound } from '../model/refusal.ts';
import type { Server } from './fastify.ts';

/** Must be called before any route is added: only later routes are described. */
export function addApiDescription(server: Server, version: string): void {
  const routes: RouteOptions[] = [];
  server.addHook('onRoute', (route) => {
    routes.push(route);
  });

  let making: ReturnType<typeof make> | undefined;

  /** Many servers are never asked, and it would be a tenth of their start. */
  async function make() {
    const { describeApi } = await import('./described-api.ts');
    return describeApi(routes, version);
  }

  server.get('/api/openapi.json', async () => {
    making ??= make();
    return (await making).swagger();
  });
  for (const path of ['/api/docs', '/api/docs/*']) {
    server.get(path, async ({ url, headers }, reply) => {
      making ??= make();
      const page = await (await making).inject({ url, headers });
      if (page.statusCode === 404) throw notFound();
      // That is for this connection to say.
      const { connection: _, ...pageHeaders } = page.headers;
      return reply.code(page.statusCode).headers(pageHeaders).send(page.rawPayload);
    });
  }
}
