// Who is calling: the access token or the session, masquerading, scopes and the throttle, in Canvas's order. Reference §4.1, §4.5.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Person } from '../model/caller.ts';
import { globalIdOf } from '../model/ids.ts';
import { declined, Refusal } from '../model/refusal.ts';
import type { Authenticate } from '../operations/access/authenticate.ts';
import type { AuthenticateTool } from '../operations/tools/authenticate-tool.ts';
import { bearerToken, parametersIn, textOf } from './caller-parameters.ts';
import { floatText } from './canvas-wire/float-text.ts';
import { parseLookup } from './canvas-wire/ids.ts';
import { clientAddressOf } from './client-address.ts';
import type { Server } from './fastify.ts';
import { FactsOfRequest } from './request-facts.ts';
import { isFromOwnPage, isSecure, sessionTokenOf } from './session-cookies.ts';
import { Throttle } from './throttle.ts';
import { toolTokenIn } from './tool-authentication.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null without a login. */
    caller: Caller | null;
    /** Of the session that the caller was recognised by; null with an access token. */
    sessionToken: string | null;
    /** The bucket this request took its advance from. */
    throttleKey: string | null;
    /** The access token that the caller was recognised by; null without. */
    accessToken: string | null;
    /** The user that the caller asks to act as; null for themself. */
    actsAs: string | null;
    /** Who the caller is by now, for an answer that goes on for long: raises what a new request would. */
    findPerson(): Promise<Person>;
  }
  interface FastifyContextConfig {
    /** The token scope of the route; absent on routes outside the API. */
    scope?: string;
    /** Said by a route of the API that is for everybody: it has no scope and takes no login. */
    isPublic?: true;
    /** Said by a web page's route that takes access tokens all the same; a scoped token does not reach it. */
    takesToken?: true;
    /**
     * Said by a route that needs more than the caller of every request: finds both at once. Undefined when it has nothing to
     * find.
     */
    findToken?: (request: FastifyRequest) => Parameters<Authenticate['byToken']>[1];
    /** Said by a route that takes writes of a session without its CSRF token: what it takes has a secret of its own. */
    needsNoCsrfToken?: true;
  }
  interface FastifyInstance {
    /** Scopes of the routes added so far. */
    tokenScopes: ReadonlySet<string>;
  }
}

interface AuthenticationUses {
  authenticate: Authenticate;
  /** Null on a server without tools. */
  authenticateTool: AuthenticateTool | null;
  shard: number;
  publicUrl: string | null;
  isThrottled: boolean;
}

/** The caller of a route that needs a login. Raises unauthenticated. */
export function requireCaller(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Refusal({ kind: 'unauthenticated' });
  return request.caller;
}

/** The scopes that a token may have: one for each route of the API, those added later too. */
export function knownScopes(server: Server): ReadonlySet<string> {
  return server.tokenScopes;
}

