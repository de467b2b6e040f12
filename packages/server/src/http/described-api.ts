// The API described: OpenAPI 3.1 from the routes' own schemas, and a page of it for people that needs no network.

import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { schemaController } from './route-schemas.ts';

/** The page's own files and nothing else; it styles itself inline. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * A server that never listens and does nothing but describe those of these routes that have a tag: its `swagger()` is the
 * description, and it answers what is injected under `/api/docs`.
 */
export async function describeApi(
  routes: readonly RouteOptions[],
  version: string,
): Promise<FastifyInstance> {
  const server = fastify({
    exposeHeadRoutes: false,
    routerOptions: { ignoreDuplicateSlashes: true },
    schemaController,
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Quizwire',
        version,
        description:
          "Canvas LMS's own API around quizzes and their events, on a server of its own. What Canvas does not have is " +
          'marked "Ours" and is opt-in.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', description: 'An access token' } },
      },
      security: [{ accessToken: [] }],
    },
    hideUntagged: true,
  });
  for (const { method, url, schema } of routes) {
    if (method !== 'HEAD' && schema?.tags !== undefined)
      server.route({ method, url, schema, handler: () => undefined });
  }
  await server.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: contentSecurityPolicy,
    uiConfig: {
      deepLinking: true,
      docExpansion: 'list',
      persistAuthorization: true,
      displayRequestDuration: true,
    },
    theme: {
      title: 'Quizwire API',
      css: [{ filename: 'quizwire.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  });
  await server.ready();
  return server;
}
