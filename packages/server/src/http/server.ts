// The HTTP server: what is common to all routes. Each route file adds its own.

import { randomUUID } from 'node:crypto';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify from 'fastify';
import type { Logger } from 'pino';
import { bodyBytesMax, requestArrivalMs } from '../model/limits.ts';
import { notFound } from '../model/refusal.ts';
import type { Authenticate } from '../operations/access/authenticate.ts';
import type { AuthenticateTool } from '../operations/tools/authenticate-tool.ts';
import { addApiDescription } from './api-description.ts';
import { addAuthentication } from './authentication.ts';
import { objectOfJson, utf8TextOf } from './canvas-wire/body-text.ts';
import { parseBrackets } from './canvas-wire/brackets.ts';
import { stringifyIds } from './canvas-wire/json-text.ts';
import { addErrorHandling, answerRouterError } from './errors.ts';
import type { Server } from './fastify.ts';
import type { Metrics } from './metrics.ts';
import { schemaController } from './route-schemas.ts';
import { unusedConnections } from './unused-connections.ts';

export interface ServerUses {
  authenticate: Authenticate;
  /** Null on a server without tools. */
  authenticateTool: AuthenticateTool | null;
  metrics: Metrics;
  log: Logger;
  /** Whether an error says that the database cannot work now. */
  isDatabaseUnavailable(error: unknown): boolean;
  /** Of this program, for the API's description. */
  version: string;
  shard: number;
  /** Base of URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
  /** Addresses and CIDRs whose word about the client is taken. */
  trustedProxies: readonly string[];
  /** Whether callers are throttled as Canvas does it. */
  isThrottled: boolean;
}

/** A path parameter may be a hex SIS id of 255 characters. */
const pathParameterCharsMax = 600;

const contextIdHeader = 'X-Request-Context-Id';

/** By the empty query that stands in for one that cannot be read. */
const queryFaults = new WeakMap<object, Error>();

/** The router reads a query before there is a request that could be answered: what it throws would end the process. */
function queryOrItsFault(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    return parseBrackets(text);
  } catch (error) {
    const query = {};
    queryFaults.set(query, error as Error);
    return query;
  }
}

/** A server with Canvas's conventions and no routes yet. */
export async function httpServer(uses: ServerUses): Promise<Server> {
  const server = fastify({
    bodyLimit: bodyBytesMax,
    trustProxy: uses.trustedProxies.length === 0 ? false : [...uses.trustedProxies],
    requestTimeout: requestArrivalMs,
    forceCloseConnections: 'idle',
    routerOptions: {
      maxParamLength: pathParameterCharsMax,
      // Canvas: Rails reads `/users/self/` and `//users/self` as `/users/self`.
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      querystringParser: queryOrItsFault,
    },
    schemaController,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      reply.header(contextIdHeader, request.id);
      answerRouterError(error, reply);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  // First of all hooks, so that refusals of the others carry the id too.
  server.addHook('onRequest', (request, reply, done) => {
    reply.header(contextIdHeader, request.id);
    done(queryFaults.get(request.query as object));
  });
  addBodyParsers(server);
  addErrorHandling(server, uses);
  addAuthentication(server, uses);

  const closeUnused = unusedConnections(server);
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    // A turn of the event loop: what has arrived by now is read and answered before idle connections are closed.
    setImmediate(() =>
      setImmediate(() => {
        closeUnused();
        done();
      }),
    );
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    uses.metrics.requestDone(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    // The last answers leave connections that a stop would otherwise wait for.
    if (isStopping) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    // Told so, a client sends its next request elsewhere and not into a connection that is being closed.
    if (isStopping) reply.header('connection', 'close');
    const wantsStringIds = request.headers.accept?.includes('application/json+canvas-string-ids');
    if (wantsStringIds && typeof payload === 'string' && isJson(reply.getHeader('content-type'))) {
      const text = stringifyIds(payload);
      reply.header('content-length', Buffer.byteLength(text));
      done(null, text);
      return;
    }
    done(null, payload);
  });
  server.setNotFoundHandler(() => {
    throw notFound();
  });
  addApiDescription(server, uses.version);
  return server;
}

/**
 * JSON and forms become one object, as Rails has it: the query string of a write counts as part of its body, and wins
 * where both name a parameter. A JSON content type without a body is no parameters (`@kth/canvas-api` sends that).
 */
function addBodyParsers(server: Server): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ['application/json', 'application/vnd.api+json'],
    { parseAs: 'buffer' },
    (_request, bytes: Buffer, done) => settle(done, () => objectOfJson(utf8TextOf(bytes)) ?? {}),
  );
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, bytes: Buffer, done) => settle(done, () => parseBrackets(utf8TextOf(bytes))),
  );
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD') return done();
    if (request.body === undefined || request.body === null) request.body = {};
    const query = request.query as object;
    if (!Buffer.isBuffer(request.body) && Object.keys(query).length > 0)
      request.body = { ...(request.body as object), ...query };
    done();
  });
}

function settle(done: (error: Error | null, body?: unknown) => void, read: () => unknown): void {
  try {
    done(null, read());
  } catch (error) {
    done(error as Error);
  }
}

function isJson(contentType: unknown): boolean {
  return typeof contentType === 'string' && contentType.includes('json');
}