export function addAuthentication(
  server: Server,
  { authenticate, authenticateTool, shard, publicUrl, isThrottled }: AuthenticationUses,
): void {
  const throttle = new Throttle();
  const urls = { shard, publicUrl };
  server.decorateRequest('caller', null);
  server.decorateRequest('tool', null);
  server.decorateRequest('sessionToken', null);
  server.decorateRequest('throttleKey', null);
  server.decorateRequest('accessToken', null);
  server.decorateRequest('actsAs', null);
  server.decorateRequest('findPerson', function () {
    return personBehind(this);
  });

  const tokenScopes = new Set<string>();
  server.decorate('tokenScopes', tokenScopes);

  // Canvas: a scope is the route as its documentation prints it; HEAD counts as GET.
  server.addHook('onRoute', (route) => {
    if (!/^\/api\/(v1\/|lti\/|graphql$)/.test(route.url) || route.config?.isPublic === true) return;
    const method = route.method === 'HEAD' ? 'GET' : route.method;
    const scope = `url:${String(method)}|${route.url}`;
    tokenScopes.add(scope);
    route.config = { ...route.config, scope };
  });

  server.addHook('onRequest', async (request, reply) => {
    if (isThrottled && request.routeOptions.config.countsByAddress) throttleBy(request);
    if (!takesToken(request)) return;
    const query = request.query as Record<string, unknown>;
    const bearer = bearerToken(request.headers.authorization);
    const toolToken = toolTokenIn(request, bearer);
    if (authenticateTool !== null && toolToken !== undefined) {
      const tool = await authenticateTool(toolToken);
      if (isThrottled) throttleBy(request, `tool ${tool.toolProxyId}`);
      request.tool = tool;
      return;
    }
    const token = bearer ?? textOf(query.access_token);
    if (token !== undefined) await identify(request, token, textOf(query.as_user_id));
    else if (!(await recognise(request)) && isThrottled) throttleBy(request);
    tellCaller(request, reply);
  });

  // Canvas takes both parameters from the body too, which is there only now.
  server.addHook('preValidation', async (request, reply) => {
    if (!takesToken(request) || request.tool !== null) return;
    const { access_token, as_user_id, authenticity_token } = parametersIn(request);
    const token = textOf(access_token);
    const as = textOf(as_user_id) ?? textOf((request.query as Record<string, unknown>).as_user_id);
    const { caller, sessionToken } = request;
    if (token !== undefined && (caller === null || sessionToken !== null)) {
      request.sessionToken = null;
      await identify(request, token, as);
    } else {
      if (sessionToken !== null && !isFromOwnPage(request, sessionToken, textOf(authenticity_token)))
        throw declined('unprocessable_entity', 'Invalid authenticity token');
      if (caller === null || caller.realUserId !== null || as === undefined) return;
      request.caller = { ...caller, ...(await actingAs(caller, as)) };
      request.actsAs = as;
    }
    tellCaller(request, reply);
  });

  if (isThrottled) {
    server.addHook('onSend', (request, reply, payload, done) => {
      if (request.throttleKey !== null) {
        const cost = reply.elapsedTime / 1000;
        const remaining = throttle.settle(request.throttleKey, cost, Date.now());
        // Canvas: who has a session is throttled, and not told.
        if (request.sessionToken === null) {
          reply.header('X-Request-Cost', floatText(cost));
          reply.header('X-Rate-Limit-Remaining', floatText(remaining));
        }
        request.throttleKey = null;
      }
      done(null, payload);
    });
  }

  async function identify(request: FastifyRequest, token: string, as: string | undefined): Promise<void> {
    request.accessToken = token;
    request.actsAs = as ?? null;
    const holder = await authenticate.byToken(token, request.routeOptions.config.findToken?.(request));
    if (isThrottled && request.throttleKey === null) throttleBy(request, `token ${holder.accessTokenId}`);
    assertInScope(request, holder);
    become(request, as === undefined ? holder : await actingAs(holder, as), null);
  }

  /**
   * By the cookie of a session. Whether there is one that counts: without one the request is nobody's. Nothing is refused
   * here, as the body may yet have an access token, which goes before the cookie.
   */
  async function recognise(request: FastifyRequest): Promise<boolean> {
    const sessionToken = sessionTokenOf(request.headers.cookie, isSecure(request, publicUrl));
    const found = sessionToken === undefined ? undefined : await authenticate.bySession(sessionToken);
    if (sessionToken === undefined || found === undefined) return false;
    request.sessionToken = sessionToken;
    if (isThrottled) throttleBy(request, `session ${found.sessionId}`);
    become(request, found.person, found.sessionId);
    return true;
  }

  async function personBehind(request: FastifyRequest): Promise<Person> {
    const { accessToken, sessionToken, actsAs } = request;
    const holder = await holderOf(accessToken, sessionToken);
    if (holder === undefined) throw new Refusal({ kind: 'unauthenticated' });
    assertInScope(request, holder);
    return actsAs === null ? holder : actingAs(holder, actsAs);
  }

  async function holderOf(
    accessToken: string | null,
    sessionToken: string | null,
  ): Promise<Person | undefined> {
    if (accessToken !== null) return authenticate.byToken(accessToken);
    return sessionToken === null ? undefined : (await authenticate.bySession(sessionToken))?.person;
  }

  function actingAs(holder: Person, as: string): Promise<Person> {
    return authenticate.masquerade(holder, parseLookup(as, 'user', shard));
  }

  function become(request: FastifyRequest, person: Person, sessionId: string | null): void {
    request.caller = { ...person, sessionId, request: new FactsOfRequest(request, urls) };
  }

  function throttleBy(request: FastifyRequest, key = `ip ${clientAddressOf(request)}`): void {
    throttle.admit(key, Date.now());
    request.throttleKey = key;
  }

  function tellCaller(request: FastifyRequest, reply: FastifyReply): void {
    if (request.caller === null) return;
    reply.header('X-Canvas-User-Id', globalIdOf(shard, request.caller.userId));
    if (request.caller.realUserId !== null) {
      reply.header('X-Canvas-Real-User-Id', globalIdOf(shard, request.caller.realUserId));
    }
  }
}

function takesToken({ routeOptions: { config } }: FastifyRequest): boolean {
  return config.scope !== undefined || config.takesToken === true;
}

function assertInScope({ routeOptions: { config } }: FastifyRequest, { scopes }: Person): void {
  if (scopes.length > 0 && !scopes.includes(config.scope ?? '')) {
    throw new Refusal({ kind: 'scope_insufficient' });
  }
}
