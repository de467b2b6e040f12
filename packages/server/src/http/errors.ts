// What becomes of an error: a refusal is answered from the table, a fault of the request with what to mend, a database
// that is gone with a request to come back, a fault of ours without detail. The last two are logged with their cause.

import type { FastifyError, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { retryAfterSeconds } from '../model/limits.ts';
import { malformed, notFound, Refusal } from '../model/refusal.ts';
import type { Server } from './fastify.ts';
import { type Answer, answerTo, defectAnswer } from './refusals.ts';

interface ErrorUses {
  log: Logger;
  /** Whether an error says that the database cannot work now. */
  isDatabaseUnavailable(error: unknown): boolean;
}

export function addErrorHandling(server: Server, { log, isDatabaseUnavailable }: ErrorUses): void {
  server.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal) return send(reply, answerTo(refusal.reason));
    const { id: requestId, method } = request;
    const context = { err: error, requestId, method, route: request.routeOptions.url };
    if (isDatabaseUnavailable(error)) {
      log.error(context, 'the database does not answer');
      const message = 'the database does not answer; try again';
      return send(reply, answerTo({ kind: 'overloaded', message, retryAfterSeconds }));
    }
    log.error(context, 'defect');
    return send(reply, defectAnswer);
  });
}

/** Answers a path that no route was looked up for. No hook of the server runs for it. */
export function answerRouterError(error: FastifyError, reply: FastifyReply): void {
  // Nothing has a name that long.
  const refusal =
    error.code === 'FST_ERR_MAX_PARAM_LENGTH'
      ? notFound()
      : malformed('the path is not percent-encoded UTF-8');
  send(reply, answerTo(refusal.reason));
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  reply.code(status);
  for (const [name, value] of Object.entries(headers ?? {})) reply.header(name, value);
  if (status === 401 || status === 403)
    reply.header('Cache-Control', 'no-store').header('Pragma', 'no-cache');
  return reply
    .type(typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8')
    .send(body);
}

function refusalOf(error: FastifyError | Refusal): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error.validation) return malformed(validationMessage(error));
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal({ kind: 'too_large', message: 'the body is too large; send less at a time' });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal({
        kind: 'media_type_unknown',
        message: 'send the body as application/json or application/x-www-form-urlencoded',
      });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return malformed('the body is not as long as Content-Length says');
    default:
      return error.statusCode !== undefined && error.statusCode < 500 ? malformed(error.message) : undefined;
  }
}

/** `quiz/title must be string` → `quiz[title] must be string`. */
function validationMessage(error: FastifyError): string {
  const [fault] = error.validation ?? [];
  if (!fault) return 'the request is not valid';
  const [first = '', ...rest] = fault.instancePath.split('/').slice(1);
  const name = first === '' ? 'the body' : [first, ...rest.map((part) => `[${part}]`)].join('');
  return `${name} ${fault.message ?? 'is not valid'}`;
}
