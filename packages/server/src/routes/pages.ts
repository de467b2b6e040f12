// The web pages, and where their built files are.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Server } from '../http/fastify.ts';
import { pageRoutes } from '../http/routes/pages.ts';
import type { RouteUses } from './route-uses.ts';

export async function addPageRoutes(server: Server, { config, urls }: RouteUses): Promise<void> {
  await pageRoutes(server, {
    folder: pagesFolder(),
    publicUrl: urls.publicUrl,
    isDemo: config.demoPeople.length > 0,
  });
}

/** In the published package beside the built program, in the repository where packages/web builds them. */
function pagesFolder(): string {
  const published = fileURLToPath(new URL('../web', import.meta.url));
  return existsSync(published) ? published : fileURLToPath(new URL('../../../web/dist', import.meta.url));
}
